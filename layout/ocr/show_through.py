"""Show-through: lines read off the other side of the sheet, told by faint ink that reads better mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask, grey_of
from banmian.layout.ocr.engine import Engine, Reading
from banmian.layout.ocr.line_crops import Strip, crop_of, cut
from banmian.layout.ocr.line_recognition import read_strips
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster

SAMPLES_PER_EM = 6
"""Pixels of an em at which tones are looked at."""

Sums = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tones:
    """A page's ink at `SAMPLES_PER_EM`, and that part of it which is as dark as its type; ``step`` px of the page
    to a sample. Ink lighter than the level ``faint_from`` (grey, 0 to 255) is faint; type is at ``type_tone``."""

    ink_sums: Sums
    dark_sums: Sums
    step: int
    faint_from: float
    type_tone: float

    @classmethod
    def of(cls, picture: Raster, ink: Mask, body_em: float, limits: ScanThresholds = SCAN) -> Tones:
        """Measure a page whose body em is `body_em` px."""
        step = max(1, int(body_em / SAMPLES_PER_EM))
        grey = grey_of(np.ascontiguousarray(picture[::step, ::step]))
        sample = np.ascontiguousarray(ink[::step, ::step])
        paper = _percentile(grey, None, 50.0)
        type_tone = _percentile(grey, sample, limits.ghost_type_percentile)
        faint_from = paper - limits.ghost_contrast * (paper - type_tone)
        return cls(_sums(sample), _sums(sample & (grey < faint_from)), step, faint_from, type_tone)

    def faint(self, box: Box, limits: ScanThresholds = SCAN) -> bool:
        """Whether next to none of the ink in a box is as dark as the page's type."""
        return self._within(self.dark_sums, box) < limits.ghost_dark_share * self._within(self.ink_sums, box)

    def _within(self, sums: Sums, box: Box) -> int:
        rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
        x0, x1 = (min(columns, max(0, round(x / self.step))) for x in (box.x0, box.x1))
        y0, y1 = (min(rows, max(0, round(y / self.step))) for y in (box.y0, box.y1))
        return int(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])


def _percentile(grey: Mask, chosen: Mask | None, percent: float) -> float:
    """Grey level that so many per cent of the chosen pixels don't exceed; 0 where none are chosen."""
    counts = np.cumsum(cv2.calcHist([grey], [0], chosen, [256], [0, 256]))
    return float(np.searchsorted(counts, percent / 100 * counts[-1]))


def _sums(mask: Mask) -> Sums:
    return np.asarray(cv2.integral(mask), np.int32)


def without_show_through(
    picture: Raster, ink: Mask, lines: Sequence[Line], body_em: float, engine: Engine, limits: ScanThresholds = SCAN
) -> list[Line]:
    """The lines of an upright page without what was read off its other side.

    Lines whose ink is much fainter than the page's are read as they are and mirrored; those that read better
    mirrored go. Light grey print reads better as it is and stays. Where some go, the page's unsure lines are read
    again with faint ink made paper, for they may have taken show-through for their own end; surer readings stay.
    """
    tones = Tones.of(picture, ink, body_em, limits)
    faint = [line for line in lines if tones.faint(line.box, limits)]
    if not faint:
        return list(lines)
    strips = [_strip_of(line, limits) for line in faint]
    readings = engine.recognise([crop for strip in strips for crop in _both_ways(picture, strip, limits)])
    gains = [_gain(plain, mirrored) for plain, mirrored in zip(readings[::2], readings[1::2], strict=True)]
    shown_through = sum(gain > limits.ghost_gain for gain in gains) >= limits.least_ghosts
    least = -limits.ghost_gain if shown_through else limits.ghost_gain
    ghosts = {id(line) for line, gain in zip(faint, gains, strict=True) if gain > least}
    kept = [line for line in lines if id(line) not in ghosts]
    return _bettered(_cleared(picture, tones), kept, faint, body_em, engine, limits) if shown_through else kept


def _gain(plain: Reading, mirrored: Reading) -> float:
    """By how much more a line says when it is mirrored, for each of its signs: 0.5 is all, -0.5 nothing."""
    most = max(1, len(plain.signs), len(mirrored.signs))
    says = [sum(sign.confidence - 0.5 for sign in reading.signs) for reading in (plain, mirrored)]
    return (says[1] - says[0]) / most


def _strip_of(line: Line, limits: ScanThresholds) -> Strip:
    return Strip(line.box.grown(limits.ghost_margin * line.size), line.vertical)


def _cleared(picture: Raster, tones: Tones) -> Raster:
    """The picture with its tones drawn out so that faint ink becomes white and the type stays as it is."""
    share = (tones.faint_from - np.arange(256)) / max(1.0, tones.faint_from - tones.type_tone)
    level = 255 - np.clip(share, 0, 1) * (255 - tones.type_tone)
    return np.asarray(cv2.LUT(picture, level.astype(np.uint8)), np.uint8)


def _bettered(
    cleared: Raster,
    lines: Sequence[Line],
    faint: Sequence[Line],
    body_em: float,
    engine: Engine,
    limits: ScanThresholds,
) -> list[Line]:
    """The lines, unsure ones that are not faint as they read on a cleared picture where that is surer."""
    pale = {id(line) for line in faint}
    unsure = [at for at, line in enumerate(lines) if line.confidence < limits.ghost_unsure and id(line) not in pale]
    again = read_strips(cleared, [_strip_of(lines[at], limits) for at in unsure], body_em, engine, limits)
    result = list(lines)
    for at, line in zip(unsure, again, strict=True):
        if line is not None and line.confidence > result[at].confidence + limits.ghost_surer:
            result[at] = line
    return result


def _both_ways(picture: Raster, strip: Strip, limits: ScanThresholds) -> tuple[Raster, Raster]:
    """A strip's crop as it is, and mirrored left to right as the page would be seen from behind."""
    part = cut(picture, strip)
    whole = replace(strip, box=Box(0, 0, part.shape[1], part.shape[0]))
    return crop_of(part, whole, limits), crop_of(np.ascontiguousarray(part[:, ::-1]), whole, limits)
