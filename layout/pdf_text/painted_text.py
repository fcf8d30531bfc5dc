"""The text that a page paints, taken before anything is made of it: against this the document is held at the end.

Copies are judged by place alone here, so that what `banmian.layout.pdf_text.overprint` drops wrongly is missed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import LEAST_SIDE
from banmian.layout.pdf_text.glyph_arrays import Floats, GlyphArrays, Ints

SAME_LETTER = 0.6
"""A glyph this near (em) to one that reads the same is its copy: nothing is printed twice within half a pitch."""
SAME_PLACE = 0.25
"""A glyph this near (em) to another, whatever that reads, lies on it."""


def painted_text(glyphs: GlyphArrays, plain: Sequence[str], kept: Ints) -> str:
    """The text of all glyphs in painting order, without those that lie on one of the ``kept``."""
    shown = np.ones(len(glyphs), dtype=np.bool_)
    dropped = np.setdiff1d(np.arange(len(glyphs)), kept)
    if len(dropped) and len(kept):
        shown[dropped] = ~_lies_on_kept(glyphs, plain, kept, dropped)
    return "".join(plain[place] for place in np.flatnonzero(shown).tolist())


def _lies_on_kept(glyphs: GlyphArrays, plain: Sequence[str], kept: Ints, dropped: Ints) -> NDArray[np.bool_]:
    """Which of the dropped glyphs are copies of, or lie on, a kept one."""
    middles: Floats = (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:]) / 2
    ordered = kept[np.argsort(middles[kept, 0], kind="stable")]
    others, texts = middles[ordered], np.array(plain, dtype=object)
    said = texts[ordered]
    ems = np.maximum(glyphs.ems[dropped], LEAST_SIDE)
    across = middles[dropped, 0]
    first = np.searchsorted(others[:, 0], across - SAME_LETTER * ems, side="left").tolist()
    last = np.searchsorted(others[:, 0], across + SAME_LETTER * ems, side="right").tolist()
    lies = np.zeros(len(dropped), dtype=np.bool_)
    for at, (place, low, high) in enumerate(zip(dropped.tolist(), first, last, strict=True)):
        distances = np.abs(others[low:high] - middles[place]).max(axis=1)
        reach = np.where(said[low:high] == texts[place], SAME_LETTER, SAME_PLACE) * ems[at]
        lies[at] = bool((distances <= reach).any())
    return lies
