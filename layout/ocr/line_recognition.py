"""From line boxes to lines: the text, the glyphs in the page's frame, type size and weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.cyrillic_type_size import cyrillic_em
from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.colour_channels import to_grey, to_rgb
from banmian.layout.ocr.engine import Engine, Recognition
from banmian.layout.ocr.glyph_boxes import CropInk, drop_glyphs_without_ink, locate_glyphs
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_line, crop_origin, repeat_edge_rows, side_padding
from banmian.layout.ocr.second_pass import reread_columns
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.word_spacing import changes_between, insert_spaces, measure_gaps
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2
from banmian.wording.unicode_script import is_han, is_hangul


def recognise_lines(
    picture: Raster, line_boxes: Sequence[LineBox], body_em: float, engine: Engine, thresholds: ScanThresholds = SCAN
) -> list[Line | None]:
    """A line for each line box of an upright page, None where nothing can be read."""
    crops = [crop_line(picture, line_box, thresholds) for line_box in line_boxes]
    shown = [
        repeat_edge_rows(crop, line_box, body_em, thresholds) for crop, line_box in zip(crops, line_boxes, strict=True)
    ]
    readings = reread_columns(
        picture, line_boxes, _first_readings(line_boxes, shown, engine), body_em, engine, thresholds
    )
    return [
        make_line(line_box, crop, reading, body_em, thresholds)
        for line_box, crop, reading in zip(line_boxes, crops, readings, strict=True)
    ]


def _first_readings(line_boxes: Sequence[LineBox], crops: Sequence[Raster], engine: Engine) -> list[Recognition]:
    """The text of the crops of line boxes; columns are read by the recogniser for vertical print."""
    readings = [Recognition(())] * len(line_boxes)
    for vertical, recognise in ((False, engine.recognise), (True, engine.recognise_columns)):
        places = [place for place, line_box in enumerate(line_boxes) if line_box.vertical == vertical]
        for place, reading in zip(places, recognise([to_rgb(crops[place]) for place in places]), strict=True):
            readings[place] = reading
    return readings


def make_line(
    line_box: LineBox, crop: Raster, reading: Recognition, body_em: float, thresholds: ScanThresholds = SCAN
) -> Line | None:
    """The line that the recognition of a crop gives, or None when it is empty or its confidence too low."""
    ink = CropInk.of(to_grey(crop))
    laid = locate_glyphs(ink, reading.glyphs)
    if line_box.vertical:
        inked = drop_glyphs_without_ink(ink, reading.glyphs, laid, thresholds.blank_paper_glyph)
        if len(inked) < len(reading.glyphs):
            reading = replace(reading, glyphs=inked)
            laid = locate_glyphs(ink, inked)
    least = thresholds.line_confidence if reading.ways == 1 else thresholds.reread_confidence
    if reading.confidence < least or not reading.text.strip():
        return None
    size = measure_type_size(laid, thresholds)
    glyphs = tuple(_place_glyph(glyph, line_box, crop, size, thresholds) for glyph in laid)
    read = reading.text.strip()
    places = [(glyph.box.x0, glyph.box.x1) for glyph in laid]
    text = insert_spaces(glyphs, measure_gaps(glyphs, spaces_after(read), places), body_em, thresholds)
    return Line(
        text=text,
        box=union(glyph.box for glyph in glyphs),
        size=size,
        glyphs=glyphs,
        read=read,
        changes=changes_between(read, text),
        vertical=line_box.vertical,
        reversed_out=ink.reversed_out,
        confidence=round(reading.confidence, 4),
        first_confidence=round(reading.first_confidence, 4),
        bold=measure_stroke_width(ink) > thresholds.bold_stroke * size,
    )


def spaces_after(read: str) -> list[bool]:
    """For each glyph of a text that is not a space: whether a space follows."""
    flags: list[bool] = []
    for glyph in read:
        if glyph.isspace():
            if flags:
                flags[-1] = True
        else:
            flags.append(False)
    return flags


def measure_type_size(glyphs: Sequence[Glyph], thresholds: ScanThresholds = SCAN) -> float:
    """The em of a horizontal crop, from the ink of its Han characters and Hangul, else of its letters."""
    han = [max(g.box.width, g.box.height) for g in glyphs if is_han(g.text) or is_hangul(g.text)]
    if len(han) >= 2:
        return float(np.median(han)) / thresholds.full_ink_share_of_em
    tall = [glyph.box.height for glyph in glyphs if glyph.text.isalnum()]
    if han:
        return han[0] / thresholds.ink_share_of_em
    cyrillic = cyrillic_em(glyphs)
    if cyrillic is not None:
        return cyrillic
    if tall:
        return float(np.percentile(tall, 70)) / thresholds.figure_share_of_em
    return max(glyph.size for glyph in glyphs)


def measure_stroke_width(ink: CropInk) -> float:
    """The usual stroke width of a crop in px: twice the distance from the ridges of the ink to its edge."""
    padded = cv2.copyMakeBorder(ink.mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,))
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 3)
    ridge = depth[(depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))]
    return 2 * float(np.median(ridge)) if len(ridge) else 0.0


def _place_glyph(glyph: Glyph, line_box: LineBox, crop: Raster, size: float, thresholds: ScanThresholds) -> Glyph:
    """A glyph of a crop in the page's frame; the rotation of a vertical line box moved its right side to the top."""
    box = glyph.box
    left, top = crop_origin(line_box)
    if line_box.vertical:
        across = crop.shape[0]
        box = Box(across - box.y1, box.x0, across - box.y0, box.x1)
        left -= side_padding(line_box, thresholds)
    upright = box.moved(left, top)
    placed = upright.moved(*line_box.shift_at(upright.cx, upright.cy))
    return Glyph(glyph.text, placed, size, confidence=round(glyph.confidence, 4), others=glyph.others)
