"""From strips to lines: what each says, its glyphs in the page's frame, its type size and weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.binarization import grey_of
from banmian.layout.ocr.engine import Engine, Reading
from banmian.layout.ocr.glyph_boxes import CropInk, glyphs_along, signs_with_ink
from banmian.layout.ocr.line_crops import Strip, aired, crop_of, origin_of, padding_of
from banmian.layout.ocr.second_pass import columns_reread
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.word_spacing import changes_between, gaps_of, spaced_text
from banmian.layout.readers.base import Raster
from banmian.wording.unicode_script import is_han


def read_strips(
    picture: Raster, strips: Sequence[Strip], body_em: float, engine: Engine, limits: ScanThresholds = SCAN
) -> list[Line | None]:
    """A line for each strip of an upright page, None where nothing can be read."""
    crops = [crop_of(picture, strip, limits) for strip in strips]
    shown = [aired(crop, strip, body_em, limits) for crop, strip in zip(crops, strips, strict=True)]
    readings = columns_reread(picture, strips, _first_readings(strips, shown, engine), body_em, engine, limits)
    return [
        line_of(strip, crop, reading, body_em, limits)
        for strip, crop, reading in zip(strips, crops, readings, strict=True)
    ]


def _first_readings(strips: Sequence[Strip], crops: Sequence[Raster], engine: Engine) -> list[Reading]:
    """What the crops of strips say, columns read by the recogniser of vertical print."""
    readings = [Reading(())] * len(strips)
    for vertical, recognise in ((False, engine.recognise), (True, engine.recognise_columns)):
        places = [place for place, strip in enumerate(strips) if strip.vertical == vertical]
        for place, reading in zip(places, recognise([crops[place] for place in places]), strict=True):
            readings[place] = reading
    return readings


def line_of(strip: Strip, crop: Raster, reading: Reading, body_em: float, limits: ScanThresholds = SCAN) -> Line | None:
    """The line that a reading of a strip's crop gives; None when it is empty or too unsure."""
    ink = CropInk.of(grey_of(crop))
    if strip.vertical:
        reading = replace(reading, signs=signs_with_ink(ink, reading.signs, limits.bare_sign))
    least = limits.line_confidence if reading.ways == 1 else limits.reread_confidence
    if reading.confidence < least or not reading.text.strip():
        return None
    laid = glyphs_along(ink, reading.signs)
    size = type_size(laid, limits)
    glyphs = tuple(_placed(glyph, strip, crop, size, limits) for glyph in laid)
    read = reading.text.strip()
    places = [(glyph.box.x0, glyph.box.x1) for glyph in laid]
    text = spaced_text(glyphs, gaps_of(glyphs, spaces_after(read), places), body_em, limits)
    return Line(
        text=text,
        box=union(glyph.box for glyph in glyphs),
        size=size,
        glyphs=glyphs,
        read=read,
        changes=changes_between(read, text),
        vertical=strip.vertical,
        reversed_out=ink.reversed_out,
        confidence=round(reading.confidence, 4),
        bold=stroke_width(ink) > limits.bold_stroke * size,
    )


def spaces_after(read: str) -> list[bool]:
    """For each sign of a text but its spaces: whether a space follows."""
    flags: list[bool] = []
    for sign in read:
        if sign.isspace():
            if flags:
                flags[-1] = True
        else:
            flags.append(False)
    return flags


def type_size(glyphs: Sequence[Glyph], limits: ScanThresholds = SCAN) -> float:
    """The em of a horizontal crop's glyphs, from the ink of its Han characters, else of its tallest signs."""
    han = [max(g.box.width, g.box.height) for g in glyphs if is_han(g.text)]
    if len(han) >= 2:
        return float(np.median(han)) / limits.full_ink_share_of_em
    tall = [glyph.box.height for glyph in glyphs if glyph.text.isalnum()]
    if han:
        return han[0] / limits.ink_share_of_em
    if tall:
        return float(np.percentile(tall, 70)) / limits.figure_share_of_em
    return max(glyph.size for glyph in glyphs)


def stroke_width(ink: CropInk) -> float:
    """The usual width of a crop's strokes in px: twice the ink's depth along its ridges."""
    depth = cv2.distanceTransform(np.pad(ink.mask, 1), cv2.DIST_L2, 3)
    ridge = depth[(depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))]
    return 2 * float(np.median(ridge)) if len(ridge) else 0.0


def _placed(glyph: Glyph, strip: Strip, crop: Raster, size: float, limits: ScanThresholds) -> Glyph:
    """A glyph of a crop in the page's frame; turning a vertical strip sent its right side to the top."""
    box = glyph.box
    left, top = origin_of(strip)
    if strip.vertical:
        across = crop.shape[0]
        box = Box(across - box.y1, box.x0, across - box.y0, box.x1)
        left -= padding_of(strip, limits)
    upright = box.moved(left, top)
    placed = upright.moved(*strip.shift_at(upright.cx, upright.cy))
    return Glyph(glyph.text, placed, size, confidence=round(glyph.confidence, 4))
