"""Whether a gap in a row of words is a gutter, or a space of justified type.

In narrow columns a space may be wider than the gutter beside it. Neither width tells them apart; the rows above and
below do: their words lie across a space, and leave the gutter white, beside which they begin and end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from banmian.layout.model import Glyph, Line
from banmian.wording.unicode_script import takes_word_space

SPACE = 0.42
"""A gap from this width (em) may be a gutter: lines are looked at there."""
CROSSED = 0.2
"""Where the rows leave a strip as wide as this (em), ragged ends make it narrow, and no word lies across."""
WIDEST = 3.3
"""No row is stretched to wider spaces (em)."""
REACH = 9.0
"""Rows this far (em) above and below tell what a gap is."""
ALIKE = 1.5
"""Rows of other sizes (by more than this ratio) tell nothing."""
LEVEL = 0.5
"""Lines whose middles differ by at most this many em are of one row."""
WHITE_ROWS = 3
"""So many rows in turn that leave a gap white make a gutter …"""
FLUSH_ROWS = 0.7
"""… where this share of them, its own among them, begin or end beside it …"""
FLUSH = 0.3
"""… at most this many em away."""
NEAR, COLUMN_LINES, COLUMN_FLUSH = 5.5, 7, 0.5
"""Where so many lines, at most this far (em) above and below, were read to begin this near (em) to where a word does,
that word begins a row of a column."""
COLUMN = 5.0
"""No column is narrower (em); figures before names are."""
GUTTER_LINES, BROAD = 2, 0.6
"""Beside a gutter so many lines at least were read to begin or end, unless twice as many rows leave it white as broad
as this (em)."""
POINT, POINTS = 0.35, ".,;:'’!-"
"""These marks are at most so wide (em)."""
BROADEST = 1.3
"""A box broader than this (em) holds more than its glyph."""
BESIDE = 14.0
"""Words this far (em) to both sides of a gap show that a row goes past it."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of a row without wide gaps, its middle ``cy``, and the em of its line."""

    x0: float
    x1: float
    cy: float
    em: float


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows on one side of a gap: how many leave it white before it is closed, the strip that all of these leave,
    and the words of these rows; ``closed`` by how many rows, or 0."""

    white: int
    strip: tuple[float, float]
    rows: tuple[tuple[_Words, ...], ...]
    closed: int


class WordRows:
    """The words of a page by their height, to be asked what a gap between two of them is."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = sorted((line for line in lines if may_be_stretched(line)), key=lambda line: line.box.cy)
        self._tops = [line.box.cy for line in self._lines]
        words = [stretch for line in self._lines for stretch in _stretches(line)]
        self._words = sorted(words, key=lambda one: one.cy)
        self._heights = [one.cy for one in self._words]
        self._extents = np.array([(one.x1, one.x0, one.em) for one in self._words]).reshape(-1, 3).T

    def is_gutter(self, start: float, end: float, cy: float, em: float) -> bool | None:
        """Whether the gap from ``start`` to ``end`` of a row at ``cy`` is a gutter (True) or a space of the row
        (False); None where the rows around do not tell."""
        above, below = sides = [self._side(start, end, cy, em, step) for step in (-1, 1)]
        if not (above.closed and below.closed) or _share_a_strip(above, below, em):
            flush = [side for side in sides if side.white >= WHITE_ROWS and self._is_flush(side, (start, end), em)]
            if flush:
                broad = any(
                    side.white >= 2 * WHITE_ROWS and side.strip[1] - side.strip[0] >= BROAD * em for side in flush
                )
                return True if broad or self._lines_beside((start, end), cy, em) >= GUTTER_LINES else None
        at_edge = (not above.rows and not above.closed) or (not below.rows and not below.closed)
        shut = max(above.closed, below.closed) > 0 and max(above.white, below.white) < WHITE_ROWS
        if (above.closed and below.closed) or (at_edge and shut):
            return None if self._lines_begin(end, cy, em) >= COLUMN_LINES else False
        return None

    def _lines_begin(self, start: float, cy: float, em: float) -> int:
        """How many lines near a row begin where a word of it does."""
        low, high = bisect_left(self._tops, cy - NEAR * em), bisect_right(self._tops, cy + NEAR * em)
        return sum(
            abs(line.box.x0 - start) <= COLUMN_FLUSH * em and abs(line.box.cy - cy) > LEVEL * em
            for line in self._lines[low:high]
        )

    def _lines_beside(self, gap: tuple[float, float], cy: float, em: float) -> int:
        """How many lines near a row end or begin beside a gap of it."""
        low, high = bisect_left(self._tops, cy - REACH * em), bisect_right(self._tops, cy + REACH * em)
        slack = COLUMN_FLUSH * em
        return sum(
            (abs(line.box.x0 - gap[1]) <= slack or abs(line.box.x1 - gap[0]) <= slack)
            and abs(line.box.cy - cy) > LEVEL * em
            for line in self._lines[low:high]
        )

    def gaps_of(self, line: Line) -> dict[float, bool | None]:
        """The middles of the wide gaps of a line, and for each whether it is a gutter."""
        if not may_be_stretched(line):
            return {}
        pairs = [(_end(before, line), after.box.x0) for before, after in pairwise(line.glyphs)]
        wide = [(start, end) for start, end in pairs if end - start >= SPACE * line.size]
        return {(start + end) / 2: self._surely(line, start, end) for start, end in wide}

    def _surely(self, line: Line, start: float, end: float) -> bool | None:
        """What a gap of a line is; no space where another line near by begins beside it."""
        cy, em = line.box.cy, line.size
        gutter = self.is_gutter(start, end, cy, em)
        if gutter is False:
            crossed = all(self._side(start, end, cy, em, step, CROSSED).closed for step in (-1, 1))
            return None if self._lines_begin(end, cy, em) or not crossed else False
        return gutter if start - line.box.x0 >= COLUMN * em or self._column_ends(end, cy, em) else None

    def _column_ends(self, start: float, cy: float, em: float) -> bool:
        """Whether a line near a row that is as long as a column is wide ends before the word at ``start``."""
        low, high = bisect_left(self._tops, cy - REACH * em), bisect_right(self._tops, cy + REACH * em)
        return any(
            0 <= start - line.box.x1 <= WIDEST * em and line.box.width >= COLUMN * em for line in self._lines[low:high]
        )

    def _side(self, start: float, end: float, cy: float, em: float, step: int, least: float = SPACE) -> _Side:
        """What the rows above (``step`` -1) or below (1) make of a gap, closed where less than ``least`` em is left."""
        free = [(start, end)]
        best = (start, end)
        white = 0
        rows: list[tuple[_Words, ...]] = []
        for number, row in enumerate(self._rows(start, end, cy, em, step), start=1):
            free = _without(free, row, least * em)
            if not free:
                return _Side(white, best, tuple(rows), number)
            best = max(free, key=lambda strip: strip[1] - strip[0])
            rows.append(row)
            white += any(one.x1 <= best[0] + FLUSH * em for one in row) and any(
                one.x0 >= best[1] - FLUSH * em for one in row
            )
        return _Side(white, best, tuple(rows), 0)

    def _rows(self, start: float, end: float, cy: float, em: float, step: int) -> Iterator[tuple[_Words, ...]]:
        """The words near a gap on one side of its row, row by row, the nearest first."""
        low, high = (cy - REACH * em, cy - LEVEL * em) if step < 0 else (cy + LEVEL * em, cy + REACH * em)
        first, last = bisect_left(self._heights, low), bisect_right(self._heights, high)
        ends, begins, ems = self._extents[:, first:last]
        alike = np.maximum(ems, em) <= ALIKE * np.minimum(ems, em)
        near = np.flatnonzero(alike & (ends >= start - BESIDE * em) & (begins <= end + BESIDE * em))
        row: list[_Words] = []
        for place in near[::step].tolist():
            one = self._words[first + place]
            if row and abs(row[0].cy - one.cy) > LEVEL * em:
                yield tuple(row)
                row = []
            row.append(one)
        if row:
            yield tuple(row)

    @staticmethod
    def _is_flush(side: _Side, gap: tuple[float, float], em: float) -> bool:
        """Whether the rows that leave a strip white begin at its right side, or end at its left one."""
        left, right = side.strip
        begin = int(abs(gap[1] - right) <= FLUSH * em) + sum(
            any(abs(one.x0 - right) <= FLUSH * em for one in row) for row in side.rows
        )
        ended = int(abs(gap[0] - left) <= FLUSH * em) + sum(
            any(abs(one.x1 - left) <= FLUSH * em for one in row) for row in side.rows
        )
        return max(begin, ended) >= FLUSH_ROWS * (1 + len(side.rows))


def _share_a_strip(above: _Side, below: _Side, em: float) -> bool:
    """Whether many rows on both sides of a gap leave one strip of it white before it is closed."""
    low, high = max(above.strip[0], below.strip[0]), min(above.strip[1], below.strip[1])
    return high - low >= SPACE * em and above.white + below.white >= 2 * WHITE_ROWS


def _without(free: Sequence[tuple[float, float]], row: Sequence[_Words], least: float) -> list[tuple[float, float]]:
    """What the words of a row leave of some strips, none narrower than ``least``."""
    left = list(free)
    for one in row:
        left = (
            [
                piece
                for start, end in left
                for piece in ((start, min(end, one.x0)), (max(start, one.x1), end))
                if piece[1] - piece[0] >= least
            ]
            if any(start < one.x1 and one.x0 < end for start, end in left)
            else left
        )
    return left


def _stretches(line: Line) -> list[_Words]:
    """The stretches of a line between its wide gaps."""
    if not may_be_stretched(line):
        return []
    glyphs = [glyph for glyph in line.glyphs if glyph.box.width <= BROADEST * line.size]
    groups: list[list[Glyph]] = [glyphs[:1]]
    for before, after in pairwise(glyphs):
        if after.box.x0 - _end(before, line) >= SPACE * line.size:
            groups.append([])
        groups[-1].append(after)
    cy = line.box.cy
    return [
        _Words(min(one.box.x0 for one in group), max(_end(one, line) for one in group), cy, line.size)
        for group in groups
        if group
    ]


def _end(glyph: Glyph, line: Line) -> float:
    """Where a glyph ends; a recogniser gives points some of the blank behind them."""
    return min(glyph.box.x1, glyph.box.x0 + POINT * line.size) if glyph.text in POINTS else glyph.box.x1


def may_be_stretched(line: Line) -> bool:
    """Whether a line is a level one of a script that sets spaces between its words."""
    return bool(line.glyphs) and not (line.vertical or line.slanted) and all(map(takes_word_space, line.text))
