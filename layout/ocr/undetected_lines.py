"""Undetected lines: glyph-like ink that belongs to no line, cropped and read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.writing_mode import is_vertical
from banmian.opencv import cv2

AROUND_LINE = 0.2
"""Ink this near to a line, in em, is the line's,"""
AROUND_RULE = 0.1
"""and this near to a rule the rule's."""
THINNEST = 0.8
"""Thinner chains of components, in em, are no lines."""

GRID = 8.0
"""Cells per em of the coarse grid on which components are chained."""


def find_undetected_lines(
    parts: ConnectedComponents,
    shape: tuple[int, ...],
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> list[LineBox]:
    """Line boxes of components that look like body text and lie in no line, picture or dark panel.

    Components of glyph size are chained in the page's writing mode.
    """
    parts = parts.select(
        (parts.spans > thresholds.smallest_undetected_part * em)
        & (parts.spans < thresholds.largest_undetected_part * em)
    )
    left_over = parts.select(~mark_accounted(parts, lines, graphics, shape, em))
    if not thresholds.least_undetected_parts <= len(left_over.areas) <= thresholds.most_undetected_parts:
        return []
    return _chain_parts(left_over, is_vertical(lines), shape, em, thresholds)


def mark_accounted(
    parts: ConnectedComponents, lines: Sequence[Line], graphics: Graphics, shape: tuple[int, ...], em: float
) -> NDArray[np.bool_]:
    """Which components (n,) of an ink mask have their centre in a line, a picture or a dark panel."""
    taken = np.zeros(shape, np.uint8)
    areas = [line.box.grown(AROUND_LINE * em) for line in lines]
    areas += [picture.box for picture in graphics.pictures]
    areas += [panel.box for panel in graphics.panels if panel.dark]
    areas += [rule.box.grown(AROUND_RULE * em) for rule in graphics.rules]
    for box in areas:
        taken[max(0, int(box.y0)) : max(0, int(box.y1) + 1), max(0, int(box.x0)) : max(0, int(box.x1) + 1)] = 1
    columns, rows = parts.centres[:, 0].astype(int), parts.centres[:, 1].astype(int)
    return np.asarray(taken[rows, columns] > 0)


def _chain_parts(
    parts: ConnectedComponents, vertical: bool, shape: tuple[int, ...], em: float, thresholds: ScanThresholds
) -> list[LineBox]:
    scale = GRID / em
    coarse = np.zeros((int(shape[0] * scale) + 2, int(shape[1] * scale) + 2), np.uint8)
    for x, y, width, height in (parts.boxes * scale).tolist():
        coarse[int(y) : int(y + height) + 1, int(x) : int(x + width) + 1] = 1
    reach = round(thresholds.undetected_gap * GRID) | 1
    kernel = np.ones((reach, 1) if vertical else (1, reach), np.uint8)
    strung = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, kernel)
    stats = cv2.connectedComponentsWithStats(strung, connectivity=8)[2]
    line_boxes = []
    for x, y, width, height, _area in stats[1:].tolist():
        box = Box(x, y, x + width, y + height).scaled(1 / scale).grown(AROUND_LINE * em)
        length, thickness = (box.height, box.width) if vertical else (box.width, box.height)
        if (
            length > thresholds.undetected_length * em
            and THINNEST * em < thickness < thresholds.undetected_thickness * em
        ):
            line_boxes.append(LineBox(box, vertical))
    return line_boxes
