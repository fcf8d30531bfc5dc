"""Undetected drop caps: the detector misses a single large glyph at the beginning of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_boxes import LineBox
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
    left_over = parts.select(
        ~mark_accounted(parts, lines, graphics, shape, em) | _outgrow(parts, lines, graphics, shape, em, thresholds)
    )
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


def _outgrow(
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    shape: tuple[int, ...],
    em: float,
    thresholds: ScanThresholds,
) -> NDArray[np.bool_]:
    """Which components are of a drop cap's size, and in no line that is nearly as high: the detector drew the first
    line of a text over its drop cap."""
    sides = parts.boxes[:, 2:].min(axis=1), parts.spans
    large = (sides[1] > thresholds.least_drop_cap * em) & (sides[0] > SQUARISH * sides[1])
    high = [line for line in lines if line.vertical or line.box.height > thresholds.least_drop_cap * em]
    return np.asarray(large & ~mark_accounted(parts, high, graphics, shape, em))


def cut_off_cap(line: Line, cap: Line) -> Line:
    """A line that was drawn over a drop cap without reading it, from the cap's right edge on; any other line as it
    is."""
    if not _is_over(line, cap.box) or line.text.startswith(cap.text) or len(line.glyphs) < 2:
        return line
    first, edge = line.glyphs[0], cap.box.x1
    glyphs = (replace(first, box=first.box._replace(x0=min(edge, first.box.x1 - 1))), *line.glyphs[1:])
    return replace(line, box=line.box._replace(x0=edge), glyphs=glyphs)


def _is_over(line: Line, cap: Box) -> bool:
    """Whether a line begins where a drop cap does, at its height."""
    level = line.box.y_overlap(cap) > 0.5 * line.box.height and line.box.height < cap.height
    return level and not line.vertical and abs(line.box.x0 - cap.x0) <= OVERLAP * line.size and line.box.x1 > cap.x1


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
    over = [line for line in lines if _is_over(line, box)]
    return bool(inset) and len(inset) + len(over[:1]) >= thresholds.drop_cap_lines
