"""Blanks that are none: glyphs that the layer calls white space, though the page shows a sign there.

Some producers name every glyph that they have no name for a space. A blank of text is narrower than a sign, or its
place is white at least here and there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.pdf_text.glyph_arrays import Floats, GlyphArrays
from banmian.layout.pdf_text.page_picture import PagePicture

AS_WIDE = 0.4
"""A blank at least so many em wide may be a sign."""
INKED = 0.15
"""Share of a sign's middle, in both ways half of its box, that is edges of ink."""
MOSTLY = 0.8
"""Share of the blanks of one code that are inked where they are signs."""


def find_inked_blanks(glyphs: GlyphArrays, picture: PagePicture) -> list[int]:
    """Places of the glyphs that are white space by their text and signs by their looks."""
    wide = np.maximum(glyphs.boxes[:, 2] - glyphs.boxes[:, 0], 0.0) >= AS_WIDE * glyphs.ems
    places = [at for at in np.flatnonzero(wide).tolist() if glyphs.texts[at].isspace()]
    if not places:
        return []
    scale, edges = picture.edges()
    inked = _edge_shares(glyphs.boxes[places] * scale, edges) >= INKED
    kinds = [glyphs.kind(place) for place in places]
    shown = Counter(kind for kind, ink in zip(kinds, inked.tolist(), strict=True) if ink)
    signs = {kind for kind, count in Counter(kinds).items() if shown[kind] >= MOSTLY * count}
    return [place for place, kind in zip(places, kinds, strict=True) if kind in signs]


def _edge_shares(boxes: Floats, edges: NDArray[np.bool_]) -> Floats:
    """Of the middle of each box (px) the share that is edges."""
    return np.array([_share(box, edges) for box in boxes.tolist()])


def _share(box: Sequence[float], edges: NDArray[np.bool_]) -> float:
    x0, y0, x1, y1 = box
    width, height = (x1 - x0) / 4, (y1 - y0) / 4
    rows = slice(max(0, round(y0 + height)), max(0, round(y1 - height)) + 1)
    columns = slice(max(0, round(x0 + width)), max(0, round(x1 - width)) + 1)
    middle = edges[rows, columns]
    return float(middle.mean()) if middle.size else 0.0
