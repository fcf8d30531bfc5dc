"""The writing direction of a page, measured on its ink before anything is read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.shrinking import shrink
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds

EM_PX = 12
"""Body em (px) at which the ink is examined."""

WINDOW_EM = 8
LEAST_INK = 0.08
MOST_INK = 0.5
"""Windows of this many em are text when their share of ink lies between these: less is margin, more is pictures and
panels."""


def is_set_vertically(ink: Mask, em: float, thresholds: ScanThresholds = SCAN) -> bool:
    """Whether most text of an upright page whose body em is `em` px is set in vertical lines.

    Blank bands run between lines but not between the glyphs of a line, so in windows of a few lines the ink profile
    varies more sharply across the lines than along them.
    """
    scale = EM_PX / em
    side = WINDOW_EM * EM_PX
    if min(ink.shape) * scale < side:
        return False
    shade = shrink(ink * np.uint8(255), scale)
    small = shade.astype(np.float32) / 255
    across = down = 0.0
    for top in range(0, small.shape[0] - side + 1, side):
        for left in range(0, small.shape[1] - side + 1, side):
            window = np.asarray(small[top : top + side, left : left + side])
            if LEAST_INK < float(window.mean()) < MOST_INK:
                across += _unevenness(window.mean(axis=0))
                down += _unevenness(window.mean(axis=1))
    return across > thresholds.columns_stand_out * down


def _unevenness(profile: NDArray[np.floating]) -> float:
    """How much a profile varies about its trend over two em."""
    span = 2 * EM_PX + 1
    course = np.convolve(profile, np.ones(span) / span, "same")
    return float((profile - course)[EM_PX:-EM_PX].std())
