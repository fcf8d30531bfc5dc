"""Ruby: small signs beside a line that say how its characters are pronounced."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from banmian.layout.pdf_text.glyph_arrays import Ink
from banmian.layout.pdf_text.glyph_runs import Frame, RowIndex, Strand
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds


def take_ruby(
    strands: Sequence[Strand], frame: Frame, ink: Ink, limits: TextLayerThresholds = TEXT_LAYER
) -> tuple[list[Strand], dict[int, str]]:
    """Strands without those that are ruby, and the ruby by the place of the glyph that it belongs to.

    Ruby stands above a horizontal line and to the right of a vertical one, which is the same side in the
    reading frame; it is half as large as its line, and in kana, bopomofo or Latin letters.
    """
    if not strands or min(s.em for s in strands) > limits.ruby_size * max(s.em for s in strands):
        return list(strands), {}
    rows = RowIndex(strands)
    kept: list[Strand] = []
    ruby: dict[int, str] = {}
    for strand in strands:
        base = _base(strand, rows, limits) if _is_phonetic(strand, ink) else None
        if base is None:
            kept.append(strand)
            continue
        for glyph in strand.glyphs:
            middle = (frame.boxes[glyph, 0] + frame.boxes[glyph, 2]) / 2
            owner = min(base.glyphs, key=lambda g: abs((frame.boxes[g, 0] + frame.boxes[g, 2]) / 2 - middle))
            ruby[owner] = ruby.get(owner, "") + ink.texts[glyph]
    return kept, ruby


def _is_phonetic(strand: Strand, ink: Ink) -> bool:
    return all(
        unicodedata.name(sign, "").startswith(("LATIN SMALL", "HIRAGANA", "KATAKANA", "BOPOMOFO", "MODIFIER LETTER"))
        for glyph in strand.glyphs
        for sign in ink.texts[glyph]
    )


def _base(strand: Strand, rows: RowIndex, limits: TextLayerThresholds) -> Strand | None:
    """The line that a strand is ruby of."""
    for other in rows.between(strand.v1, strand.v1 + limits.ruby_gap * strand.em, strand.u0, strand.u1):
        small = strand.em <= limits.ruby_size * other.em
        inside = other.u0 - other.em <= strand.u0 and strand.u1 <= other.u1 + other.em
        touching = -strand.em <= other.v0 - strand.v1 <= limits.ruby_gap * strand.em
        if small and inside and touching:
            return other
    return None
