"""Rules of which worn type left only pieces: thin strokes on one line, with blank paper on both sides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import box_array, intersections
from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.mask_components import find_mask_components
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.opencv import cv2


def find_worn_rules(ink: Mask, known: Sequence[Box], em: float, thresholds: ScanThresholds = SCAN) -> list[Box]:
    """The upright rules whose pieces cover much of their length, in px of the ink mask; ``em`` in px.

    ``known`` are the rules found already: pieces beside them count, for a rule may be whole in part.
    """
    ink = np.ascontiguousarray(ink)
    pieces = _pieces(ink, em, thresholds)
    gap = round(thresholds.worn_gap * em) | 1
    near = cv2.dilate(pieces, np.ones((1, 3), np.uint8))
    joined = cv2.morphologyEx(near, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    areas = find_mask_components(np.asarray(joined, np.uint8))
    least = thresholds.worn_strokes * em
    widths, heights = areas.boxes[:, 2], areas.boxes[:, 3]
    thin = widths <= thresholds.rule_thickness * em + thresholds.heavy_rule_lean * heights
    known_boxes = box_array(known)
    found = []
    for number in np.flatnonzero((heights >= least) & thin).tolist():
        x, y, width, height = areas.boxes[number].tolist()
        strokes = (areas.shape_of(number) & (pieces[y : y + height, x : x + width] > 0)).any(axis=1)
        new = ~_rows_of(known_boxes, Box(x, y, x + width, y + height).grown(em / 2), height)
        if (strokes & new).sum() >= max(thresholds.worn_cover * new.sum(), least):
            found.append(Box(x, y, x + width, y + height))
    return found


def _rows_of(known: NDArray[np.float64], area: Box, height: int) -> NDArray[np.bool_]:
    """The rows of an area, less its rim, in which a known rule (n, 4) runs."""
    rows = np.zeros(height, np.bool_)
    top = area.cy - height / 2
    for _x0, y0, _x1, y1 in known[intersections(known, box_array([area]))[:, 0] > 0].tolist():
        rows[max(0, int(y0 - top)) : max(0, int(y1 - top) + 1)] = True
    return rows


def _pieces(ink: Mask, em: float, thresholds: ScanThresholds) -> Mask:
    """The ink of thin upright strokes that stand alone: blank paper on both sides."""
    core, side = round(thresholds.worn_thickness * em), round(thresholds.worn_clear * em)
    wide = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, core + 1), np.uint8))
    beside = np.zeros((1, 2 * side + 1), np.uint8)
    beside[0, : side - core] = 1
    left, right = cv2.dilate(ink, beside), cv2.dilate(ink, beside[:, ::-1].copy())
    alone = cv2.subtract(ink, cv2.bitwise_or(wide, cv2.bitwise_or(left, right)))
    stroke = np.ones((max(2, round(thresholds.worn_piece * em)), 1), np.uint8)
    return np.asarray(cv2.morphologyEx(alone, cv2.MORPH_OPEN, stroke), np.uint8)
