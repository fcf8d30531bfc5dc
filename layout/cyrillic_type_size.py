"""The type size of a line of Cyrillic letters by their heights, as shares of the em.

In Latin print a third of the letters are tall, and the tallest tell the size. Cyrillic has hardly any tall letters:
each kind of letter is held against its own height.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from banmian.layout.model import Glyph

CAPITAL, SMALL = 0.725, 0.49
"""Heights of capitals and of letters without ascender and descender, in em."""
_OTHERS = {**dict.fromkeys("бй", 0.7), **dict.fromkeys("руцщ", 0.64), "ё": 0.64, "ф": 0.9, "д": 0.58}


def is_cyrillic(character: str) -> bool:
    """Whether one character is a Cyrillic letter."""
    return "\u0400" <= character <= "\u04ff"


def cyrillic_em(glyphs: Sequence[Glyph]) -> float | None:
    """The em of a line by its Cyrillic letters; None where they are not most of its letters and figures."""
    letters = [glyph for glyph in glyphs if is_cyrillic(glyph.text)]
    if 2 * len(letters) <= sum(glyph.text.isalnum() for glyph in glyphs):
        return None
    return median(glyph.box.height / _share(glyph.text) for glyph in letters)


def _share(letter: str) -> float:
    return CAPITAL if letter.isupper() else _OTHERS.get(letter, SMALL)
