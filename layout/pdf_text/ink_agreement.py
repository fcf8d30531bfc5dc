"""How far a text layer and the ink of its page agree: glyphs without ink, and ink without glyphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, Ints
from banmian.layout.pdf_text.page_picture import PagePicture
from banmian.layout.pdf_text.vector_graphics import Drawing, find_barriers
from banmian.opencv import cv2

GLYPH_REACH = 0.35
"""Ink this far (in em) around a glyph's box is its own: accents, loose boxes, shadows."""


@dataclass(frozen=True, slots=True)
class InkAgreement:
    """``inked``: the share of glyphs that have ink; ``unread``: the share of the ink that no glyph, picture or
    rule accounts for; ``blank``: whether the page shows nothing. All as far as the picture tells."""

    inked: float = 1.0
    unread: float = 0.0
    blank: bool = False


def measure_ink(picture: PagePicture, glyphs: GlyphArrays, kept: Ints, drawing: Drawing) -> InkAgreement:
    """Hold the glyphs at ``kept`` against the picture. Fonts that are not in the file may show no ink: left out.

    An image that fills the page does not account for ink: its text may be missing from the layer.
    """
    scale, found = picture.edges()
    if not found.any():
        return InkAgreement(blank=True)
    boxes = glyphs.boxes[kept] * scale
    own = glyphs.own_outlines[glyphs.numbers[kept]] if len(kept) else np.zeros(0, dtype=np.bool_)
    sums = _sums(found, boxes[own])
    inked = float((sums > 0).mean()) if len(sums) else 1.0
    free = found.copy()
    reach = GLYPH_REACH * glyphs.ems[kept] * scale
    for (x0, y0, x1, y1), more in zip(boxes.tolist(), reach.tolist(), strict=True):
        _clear(free, x0 - more, y0 - more, x1 + more, y1 + more)
    for box in [*(shown.box for shown in drawing.pictures), *find_barriers(drawing)]:
        _clear_box(free, box, scale)
    return InkAgreement(inked, float(free.sum() / found.sum()))


def _sums(found: NDArray[np.bool_], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many pixels with ink lie in each box (n, 4)."""
    total = cv2.integral(found.astype(np.uint8))
    height, width = found.shape
    x0, x1 = (np.clip(edge, 0, width).astype(np.int64) for edge in (np.floor(boxes[:, 0]), np.ceil(boxes[:, 2])))
    y0, y1 = (np.clip(edge, 0, height).astype(np.int64) for edge in (np.floor(boxes[:, 1]), np.ceil(boxes[:, 3])))
    return np.asarray(total[y1, x1] - total[y0, x1] - total[y1, x0] + total[y0, x0], dtype=np.float64)


def _clear_box(free: NDArray[np.bool_], box: Box, scale: float) -> None:
    _clear(free, box.x0 * scale - 2, box.y0 * scale - 2, box.x1 * scale + 2, box.y1 * scale + 2)


def _clear(free: NDArray[np.bool_], x0: float, y0: float, x1: float, y1: float) -> None:
    free[max(0, int(y0)) : max(0, int(y1) + 1), max(0, int(x0)) : max(0, int(x1) + 1)] = False
