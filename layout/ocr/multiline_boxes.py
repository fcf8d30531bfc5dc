"""Stacks: boxes in which the detector took a headline's two or three lines for one, cut and read line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask, grey_of
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.glyph_boxes import CropInk
from banmian.layout.ocr.line_crops import Strip, cut, origin_of
from banmian.layout.ocr.line_recognition import read_strips
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster


def read_unstacked(
    picture: Raster, strips: Sequence[Strip], body_em: float, engine: Engine, limits: ScanThresholds = SCAN
) -> list[Line]:
    """The lines of an upright page's strips; a strip that holds several lines gives each by itself.

    A strip much thicker than the body's em is doubted when it is read unsurely or with fewer signs than its
    ink is long; if white runs through it, its lines are read apart, and kept where they say more, more surely.
    Of rows and columns that are read alike the fewer lines stay, then those that run as the page does.
    """
    down = 2 * sum(strip.vertical for strip in strips) > len(strips)
    read = read_strips(picture, strips, body_em, engine, limits)
    stacks: list[tuple[int, list[Strip]]] = []
    for index, (strip, line) in enumerate(zip(strips, read, strict=True)):
        thick = _thickness(strip) > limits.stack_thickness * body_em
        if thick and len(stacks) < limits.most_stacks and _doubtful(line, strip, limits):
            ways = _ways_apart(strip, picture, body_em, limits)
            ways.sort(key=lambda pieces: (len(pieces), pieces[0].vertical != down))
            stacks += [(index, pieces) for pieces in ways]
    again = iter(read_strips(picture, [piece for _, pieces in stacks for piece in pieces], body_em, engine, limits))
    best: list[list[Line]] = [[line] if line else [] for line in read]
    for index, pieces in stacks:
        lines = _sure([next(again) for _ in pieces], limits)
        if _worth(lines) > limits.stack_better * _worth(best[index]):
            best[index] = lines
    return [line for lines in best for line in lines]


def _thickness(strip: Strip) -> float:
    return strip.box.width if strip.vertical else strip.box.height


def _sure(read: Sequence[Line | None], limits: ScanThresholds) -> list[Line]:
    """The lines that are surely text; none where they are but a sign or two, as which a picture's shapes are read."""
    lines = [line for line in read if line is not None and line.confidence >= limits.sure_line and len(line.glyphs) > 1]
    return lines if sum(len(line.glyphs) for line in lines) >= limits.least_stack_signs else []


def _worth(lines: Sequence[Line]) -> float:
    return sum(glyph.confidence - 0.5 for line in lines for glyph in line.glyphs)


def _doubtful(line: Line | None, strip: Strip, limits: ScanThresholds) -> bool:
    if line is None or line.confidence < limits.sure_line:
        return True
    length = max(strip.box.width, strip.box.height) - _thickness(strip)
    return len(line.glyphs) - 1 < limits.stack_signs * length / _thickness(strip)


def _ways_apart(strip: Strip, picture: Raster, em: float, limits: ScanThresholds) -> list[list[Strip]]:
    """The lines that a strip may hold, as rows and, where it is not long, as columns; none where nothing parts them.

    A little beyond the strip is looked at too, so that a line which the strip cuts through comes out whole.
    """
    box = strip.box
    ways = []
    if not strip.vertical:
        wide = replace(strip, box=Box(box.x0, box.y0 - em, box.x1, box.y1 + em))
        ways.append(_lines_in(wide, _ink(picture, wide, em), em, limits))
    if strip.vertical or box.width < limits.stack_length * box.height:
        wide = replace(strip, box=Box(box.x0 - em, box.y0, box.x1 + em, box.y1), vertical=True)
        ways.append(_lines_in(wide, _ink(picture, wide, em), em, limits))
    kept = [[piece for piece in way if box.contains_point(piece.box.cx, piece.box.cy)] for way in ways]
    return [way for way in kept if len(way) > 1]


def _ink(picture: Raster, strip: Strip, em: float) -> Mask:
    return CropInk.of(grey_of(cut(picture, strip)), em).mask


def _lines_in(strip: Strip, ink: Mask, em: float, limits: ScanThresholds) -> list[Strip]:
    """Strips of the lines in a strip, each with some paper around it."""
    mask = np.ascontiguousarray(ink.T) if strip.vertical else ink
    left, top = origin_of(strip)
    lines = []
    for first, last in _runs(mask.mean(axis=1) > limits.stack_white):
        thickness = last - first
        if thickness < limits.least_line_em * em or first == 0 or last == len(mask):
            continue
        start, end = _extent(mask[first:last])
        margin = limits.stack_margin * thickness
        box = Box(start - margin, first - margin, end + margin, last + margin)
        if strip.vertical:
            box = Box(box.y0, box.x0, box.y1, box.x1)
        box = box.moved(left, top)
        lines.append(replace(strip, box=box.moved(*strip.shift_at(box.cx, box.cy))))
    return lines


def _runs(bearing: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of ink-bearing rows, (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], bearing, [False])).astype(np.int8)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _extent(band: Mask) -> tuple[int, int]:
    columns = np.flatnonzero(band.any(axis=0))
    return int(columns[0]), int(columns[-1]) + 1
