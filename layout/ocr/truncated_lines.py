"""Truncated lines: the first or last glyphs of a headline that the detector left out of its box."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_extension import box_of, ink_along, read_longer
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.undetected_lines import mark_accounted
from banmian.layout.readers.source_file import Raster

NEAR = 0.6
"""The glyph begins at most this far from the line's end,"""
LONG = 1.2
"""and ends at most this far from it, both in em of the line."""
LEAST_SPAN = 0.4
"""It has a component at least this long, in em of the line: smaller ones are points and specks."""
ASIDE = 0.1
"""Its components extend at most this far out of the line's band, in em of the line."""
MARGIN = 0.06
"""Margin of paper around the longer line, in em of it."""
SURE_GLYPH = 0.8
"""Each glyph that is added has at least this confidence."""
ROUNDS = 8
"""A line is extended so many times at most: of an upright headline the detector may have found the middle alone."""


def complete_lines(
    picture: Raster,
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    engine: Engine,
    thresholds: ScanThresholds = SCAN,
) -> list[Line]:
    """The lines of an upright page; lines of display type are extended by glyphs beyond their ends that no other
    line has.

    `parts` are the page's connected components, `em` (px) is its body em. A longer line is kept where it is read
    with confidence and says what the line said plus a glyph or two at that end. What was extended is tried again.
    """
    result = list(lines)
    asked = [at for at, line in enumerate(lines) if line.size > thresholds.display_ratio * em and len(line.glyphs) > 1]
    for _ in range(ROUNDS):
        if not asked:
            break
        whole = [line for line in result if len(line.glyphs) > 1]
        free = parts.select(~mark_accounted(parts, whole, graphics, picture.shape[:2], em))
        display = [result[at] for at in asked]
        beyond = [_ink_beyond(line, free) for line in display]
        longer = read_longer(picture, display, beyond, MARGIN, em, engine, thresholds)
        found = {
            at: line
            for at, line in zip(asked, longer, strict=True)
            if line is not None and line.confidence >= thresholds.sure_line and _extends(result[at], line)
        }
        asked = list(found)
        for at, line in found.items():
            result[at] = line
    return result


def _ink_beyond(line: Line, free: ConnectedComponents) -> Box | None:
    """The box of the ink right before or after a line that may be one of its glyphs."""
    starts, ends, level, first, last = ink_along(line, free, ASIDE * line.size)
    middles = (starts + ends) / 2
    before = level & (middles < first) & (starts > first - LONG * line.size)
    after = level & (middles > last) & (ends < last + LONG * line.size)
    found = np.zeros(len(level), np.bool_)
    for side, gaps in ((before, first - ends), (after, starts - last)):
        near = bool(side.any()) and float(gaps[side].min()) < NEAR * line.size
        if near and float(free.spans[side].max()) > LEAST_SPAN * line.size:
            found |= side
    return box_of(free, found)


def _extends(line: Line, longer: Line) -> bool:
    """Whether a reading repeats a line with further glyphs before or after it, each with confidence.

    The line's own first and last glyph may differ: the truncation may have spoilt them.
    """
    said, says = ("".join(glyph.text for glyph in one.glyphs) for one in (line, longer))
    core = said[1:-1]
    begins = says.find(core)
    before, added = begins - 1, len(says) - len(said)
    if not core or begins < 1 or added < 1 or not 0 <= before <= added:
        return False
    new = [*longer.glyphs[:before], *longer.glyphs[before + len(said) :]]
    return all(glyph.confidence >= SURE_GLYPH for glyph in new)
