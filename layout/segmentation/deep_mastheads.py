"""Deep mastheads: on pages set in columns, rows at the head of the page that reach far down, title and date among them.

Papers of a century ago gave title, publisher, registration, number, price and date a quarter of the front page, in
rows over all columns, with advertisements as ears. No share of the page's height says where that ends; the columns do.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import LARGER, Typography

LEAST_MARKS = 2
"""So many of the rows are worded like a masthead's,"""
REACH = 3.0
"""and the lowest of these ends at most so many em over the columns."""
COLUMN_GLYPHS = 5
"""A column of text has at least so many glyphs,"""
BESIDE, LEVEL = 2.5, 1.0
"""and beside it, so many em away at most, another that begins within so many em of its height."""
MOST_HEIGHT = 0.4
"""The columns begin within this share of the height of what is printed."""


def find_deep_masthead(
    lines: Sequence[Line], marked: Sequence[Line], grounds: Sequence[Box], type_: Typography, zone: float
) -> list[Line]:
    """The rows over all columns of a page set in columns, from right to left and downwards, where they reach below
    ``zone`` (px), in which heads of pages are otherwise; none without marks.

    ``marked`` are the lines worded like a masthead's or folio's, ``grounds`` the boxes of panels and pictures: what
    stands on one that reaches down among the columns is no part of the head.
    """
    top = _columns_begin(lines, type_.em)
    if top is None:
        return []
    rows = [line for line in lines if not line.vertical and line.box.y1 <= top + LEVEL * type_.em]
    marks = [line for line in rows if any(line is other for other in marked)]
    foot = max((line.box.y1 for line in marks), default=0.0)
    if len(marks) < LEAST_MARKS or foot < zone or top - foot > REACH * type_.em:
        return []
    deep = [
        ground
        for ground in grounds
        if ground.y0 < top - LEVEL * type_.em
        and ground.y1 > top + LEVEL * type_.em
        and not any(ground.contains_point(mark.box.cx, mark.box.cy) for mark in marks)
    ]
    held = [line for line in rows if not any(ground.contains_point(line.box.cx, line.box.cy) for ground in deep)]
    return sorted(held, key=lambda line: (round(line.box.cy / type_.em), -line.box.x1))


def _columns_begin(lines: Sequence[Line], em: float) -> float | None:
    """Where the highest columns of text of a page begin; None where they begin too low, or there are none."""
    columns = [
        line
        for line in lines
        if line.vertical
        and line.size < LARGER * em
        and sum(glyph.text.isalnum() for glyph in line.glyphs) >= COLUMN_GLYPHS
    ]
    highest = (line.box for line in sorted(columns, key=lambda line: line.box.y0))
    top = next((box.y0 for box in highest if any(_is_beside(box, other.box, em) for other in columns)), None)
    if top is None:
        return None
    first, last = min(line.box.y0 for line in lines), max(line.box.y1 for line in lines)
    return top if top - first <= MOST_HEIGHT * (last - first) else None


def _is_beside(one: Box, other: Box, em: float) -> bool:
    apart = abs(one.cx - other.cx)
    return 0 < apart <= BESIDE * em and abs(one.y0 - other.y0) <= LEVEL * em
