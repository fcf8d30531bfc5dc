"""Ruby: small glyphs beside a line that give the pronunciation of its characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.glyph_runs import Frame, GlyphRun, RowIndex
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds


def take_ruby(
    runs: Sequence[GlyphRun], frame: Frame, glyphs: GlyphArrays, thresholds: TextLayerThresholds = TEXT_LAYER
) -> tuple[list[GlyphRun], dict[int, str]]:
    """Glyph runs without ruby, and the ruby by the index of the glyph that it belongs to.

    Ruby is above a horizontal line and to the right of a vertical one, which is the same side in the reading frame;
    it is half as large as its line, and in kana, bopomofo or Latin letters.
    """
    if not runs or min(s.em for s in runs) > thresholds.ruby_size * max(s.em for s in runs):
        return list(runs), {}
    rows = RowIndex(runs)
    kept: list[GlyphRun] = []
    ruby: dict[int, str] = {}
    for run in runs:
        base = _base(run, rows, thresholds) if _is_phonetic(run, glyphs) else None
        if base is None:
            kept.append(run)
            continue
        for glyph in run.glyphs:
            middle = (frame.boxes[glyph, 0] + frame.boxes[glyph, 2]) / 2
            owner = min(base.glyphs, key=lambda g: abs((frame.boxes[g, 0] + frame.boxes[g, 2]) / 2 - middle))
            ruby[owner] = ruby.get(owner, "") + glyphs.texts[glyph]
    return kept, ruby


def _is_phonetic(run: GlyphRun, glyphs: GlyphArrays) -> bool:
    return all(
        unicodedata.name(char, "").startswith(("LATIN SMALL", "HIRAGANA", "KATAKANA", "BOPOMOFO", "MODIFIER LETTER"))
        for glyph in run.glyphs
        for char in glyphs.texts[glyph]
    )


def _base(run: GlyphRun, rows: RowIndex, thresholds: TextLayerThresholds) -> GlyphRun | None:
    """The line to which a ruby run belongs."""
    for other in rows.between(run.v1, run.v1 + thresholds.ruby_gap * run.em, run.u0, run.u1):
        small = run.em <= thresholds.ruby_size * other.em
        inside = other.u0 - other.em <= run.u0 and run.u1 <= other.u1 + other.em
        touching = -run.em <= other.v0 - run.v1 <= thresholds.ruby_gap * run.em
        if small and inside and touching:
            return other
    return None
