"""Scanner borders: black bands at the rim of an image, painted over in the colour of paper."""

from __future__ import annotations

import numpy as np

from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.graphics import estimate_paper_colour
from banmian.layout.ocr.shrinking import shrink
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

COARSE_SIDE = 800


def remove_borders(picture: Raster, thresholds: ScanThresholds = SCAN) -> Raster:
    """The picture with scanner borders in the colour of paper; the same object when there are none.

    A border is a nearly black, evenly filled area that touches the rim and runs along much of it; a dark page
    heading is lighter or contains text.
    """
    scale = min(1.0, COARSE_SIDE / max(picture.shape[:2]))
    dark = (to_grey(shrink(picture, scale)) < thresholds.border_tone).astype(np.uint8)
    found = _border_mask(dark, thresholds)
    if not found.any():
        return picture
    spread = cv2.dilate(found, np.ones((5, 5), np.uint8))
    mask = cv2.resize(spread, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST)
    clean = picture.copy()
    paper = estimate_paper_colour(picture).astype(np.uint8)
    clean[mask > 0] = paper[0] if picture.ndim == 2 else paper
    return clean


def _border_mask(dark: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], thresholds: ScanThresholds) -> Raster:
    """1 where a dark area is a scanner border, found for each side separately (they meet at corners)."""
    found = np.zeros_like(dark)
    for turns in range(4):
        side = np.rot90(dark, turns)
        reach = int(thresholds.border_reach * side.shape[0])
        depth = np.cumprod(side[: max(1, reach)], axis=0).sum(axis=0)
        along = depth > 0
        if along.mean() < thresholds.border_along:
            continue
        if np.median(depth[along]) >= reach:
            continue
        mark = np.zeros_like(side)
        for column in np.flatnonzero(along):
            mark[: int(depth[column]) + 1, column] = 1
        found |= np.rot90(mark, -turns)
    return np.asarray(found, np.uint8)
