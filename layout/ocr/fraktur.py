"""Pages in Fraktur: told by what two recognisers make of some of their rows, and read by the one that knows it."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Line
from banmian.layout.ocr.colour_channels import to_rgb
from banmian.layout.ocr.engine import Engine, Recognition, WrappedEngine
from banmian.layout.ocr.legibility import known_words
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_line, repeat_edge_rows
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster


class FrakturRecognition(WrappedEngine):
    """An engine for a page in Fraktur, whose rows are read by the recogniser for it."""

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines."""
        return self._engine.recognise_fraktur(crops)


def is_fraktur(
    picture: Raster,
    rows: Sequence[LineBox],
    lines: Sequence[Line],
    em: float,
    engine: Engine,
    thresholds: ScanThresholds = SCAN,
) -> bool:
    """Whether an upright page's rows, read as these lines, are in Fraktur.

    A page whose Latin words are words is not, and no page of another script: only of others are some rows, the longest
    ones of body type, read by both recognisers. That for Fraktur has to be surer of them.
    """
    known = known_words([line.text for line in lines], thresholds.least_words)
    if known is None or known >= thresholds.fraktur_known:
        return False
    body = [row for row in rows if row.box.height <= thresholds.margin_line * em]
    longest = sorted(body, key=lambda row: row.box.width, reverse=True)[: thresholds.sampled_rows]
    crops = [to_rgb(repeat_edge_rows(crop_line(picture, row, thresholds), row, em, thresholds)) for row in longest]
    gain = _confidence(engine.recognise_fraktur(crops)) - _confidence(engine.recognise(crops))
    return gain >= thresholds.fraktur_gain


def _confidence(readings: Sequence[Recognition]) -> float:
    """Mean confidence of the glyphs of some lines, 0 where there are none."""
    glyphs = [glyph.confidence for reading in readings for glyph in reading.glyphs]
    return sum(glyphs) / max(1, len(glyphs))
