"""The width of the column that a printed line was set in, estimated from the lines around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.repair.thresholds import HALF_MARK, PARAGRAPH, ParagraphThresholds
from banmian.wording.unicode_script import TRAILING_MARKS

_FULL = 0.8
"""Lines of at least this share of the widest are full ones."""

_AROUND = 2


def line_width(line: PrintedLine) -> float:
    """The width of a line in em within its column: a mark at its end may be set half as wide."""
    return line.width - (HALF_MARK if line.text.endswith(tuple(TRAILING_MARKS)) else 0.0)


class ColumnWidths:
    """The widths of the columns of lines, in em. ``is_edge`` says of a line's number that no column continues
    across it: a byline, a dateline, a jump."""

    def __init__(
        self, lines: Sequence[PrintedLine], is_edge: Callable[[int], bool], thresholds: ParagraphThresholds = PARAGRAPH
    ) -> None:
        self.lines = lines
        self._is_edge = is_edge
        self._reach = thresholds.reach
        self._thresholds = thresholds

    @cached_property
    def _measures(self) -> list[float]:
        return [line_width(line) for line in self.lines]

    @cached_property
    def sides(self) -> list[tuple[float, float]]:
        """For each line the usual width of the full lines up to it, and of those from it on."""
        widths = [0.0 if line.loose else width for line, width in zip(self.lines, self._measures, strict=True)]
        reach = self._reach
        return [
            (_typical(widths[max(0, index - reach) : index + 1]), _typical(widths[index : index + reach + 1]))
            for index in range(len(widths))
        ]

    def around(self, index: int) -> float:
        """The width confirmed by lines on both sides of a line, 0 where none is confirmed.

        It is that of the widest line whose width another line has as well, or that follows an indented first line
        of a paragraph. Letter-spaced lines are never wider than their column and count too.
        """
        start = end = index
        reach = _AROUND * self._reach
        while start > 0 and index - start < reach and not self._is_edge(start):
            start -= 1
        while end + 1 < len(self.lines) and end - index < reach and not self._is_edge(end + 1):
            end += 1
        inside = sorted(self._measures[start : end + 1], reverse=True)
        for place, width in enumerate(inside):
            if place + 1 < len(inside) and width - inside[place + 1] <= 1.0:
                return width
            if any(self._measures[other] == width and self.is_under_first(other) for other in range(start, end + 1)):
                return width
        return 0.0

    def is_under_first(self, index: int) -> bool:
        """Whether the line above is the first of a paragraph, with the usual indent."""
        if index < 1 or self.lines[index - 1].ends:
            return False
        return abs(self._measures[index] - self._measures[index - 1] - self._thresholds.first_indent) <= 0.5


def _typical(widths: Sequence[float]) -> float:
    """The width of the full lines among a few: those nearly as wide as the second widest."""
    ordered = sorted(widths)
    widest = ordered[-2] if len(ordered) > 2 else ordered[-1]
    full = [width for width in ordered if width >= _FULL * widest]
    return full[(2 * len(full)) // 3]
