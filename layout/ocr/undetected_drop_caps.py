"""Undetected drop caps: the detector misses a single large glyph at the beginning of a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import ConnectedComponents
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_crops import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.undetected_lines import GRID, mark_accounted
from banmian.opencv import cv2

SQUARISH = 0.55
"""The shorter side of a drop cap is more than this share of the longer one."""
OVERLAP = 0.4
"""The lines beside a drop cap may reach into its box by this many em."""


def find_undetected_drop_caps(
    parts: ConnectedComponents,
    shape: tuple[int, ...],
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> list[LineBox]:
    """Line boxes of single large glyphs in no line, with the first lines of a text to their right."""
    beside = [line for line in lines if not line.vertical and line.size < thresholds.display_ratio * em]
    parts = parts.select(
        (parts.spans > thresholds.smallest_undetected_part * em) & (parts.spans < thresholds.most_drop_cap * em)
    )
    left_over = parts.select(~mark_accounted(parts, lines, graphics, shape, em))
    if not beside or not 0 < len(left_over.areas) <= thresholds.most_undetected_parts:
        return []
    scale = GRID / em
    coarse = np.zeros((int(shape[0] * scale) + 2, int(shape[1] * scale) + 2), np.uint8)
    for x, y, width, height in (left_over.boxes * scale).tolist():
        coarse[int(y) : int(y + height) + 1, int(x) : int(x + width) + 1] = 1
    reach = round(thresholds.drop_cap_gap * GRID) | 1
    whole = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    line_boxes = []
    for x, y, width, height, _area in cv2.connectedComponentsWithStats(whole, connectivity=8)[2][1:].tolist():
        box = Box(x, y, x + width, y + height).scaled(1 / scale)
        if _is_cap(box, beside, em, thresholds):
            line_boxes.append(LineBox(box.grown(thresholds.drop_cap_margin * em)))
    return line_boxes


def _is_cap(box: Box, lines: Sequence[Line], em: float, thresholds: ScanThresholds) -> bool:
    short, long = sorted((box.width, box.height))
    if not (thresholds.least_drop_cap * em < long < thresholds.most_drop_cap * em and short > SQUARISH * long):
        return False
    inset = [
        line
        for line in lines
        if -OVERLAP * em < line.box.x0 - box.x1 < thresholds.drop_cap_inset * em
        and line.box.y_overlap(box) > 0.5 * line.box.height
    ]
    return len(inset) >= thresholds.drop_cap_lines
