"""Binarization: the ink of a page, its connected components, and the size of its body glyphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

SQUARISH = 0.45
"""Components whose shorter side is at least this share of the longer one may be whole glyphs …"""
INKED = 0.12
"""… if more than this share of their box is ink."""

ROWS_AT_ONCE = 64
"""Rows of a picture that are compared at once, which stay in the processor's cache."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ConnectedComponents:
    """Connected components of ink in px: ``boxes`` (n, 4) as x, y, width, height; ``areas`` (n,); ``centres`` (n,
    2)."""

    boxes: NDArray[np.float64]
    areas: NDArray[np.float64]
    centres: NDArray[np.float64]

    @property
    def spans(self) -> NDArray[np.float64]:
        """The longer side of each component."""
        return np.maximum(self.boxes[:, 2], self.boxes[:, 3])

    def select(self, chosen: NDArray[np.bool_]) -> ConnectedComponents:
        """The components that a boolean mask (n,) selects."""
        return ConnectedComponents(self.boxes[chosen], self.areas[chosen], self.centres[chosen])


def to_grey(picture: Raster) -> Mask:
    """The luminance of a picture, RGB or with one channel; (height, width), uint8."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def tones_of(picture: Raster) -> Raster:
    """One channel, (height, width), of a picture whose three are alike; any other picture itself."""
    if picture.ndim == 2:
        return picture
    for top in range(0, len(picture), ROWS_AT_ONCE):
        red, green, blue = cv2.split(picture[top : top + ROWS_AT_ONCE])
        if not (np.array_equal(red, green) and np.array_equal(green, blue)):
            return picture
    return np.asarray(cv2.extractChannel(picture, 0), np.uint8)


def to_rgb(tones: Raster) -> Raster:
    """A picture with three channels; (height, width, 3), in one block of memory."""
    return np.ascontiguousarray(cv2.merge((tones, tones, tones)) if tones.ndim == 2 else tones)


def in_range(picture: Raster, low: NDArray[np.float64], high: NDArray[np.float64]) -> Mask:
    """255 where a pixel lies within two colours (RGB) in every channel, else 0; ``picture`` may have one channel."""
    channels = 1 if picture.ndim == 2 else 3
    return np.asarray(cv2.inRange(picture, low[:channels], high[:channels]), np.uint8)


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


def find_components(ink: Mask) -> ConnectedComponents:
    """The 8-connected components of ink, by the fastest of OpenCV's equal ways (Grana et al. 2010)."""
    _count, _labels, stats, centres = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return ConnectedComponents(
        stats[1:, :4].astype(np.float64), stats[1:, 4].astype(np.float64), centres[1:].astype(np.float64)
    )


def body_em(grey: Mask, parts: ConnectedComponents, thresholds: ScanThresholds = SCAN) -> float | None:
    """The em of the body text of a picture in px; `parts` are those of its ink. None when it shows no text-like ink.

    On a small picture the glyphs of the body are specks beside those of a headline: where the glyphs found would be
    too large for a page of running text, it is enlarged and looked at again without them.
    """
    em = estimate_glyph_size(parts, thresholds)
    most = thresholds.most_em_share * min(grey.shape)
    if em is not None and em <= most:
        return em
    scale = thresholds.looked_at_enlarged if grey.size < thresholds.small_pixels else 1.0
    large = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    found = find_components(binarize(np.asarray(large, np.uint8), thresholds))
    running = found.select((found.spans >= thresholds.least_glyph_px) & (found.spans <= most * scale))
    if len(running.areas) < thresholds.running_parts:
        return em
    smaller = estimate_glyph_size(running, thresholds)
    return em if smaller is None else smaller / scale


def estimate_glyph_size(parts: ConnectedComponents, thresholds: ScanThresholds = SCAN) -> float | None:
    """The em of the body text in px, or None when the page shows no text-like ink.

    Squarish components are weighted by area, so that body glyphs outweigh both specks and headlines. The peak of
    the weighted histogram is the usual ink extent of a whole glyph, `thresholds.ink_share_of_em` of the em.
    """
    if not len(parts.areas):
        return None
    width, height = parts.boxes[:, 2], parts.boxes[:, 3]
    squarish = np.minimum(width, height) > SQUARISH * parts.spans
    inked = parts.areas > INKED * width * height
    spans = parts.spans[squarish & inked & (parts.spans >= thresholds.least_glyph_px)].astype(int)
    spans = spans[spans < thresholds.most_glyph_px]
    if len(spans) < thresholds.least_glyph_parts:
        return None
    sizes = np.arange(thresholds.most_glyph_px, dtype=np.float64)
    weighed = np.bincount(spans, minlength=thresholds.most_glyph_px) * sizes**2
    smooth = np.convolve(weighed, np.ones(3) / 3, "same")
    return float(smooth.argmax()) / thresholds.ink_share_of_em
