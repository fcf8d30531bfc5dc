"""Ruby: small glyphs beside a line that give the pronunciation of its characters, or dots that stress them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.glyph_runs import GlyphRun, RowIndex
from banmian.layout.pdf_text.reading_frames import Frame
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

_STRESS = frozenset("•·・●○◦﹅﹆▲△▴▵．")
_OFF_CENTRE = 0.2
"""A dot is at most so far from the middle of its character, in em of the line."""


def take_ruby(
    runs: Sequence[GlyphRun], frame: Frame, glyphs: GlyphArrays, thresholds: TextLayerThresholds = TEXT_LAYER
) -> tuple[list[GlyphRun], dict[int, str]]:
    """Glyph runs without ruby, and the ruby by the index of the glyph that it belongs to.

    Ruby is above a horizontal line and to the right of a vertical one, which is the same side in the reading frame;
    it is half as large as its line, and in kana, bopomofo or Latin letters. Dots of stress, one for each character,
    may be on either side.
    """
    if not runs or min(s.em for s in runs) > thresholds.ruby_size * max(s.em for s in runs):
        return list(runs), {}
    rows = RowIndex(runs)
    kept: list[GlyphRun] = []
    ruby: dict[int, str] = {}
    for run in runs:
        base = _base(run, rows, thresholds) if _is_phonetic(run, glyphs) else None
        if all(is_stress(glyphs.texts[glyph]) for glyph in run.glyphs):
            base = _stressed(run, rows, frame, thresholds)
        if base is None:
            kept.append(run)
            continue
        for glyph in run.glyphs:
            middle = (frame.boxes[glyph, 0] + frame.boxes[glyph, 2]) / 2
            owner = min(base.glyphs, key=lambda g: abs((frame.boxes[g, 0] + frame.boxes[g, 2]) / 2 - middle))
            ruby[owner] = ruby.get(owner, "") + glyphs.texts[glyph]
    return kept, ruby


def is_stress(text: str) -> bool:
    """Whether a small glyph beside a line is a dot that stresses a character."""
    return bool(text) and set(text) <= _STRESS


def _is_phonetic(run: GlyphRun, glyphs: GlyphArrays) -> bool:
    return all(
        unicodedata.name(char, "").startswith(("LATIN SMALL", "HIRAGANA", "KATAKANA", "BOPOMOFO", "MODIFIER LETTER"))
        for glyph in run.glyphs
        for char in glyphs.texts[glyph]
    )


def _base(run: GlyphRun, rows: RowIndex, thresholds: TextLayerThresholds) -> GlyphRun | None:
    """The line to which a ruby run belongs."""
    for other in rows.between(run.v1, run.v1 + thresholds.ruby_gap * run.em, run.u0, run.u1):
        if _is_small_beside(run, other, thresholds) and _touch(run.v1, other.v0, run.em, thresholds):
            return other
    return None


def _stressed(run: GlyphRun, rows: RowIndex, frame: Frame, thresholds: TextLayerThresholds) -> GlyphRun | None:
    """The line whose characters have a dot each above or below them."""
    reach = thresholds.ruby_gap * run.em
    for other in rows.between(run.v0 - reach, run.v1 + reach, run.u0, run.u1):
        beside = _touch(run.v1, other.v0, run.em, thresholds) or _touch(other.v1, run.v0, run.em, thresholds)
        if _is_small_beside(run, other, thresholds) and beside and _is_centred(run, other, frame):
            return other
    return None


def _is_small_beside(run: GlyphRun, other: GlyphRun, thresholds: TextLayerThresholds) -> bool:
    inside = other.u0 - other.em <= run.u0 and run.u1 <= other.u1 + other.em
    return inside and run.em <= thresholds.ruby_size * other.em


def _touch(upper: float, lower: float, em: float, thresholds: TextLayerThresholds) -> bool:
    """Whether what ends at `upper` is right above what begins at `lower`, or overlaps it a little."""
    return -em <= lower - upper <= thresholds.ruby_gap * em


def _is_centred(run: GlyphRun, base: GlyphRun, frame: Frame) -> bool:
    """Whether each glyph of a run is in the middle of one of its base."""
    middles = [(frame.boxes[glyph, 0] + frame.boxes[glyph, 2]) / 2 for glyph in base.glyphs]
    for glyph in run.glyphs:
        middle = (frame.boxes[glyph, 0] + frame.boxes[glyph, 2]) / 2
        if min(abs(middle - one) for one in middles) > _OFF_CENTRE * base.em:
            return False
    return True
