"""The text of a line or of a part of it, with the spaces between its glyphs."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Glyph, Line


def spaced_glyphs(line: Line) -> frozenset[int]:
    """Ids of the glyphs that are followed by a space in `line.text`; none where the text is not that of its glyphs."""
    found: set[int] = set()
    at = 0
    for glyph in line.glyphs:
        if not line.text.startswith(glyph.text, at):
            return frozenset()
        at += len(glyph.text)
        bare = at
        while at < len(line.text) and line.text[at].isspace():
            at += 1
        if bare < at < len(line.text):
            found.add(id(glyph))
    return frozenset(found)


def text_of(line: Line, glyphs: Sequence[Glyph]) -> str:
    """The text of some glyphs of a line, in their order, with the line's spaces between them."""
    spaced = spaced_glyphs(line)
    return "".join(glyph.text + (" " if id(glyph) in spaced else "") for glyph in glyphs).rstrip()
