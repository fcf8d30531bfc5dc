"""The gap between two neighbouring glyphs of a line, and what kind of glyphs they are."""

from __future__ import annotations

from dataclasses import dataclass

from banmian.layout.model import Glyph
from banmian.wording.unicode_script import is_han, is_hangul, takes_word_space


def is_latin(glyph: str) -> bool:
    """Whether a glyph is a letter or digit that is set with word spaces."""
    return glyph.isalnum() and not is_han(glyph) and ord(glyph[0]) < 0x2E80


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap between two neighbouring glyphs: ``distance`` of their centres and ``clear`` ink-free length, both as
    multiples of the line's pitch; ``seen``: the recogniser read a space."""

    before: Glyph
    after: Glyph
    distance: float
    clear: float
    seen: bool

    @property
    def between_han(self) -> bool:
        """Whether both glyphs are Han characters."""
        return is_han(self.before.text) and is_han(self.after.text)

    @property
    def with_hangul(self) -> bool:
        """Whether one of the glyphs is Hangul, and a word space may be between the two."""
        return (is_hangul(self.before.text) or is_hangul(self.after.text)) and self.between_words

    @property
    def with_point(self) -> bool:
        """Whether one of the glyphs is neither a Han character nor a letter or digit."""
        return not all(is_han(glyph.text) or is_latin(glyph.text) for glyph in (self.before, self.after))

    @property
    def between_words(self) -> bool:
        """Whether a word space may be between the glyphs."""
        return takes_word_space(self.before.text) and takes_word_space(self.after.text)

    @property
    def between_latin(self) -> bool:
        """Whether both glyphs are letters or digits."""
        return is_latin(self.before.text) and is_latin(self.after.text)
