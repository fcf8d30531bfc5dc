"""Boxes of the characters of a placed line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from banmian.export.estimated_lines import width_of
from banmian.export.placed_document import Bounds, PlacedGlyph, PlacedLine


def glyph_box(glyph: PlacedGlyph, line: PlacedLine) -> Bounds | None:
    """The box of a character: its extent along the line, the line's across it."""
    if line.bbox is None:
        return None
    x0, y0, x1, y1 = line.bbox
    if line.vertical:
        return x0, min(max(glyph.start, y0), y1), x1, min(max(glyph.end, y0), y1)
    return min(max(glyph.start, x0), x1), y0, min(max(glyph.end, x0), x1), y1


def split_word(word: str, glyphs: Sequence[PlacedGlyph]) -> list[tuple[str, Sequence[PlacedGlyph]]]:
    """What stands between two spaces, cut into words of letters and single full-width characters.

    A word whose characters have no places stays whole.
    """
    if len(glyphs) != len(word):
        return [(word, glyphs)]
    found: list[tuple[str, Sequence[PlacedGlyph]]] = []
    for _, run in groupby(enumerate(word), key=lambda item: item[0] if width_of(item[1]) == 1 else -1):
        places = [place for place, _ in run]
        found.append((word[places[0] : places[-1] + 1], glyphs[places[0] : places[-1] + 1]))
    return found
