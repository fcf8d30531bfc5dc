"""Marks of vertical lines that were moved into place: points of a font for rows, set at the upper right of their cell.

Programs without a vertical font place each glyph of a column by itself, and points aside and upwards. Their boxes then
reach into the gutter and over the glyph above. Each mark is moved by one offset throughout; it is measured where the
mark follows a character of a column in painting order, and taken back. A mark that only follows others has theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.pdf_text.glyph_arrays import Floats, GlyphArrays, Ints
from banmian.layout.pdf_text.reading_frames import MARK, NARROW, glyph_width_classes

ON_AXIS = 0.15
"""Glyphs of one column begin this near to one axis, in em."""
FARTHEST = 0.8
"""A mark is moved at most so far aside, in em."""
HIGHEST = -0.9
"""It begins at most so far above the end of the character above, in em, down counted positive."""
LEAST_STEP, LONGEST_STEP = 0.5, 3.2
"""From one character of a column to the next with marks between, in em."""


def settle_moved_marks(glyphs: GlyphArrays, plain: Sequence[str], order: Ints) -> GlyphArrays:
    """The glyphs with the marks of columns in cells of their own; ``order`` are upright ones as they were painted."""
    widths = glyph_width_classes([plain[place] for place in order.tolist()])
    order = order[(widths != NARROW) & ~glyphs.downwards[order]]
    marks = glyph_width_classes([plain[place] for place in order.tolist()]) == MARK
    offsets = _offsets(glyphs, order, marks)
    if not offsets:
        return glyphs
    usual = np.median(np.array(list(offsets.values())), axis=0)
    boxes = glyphs.boxes.copy()
    for at in np.flatnonzero(marks).tolist():
        place = int(order[at])
        offset = offsets.get(glyphs.kind(place), usual)
        moved = glyphs.boxes[place] - np.tile(offset * glyphs.ems[place], 2)
        above = boxes[order[at - 1]] if at else None
        below = glyphs.boxes[order[at + 1]] if at + 1 < len(order) and not marks[at + 1] else None
        if _joins_column(moved, above, below, float(glyphs.ems[place])):
            boxes[place] = moved
    return replace(glyphs, boxes=boxes)


def _offsets(glyphs: GlyphArrays, order: Ints, marks: NDArray[np.bool_]) -> dict[tuple[int, int], Floats]:
    """The usual offset of each kind of mark that is moved, (x, y) in em from the cell below the character above."""
    found: dict[tuple[int, int], list[Floats]] = {}
    for at in np.flatnonzero(marks[1:] & ~marks[:-1]).tolist():
        place, above = int(order[at + 1]), int(order[at])
        em, box, over = glyphs.ems[place], glyphs.boxes[place], glyphs.boxes[above]
        offset = np.array([box[0] - over[0], box[1] - over[3]]) / em
        aside = ON_AXIS < abs(offset[0]) <= FARTHEST and offset[1] >= HIGHEST
        if aside and _is_in_column(glyphs, order, marks, at):
            found.setdefault(glyphs.kind(place), []).append(offset)
    return {kind: np.median(np.array(offsets), axis=0) for kind, offsets in found.items()}


def _is_in_column(glyphs: GlyphArrays, order: Ints, marks: NDArray[np.bool_], at: int) -> bool:
    """Whether the character painted before or after this one, marks passed over, is in one column with it."""
    before = next((k for k in range(at - 1, max(-1, at - 4), -1) if not marks[k]), None)
    after = next((k for k in range(at + 1, min(len(order), at + 5)) if not marks[k]), None)
    for upper, lower in ((before, at), (at, after)):
        if upper is None or lower is None:
            continue
        em = glyphs.ems[order[at]]
        step = glyphs.boxes[order[lower]] - glyphs.boxes[order[upper]]
        if abs(step[0]) <= ON_AXIS * em and LEAST_STEP * em <= step[1] <= LONGEST_STEP * em:
            return True
    return False


def _joins_column(moved: Floats, above: Floats | None, below: Floats | None, em: float) -> bool:
    """Whether a mark back in its cell follows the glyph painted before it downwards, or is over the next."""
    after = above is not None and bool(abs(moved[0] - above[0]) <= ON_AXIS * em and moved[1] >= above[1])
    if after or below is None:
        return after
    return bool(abs(moved[0] - below[0]) <= ON_AXIS * em and moved[1] < below[1])
