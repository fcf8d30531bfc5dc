"""The line boxes of a page: detected at the usual scale, and once more at a larger one where columns are torn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.line_box_making import make_line_boxes
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.tiled_detection import detect_lines
from banmian.layout.readers.source_file import Raster


def detect_line_boxes(
    picture: Raster, ink: Mask, em: float, engine: Engine, thresholds: ScanThresholds = SCAN, *, widened: float = 1.0
) -> list[LineBox]:
    """The line boxes of an upright page whose body em is `em` px; `ink` is the picture's.

    `widened` is above 1 for vertical pages (see `detect_lines`). Where the glyphs of their columns stand as far apart
    as the columns, the detector joins them across: it is then shown the page larger, and what finds longer columns
    stays. Raises EngineError.
    """
    boxes = make_line_boxes(detect_lines(picture, em, engine, thresholds, widened=widened), ink, thresholds)
    if widened <= 1 or not is_torn_across(boxes, em, thresholds):
        return boxes
    finer = replace(thresholds, detection_em_px=thresholds.fine_detection_em_px)
    again = make_line_boxes(detect_lines(picture, em, engine, finer, widened=widened), ink, thresholds)
    return max(boxes, again, key=column_length)


def is_torn_across(line_boxes: Sequence[LineBox], em: float, thresholds: ScanThresholds = SCAN) -> bool:
    """Whether many boxes of a vertical page hold a glyph or two side by side, as where columns are torn across."""
    torn = sum(
        not line_box.vertical and line_box.box.width < thresholds.torn_width * em and line_box.box.height < 2 * em
        for line_box in line_boxes
    )
    return torn > thresholds.torn_share * len(line_boxes)


def column_length(line_boxes: Sequence[LineBox]) -> float:
    """The length of all vertical line boxes, px."""
    return sum(line_box.box.height for line_box in line_boxes if line_box.vertical)
