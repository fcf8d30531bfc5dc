"""Reading frames: glyph boxes in the axes of their lines, and how each glyph is set.

In a reading frame ``u`` grows along the line, ``v`` from line to line. For horizontal text that is x and y; for
vertical text y and minus x.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.character_classes import is_mark, is_wide
from banmian.layout.pdf_text.glyph_arrays import DIAGONAL, Floats, GlyphArrays, Ints
from banmian.layout.pdf_text.thresholds import TextLayerThresholds

USUAL_ADVANCE = 0.6
"""The advance of a glyph, in em, where its box does not tell it."""

NARROW, WIDE, MARK = 0, 1, 2
"""How glyphs are set: letters and figures; Han, kana and hangul; full-width punctuation marks."""


def glyph_width_classes(texts: Sequence[str]) -> Ints:
    """How glyphs of the given texts are set."""
    return np.array([MARK if is_mark(text) else WIDE if is_wide(text) else NARROW for text in texts], dtype=np.int64)


@dataclass(slots=True)
class Frame:
    """Glyph boxes in one reading frame. ``boxes`` is (n, 4): u0, v0, u1, v1; ``bases`` are baselines."""

    boxes: Floats
    bases: Floats
    ems: Floats
    ranks: Ints
    """Rank of each glyph in painting order, without removed copies and spaces."""
    faces: Ints
    """A number for each glyph's font and size."""
    widths: Ints
    """`NARROW`, `WIDE` or `MARK` for each glyph."""

    @property
    def marks(self) -> NDArray[np.bool_]:
        """Full-width punctuation marks."""
        return np.asarray(self.widths == MARK, dtype=np.bool_)

    def deepest_overlap(self, a: Ints, b: Ints, thresholds: TextLayerThresholds) -> Floats:
        """By how much of an em the boxes of neighbours may overlap, for places ``a`` and the next ones ``b``."""
        return np.where(self.marks[a] & self.marks[b], thresholds.squeezed_marks, thresholds.squeezed_gap)


def number_faces(glyphs: GlyphArrays) -> Ints:
    """A number for each glyph's font and size, the same for glyphs set alike."""
    known: dict[tuple[str, float], int] = {}
    sizes = np.round(glyphs.ems, 1).tolist()
    pairs = zip(glyphs.fonts, sizes, strict=True)
    return np.array([known.setdefault(pair, len(known)) for pair in pairs], dtype=np.int64)


def horizontal_frame(glyphs: GlyphArrays, ranks: Ints, faces: Ints, widths: Ints) -> Frame:
    """u is x, v is y."""
    return Frame(glyphs.boxes, glyphs.baselines, glyphs.ems, ranks, faces, widths)


def vertical_frame(glyphs: GlyphArrays, ranks: Ints, faces: Ints, widths: Ints) -> Frame:
    """u is y, v is minus x: lines run down and follow one another from right to left."""
    boxes = np.stack([glyphs.boxes[:, 1], -glyphs.boxes[:, 2], glyphs.boxes[:, 3], -glyphs.boxes[:, 0]], axis=1)
    return Frame(boxes, (boxes[:, 1] + boxes[:, 3]) / 2, glyphs.ems, ranks, faces, widths)


def rotated_frame(glyphs: GlyphArrays, angle: int, ranks: Ints, faces: Ints, widths: Ints) -> Frame:
    """The frame of text turned by ``angle`` degrees anticlockwise."""
    turn = np.deg2rad(angle)
    cos, sin = np.cos(turn), np.sin(turn)
    cx = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    cy = (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    width, height = glyphs.boxes[:, 2] - glyphs.boxes[:, 0], glyphs.boxes[:, 3] - glyphs.boxes[:, 1]
    c, s = abs(cos), abs(sin)
    along = (width * c - height * s) / (c * c - s * s) if abs(c - s) > DIAGONAL else glyphs.ems * USUAL_ADVANCE
    along = np.where(along > 0, along, glyphs.ems * USUAL_ADVANCE)
    u, v = cx * cos - cy * sin, cx * sin + cy * cos
    boxes = np.stack([u - along / 2, v - glyphs.ems / 2, u + along / 2, v + glyphs.ems / 2], axis=1)
    return Frame(boxes, v, glyphs.ems, ranks, faces, widths)


def box_in_vertical_frame(box: Box) -> Box:
    """A page box in the frame of `vertical_frame`."""
    return Box(box.y0, -box.x1, box.y1, -box.x0)
