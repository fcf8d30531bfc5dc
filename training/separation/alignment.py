"""Which transcription stands in which areas, and in which order: by how long its lines are.

People drew areas and grouped them into articles, and others transcribed the articles line by line, without saying
where. A column of type holds as many characters as it is long, so the lengths of a transcription's lines tell the
areas that it fills, one after the other; lines of a head are larger and fill areas of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from lxml import etree  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment

from training.separation.annotated_areas import Area, in_order

LEADING = 1.3
"""From column to column of type, in em, where the page does not tell."""
BEAM = 24
"""Orders of areas that are followed at a time."""
DISPLAY = 0.8
"""Type of a head is at least this many times the body's size."""
UNUSUAL = 20.0
"""What it costs to take an area before one that should come first."""
ORNAMENT = (2.7, 4.2)
"""Ornaments over heads are so many characters wide and high."""
POINTS = re.compile("[。、，；,;]")
LONGEST_HEAD = 24
"""A line of a head has at most so many characters."""
UNMARKED = 0.6
"""What it costs to set a title in columns of text."""
UNTITLED = 1.5
"""What it costs to leave a drawn title without a line."""
UNREAD = 1.0
"""What a character costs that finds no room, or a place in a column that nothing fills."""
GOOD = 0.3
"""An article is known where its cost a character is at most this."""


@dataclass(frozen=True)
class TextLine:
    """One line of a transcription: a column of type, or a line of a head.

    ``first`` and ``last`` of its paragraph; ``title``: the paragraph is short and has no point, as heads are.
    """

    text: str
    first: bool
    last: bool
    title: bool = False


@dataclass(frozen=True)
class Placed:
    """An area with the lines that stand in it; ``display`` are lines of a head, of a byline, of a label."""

    area: Area
    lines: tuple[TextLine, ...]
    display: bool


@dataclass(frozen=True)
class Measure:
    """Type of a fold: from character to character in a column, from column to column. Pixels."""

    step: float
    pitch: float


def read_transcription(path: Path, kind: str = "article") -> list[list[TextLine]]:
    """The articles of a fold, or its adverts, each as its lines."""
    source = path.read_text("utf-8")
    source = re.sub(r"<\?xml-model.*?\?>|<!DOCTYPE.*?\]>", "", source, flags=re.S)
    source = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", "〓", source)
    root = etree.fromstring(source.encode(), etree.XMLParser(recover=True))
    articles = []
    for div in root.iter("div"):
        if div.get("type") == kind:
            lines = [line for paragraph in div.iter("p") for line in _lines_of(paragraph)]
            articles += [lines] if lines else []
    return articles


def _lines_of(paragraph: etree._Element) -> list[TextLine]:
    parts = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if isinstance(element.tag, str):
            parts.append("\n" if element.tag == "lb" else element.text or "")
        parts.append(element.tail or "")
    texts = [text for text in (re.sub(r"\s", "", line) for line in "".join(parts).split("\n")) if text]
    title = len(texts) <= 4 and all(len(text) <= LONGEST_HEAD and not POINTS.search(text) for text in texts)
    return [TextLine(text, number == 0, number == len(texts) - 1, title) for number, text in enumerate(texts)]


def measure_fold(areas: Sequence[Area], articles: Sequence[Sequence[TextLine]]) -> Measure:
    """The type of a fold: the step for which areas are as many characters high as lines are long."""
    lengths = Counter(len(line.text) for article in articles for line in article if not line.last)
    drawn = [area.box for area in areas if area.kind == "article" and area.group >= 0]
    heights, widths = np.array([box.height for box in drawn]), np.array([box.width for box in drawn])
    best, step = 0.0, 25.0
    for tried in np.arange(14.0, 40.0, 0.1):
        capacity, columns = heights / tried, widths / (LEADING * tried)
        off = capacity - 0.1 - np.round(capacity - 0.1)
        count = np.array([lengths.get(int(value), 0) for value in np.round(capacity - 0.1)])
        found = float((columns * count * np.exp(-((off / 0.18) ** 2)))[columns > 2].sum() / columns.sum())
        best, step = max((best, step), (found, float(tried)))
    room = float((heights * widths).sum())
    characters = sum(len(line.text) for article in articles for line in article)
    return Measure(step, step * float(np.clip(0.93 * room / (step * step * characters), 1.15, 1.6)))


def align(areas: Sequence[Area], articles: Sequence[Sequence[TextLine]], measure: Measure) -> dict[int, list[Placed]]:
    """For each group of areas whose transcription is sure, its areas in order with the lines in them."""
    groups: dict[int, list[Area]] = {}
    for area in areas:
        if area.group >= 0 and area.kind in ("article", "picture") and not is_ornament(area, measure):
            groups.setdefault(area.group, []).append(area)
    groups = {number: held for number, held in groups.items() if any(area.kind == "article" for area in held)}
    numbers = sorted(groups)
    if not numbers or not articles:
        return {}
    costs = np.array([[_unlikeness(groups[number], article, measure) for article in articles] for number in numbers])
    found = {}
    for row, column in zip(*linear_sum_assignment(costs), strict=True):
        cost, placed = place(groups[numbers[row]], articles[column], measure)
        if cost <= GOOD:
            found[numbers[row]] = placed
    return found


def _unlikeness(held: Sequence[Area], article: Sequence[TextLine], measure: Measure) -> float:
    """How little the columns of some areas are as long as the lines of an article: 0 for the same lengths."""
    room: Counter[int] = Counter()
    for area in held:
        if area.kind == "article":
            room.update(round(capacity) for capacity in capacities(area, measure))
    lengths = Counter(len(line.text) for line in article)
    size = 64
    one = np.array([sum(n for c, n in room.items() if c >= k) for k in range(size)])
    other = np.array([sum(n for c, n in lengths.items() if c >= k) for k in range(size)])
    total = max(1, sum(len(line.text) for line in article))
    return float(np.abs(one - other).sum()) / total + abs(float(np.log(max(1, one.sum()) / total)))


def capacities(area: Area, measure: Measure, more: int = 0) -> list[float]:
    """How many characters each column of an area holds, from the right; ``more``: so many columns more."""
    count = max(1, round(area.box.width / measure.pitch) + more)
    return [(foot - top) / measure.step for top, foot in area.columns(count)]


def place(held: Sequence[Area], article: Sequence[TextLine], measure: Measure) -> tuple[float, list[Placed]]:
    """The order of areas for which an article fills them best, with its cost a character.

    Drawn titles are marked as pictures; those that no line fits come first, without lines.
    """
    ordered = in_order(held)
    drawn = [area.kind == "picture" for area in ordered]
    total = sum(len(line.text) for line in article)
    states: list[tuple[float, int, tuple[Placed, ...], frozenset[int]]] = [(0.0, 0, (), frozenset())]
    best: tuple[float, list[Placed]] = (float("inf"), [])
    for _ in range(len(ordered) + 1):
        grown = []
        for cost, at, placed, used in states:
            unread = sum(len(line.text) for line in article[at:])
            waits = [area for n, area in enumerate(ordered) if n not in used and not drawn[n]]
            empty = sum(sum(capacities(area, measure)) for area in waits)
            untitled = sum(drawn[number] for number in range(len(ordered)) if number not in used)
            whole = (cost + UNREAD * (unread + 0.5 * empty) + UNTITLED * untitled) / max(1, total)
            best = min(best, (whole, list(placed)), key=lambda one: one[0])
            waiting = [number for number in range(len(ordered)) if number not in used]
            for number in waiting:
                skipped = sum(not drawn[other] for other in waiting if other < number)
                for more, took, display in _fillings(ordered[number], article, at, measure):
                    extra = UNUSUAL * min(skipped, 4) + more
                    step = Placed(ordered[number], tuple(article[at : at + took]), display)
                    grown.append((cost + extra, at + took, (*placed, step), used | {number}))
        grown.sort(key=lambda one: one[0] - 0.02 * sum(len(line.text) for line in article[: one[1]]))
        seen: set[tuple[int, frozenset[int]]] = set()
        states = []
        for state in grown:
            if (state[1], state[3]) not in seen and len(states) < BEAM:
                seen.add((state[1], state[3]))
                states.append(state)
        if not states:
            break
    filled = {id(one.area) for one in best[1]}
    bare = [area for area in ordered if area.kind == "picture" and id(area) not in filled]
    return best[0], [*(Placed(area, (), True) for area in bare), *best[1]]


def is_ornament(area: Area, measure: Measure) -> bool:
    """Whether an area is an ornament over a head: small and square."""
    width, height = area.box.width / measure.step, area.box.height / measure.step
    return ORNAMENT[0] < min(width, height) and max(width, height) < ORNAMENT[1] and 0.75 < width / height < 1.33


def _fillings(area: Area, article: Sequence[TextLine], at: int, measure: Measure) -> list[tuple[float, int, bool]]:
    """How an area may be filled from a line on: cost, how many lines, whether as display."""
    found: list[tuple[float, int, bool]] = []
    box = area.box
    for more in (-1, 0, 1) if area.kind == "article" else ():
        room = capacities(area, measure, more)
        lines = article[at : at + len(room)]
        if lines and len(capacities(area, measure)) + more >= 1:
            cost = sum(_misfit(line, capacity) for line, capacity in zip(lines, room, strict=False))
            at_end = at + len(lines) >= len(article)
            cost += UNREAD * (0.2 if at_end else 0.7) * sum(room[len(lines) :])
            cost += UNMARKED * sum(line.title and line.first for line in lines)
            found.append((cost + 0.4 * abs(more), len(lines), False))
    for count in (1, 2, 3, 4):
        lines = article[at : at + count]
        if (
            len(lines) < count
            or any(len(line.text) > LONGEST_HEAD for line in lines)
            or not lines[0].first | lines[0].title
        ):
            break
        titled = all(line.title for line in lines)
        if not lines[-1].last and not titled:
            continue
        longest = max(len(line.text) for line in lines)
        across = box.width > 1.4 * box.height
        long, thick = (box.width, box.height) if across else (box.height, box.width)
        size = min(long / longest, thick / count)
        if size < DISPLAY * measure.step:
            continue
        loose = sum(max(0.0, float(np.log(room / size)) - 0.7) for room in (thick / count, long / longest))
        body = 0.0 if size > 1.15 * measure.step or longest * count <= 6 else 1.0
        named = 0.1 if titled else 0.5
        found.append((named + 2.5 * loose + body, count, True))
    return found


def _misfit(line: TextLine, capacity: float) -> float:
    """How badly a line fits a column: characters too many, or too few where no paragraph begins or ends."""
    over = len(line.text) - capacity
    if over > 0.6:
        return 1.5 * (over - 0.6)
    if line.last:
        return 0.0
    return 0.7 * max(0.0, -over - (2.3 if line.first else 0.8))
