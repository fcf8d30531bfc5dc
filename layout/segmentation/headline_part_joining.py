"""Parts of one headline that stand side by side in one row, which a reader of lines keeps apart: joined.

Modern headlines have two or three parts with a wide space between. Heads of two articles side by side leave a gap
too, but at a gutter: where a column of text or a picture runs on below the gap, one headline stands over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import Separators
from banmian.layout.thresholds import ARRANGEMENT

MOST_GAP = 3.0
"""The parts are at most so many of their em apart."""
LEVEL = 0.7
"""They share this much of their height."""
REACH = 4.0
"""What stands below begins at most so many of the headline's em below it,"""
EDGE = 0.3
"""and reaches over the whole gap, all but this much (em of the headline) at either side."""
LEAST_GAP = 0.1
"""The gap between two parts is taken to be at least this wide (em)."""


def join_level_headlines(
    display: Sequence[Line], below: Sequence[Box], separators: Separators, em: float
) -> list[Line]:
    """The lines of display type, those joined that are parts of one headline.

    ``below`` are the boxes of running lines and pictures; `em` is the body's.
    """
    rows: list[Line] = []
    for line in sorted(display, key=lambda line: line.box.x0):
        mate = next((at for at, other in enumerate(rows) if _goes_on(other, line, below, separators, em)), None)
        if mate is None:
            rows.append(line)
        else:
            rows[mate] = _one(rows[mate], line)
    return rows


def _goes_on(left: Line, right: Line, below: Sequence[Box], separators: Separators, em: float) -> bool:
    gap = right.box.x0 - left.box.x1
    size = min(left.size, right.size)
    if left.vertical or right.vertical or not -0.5 * size <= gap <= MOST_GAP * size:
        return False
    if max(left.size, right.size) > ARRANGEMENT.same_size * size or left.reversed_out != right.reversed_out:
        return False
    if left.box.y_overlap(right.box) < LEVEL * max(left.box.height, right.box.height):
        return False
    foot = max(left.box.y1, right.box.y1)
    if separators.separate_columns(left.box, right.box):
        return False
    start, end = left.box.x1, max(right.box.x0, left.box.x1 + LEAST_GAP * em)
    near = [
        box
        for box in below
        if -ARRANGEMENT.overlap * em <= box.y0 - foot <= REACH * size and box.x0 < end and box.x1 > start
    ]
    first = min(near, key=lambda box: box.y0, default=None)
    return first is not None and first.x0 <= start + EDGE * size and first.x1 >= end - EDGE * size


def _one(left: Line, right: Line) -> Line:
    return replace(
        left,
        text=f"{left.text} {right.text}",
        read=f"{left.read or left.text} {right.read or right.text}",
        box=union((left.box, right.box)),
        glyphs=(*left.glyphs, *right.glyphs),
        changes=(*left.changes, *(change.shifted(len(left.text) + 1) for change in right.changes)),
        confidence=min(left.confidence, right.confidence),
    )
