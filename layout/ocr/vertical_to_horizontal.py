"""Vertical lines rearranged into horizontal ones, of which recognisers have seen far more."""

from __future__ import annotations

import numpy as np

from banmian.layout.ocr.character_segmentation import CharacterCells, ColumnCrop
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

BELOW_ONE = 0.99999
"""The greatest share of a crop that still lies in its last cell."""

SIDE_MARGIN = 0.04
HEAD_MARGIN = 0.3
"""Margin beside, above and below the glyphs of a rearranged line, as a share of the column's width."""

EDGE_RADIUS = 0.045
"""Radius of sharpening as a share of the column's width: enlarged print is soft."""


def to_horizontal(column: ColumnCrop, cells: CharacterCells) -> Raster:
    """The cells of a column side by side, left to right, all of one height, sharpened."""
    paper = _paper(column)
    margin = round(SIDE_MARGIN * column.width)
    left = max(0, column.left - margin)
    picture = column.picture[:, left : column.right + margin]
    parts = [picture[top:foot] for top, foot in zip(cells.cuts[:-1], cells.cuts[1:], strict=True)]
    height = max(len(part) for part in parts)
    line = np.hstack([_pad(part, height - len(part), paper) for part in parts])
    return _sharpen(_pad(line, 2 * round(HEAD_MARGIN * column.width), paper), EDGE_RADIUS * column.width)


def row_at(cells: CharacterCells, share: float) -> float:
    """The row of the column (px) that corresponds to a share of the width of the rearranged line."""
    count = len(cells.cuts) - 1
    place = min(max(share, 0.0), BELOW_ONE) * count
    index = int(place)
    top, foot = cells.cuts[index], cells.cuts[index + 1]
    return top + (place - index) * (foot - top)


def _paper(column: ColumnCrop) -> int:
    bare = to_grey(column.picture)[column.ink == 0]
    return int(np.median(bare)) if len(bare) else 255


def _pad(part: Raster, rows: int, paper: int) -> Raster:
    above = rows // 2
    tones = (paper, paper, paper)
    return np.asarray(cv2.copyMakeBorder(part, above, rows - above, 0, 0, cv2.BORDER_CONSTANT, value=tones), np.uint8)


def _sharpen(line: Raster, radius: float) -> Raster:
    """Unsharp masking at full strength."""
    soft = cv2.GaussianBlur(line, (0, 0), max(0.5, radius))
    return np.asarray(cv2.addWeighted(line, 2.0, soft, -1.0, 0), np.uint8)
