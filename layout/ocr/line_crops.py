"""The crops of line boxes that recognisers are given."""

from __future__ import annotations

import numpy as np

from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2


def crop_line(picture: Raster, line_box: LineBox, thresholds: ScanThresholds = SCAN) -> Raster:
    """The crop that the recogniser is given: a vertical line box is rotated a quarter turn anticlockwise and padded
    across by `thresholds.vertical_padding` of its width."""
    crop = cut_out(picture, line_box)
    if not line_box.vertical:
        return crop
    pad = side_padding(line_box, thresholds)
    padded = cv2.copyMakeBorder(crop, 0, 0, pad, pad, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(np.asarray(padded, np.uint8)))


def repeat_edge_rows(crop: Raster, line_box: LineBox, body_em: float, thresholds: ScanThresholds = SCAN) -> Raster:
    """The crop with its first and last rows repeated above and below, if it is a horizontal line of running text on
    a page whose body em is `body_em` px; any other crop unchanged."""
    if line_box.vertical or line_box.box.height > thresholds.margin_line * body_em:
        return crop
    rows = round(thresholds.line_margin * crop.shape[0])
    return np.asarray(cv2.copyMakeBorder(crop, rows, rows, 0, 0, cv2.BORDER_REPLICATE), np.uint8)


def side_padding(line_box: LineBox, thresholds: ScanThresholds = SCAN) -> int:
    """Pixels added on either side of a vertical line box's crop."""
    return round(thresholds.vertical_padding * line_box.box.width) if line_box.vertical else 0


def cut_out(picture: Raster, line_box: LineBox) -> Raster:
    """The part of a picture under a line box, its lean removed; at least one pixel each way."""
    height, width = picture.shape[:2]
    box = line_box.box
    x0, y0 = crop_origin(line_box)
    x1, y1 = min(width, max(x0 + 1, round(box.x1))), min(height, max(y0 + 1, round(box.y1)))
    if not line_box.lean:
        return picture[min(y0, height - 1) : y1, min(x0, width - 1) : x1]
    size = (max(1, x1 - x0), max(1, y1 - y0))
    dx, dy = line_box.shift_at(x0, y0)
    sloping = (line_box.lean, 0.0) if line_box.vertical else (0.0, line_box.lean)
    matrix = np.array([[1.0, sloping[0], x0 + dx], [sloping[1], 1.0, y0 + dy]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(picture, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def crop_origin(line_box: LineBox) -> tuple[int, int]:
    """The pixel at which the crop of `cut_out` begins."""
    return max(0, int(line_box.box.x0)), max(0, int(line_box.box.y0))
