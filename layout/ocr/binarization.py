"""Binarization: the ink of a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.opencv import cv2

Mask = NDArray[np.uint8]


def binarize(grey: Mask, thresholds: ScanThresholds = SCAN) -> Mask:
    """1 where a pixel is darker than its surroundings by `thresholds.ink_contrast`, else 0.

    The surroundings are a box mean over `thresholds.ink_window` of the longer side, which evens out lighting and
    yellowed paper (after Bradley and Roth 2007).
    """
    window = max(31, int(max(grey.shape) * thresholds.ink_window) | 1)
    ink = np.asarray(cv2.blur(grey, (window, window)), np.uint8)
    cv2.subtract(ink, grey, dst=ink)
    cv2.threshold(ink, thresholds.ink_contrast, 1, cv2.THRESH_BINARY, dst=ink)
    return ink
