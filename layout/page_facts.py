"""The facts of a page, each determined in one place: body type, writing mode, separators, columns.

All thresholds of layout are relative to the body's em. What is asked here is asked of lines. Before there are any, a
scan's em and writing mode are measured on ink (`banmian.layout.ocr.glyph_size`,
`banmian.layout.ocr.writing_mode_from_ink`), and a text layer's em and the gaps in its rows on glyphs
(`banmian.layout.pdf_text.glyph_runs`, `banmian.layout.pdf_text.row_gaps`). Whether a line was read across a gutter is
told in `banmian.layout.segmentation.gutters` alone; where sentences and paragraphs end is a matter of wording
(`banmian.wording.unicode_script`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from statistics import median

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import box_array
from banmian.layout.geometry import LEAST_SIDE, Box, share_of_narrower
from banmian.layout.model import Glyph, Line, Page, Rule
from banmian.layout.writing_mode import is_vertical
from banmian.wording.unicode_script import is_han

Floats = NDArray[np.float64]

SIZE_STEP = 1.06
"""Sizes within a step of this ratio count as equal when the most frequent one is sought."""
LARGER = 1.15
"""Type from this many times the body's size on is larger than it."""
MOSTLY_HAN = 0.5
"""A page with a larger share of Han is set as Chinese and Japanese papers are."""
SPANNED = 0.6
"""A rule spans what it runs along for this share of its side."""
COLUMN_SHARE = 0.3
"""Boxes that share this much of the narrower one's width are in one column."""
LEAST_RULE = 2.5
"""Separators are at least this many em long."""
THROUGH = 0.5
"""A rule of which more than this share runs through lines is a stroke of their type."""
LINE_RIM = 0.04
"""A line's box without its rim, in em of the line."""
THIN_GLYPH = 0.3
GLYPH_EDGE = 0.1
"""A rule is a stroke of a glyph that is wider than the first and holds it this far off its edges, both in em."""
SEPARATED = 0.5
"""A rule separates two boxes when it runs along this share of the smaller one's side."""


@dataclass(frozen=True, slots=True)
class Typography:
    """``em``: body glyph size in page units; ``font``: the body's font, "" when unknown; ``han``: share of Han.

    ``vertical``: its lines run from top to bottom on the page as printed.
    """

    em: float
    font: str
    han: float
    vertical: bool = False

    @property
    def mostly_han(self) -> bool:
        """Whether most characters are Han."""
        return self.han > MOSTLY_HAN


@dataclass(frozen=True)
class Separators:
    """The printed rules of a page, in the frame in which its lines run level."""

    rules: tuple[Rule, ...] = ()

    @cached_property
    def level(self) -> tuple[Box, ...]:
        """Rules along the lines: they separate what is above from what is below."""
        return tuple(rule.box for rule in self.rules if rule.horizontal)

    @cached_property
    def upright(self) -> tuple[Box, ...]:
        """Rules across the lines: they separate what is side by side."""
        return tuple(rule.box for rule in self.rules if not rule.horizontal)

    @cached_property
    def level_extents(self) -> RuleExtents:
        """The rules along the lines, for questions about many places at once."""
        return RuleExtents(self.level, 0)

    @cached_property
    def upright_extents(self) -> RuleExtents:
        """The rules across the lines, for questions about many places at once."""
        return RuleExtents(self.upright, 1)

    def separate_rows(self, upper: Box, lower: Box) -> bool:
        """Whether a rule runs between two boxes, one below the other, along half of the narrower one's width.

        Between are places from the middle of the upper box to the middle of the lower one.
        """
        narrower = upper if upper.width < lower.width else lower
        between = (box for box in self.level if upper.cy < box.cy < lower.cy)
        return any(box.x_overlap(narrower) >= SEPARATED * narrower.width for box in between)

    def separate_columns(self, left: Box, right: Box) -> bool:
        """Whether a rule runs between two boxes side by side along half of the lower one's height."""
        lower = left if left.height < right.height else right
        between = (box for box in self.upright if left.cx < box.cx < right.cx)
        return any(box.y_overlap(lower) >= SEPARATED * lower.height for box in between)

    def spanning_width(self, area: Box, share: float = SPANNED) -> tuple[Box, ...]:
        """The rules along the lines that cover this share of an area's width, wherever they lie."""
        return self.level_extents.covering(area.x0, area.x1, share)

    def spanning_height(self, area: Box, share: float = SPANNED) -> tuple[Box, ...]:
        """The rules across the lines that cover this share of an area's height, wherever they lie."""
        return self.upright_extents.covering(area.y0, area.y1, share)

    def level_through(self, x: float, y: float, slack: float) -> bool:
        """Whether a rule along the lines runs through a point, give or take ``slack`` page units."""
        return any(abs(box.cy - y) <= slack and box.x0 - slack <= x <= box.x1 + slack for box in self.level)

    def upright_through(self, x: float, y: float, slack: float) -> bool:
        """Whether a rule across the lines runs through a point, give or take ``slack`` page units."""
        return any(abs(box.cx - x) <= slack and box.y0 - slack <= y <= box.y1 + slack for box in self.upright)


class RuleExtents:
    """Rules of one direction as arrays: where they begin, end and lie across it (page units).

    ``axis`` is 0 for rules along the lines, 1 for those across them.
    """

    def __init__(self, boxes: Sequence[Box], axis: int) -> None:
        array = np.array([tuple(box) for box in boxes], dtype=np.float64).reshape(-1, 4)
        self.boxes = tuple(boxes)
        self.start, self.end = array[:, axis], array[:, axis + 2]
        self.at = (array[:, 1 - axis] + array[:, 3 - axis]) / 2
        self._covering: dict[tuple[float, float, float], tuple[Box, ...]] = {}

    def covering(self, start: float, end: float, share: float) -> tuple[Box, ...]:
        """The rules that cover this share of an extent, wherever they lie."""
        asked = (start, end, share)
        found = self._covering.get(asked)
        if found is None:
            shared = np.minimum(self.end, end) - np.maximum(self.start, start)
            covering = np.flatnonzero(shared >= share * (end - start)).tolist()
            found = self._covering[asked] = tuple(self.boxes[number] for number in covering)
        return found

    def cover(self, low: Floats, high: Floats, start: Floats, end: Floats) -> Floats:
        """Greatest share of the extents (start, end) covered by one rule that lies between low and high; (m,)."""
        if not len(self.at):
            return np.zeros(len(low))
        between = (self.at[None, :] >= low[:, None]) & (self.at[None, :] <= high[:, None])
        share = np.clip(self._shared(start, end) / np.maximum(end - start, LEAST_SIDE)[:, None], 0.0, 1.0)
        return np.asarray(np.where(between, share, 0.0).max(axis=1))

    def distance(self, place: Floats, start: Floats, end: Floats, sign: int) -> Floats:
        """Distance from a place to the next rule in a direction that covers half of (start, end); inf for none."""
        if not len(self.at):
            return np.full(len(place), np.inf)
        away = sign * (self.at[None, :] - place[:, None])
        covers = self._shared(start, end) >= SEPARATED * np.maximum(end - start, LEAST_SIDE)[:, None]
        return np.asarray(np.where((away >= 0) & covers, away, np.inf).min(axis=1))

    def crossed(self, one: Floats, other: Floats) -> Floats:
        """Length of the longest rule that the way from each point to another crosses, 0 for none; (m,).

        Points are (m, 2): their places along the rules and across them.
        """
        if not len(self.at):
            return np.zeros(len(one))
        away = other[:, 1] - one[:, 1]
        part = (self.at[None, :] - one[:, 1, None]) / np.where(away == 0, np.inf, away)[:, None]
        met = one[:, 0, None] + part * (other[:, 0] - one[:, 0])[:, None]
        crosses = (part > 0) & (part < 1) & (met >= self.start) & (met <= self.end)
        return np.asarray(np.where(crosses, self.end - self.start, 0.0).max(axis=1))

    def _shared(self, start: Floats, end: Floats) -> Floats:
        """Length that each rule shares with each extent, (m, rules)."""
        return np.asarray(np.minimum(self.end[None, :], end[:, None]) - np.maximum(self.start[None, :], start[:, None]))


def separators_among(rules: Sequence[Rule], lines: Sequence[Line], em: float) -> list[Rule]:
    """The rules that are long enough to separate anything, and no strokes of type."""
    return without_strokes([rule for rule in rules if rule.length >= LEAST_RULE * em], lines)


def without_strokes(rules: Sequence[Rule], lines: Sequence[Line]) -> list[Rule]:
    """The rules of which no more than half of the length runs through type: printed rules keep clear of it.

    Lines that were read over a narrow gutter have the rule between their glyphs, not through them.
    """
    boxes = box_array([line.box.grown(-LINE_RIM * line.size) for line in lines])
    return [rule for rule in rules if not _runs_through_type(rule, lines, boxes)]


def _runs_through_type(rule: Rule, lines: Sequence[Line], boxes: Floats) -> bool:
    along, across, at = (0, 1, rule.box.cy) if rule.horizontal else (1, 0, rule.box.cx)
    shared = np.minimum(boxes[:, along + 2], rule.box[along + 2]) - np.maximum(boxes[:, along], rule.box[along])
    met = (boxes[:, across] < at) & (at < boxes[:, across + 2]) & (shared > 0)
    covered = 0.0
    for number in np.flatnonzero(met).tolist():
        line = lines[number]
        if not line.glyphs or any(_is_stroke_of(rule, glyph, line.size) for glyph in line.glyphs):
            covered += float(shared[number])
    return covered > THROUGH * rule.length


def _is_stroke_of(rule: Rule, glyph: Glyph, size: float) -> bool:
    """Whether a rule runs through a glyph's box, off its edges; a thin glyph there is the rule itself, read as 丨."""
    box = glyph.box
    if rule.horizontal:
        return box.height > THIN_GLYPH * size and box.y0 + GLYPH_EDGE * size < rule.box.cy < box.y1 - GLYPH_EDGE * size
    return box.width > THIN_GLYPH * size and box.x0 + GLYPH_EDGE * size < rule.box.cx < box.x1 - GLYPH_EDGE * size


def shares_column(one: Box, other: Box) -> bool:
    """Whether two boxes are in one column: they share enough of the narrower one's width."""
    return one.x_share(other) >= COLUMN_SHARE


def _shares_one(start: float, end: float, extents: Iterable[tuple[float, float]]) -> bool:
    """`shares_column` for the extents of boxes, which are many and asked often."""
    for other_start, other_end in extents:
        if share_of_narrower(start, end, other_start, other_end) >= COLUMN_SHARE:
            return True
    return False


def group_into_columns(boxes: Sequence[Box]) -> list[list[int]]:
    """Places of `boxes` grouped into columns from left to right, each from top to bottom."""
    columns: list[list[int]] = []
    extents: list[set[tuple[float, float]]] = []
    for at in sorted(range(len(boxes)), key=lambda at: boxes[at].x0):
        start, _top, end, _foot = boxes[at]
        home = next((n for n, known in enumerate(extents) if _shares_one(start, end, known)), None)
        if home is None:
            home = len(columns)
            columns.append([])
            extents.append(set())
        columns[home].append(at)
        extents[home].add((start, end))
    return [sorted(column, key=lambda at: (boxes[at].y0, boxes[at].x0)) for column in columns]


@dataclass(frozen=True)
class PageFacts:
    """Measured facts. ``vertical``: most of the page's characters are in vertical lines, so that it is read turned."""

    typography: Typography
    vertical: bool = False
    separators: Separators = Separators()


UNMEASURED = PageFacts(Typography(em=1.0, font="", han=1.0))
"""The facts of a page that has not been measured yet."""


def measure_page(page: Page) -> PageFacts:
    """Body type and writing mode of a page as printed. Separators are added once rules are classified."""
    vertical = is_vertical(page.lines)
    return PageFacts(measure_typography(page.lines, vertical), vertical)


def measure_typography(lines: Sequence[Line], vertical: bool = False) -> Typography:
    """The typography of a page's lines: the size and font of most characters.

    Lines across the page's direction are ignored where there are others. Sizes are counted in geometric steps, two
    neighbouring steps together, so that a size which OCR measures unevenly still counts as one.
    """
    lines = [line for line in lines if line.text and line.size > 0]
    running = [line for line in lines if line.vertical is vertical] or lines
    if not running:
        return Typography(em=1.0, font="", han=1.0, vertical=vertical)
    weights: Counter[int] = Counter()
    for line in running:
        weights[_step(line.size)] += len(line.text)
    best = max(weights, key=lambda step: (weights[step] + weights[step + 1], -step))
    chosen = [line for line in running if _step(line.size) in (best, best + 1)]
    sizes = [line.size for line in chosen for _ in range(1 + len(line.text) // 4)]
    fonts: Counter[str] = Counter()
    for line in chosen:
        fonts[line.font] += len(line.text)
    text = "".join(line.text for line in running)
    letters = [char for char in text if char.isalpha()]
    han = sum(map(is_han, letters)) / max(1, len(letters))
    return Typography(em=median(sizes), font=fonts.most_common(1)[0][0], han=han, vertical=vertical)


def _step(size: float) -> int:
    return round(log(max(size, LEAST_SIDE)) / log(SIZE_STEP))
