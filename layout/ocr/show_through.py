"""Show-through: lines from the other side of the sheet, recognised by faint ink that reads better mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.colour_channels import to_grey, to_rgb
from banmian.layout.ocr.engine import Engine, Recognition
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_line, cut_out
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

MEDIAN = 50.0
"""Percentile of a page's tones that is the tone of its paper."""

SAMPLES_PER_EM = 6
"""Pixels per em at which grey levels are compared."""

Sums = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class InkTones:
    """A page's ink at `SAMPLES_PER_EM`, and the part of it that is as dark as its type; ``step`` px of the page per
    sample. Ink lighter than the level ``faint_from`` (grey, 0 to 255) is faint; type is at ``type_tone``."""

    ink_sums: Sums
    dark_sums: Sums
    step: int
    faint_from: float
    type_tone: float

    @classmethod
    def of(cls, picture: Raster, ink: Mask, body_em: float, thresholds: ScanThresholds = SCAN) -> InkTones:
        """Measure a page whose body em is `body_em` px."""
        step = max(1, int(body_em / SAMPLES_PER_EM))
        grey = to_grey(np.ascontiguousarray(picture[::step, ::step]))
        sample = np.ascontiguousarray(ink[::step, ::step])
        paper = _percentile(grey, None, MEDIAN)
        type_tone = _percentile(grey, sample, thresholds.show_through_type_percentile)
        faint_from = paper - thresholds.show_through_contrast * (paper - type_tone)
        return cls(_sums(sample), _sums(sample & (grey < faint_from)), step, faint_from, type_tone)

    def is_faint(self, box: Box, thresholds: ScanThresholds = SCAN) -> bool:
        """Whether next to none of the ink in a box is as dark as the page's type."""
        return self._within(self.dark_sums, box) < thresholds.show_through_dark_share * self._within(self.ink_sums, box)

    def _within(self, sums: Sums, box: Box) -> int:
        rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
        x0, x1 = (min(columns, max(0, round(x / self.step))) for x in (box.x0, box.x1))
        y0, y1 = (min(rows, max(0, round(y / self.step))) for y in (box.y0, box.y1))
        return int(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])


def _percentile(grey: Mask, chosen: Mask | None, percent: float) -> float:
    """The grey level that `percent` of the chosen pixels do not exceed; 0 where none are chosen."""
    counts = np.cumsum(cv2.calcHist([grey], [0], chosen, [256], [0, 256]))
    return float(np.searchsorted(counts, percent / 100 * counts[-1]))


def _sums(mask: Mask) -> Sums:
    return np.asarray(cv2.integral(mask), np.int32)


def remove_show_through(
    picture: Raster, ink: Mask, lines: Sequence[Line], body_em: float, engine: Engine, thresholds: ScanThresholds = SCAN
) -> list[Line]:
    """The lines of an upright page without those from the other side of the sheet.

    Lines whose ink is much fainter than the page's are read as they are and mirrored; those that read better
    mirrored are dropped. Light grey print reads better as it is and stays. Where lines are dropped, the page's
    unsure lines are read again with faint ink removed, since they may end in show-through; the more confident
    reading stays.
    """
    tones = InkTones.of(picture, ink, body_em, thresholds)
    faint = [line for line in lines if tones.is_faint(line.box, thresholds)]
    if not faint:
        return list(lines)
    line_boxes = [_line_box_of(line, thresholds) for line in faint]
    readings = engine.recognise(
        [to_rgb(crop) for line_box in line_boxes for crop in _crop_both_ways(picture, line_box, thresholds)]
    )
    gains = [_mirror_gain(plain, mirrored) for plain, mirrored in zip(readings[::2], readings[1::2], strict=True)]
    shown_through = sum(gain > thresholds.show_through_gain for gain in gains) >= thresholds.least_show_through_lines
    least = -thresholds.show_through_gain if shown_through else thresholds.show_through_gain
    show_through = {id(line) for line, gain in zip(faint, gains, strict=True) if gain > least}
    kept = [line for line in lines if id(line) not in show_through]
    return (
        _reread_unsure_lines(_clear_faint_ink(picture, tones), kept, faint, body_em, engine, thresholds)
        if shown_through
        else kept
    )


def _mirror_gain(plain: Recognition, mirrored: Recognition) -> float:
    """The gain in confidence per glyph when a line is mirrored: from -0.5 to 0.5."""
    most = max(1, len(plain.glyphs), len(mirrored.glyphs))
    says = [sum(glyph.confidence - 0.5 for glyph in reading.glyphs) for reading in (plain, mirrored)]
    return (says[1] - says[0]) / most


def _line_box_of(line: Line, thresholds: ScanThresholds) -> LineBox:
    return LineBox(line.box.grown(thresholds.show_through_margin * line.size), line.vertical)


def _clear_faint_ink(picture: Raster, tones: InkTones) -> Raster:
    """The picture with its grey levels stretched so that faint ink becomes white and the type stays as it is."""
    share = (tones.faint_from - np.arange(256)) / max(1.0, tones.faint_from - tones.type_tone)
    level = 255 - np.clip(share, 0, 1) * (255 - tones.type_tone)
    return np.asarray(cv2.LUT(picture, level.astype(np.uint8)), np.uint8)


def _reread_unsure_lines(
    cleared: Raster,
    lines: Sequence[Line],
    faint: Sequence[Line],
    body_em: float,
    engine: Engine,
    thresholds: ScanThresholds,
) -> list[Line]:
    """The lines; those that are unsure and not faint are read again on a cleared picture, if that is surer."""
    pale = {id(line) for line in faint}
    unsure = [
        at for at, line in enumerate(lines) if line.confidence < thresholds.show_through_unsure and id(line) not in pale
    ]
    again = recognise_lines(
        cleared, [_line_box_of(lines[at], thresholds) for at in unsure], body_em, engine, thresholds
    )
    result = list(lines)
    for at, line in zip(unsure, again, strict=True):
        if line is not None and line.confidence > result[at].confidence + thresholds.show_through_surer:
            result[at] = line
    return result


def _crop_both_ways(picture: Raster, line_box: LineBox, thresholds: ScanThresholds) -> tuple[Raster, Raster]:
    """A line box's crop as it is, and mirrored left to right as the page would be seen from behind."""
    part = cut_out(picture, line_box)
    whole = replace(line_box, box=Box(0, 0, part.shape[1], part.shape[0]))
    return crop_line(part, whole, thresholds), crop_line(np.ascontiguousarray(part[:, ::-1]), whole, thresholds)
