"""Ink made by hand, for tests of what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np

from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.pdf_text.glyph_arrays import Floats, GlyphArrays
from banmian.layout.pdf_text.page_picture import PagePicture

PROGRAM = SimpleNamespace(
    descriptor={"FontFile2": None}, unicode_map=None, fontname="Made", basefont="Made", is_multibyte=lambda: False
)
"""A font in the file, as far as the layer asks: its outlines are there and it names its own glyphs."""


def ink_of(texts: Sequence[str], boxes: Floats | None = None, angles: Sequence[int] | None = None) -> GlyphArrays:
    """Glyphs of 10 pt in one font, side by side where no boxes (n, 4) are given; equal texts have one code."""
    count = len(texts)
    if boxes is None:
        boxes = np.array([[at * 10.0, 0.0, at * 10.0 + 10, 10.0] for at in range(count)])
    known: dict[str, int] = {}
    nothing = np.zeros(count, dtype=np.bool_)
    return GlyphArrays(
        texts=list(texts),
        boxes=boxes,
        ems=np.full(count, 10.0),
        angles=np.array(angles if angles is not None else [0] * count, dtype=np.int64),
        baselines=boxes[:, 3],
        downwards=nothing,
        fonts=["F"] * count,
        colors=["0"] * count,
        light=nothing,
        hidden=nothing,
        codes=np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64),
        numbers=np.zeros(count, dtype=np.int64),
        programs=(PROGRAM,),
    )


def picture_of(boxes, said=(), seen=None) -> PagePicture:
    """A page of 400 by 100 pt with a black bar in the middle of each box; ``said`` are the readings of strips."""

    def render(scale: float):
        page = np.full((round(100 * scale), round(400 * scale)), 255, np.uint8)
        for x0, y0, x1, y1 in boxes:
            left, right = round((0.7 * x0 + 0.3 * x1) * scale), round((0.3 * x0 + 0.7 * x1) * scale)
            page[round((y0 + 2) * scale) : round((y1 - 2) * scale), left:right] = 0
        return page

    def recognise(crops):
        if seen is not None:
            seen.extend(crops)
        texts = list(said)[: len(crops)]
        return [
            Recognition(tuple(RecognisedGlyph(sign, (at + 0.5) / len(text), 0.9) for at, sign in enumerate(text)))
            for text in texts
        ]

    return PagePicture((400, 100), render, recognise)
