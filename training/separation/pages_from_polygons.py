"""Pages set anew from areas that people drew on old ones: real places, real articles, their own lines in them.

Reads the annotations of ecpo-data (`annotated_areas`) and its transcriptions, which are laid into the areas column by
column (`alignment`), so that order, heads, paragraphs and wording are those of the paper. There are no pictures to
be read: rules, wear, lost and misread lines are drawn at random, so that a page gives another variant with every seed.
Articles whose transcription is not surely known are set with other text and nothing is learned of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Page, Panel, Picture, Rule
from banmian.learning.labelled_pages import NO_ARTICLE, LabelledPage
from training.separation.alignment import Measure, Placed, TextLine, align, measure_fold, read_transcription
from training.separation.annotated_areas import Area, read_areas

LEAST_AREAS = 12
"""A page with fewer areas teaches little."""
WHOLE = 0.2
"""Share of the folds that are set as one page."""
FRAMED = 0.8
"""Share of the advertisements whose frame is seen."""
AREA_ORDERS = 1000
"""Places in an article are numbered by area, and in it by line."""


def pages_of(path: Path, texts_path: Path, seed: int) -> Iterator[LabelledPage]:
    """The one or two pages of a fold, set with one seed."""
    areas = read_areas(path)
    articles = read_transcription(texts_path)
    if not areas or not articles:
        return
    measure = measure_fold(areas, articles)
    placed = align(areas, articles, measure)
    rng = Random(f"{path.stem}-{seed}")
    whole = union(area.box for area in areas)
    halves = [areas]
    if rng.random() > WHOLE:
        halves = [[a for a in areas if (a.box.cx > whole.cx) == right] for right in (True, False)]
    others = [text for article in articles if (text := [line.text for line in article if len(line.text) > 4])]
    adverts = [[line.text for line in advert] for advert in read_transcription(texts_path, "advert")] or others
    for half in halves:
        if sum(area.kind == "article" for area in half) >= LEAST_AREAS:
            page, truth = _Setter(half, placed, (others, adverts), measure, rng).page()
            yield LabelledPage(page, (), path.stem, "polygons", truth)


def pages_in(folder: Path, seed: int) -> Iterator[LabelledPage]:
    """The pages of all folds in a folder's ``regions`` that have a transcription in ``tei``."""
    for path in sorted((folder / "regions").glob("*.json")):
        texts = folder / "tei" / (re.sub(r"(\d{4})to(\d{4})$", r"\1+\2", path.stem) + ".xml")
        if texts.exists():
            yield from pages_of(path, texts, seed)


class _Setter:
    """Sets one page of areas."""

    def __init__(
        self,
        areas: Sequence[Area],
        placed: dict[int, list[Placed]],
        texts: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]],
        measure: Measure,
        rng: Random,
    ) -> None:
        em = measure.step / 1.03
        frame = union(area.box for area in areas)
        shift = 3 * em - frame.x0, 3 * em - frame.y0
        self._areas = [area.moved(*shift) for area in areas]
        here = {id(area): moved for area, moved in zip(areas, self._areas, strict=True)}
        self._placed = {
            number: [(here[id(one.area)], one) for one in ordered if id(one.area) in here]
            for number, ordered in placed.items()
        }
        self._width, self._height = frame.width + 6 * em, frame.height + 6 * em
        self._em, self._measure, self._rng = em, measure, rng
        self._others, self._adverts = texts
        self._lines: list[Line] = []
        self._tier_rules = rng.choice((0.0, 0.3, 0.6, 0.9))
        self._article_rules = rng.uniform(0.2, 1.0)
        self._loss = rng.choice((0.0, 0.005, 0.02))
        self._misread = rng.choice((0.0, 0.02, 0.06))
        self._title_size = rng.uniform(1.2, 1.9)
        self._titles_read = rng.choice((0.6, 0.9, 1.0))

    def page(self) -> tuple[Page, tuple[tuple[Box, int, int], ...]]:
        """The page, and for every line its article and its place there."""
        rng = self._rng
        truth: list[tuple[Box, int, int]] = []
        panels: list[Panel] = []
        pictures: list[Picture] = []
        for number in sorted({area.group for area in self._areas if area.group >= 0}):
            members = [area for area in self._areas if area.group == number]
            if number in self._placed:
                truth += self._set_article(number)
            elif any(area.kind == "article" for area in members):
                self._set_unknown(members)
            else:
                truth += self._set_bill(members)
                bills = [area for area in members if area.kind == "advertisement"]
                panels += [Panel(area.box, framed=True) for area in bills if rng.random() < FRAMED]
        for area in self._areas:
            if area.group < 0 and area.kind == "picture" and rng.random() < 0.7:
                pictures.append(Picture(area.box))
        page = Page(1, self._width, self._height, "px", "ocr", lines=self._lines, rules=self._rules(), panels=panels)
        page.pictures = pictures
        return page, tuple(truth)

    def _set_article(self, number: int) -> list[tuple[Box, int, int]]:
        """Sets an article's lines where they stood."""
        start = len(self._lines)
        orders: list[int] = []
        for at, (area, one) in enumerate(self._placed[number]):
            before = len(self._lines)
            if one.display:
                self._set_head(area, one.lines)
            else:
                self._set_columns(area, one.lines)
            orders += [at * AREA_ORDERS + k for k in range(len(self._lines) - before)]
        return [(line.box, number, order) for line, order in zip(self._lines[start:], orders, strict=True)]

    def _set_columns(self, area: Area, lines: Sequence[TextLine]) -> None:
        """Columns of type from the right, as the outline of an area lets them be."""
        em, step = self._em, self._measure.step
        count = max(1, len(lines), round(area.box.width / self._measure.pitch))
        pitch = area.box.width / count
        spare = count - len(lines)
        columns = area.columns(count)
        at = 0
        for line in lines:
            wide = 2 if line.title and spare > 0 else 1
            spare -= wide - 1
            top, foot = max(top for top, _ in columns[at : at + wide]), min(foot for _, foot in columns[at : at + wide])
            length, room = len(line.text), foot - top
            size = max(em, min(self._title_size * em, 0.9 * wide * pitch)) if line.title else em
            used = min(step * size / em, room / length)
            indent = room - length * used
            shifted = line.first and not line.last and indent < 2.6 * step
            y0 = top + (0.5 * indent if line.title else indent if shifted else 0.0)
            x1 = area.box.x1 - at * pitch - 0.5 * (wide * pitch - size)
            self._put(line.text, Box(x1 - size, y0, x1, y0 + length * used), size)
            at += wide

    def _set_head(self, area: Area, lines: Sequence[TextLine]) -> None:
        """The lines of a head over the whole of their area; titles that were drawn are read or not."""
        rng, box = self._rng, area.box
        if not lines:
            if rng.random() > self._titles_read:
                return
            said = rng.choice(rng.choice(self._others))
            long = max(box.width, box.height)
            thick = min(box.width, box.height)
            lines = [TextLine(said[: max(1, round(long / (1.1 * thick)))], True, True)]
        across = box.width > 1.4 * box.height
        thick, long = (box.height, box.width) if across else (box.width, box.height)
        longest = max(len(line.text) for line in lines)
        size = min(0.95 * thick / len(lines), long / longest)
        for number, line in enumerate(lines):
            extent = long * len(line.text) / longest
            middle = (number + 0.5) * thick / len(lines)
            if across:
                y0 = box.y0 + middle - size / 2
                self._put(line.text, Box(box.x1 - extent, y0, box.x1, y0 + size), size, vertical=False)
            else:
                x1 = box.x1 - middle + size / 2
                self._put(line.text, Box(x1 - size, box.y0, x1, box.y0 + extent), size)

    def _set_unknown(self, members: Sequence[Area]) -> None:
        """Text of other articles, where it is not known what stands."""
        rng = self._rng
        for area in members:
            if area.kind == "article":
                count = max(1, round(area.box.width / self._measure.pitch))
                room = max(1, int(area.box.height / self._measure.step))
                said = "".join(rng.choice(self._others)) * 3
                lines = [TextLine(said[k * room : (k + 1) * room], False, False) for k in range(count)]
                self._set_columns(area, [line for line in lines if line.text])

    def _set_bill(self, members: Sequence[Area]) -> list[tuple[Box, int, int]]:
        """An advertisement: lines of large and small type, as much as a reader makes of them."""
        rng, em = self._rng, self._em
        start = len(self._lines)
        for area in members:
            box, count = area.box, 0
            if min(box.width, box.height) < 1.5 * em:
                continue
            across = box.width > 1.5 * box.height
            x1 = box.x1 - em
            while not across and x1 - box.x0 > 1.5 * em and count < 16:
                small = count > 2 and rng.random() < 0.4
                size = min(rng.uniform(0.8, 1.1) * em if small else rng.uniform(1.0, 3.5) * em, x1 - box.x0 - 0.3 * em)
                long = rng.uniform(0.3, 0.95) * box.height
                said = rng.choice(rng.choice(self._adverts))[: max(2, int(long / size))]
                y0 = box.y0 + rng.uniform(0.02, 0.1) * box.height
                self._put(said, Box(x1 - size, y0, x1, y0 + len(said) * size), size)
                x1 -= size * rng.uniform(1.1, 1.6)
                count += 1
        return [(line.box, NO_ARTICLE, 0) for line in self._lines[start:]]

    def _put(self, text: str, box: Box, size: float, vertical: bool = True) -> None:
        """A line as a reader gives it: moved a little, some signs misread, some lines lost."""
        rng = self._rng
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
