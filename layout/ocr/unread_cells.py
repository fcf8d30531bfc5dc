"""Unread cells: room for a glyph inside a line that holds ink, and no glyph: a point, mostly, that was passed over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents

LEAST_GLYPHS = 4
"""Shorter lines show no pitch."""
ROOM = 1.5
"""Neighbours whose middles are so many em, and so many times the line's pitch, apart have room for another glyph;"""
AROUND = 0.5
"""it stands at least so far (em) from both middles,"""
LEAST_SPAN, LARGEST_SPAN = 0.14, 1.3
"""and its ink has this extent (em): less is a speck."""


def count_unread_cells(lines: Sequence[Line], parts: ConnectedComponents) -> int:
    """How many places inside the lines of a page hold ink of which no glyph was read; `parts` are the page's ink."""
    rooms = [(line, room) for line in lines for room in _rooms(line)]
    if not rooms:
        return 0
    x, y = parts.centres.T
    spans = parts.spans
    count = 0
    for line, room in rooms:
        sized = (spans > LEAST_SPAN * line.size) & (spans < LARGEST_SPAN * line.size)
        count += bool((sized & (x > room.x0) & (x < room.x1) & (y > room.y0) & (y < room.y1)).any())
    return count


def _rooms(line: Line) -> list[Box]:
    """The places in a line where another glyph may stand between two of it."""
    if len(line.glyphs) < LEAST_GLYPHS:
        return []
    middles = [sum(line.along(glyph.box)) / 2 for glyph in line.glyphs]
    steps = [after - before for before, after in pairwise(middles)]
    least = ROOM * max(line.size, median(steps))
    aside = AROUND * line.size
    spans = [(before + aside, after - aside) for before, after in pairwise(middles) if after - before >= least]
    x0, y0, x1, y1 = line.box
    return [Box(x0, a, x1, b) if line.vertical else Box(a, y0, b, y1) for a, b in spans]
