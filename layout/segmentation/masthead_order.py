"""The order of what a page's head says: bands from top to bottom, and in a band the texts beside each other one by one.

Notices, the paper's own facts and prices stand side by side under a title, each set for itself. The white between them
is like that between the columns of a table of prices: the rows tell both apart, for those of a table are level. So it
is a recursive X-Y cut (Nagy and Seth 1984) that is kept from tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.layout.spatial_grouping import group_between_gaps

GUTTER = 0.8
"""The white between two texts side by side is at least so many em wide."""
DISPLAY, RIM = 2.5, 0.2
"""Lines from so many em high on do without this share of their height above and below: a title's descenders reach
into the line under it."""
CLOSE = 1.0
"""Lines of a text are at most so many em apart."""
LEVEL, ALIKE = 0.35, 1.5
"""Two lines are level where their middles are at most this share of the lower one's height apart, and one is at most
so many times as high as the other."""
IN_STEP = 0.7
"""From this share of level lines on, in the text with fewer, two texts side by side are columns of a table."""


def sort_masthead(lines: Sequence[Line], em: float) -> list[Line]:
    """The level lines of a page's head in the order in which they are read; ``em`` is the body's (px, pt)."""
    found: list[Line] = []
    for band in _bands(lines, em):
        texts = _texts_of(band, em)
        if len(texts) > 1:
            found += [line for text in texts for line in sort_masthead(text, em)]
        else:
            found += sort_by_rows(band)
    return found


def _bands(lines: Sequence[Line], em: float) -> list[list[Line]]:
    """The lines in bands with white between them; bands close to each other are one where texts go on through both."""
    bands: list[list[Line]] = []
    for band in group_between_gaps(lines, [_core(line.box, em) for line in lines]):
        if bands and _is_close(bands[-1], band, em) and len(_texts_of([*bands[-1], *band], em)) > 1:
            bands[-1] += band
        else:
            bands.append(band)
    return bands


def _is_close(upper: Sequence[Line], lower: Sequence[Line], em: float) -> bool:
    gap = min(line.box.y0 for line in lower) - max(line.box.y1 for line in upper)
    return gap <= CLOSE * em and all(line.box.height < DISPLAY * em for line in (*upper, *lower))


def _core(box: Box, em: float) -> tuple[float, float]:
    rim = RIM * box.height if box.height >= DISPLAY * em else 0.0
    return box.y0 + rim, box.y1 - rim


def _texts_of(band: Sequence[Line], em: float) -> list[list[Line]]:
    """The texts side by side in a band, left to right; columns of one table are one text."""
    columns = group_between_gaps(band, [(line.box.x0, line.box.x1) for line in band], GUTTER * em)
    texts: list[list[Line]] = []
    for column in columns:
        if texts and _are_in_step(texts[-1], column):
            texts[-1] += column
        else:
            texts.append(list(column))
    return texts


def _are_in_step(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether most lines of the text with fewer have a line of the other level with them."""
    fewer, more = sorted((one, other), key=len)
    level = sum(any(_is_level(line.box, beside.box) for beside in more) for line in fewer)
    return level >= IN_STEP * len(fewer)


def _is_level(one: Box, other: Box) -> bool:
    lower, higher = sorted((one.height, other.height))
    return higher <= ALIKE * lower and abs(one.cy - other.cy) <= LEVEL * lower
