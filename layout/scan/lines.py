"""From detections to lines: which way a line runs, its crop, and its glyphs back in the page's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from layout.geometry import Box, union
from layout.page import Glyph, Line
from layout.readers.seam import Raster
from layout.scan.engine import Detection, Engine, Reading
from layout.scan.glyphs import CropInk, glyphs_along
from layout.scan.ink import grey_of
from layout.thresholds import SCAN, ScanThresholds


@dataclass(frozen=True, slots=True)
class Strip:
    """A place that holds one line of text; ``vertical`` lines run top to bottom."""

    box: Box
    vertical: bool = False


def strips_of(detections: Sequence[Detection], limits: ScanThresholds = SCAN) -> list[Strip]:
    """Detections of an upright page as strips."""
    strips = []
    for detection in detections:
        (x0, y0), (x1, y1) = detection.corners.min(axis=0), detection.corners.max(axis=0)
        box = Box(float(x0), float(y0), float(x1), float(y1))
        if min(box.width, box.height) >= 2:
            strips.append(Strip(box, box.height > limits.vertical_ratio * box.width))
    return strips


def crop_of(picture: Raster, box: Box) -> Raster:
    """The part of a picture under a box, at least one pixel each way."""
    height, width = picture.shape[:2]
    x0, y0 = max(0, int(box.x0)), max(0, int(box.y0))
    x1, y1 = min(width, max(x0 + 1, round(box.x1))), min(height, max(y0 + 1, round(box.y1)))
    return picture[min(y0, height - 1) : y1, min(x0, width - 1) : x1]


def read_strips(
    picture: Raster, strips: Sequence[Strip], engine: Engine, limits: ScanThresholds = SCAN
) -> list[Line]:
    """Lines of text read from the strips of an upright page; unreadable strips give none."""
    crops = [_laid(crop_of(picture, strip.box), strip) for strip in strips]
    readings = engine.recognise(crops)
    lines = []
    for strip, crop, reading in zip(strips, crops, readings, strict=True):
        if reading.confidence >= limits.line_confidence and reading.text.strip():
            lines.append(_line(strip, crop, reading))
    return lines


def _laid(crop: Raster, strip: Strip) -> Raster:
    return np.ascontiguousarray(np.rot90(crop)) if strip.vertical else crop


def _line(strip: Strip, crop: Raster, reading: Reading) -> Line:
    ink = CropInk.of(grey_of(crop))
    glyphs = tuple(_placed(glyph, strip, crop) for glyph in glyphs_along(ink, reading.signs))
    return Line(
        text=reading.text.strip(),
        box=union(glyph.box for glyph in glyphs),
        size=glyphs[0].size,
        glyphs=glyphs,
        read=reading.text,
        vertical=strip.vertical,
        reversed_out=ink.reversed_out,
        confidence=round(reading.confidence, 4),
    )


def _placed(glyph: Glyph, strip: Strip, crop: Raster) -> Glyph:
    """A glyph of a crop in the page's frame; vertical crops were turned a quarter anticlockwise,
    which sends the strip's right side to the top of the crop and its top to the left.
    """
    box, left, top = glyph.box, int(max(0, strip.box.x0)), int(max(0, strip.box.y0))
    if strip.vertical:
        across = crop.shape[0]
        box = Box(across - box.y1, box.x0, across - box.y0, box.x1)
    return Glyph(glyph.text, box.moved(left, top), glyph.size, confidence=round(glyph.confidence, 4))
