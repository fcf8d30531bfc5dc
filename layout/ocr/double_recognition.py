"""Upright lines of horizontal and simplified pages, read by both recognisers.

The recogniser for vertical print has seen traditional print alone: it reads simplified characters as traditional ones,
and a slash between two names not at all. The other one loses points and quotation marks of columns. Pages with such
lines have few of them, so both read each, and their readings are merged glyph by glyph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.model import Line
from banmian.layout.ocr.colour_channels import to_rgb
from banmian.layout.ocr.engine import Engine, RecognisedGlyph, Recognition, WrappedEngine
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_line
from banmian.layout.ocr.line_recognition import make_line
from banmian.layout.ocr.page_script import PageScript
from banmian.layout.ocr.second_pass import EDGE, align_readings, has_room
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import CLOSING, OPENING, POINTS

SLASH = "/"
"""Parts two names; only the recogniser for rows knows it."""


class DoubleRecognition(WrappedEngine):
    """An engine for a page of a script, whose columns are read by the recognisers for columns and for rows."""

    def __init__(self, engine: Engine, script: PageScript, thresholds: ScanThresholds = SCAN) -> None:
        super().__init__(engine)
        self._script, self._thresholds = script, thresholds

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of vertical lines, rotated a quarter turn anticlockwise."""
        as_columns, as_rows = self._engine.recognise_columns(crops), self._engine.recognise(crops)
        return [
            combine_readings(column, row, self._script, self._thresholds)
            for column, row in zip(as_columns, as_rows, strict=True)
        ]


def sample_columns(
    picture: Raster, columns: Sequence[LineBox], em: float, engine: Engine, thresholds: ScanThresholds = SCAN
) -> list[Line]:
    """Some columns of an upright page, read by the recogniser for rows, which knows both scripts."""
    longest = sorted(columns, key=lambda line_box: line_box.box.height, reverse=True)[: thresholds.sampled_columns]
    crops = [crop_line(picture, line_box, thresholds) for line_box in longest]
    read = zip(longest, crops, engine.recognise([to_rgb(crop) for crop in crops]), strict=True)
    lines = [make_line(line_box, crop, reading, em, thresholds) for line_box, crop, reading in read]
    return [line for line in lines if line is not None]


def combine_readings(
    as_column: Recognition, as_row: Recognition, script: PageScript, thresholds: ScanThresholds = SCAN
) -> Recognition:
    """What two recognisers read of one upright line, as one reading.

    On a simplified page that of the recogniser for rows leads, else the surer: the other can be sure of a character
    that it has never seen. A glyph gives way where it was hardly read; where the readings differ in form alone, the
    page's script decides. Points and quotation marks are the recogniser for columns' where it is sure of them, for
    on its side the other reads few. What the other reading alone has is added where it is sure of it and there is
    room.
    """
    first, second = as_column, as_row
    if script.name == "simplified" or as_row.confidence > as_column.confidence:
        first, second = as_row, as_column
    places = np.array([glyph.at for glyph in first.glyphs if not glyph.text.isspace()])
    if not len(places):
        return second
    pitch = _pitch(first, second)
    room = thresholds.glyph_room * pitch
    glyphs = [glyph for glyph in first.glyphs if glyph.text.isspace()]
    for one, other in align_readings(first, second, pitch):
        in_column, in_row = (one, other) if first is as_column else (other, one)
        if in_column is not None and _is_sure_mark(in_column, in_row, thresholds):
            glyphs.append(in_column)
        elif one is not None:
            glyphs.append(one if other is None else _choose(one, other, script, thresholds))
        elif (
            other is not None
            and other.confidence >= thresholds.sure_glyph
            and has_room(other, places, room, EDGE * pitch)
        ):
            glyphs.append(replace(other, text=script.own.get(other.text, other.text)))
    return Recognition(tuple(sorted(glyphs, key=lambda glyph: glyph.at)))


def _is_sure_mark(
    in_column: RecognisedGlyph, in_row: RecognisedGlyph | None, thresholds: ScanThresholds = SCAN
) -> bool:
    """Whether the recogniser for columns surely read a mark where the one for rows read another mark or nothing."""
    if in_column.confidence < thresholds.sure_glyph or in_column.text not in POINTS + OPENING + CLOSING:
        return False
    return in_row is None or (in_row.text != SLASH and not in_row.text.isalnum())


def _pitch(first: Recognition, second: Recognition) -> float:
    """The usual distance of the glyphs as a share of the line, from the reading with more of them."""
    places = max(([glyph.at for glyph in one.glyphs if not glyph.text.isspace()] for one in (first, second)), key=len)
    return float(np.median(np.diff(places))) if len(places) > 1 else 1.0


def _choose(
    one: RecognisedGlyph, other: RecognisedGlyph, script: PageScript, thresholds: ScanThresholds
) -> RecognisedGlyph:
    if simplify(one.text) == simplify(other.text):
        surer = max(one, other, key=lambda glyph: glyph.confidence)
        text = other.text if script.own.get(one.text) == other.text else one.text
        return replace(surer, text=text, at=one.at)
    if one.confidence < thresholds.lone_glyph and other.confidence > one.confidence:
        return replace(other, text=script.own.get(other.text, other.text), at=one.at)
    return one
