"""Undetected columns of vertical pages: smudged ones beside others in the same band.

The columns of a band are set at one pitch. Where there is room for one or more between a column and the next
column, headline or rule, and that room is inked like a column, it is cropped and read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from statistics import median

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import box_array, intersections
from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_box_making import trim_to_ink
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds

Boxes = NDArray[np.float64]

ROUNDING = 0.25
"""Room that is short of a pitch by this share still holds a column."""
MOST = 4
"""At most this many columns are undetected in one place; more room holds something else."""
STRETCHED = 1.15
"""Columns are at most this many pitches apart."""
LEVEL = 0.5
"""Neighbours share at least this much of a column's height."""


def find_undetected_columns(
    ink: Mask, lines: Sequence[Line], graphics: Graphics, em: float, thresholds: ScanThresholds = SCAN
) -> list[LineBox]:
    """Line boxes of inked room beside columns, as high as the column; `em` in px is the body's."""
    columns = [line.box for line in lines if line.vertical and line.box.width < thresholds.display_ratio * em]
    array = box_array(columns)
    close = [step for step in (_step(box, array) for box in columns) if step < thresholds.column_step * em]
    if len(close) < thresholds.column_count:
        return []
    pitch, width = median(close), median(box.width for box in columns)
    taken = [line.box for line in lines] + [picture.box for picture in graphics.pictures]
    walls = [rule.box for rule in graphics.rules if not rule.horizontal]
    usual = median(_ink_share(ink, box) for box in columns)
    known_boxes, others = box_array(taken), box_array([*taken, *walls])
    rooms = [room for box in columns for room in _free_places(box, others, pitch, width)]
    found: list[Box] = []
    for room in rooms:
        shared = intersections(box_array([room]), known_boxes)[0]
        known = sum(shared[shared > 0].tolist()) + sum(room.intersection(box) for box in found)
        if known <= thresholds.column_taken * room.area and _ink_share(ink, room) >= thresholds.column_ink * usual:
            found.append(room)
    return [trim_to_ink(LineBox(room, vertical=True), ink) for room in found]


def _step(column: Box, columns: Boxes) -> float:
    """Distance to the next of some columns (n, 4) to the left in the same band, centre to centre."""
    middles = (columns[:, 0] + columns[:, 2]) / 2
    beside = middles[(middles < column.x0) & _are_level(columns, column)]
    return column.cx - float(beside.max(initial=-inf))


def _are_level(others: Boxes, column: Box) -> NDArray[np.bool_]:
    shared = np.minimum(others[:, 3], column.y1) - np.maximum(others[:, 1], column.y0)
    return np.asarray(shared >= LEVEL * column.height)


def _free_places(column: Box, others: Boxes, pitch: float, width: float) -> Iterator[Box]:
    """The places for columns to the left and right of one, each a pitch wide; none where many would fit."""
    level = others[_are_level(others, column)]
    middles = (level[:, 0] + level[:, 2]) / 2
    before, after = level[middles < column.x0, 2], level[middles > column.x1, 0]
    left, right = float(before.max()) if len(before) else None, float(after.min()) if len(after) else None
    for edge, glyph in ((left, -1), (right, 1)):
        if edge is None:
            continue
        room = column.x0 - edge if glyph < 0 else edge - column.x1
        count = int((room - (pitch - width)) / pitch + ROUNDING)
        if not 0 < count <= MOST:
            continue
        step = min((room + width) / (count + 1), STRETCHED * pitch)
        for number in range(1, count + 1):
            middle = column.cx + glyph * number * step
            yield Box(middle - pitch / 2, column.y0, middle + pitch / 2, column.y1)


def _ink_share(ink: Mask, box: Box) -> float:
    """Share of a box that is ink."""
    part = ink[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
    return float(part.mean()) if part.size else 0.0
