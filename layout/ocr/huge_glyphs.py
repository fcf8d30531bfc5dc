"""Huge glyphs in pieces: a paper's title, whose characters are larger than what the detector knows.

It finds 晶 as two boxes, or as one and a half. What stands together and is many times larger than the body's type is
read once more as one line, and stays so where that gives as many characters as there is room for, each with confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.layout.spatial_grouping import group_by_contact
from banmian.wording.unicode_script import is_han

HUGE = 4.0
"""Least size of such a piece, in em of the body."""
MOST_GLYPHS = 2
"""A piece has at most so many glyphs."""
GAP = 0.5
"""Pieces of one line are at most so far apart, as a share of the larger one's longer side."""
LEVEL = 0.3
"""They share so much of the smaller one's height, or of its width where one is over the other."""
SQUARE = 0.35
"""The line is as many times as long as high as it has characters, but for this much."""
MARGIN = 0.04
"""Margin of paper around it, as a share of its height."""
SURE = 0.8
"""Least confidence of each character."""


def join_huge_glyphs(
    picture: Raster, lines: Sequence[Line], em: float, engine: Engine, thresholds: ScanThresholds = SCAN
) -> list[Line]:
    """The lines of an upright page, the pieces of a line of huge characters as that line; `em` (px) is its body em."""
    pieces = [line for line in lines if _is_piece(line, em)]
    groups = [group for group in group_by_contact(pieces, _stand_together) if len(group) > 1]
    boxes = [union(line.box for line in group) for group in groups]
    places = [LineBox(box.grown(MARGIN * min(box.width, box.height)), box.height > box.width) for box in boxes]
    read = recognise_lines(picture, places, em, engine, thresholds)
    result = list(lines)
    for group, box, line in zip(groups, boxes, read, strict=True):
        if line is not None and _is_whole(line, box):
            result = [one for one in result if all(one is not piece for piece in group)]
            result.append(line)
    return result


def _is_piece(line: Line, em: float) -> bool:
    return max(line.box.height, line.box.width) >= HUGE * em and len(line.glyphs) <= MOST_GLYPHS


def _stand_together(piece: Line, beside: Line) -> bool:
    one, other = piece.box, beside.box
    reach = GAP * max(one.width, one.height, other.width, other.height)
    level = one.y_overlap(other) >= LEVEL * min(one.height, other.height)
    stacked = one.x_overlap(other) >= LEVEL * min(one.width, other.width)
    return (level and -one.x_overlap(other) <= reach) or (stacked and -one.y_overlap(other) <= reach)


def _is_whole(line: Line, box: Box) -> bool:
    """Whether a line read at a box has as many characters in Han as are as large as the box is high (or wide)."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    sure = all(is_han(glyph.text) and glyph.confidence >= SURE for glyph in line.glyphs)
    return sure and abs(long / short - len(line.glyphs)) <= SQUARE
