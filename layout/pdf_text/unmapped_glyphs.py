"""Glyphs without a Unicode value, recognised from their own picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.characters import is_unmapped
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, Ints
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

Look = Callable[[Sequence[Box]], list[tuple[str, float]]]
"""Gives text and confidence (0 to 1) of what stands in each box of the page, "" where nothing is seen."""

UNKNOWN = "\ufffd"
"""Stands for a glyph that is no text and that nobody can read."""


def read_unmapped(
    ink: GlyphArrays, kept: Ints, plain: list[str], look: Look | None, thresholds: TextLayerThresholds = TEXT_LAYER
) -> dict[int, float]:
    """Puts readings into ``plain`` for the unmapped glyphs in ``kept``; gives their confidence by place.

    Every code of a font is looked at a few times and the majority stands. What can't be read, or is one
    of too many, becomes `UNKNOWN` with confidence 0.
    """
    places = [place for place in kept.tolist() if is_unmapped(ink.texts[place])]
    if not places:
        return {}
    kinds: dict[tuple[str, str], list[int]] = {}
    for place in places:
        kinds.setdefault((ink.fonts[place], ink.texts[place]), []).append(place)
    looked_at = [place for kind in kinds.values() for place in kind[: thresholds.unmapped_looks]]
    few = len(places) <= thresholds.unmapped_share * len(kept) and len(looked_at) <= thresholds.unmapped_most
    seen = look([_box(ink, place) for place in looked_at]) if look is not None and few else []
    said = dict(zip(looked_at, seen, strict=False))
    sure: dict[int, float] = {}
    for kind in kinds.values():
        text, confidence = _majority([said[place] for place in kind if place in said], thresholds)
        for place in kind:
            plain[place], sure[place] = text, confidence
    return sure


def _box(ink: GlyphArrays, place: int) -> Box:
    x0, y0, x1, y1 = ink.boxes[place].tolist()
    return Box(x0, y0, x1, y1)


def _majority(readings: Sequence[tuple[str, float]], thresholds: TextLayerThresholds) -> tuple[str, float]:
    votes = Counter(text for text, sure in readings if len(text) == 1 and sure >= thresholds.unmapped_sure)
    if not votes:
        return UNKNOWN, 0.0
    text = votes.most_common(1)[0][0]
    own = [sure for said, sure in readings if said == text]
    return text, sum(own) / len(own) * votes[text] / len(readings)
