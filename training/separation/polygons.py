"""Pages set anew from areas that people drew on old ones: real places, real articles, lines poured into them.

Reads the annotations of ecpo-data (SVG polygons, areas grouped into articles) and its transcriptions. There
are no pictures to be read, so columns of type are set into each area as an old paper sets them; where a
group's text begins and how it goes on follows from the tiers. Rules, ragged measures, lost and merged lines
are drawn at random, so that a page gives another variant with every seed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median

from lxml import etree  # type: ignore[import-untyped]

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Page, Panel, Picture, Rule
from training.separation.labels import LabelledPage

LEADING = 1.28
"""From column to column of type, in em."""
LEAST_AREAS = 12
"""A page with fewer areas teaches little."""


@dataclass(frozen=True)
class Area:
    """One area as drawn: ``kind`` is article, advertisement, picture or other; ``group`` numbers its article."""

    box: Box
    kind: str
    group: int


def read_areas(path: Path) -> list[Area]:
    """The areas of an annotation file that groups them; none where it does not. Group -1: in no group."""
    items = json.loads(path.read_text("utf-8"))["items"]
    groups: dict[str, int] = {}
    single = []
    for number, item in enumerate(items):
        labels = [b["value"].get("label") for b in item["body"] if isinstance(b.get("value"), dict)]
        label = next((name for name in labels if name), None)
        if len(item["target"]) > 1 or label in (None, "None"):
            groups.update({target.get("id") or target["source"]: number for target in item["target"]})
        else:
            single.append((item, label))
    if not groups:
        return []
    kinds = {"Article": "article", "Advertisement": "advertisement"}
    areas = []
    for item, label in single:
        target = item["target"][0]
        box = _box_of(target["selector"]["value"])
        if box is not None:
            kind = kinds.get(label or "", "picture" if "Image" in (label or "") else "other")
            areas.append(Area(box, kind, groups.get(target["id"], groups.get(item["id"], -1))))
    return areas


def _box_of(svg: str) -> Box | None:
    matrix = re.search(r"matrix\(([^)]*)\)", svg)
    a, b, c, d, e, f = map(float, re.split(r"[ ,]+", matrix[1].strip())) if matrix else (1, 0, 0, 1, 0, 0)
    points = re.search(r'points="([^"]*)"', svg)
    if points is None:
        return None
    numbers = [float(value) for value in re.split(r"[ ,]+", points[1].strip())]
    places = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    return union(Box(x, y, x, y) for x, y in places)


def read_texts(path: Path) -> tuple[list[list[str]], int]:
    """The articles of a transcription, each as paragraphs (lines joined), and the commonest length of a line."""
    source = path.read_text("utf-8")
    source = re.sub(r"<\?xml-model.*?\?>|<!DOCTYPE.*?\]>", "", source, flags=re.S)
    source = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", "〓", source)
    root = etree.fromstring(source.encode(), etree.XMLParser(recover=True))
    texts: list[list[str]] = []
    lengths: Counter[int] = Counter()
    for div in root.iter("div"):
        if div.get("type") != "article":
            continue
        paragraphs = []
        for paragraph in div.iter("p"):
            lines = [re.sub(r"\s", "", line) for line in _words(paragraph).split("\n")]
            lines = [line for line in lines if line]
            lengths.update(len(line) for line in lines)
            if lines:
                paragraphs.append("".join(lines))
        if paragraphs:
            texts.append(paragraphs)
    return texts, lengths.most_common(1)[0][0] if lengths else 8


def _words(paragraph: etree._Element) -> str:
    parts = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if isinstance(element.tag, str):
            parts.append("\n" if element.tag == "lb" else element.text or "")
        parts.append(element.tail or "")
    return "".join(parts)


def in_order(areas: Sequence[Area]) -> list[Area]:
    """Areas of one article as they are read: what stands beside each other from right to left, tier after tier."""
    left = list(areas)
    ordered: list[Area] = []
    while left:
        free = [area for area in left if not any(_comes_before(other.box, area.box) for other in left)]
        chosen = min(free or left, key=lambda area: (area.box.y0, -area.box.x1))
        ordered.append(chosen)
        left.remove(chosen)
    return ordered


def _comes_before(one: Box, other: Box) -> bool:
    if one is other:
        return False
    beside = one.y_overlap(other) > 0.35 * min(one.height, other.height)
    if beside:
        return one.cx > other.cx
    return one.cy < other.cy


def pages_of(path: Path, texts_path: Path, seed: int) -> Iterator[LabelledPage]:
    """The one or two pages of a fold, set with one seed."""
    areas = read_areas(path)
    texts, length = read_texts(texts_path)
    if not areas or not texts:
        return
    rng = Random(f"{path.stem}-{seed}")
    bodies = [area.box.height for area in areas if area.kind == "article"]
    tier = median(height for height in bodies if height > 0.6 * median(bodies)) if bodies else 0.0
    if not tier:
        return
    common = Counter(round(height / (0.05 * tier)) for height in bodies).most_common(1)[0][0] * 0.05 * tier
    em = common / (length + 0.1)
    whole = union(area.box for area in areas)
    halves = [areas]
    if rng.random() < 0.8:
        halves = [[a for a in areas if (a.box.cx > whole.cx) == right] for right in (True, False)]
    for half in halves:
        if sum(area.kind == "article" for area in half) >= LEAST_AREAS:
            page, truth = _Setter(half, texts, em, rng).page()
            yield LabelledPage(page, (), path.stem, "polygons", truth)


def pages_in(folder: Path, seed: int) -> Iterator[LabelledPage]:
    """The pages of all folds in a folder's ``regions`` that have a transcription in ``tei``."""
    for path in sorted((folder / "regions").glob("*.json")):
        texts = folder / "tei" / (re.sub(r"(\d{4})to(\d{4})$", r"\1+\2", path.stem) + ".xml")
        if texts.exists():
            yield from pages_of(path, texts, seed)


class _Setter:
    """Sets one page of areas."""

    def __init__(self, areas: Sequence[Area], texts: Sequence[Sequence[str]], em: float, rng: Random) -> None:
        frame = union(area.box for area in areas)
        self._areas = [replace(area, box=area.box.moved(3 * em - frame.x0, 3 * em - frame.y0)) for area in areas]
        self._width, self._height = frame.width + 6 * em, frame.height + 6 * em
        self._em, self._rng = em, rng
        self._texts = [list(text) for text in texts]
        self._lines: list[Line] = []
        self._tier_rules = rng.choice((0.0, 0.6, 0.9))
        self._article_rules = rng.uniform(0.3, 1.0)
        self._loss = rng.choice((0.0, 0.005, 0.02))
        self._misread = rng.choice((0.0, 0.02, 0.06))
        self._indents = rng.random() < 0.6

    def page(self) -> tuple[Page, tuple[tuple[Box, int, int], ...]]:
        rng = self._rng
        numbers = sorted({area.group for area in self._areas if area.group >= 0})
        truth: list[tuple[Box, int, int]] = []
        panels: list[Panel] = []
        pictures: list[Picture] = []
        for number in numbers:
            members = in_order([area for area in self._areas if area.group == number])
            truth += [(area.box, number, order) for order, area in enumerate(members)]
            if any(area.kind == "article" for area in members):
                self._set_article(members)
            else:
                self._set_bill(members)
                panels += [Panel(area.box, framed=True) for area in members if area.kind == "advertisement"]
        for area in self._areas:
            if area.group < 0 and area.kind == "picture" and rng.random() < 0.7:
                pictures.append(Picture(area.box))
        page = Page(1, self._width, self._height, "px", "ocr", lines=self._lines, rules=self._rules(), panels=panels)
        page.pictures = pictures
        return page, tuple(truth)

    def _set_article(self, members: Sequence[Area]) -> None:
        """Sets heads and body of one article, whose areas are in order."""
        ordered = [area for area in members if area.kind == "article"]
        heads = [area for area in ordered if self._is_head(area, ordered)]
        rooms = [area for area in ordered if area not in heads]
        if rooms and (not heads or ordered.index(rooms[0]) < ordered.index(heads[0])):
            opening, rest = self._with_head(rooms[0], rooms[1:])
            heads, rooms = [*opening, *heads], [*rest, *rooms[1:]]
        if not rooms:
            rooms, heads = heads[-1:], heads[:-1]
        source = self._take_text(sum(map(self._capacity, rooms)))
        self._pour(source, rooms)
        for area in heads:
            self._set_head(area)

    def _with_head(self, area: Area, others: Sequence[Area]) -> tuple[list[Area], list[Area]]:
        """An article's first area, which holds its head, as head and text; all of it where no text has room there."""
        box, em, rng = area.box, self._em, self._rng
        level = [other for other in others if abs(other.box.height - box.height) < em and box.y_overlap(other.box) > 0]
        if others and box.width < 11 * em and not level:
            return [area], []
        if box.height < 3 * em or box.width < 5 * em:
            return [], [area]
        wide = min(rng.uniform(2.2, 6.0) * em, 0.45 * box.width)
        inset = rng.uniform(0.0, 0.2) * box.height
        head = Box(box.x1 - wide, box.y0 + inset, box.x1, box.y1 - inset)
        text = Box(box.x0, box.y0, box.x1 - wide - 0.3 * em, box.y1)
        return [replace(area, box=head)], [replace(area, box=text)]

    def _is_head(self, area: Area, mates: Sequence[Area]) -> bool:
        """Whether an area holds a line of a head: thin, and not a column as tall as those beside it."""
        box, em = area.box, self._em
        thin = min(box.width, box.height)
        if len(mates) == 1 or thin > 4.2 * em:
            return False
        if box.width > 1.6 * box.height:
            return True
        level = [
            other.box
            for other in self._areas
            if other is not area
            and other.kind == "article"
            and other.box.width > 3 * em
            and abs(other.box.y0 - box.y0) < 0.5 * em
            and abs(other.box.y1 - box.y1) < 0.5 * em
        ]
        return not level

    def _capacity(self, area: Area) -> int:
        columns = max(1, round(area.box.width / (LEADING * self._em)))
        return columns * max(1, int(area.box.height / (1.03 * self._em)))

    def _take_text(self, least: int) -> list[str]:
        """Paragraphs of one transcribed article, and of further ones where it is too short."""
        rng = self._rng
        near = sorted(self._texts, key=lambda text: abs(sum(map(len, text)) - least) + rng.random() * 0.3 * least)
        chosen = list(near[0])
        for text in near[1:]:
            if sum(map(len, chosen)) >= least:
                break
            chosen += text
        return chosen

    def _pour(self, source: Sequence[str], rooms: Sequence[Area]) -> None:
        """Columns of type into the rooms one after the other; the last one ends where the text does."""
        rng, em = self._rng, self._em
        whole = sum(map(self._capacity, rooms)) - rng.randint(0, 6)
        letters: list[str | None] = []
        for paragraph in source:
            if self._indents:
                letters += ["　"]
            letters += [*list(paragraph), None]
        used = 0
        for area in rooms:
            box = area.box
            count = max(1, round(box.width / (LEADING * em)))
            depth = max(1, int(box.height / (1.03 * em)))
            step = box.width / count
            for column in range(count):
                taken: list[str] = []
                while letters and len(taken) < depth and used < whole:
                    letter = letters.pop(0)
                    used += 1
                    if letter is None:
                        break
                    taken.append(letter)
                said = "".join(taken)
                x1 = box.x1 - column * step - 0.5 * (step - em)
                self._put(said, Box(x1 - em, box.y0, x1, box.y0 + len(said) * box.height / depth), em)

    def _set_head(self, area: Area) -> None:
        rng, box = self._rng, area.box
        across = box.width > 1.6 * box.height
        thick, long = (box.height, box.width) if across else (box.width, box.height)
        said = rng.choice(rng.choice(self._texts))
        most = max(1, int(thick / (1.5 * self._em)))
        count = min(most, max(1, round(thick / (rng.uniform(1.8, 4.0) * self._em))))
        size = 0.92 * thick / count
        for number in range(count):
            length = max(2, round(long / (1.08 * size)))
            start = rng.randint(0, max(0, len(said) - length))
            part = said[start : start + length]
            if across:
                y0 = box.y0 + number * thick / count
                self._put(part, Box(box.x0, y0, box.x1, y0 + size), size, vertical=False)
            else:
                x1 = box.x1 - number * thick / count
                self._put(part, Box(x1 - size, box.y0, x1, box.y1), size)

    def _set_bill(self, members: Sequence[Area]) -> None:
        """An advertisement: a few lines of large type, as much as a reader makes of it."""
        rng = self._rng
        for area in members:
            box, count = area.box, 0
            if min(box.width, box.height) < 1.5 * self._em:
                continue
            across = box.width > 1.5 * box.height
            x1 = box.x1 - self._em
            while not across and x1 - box.x0 > 1.5 * self._em and count < 12:
                size = min(rng.uniform(1.0, 3.5) * self._em, x1 - box.x0 - 0.3 * self._em)
                long = rng.uniform(0.4, 0.9) * box.height
                said = rng.choice(rng.choice(self._texts))[: max(2, int(long / size))]
                y0 = box.y0 + rng.uniform(0.05, 0.1) * box.height
                self._put(said, Box(x1 - size, y0, x1, y0 + len(said) * size), size)
                x1 -= size * rng.uniform(1.1, 1.6)
                count += 1

    def _put(self, text: str, box: Box, size: float, vertical: bool = True) -> None:
        """A line as a reader gives it: moved a little, some signs misread, some lines lost."""
        rng = self._rng
        lead = len(text) - len(text.lstrip("　"))
        if lead and vertical:
            box = Box(box.x0, box.y0 + lead * size, box.x1, box.y1)
        text = text.strip("　")
        if not text or rng.random() < self._loss:
            return
        said = "".join("〓" if rng.random() < self._misread else char for char in text)
        shift = [rng.gauss(0, 0.06) * self._em for _ in range(4)]
        box = Box(box.x0 + shift[0], box.y0 + shift[1], box.x1 + shift[2], box.y1 + shift[3])
        measured = size * rng.uniform(0.92, 1.08)
        self._lines.append(Line(said, box, measured, read=said, vertical=vertical, confidence=0.95))

    def _rules(self) -> list[Rule]:
        """Rules between areas: along tiers, and between articles side by side."""
        rng, em = self._rng, self._em
        solid = [area for area in self._areas if area.kind in ("article", "advertisement")]
        rules: list[Rule] = []
        for one in solid:
            for other in solid:
                if one is other:
                    continue
                same = one.group == other.group and one.group >= 0
                gap = other.box.y0 - one.box.y1
                x0, x1 = max(one.box.x0, other.box.x0), min(one.box.x1, other.box.x1)
                if -0.3 * em < gap < 2.5 * em and x1 - x0 > 1.5 * em:
                    thin = min(one.box.width, other.box.width) < 3 * em
                    if rng.random() < (self._tier_rules if same else max(self._tier_rules, self._article_rules)):
                        y = (one.box.y1 + other.box.y0) / 2
                        if not (same and thin):
                            rules.append(Rule(Box(x0, y - 1, x1, y + 1)))
                gap = one.box.x0 - other.box.x1
                y0, y1 = max(one.box.y0, other.box.y0), min(one.box.y1, other.box.y1)
                beside = -0.3 * em < gap < 2.5 * em and y1 - y0 > 1.5 * em
                if beside and rng.random() < (0.03 if same else self._article_rules):
                    x = (one.box.x0 + other.box.x1) / 2
                    rules.append(Rule(Box(x - 1, y0, x + 1, y1)))
        return rules
