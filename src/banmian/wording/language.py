"""The language of a text as far as its script shows it; nothing is guessed."""

from __future__ import annotations

from banmian.wording.unicode_script import han_count

MOSTLY = 0.5
"""Share of a text's letters that must be of a script."""

KANA = 0.05
"""Japanese is written with kana between its Han characters; from this share of letters on a text is Japanese."""


def language_of(text: str) -> str | None:
    """``zh``, ``ja`` or ``ko`` (BCP 47); None for scripts that many languages share, and for texts without letters."""
    letters = sum(glyph.isalpha() for glyph in text)
    if not letters:
        return None
    kana = sum("\u3041" <= glyph <= "\u30ff" and glyph.isalpha() and glyph != "\u30fc" for glyph in text)
    hangul = sum("\uac00" <= glyph <= "\ud7a3" for glyph in text)
    if kana >= KANA * letters and kana + han_count(text) >= MOSTLY * letters:
        return "ja"
    if hangul >= MOSTLY * letters:
        return "ko"
    return "zh" if han_count(text) >= MOSTLY * letters else None
