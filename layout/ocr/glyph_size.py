"""The size of the body glyphs of a picture, from the connected components of its ink."""

from __future__ import annotations

import numpy as np

from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.connected_components import ConnectedComponents, find_components
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.opencv import cv2

SQUARISH = 0.45
"""Components whose shorter side is at least this share of the longer one may be whole glyphs …"""


INKED = 0.12
"""… if more than this share of their box is ink."""


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
