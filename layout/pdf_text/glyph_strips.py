"""Glyphs in the order of painting, cut into rows and columns whose pictures an OCR engine reads as one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import areas, intersections
from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.page_picture import Cell

ALIKE = 1.2
"""Glyphs of one strip differ in em by at most this ratio,"""
LEVEL = 0.2
"""in their middles by at most this many em,"""
MOST_OVERLAP = 0.7
"""and overlap by at most this many."""
CROWDED = 0.15
"""More than this share of a glyph under another hides what it looks like,"""
SAME_PLACE = 0.12
"""unless the other is the same sign within so many em: a copy that makes it bolder."""


def cut_into_strips(glyphs: GlyphArrays, places: Iterable[int], longest: int) -> list[list[int]]:
    """Glyphs painted one after the other in a row or a column, at most ``longest`` together."""
    found: list[list[int]] = []
    way = ""
    for place in places:
        if not glyphs.texts[place].strip() and glyphs.texts[place]:
            continue
        step = _step(glyphs, found[-1][-1], place) if found else ""
        if step and len(found[-1]) < longest and way in ("", step):
            found[-1].append(place)
            way = step
        else:
            found.append([place])
            way = ""
    return found


def uncrowded(glyphs: GlyphArrays, places: Sequence[int]) -> list[int]:
    """The places whose glyphs no other ink of the page's text runs into, such as the shadow of a headline."""
    covered = intersections(glyphs.boxes[list(places)], glyphs.boxes)
    hidden = covered > CROWDED * areas(glyphs.boxes[list(places)])[:, None]
    return [place for place, by in zip(places, hidden, strict=True) if not _hidden(glyphs, place, by)]


def _hidden(glyphs: GlyphArrays, place: int, by: NDArray[np.bool_]) -> bool:
    reach = SAME_PLACE * glyphs.ems[place]
    return any(
        glyphs.texts[other] != glyphs.texts[place]
        or float(np.abs(glyphs.boxes[other] - glyphs.boxes[place]).max()) > reach
        for other in np.flatnonzero(by).tolist()
        if other != place
    )


def _step(glyphs: GlyphArrays, first: int, second: int) -> str:
    """How the second glyph is to the first: ``beside``, ``below``, or "" for neither."""
    if glyphs.angles[first] != glyphs.angles[second]:
        return ""
    a, b = glyphs.boxes[first], glyphs.boxes[second]
    em = min(glyphs.ems[first], glyphs.ems[second])
    if max(glyphs.ems[first], glyphs.ems[second]) > ALIKE * em:
        return ""
    along, across = (0, 1) if glyphs.angles[first] % 180 == 0 else (1, 0)
    middle = abs((a[across] + a[across + 2]) - (b[across] + b[across + 2])) / 2
    if middle <= LEVEL * em and b[along] > a[along] and -MOST_OVERLAP * em <= b[along] - a[along + 2] <= em:
        return "beside"
    middle = abs((a[along] + a[along + 2]) - (b[along] + b[along + 2])) / 2
    if glyphs.angles[first] == 0 and middle <= LEVEL * em and -0.5 * em <= b[1] - a[3] <= em:
        return "below"
    return ""


def make_cell(glyphs: GlyphArrays, place: int) -> Cell:
    """A glyph as it is set into a strip."""
    x0, y0, x1, y1 = glyphs.boxes[place].tolist()
    angle = int(glyphs.angles[place])
    return Cell(Box(x0, y0, x1, y1), float(glyphs.ems[place]), angle if angle % 90 == 0 else 0)
