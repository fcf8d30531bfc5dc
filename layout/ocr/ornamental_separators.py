"""Rules and frames that are not straight bars: wavy, ornamental, thick, or slightly slanted.

A printed line is connected and touches no glyph, so a long and thin connected component is a rule however it winds,
and one around blank paper is a frame, given by the sides of its box.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.opencv import cv2


def find_ornamental_rules(ink: Mask, em: float, thresholds: ScanThresholds = SCAN) -> list[Box]:
    """Rules that are connected components of an ink mask, or sides of them, in px of the mask; `em` in px."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(closed, connectivity=8)
    longer, shorter = stats[:, 2:4].max(axis=1), stats[:, 2:4].min(axis=1)
    thin, wide = shorter <= thresholds.outline_thickness * em, shorter >= thresholds.outline_side * em
    found: list[Box] = []
    for label in np.flatnonzero((longer >= thresholds.outline_length * em) & (thin | wide)).tolist():
        x, y, width, height = stats[label, :4].tolist()
        if label == 0:
            continue
        here = labels[y : y + height, x : x + width] == label
        if thin[label]:
            along = here.any(axis=0 if width >= height else 1)
            boxes = [Box(0, 0, width, height)] if along.mean() >= thresholds.outline_share else []
        else:
            boxes = _straight_sides(here, em, thresholds)
        found += [box.moved(x, y) for box in boxes]
    return found


def _straight_sides(here: NDArray[np.bool_], em: float, thresholds: ScanThresholds) -> list[Box]:
    """The four sides of a component that runs round its box; else those stretches that are strokes with blank paper
    behind."""
    height, width = here.shape
    band = max(2, round(thresholds.outline_band * em))
    rims = (here[:band].any(axis=0), here[-band:].any(axis=0), here[:, :band].any(axis=1), here[:, -band:].any(axis=1))
    if all(rim.mean() >= thresholds.outline_share for rim in rims):
        depth = thresholds.outline_stroke * em
        level = [Box(0, top, width, top + depth) for top in (0.0, height - depth)]
        return level + [Box(left, 0, left + depth, height) for left in (0.0, width - depth)]
    found = list(_strokes_along_top(here, em, thresholds))
    found += [Box(b.x0, height - b.y1, b.x1, height - b.y0) for b in _strokes_along_top(here[::-1], em, thresholds)]
    found += [Box(b.y0, b.x0, b.y1, b.x1) for b in _strokes_along_top(here.T, em, thresholds)]
    found += [Box(width - b.y1, b.x0, width - b.y0, b.x1) for b in _strokes_along_top(here.T[::-1], em, thresholds)]
    return found


def _strokes_along_top(part: NDArray[np.bool_], em: float, thresholds: ScanThresholds) -> Iterator[Box]:
    """The stretches of a stroke along the top of a component, which may wave and slant a little."""
    band = max(2, round(thresholds.outline_band * em))
    inked = part.any(axis=0)
    edge = np.where(inked, part.argmax(axis=0), len(part))
    lean = thresholds.outline_lean * part.shape[1] + band
    columns, behind = np.arange(part.shape[1]), np.zeros(part.shape[1], np.bool_)
    for row in range(band, 2 * band):
        place = edge + row
        behind |= (place < len(part)) & part[np.minimum(place, len(part) - 1), columns]
    for start, end in _runs(inked & (edge <= lean), em, thresholds):
        if behind[start:end].mean() <= thresholds.outline_white:
            top = float(np.median(edge[start:end]))
            yield Box(start, top, end, top + thresholds.outline_stroke * em)


def _runs(inked: NDArray[np.bool_], em: float, thresholds: ScanThresholds) -> Iterator[tuple[int, int]]:
    """Start and end of each long inked stretch, small gaps included."""
    reach = max(1, round(thresholds.outline_gap * em)) | 1
    padded = np.pad(inked.astype(np.uint8), reach)
    bridged = cv2.morphologyEx(padded[None, :], cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))[0][reach:-reach]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], bridged, [0])).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= thresholds.outline_length * em:
            yield start, end
