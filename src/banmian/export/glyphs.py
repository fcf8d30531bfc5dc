"""Boxes of the characters of a placed line."""

from __future__ import annotations

from banmian.export.model import Bounds, PlacedGlyph, PlacedLine


def glyph_box(glyph: PlacedGlyph, line: PlacedLine) -> Bounds | None:
    """The box of a character: its extent along the line, the line's across it."""
    if line.bbox is None:
        return None
    x0, y0, x1, y1 = line.bbox
    if line.vertical:
        return x0, min(max(glyph.start, y0), y1), x1, min(max(glyph.end, y0), y1)
    return min(max(glyph.start, x0), x1), y0, min(max(glyph.end, x0), x1), y1
