"""Multi-line boxes: headlines of two or three lines that were detected as one, split and read line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.glyph_boxes import CropInk
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_origin, cut_out
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster


def read_multiline_boxes(
    picture: Raster,
    line_boxes: Sequence[LineBox],
    body_em: float,
    engine: Engine,
    thresholds: ScanThresholds = SCAN,
    *,
    down: bool = False,
) -> list[Line]:
    """The lines of an upright page's line boxes, a box that holds several lines split into them.

    A box much thicker than the body em is doubted when its confidence is low or it has fewer glyphs than its length
    has room for. If a blank band runs through it, its lines are read separately, and kept where they say more with
    more confidence. Of rows and columns that read equally well the fewer lines stay, then those in the page's
    direction, which is ``down`` for columns.
    """
    read = recognise_lines(picture, line_boxes, body_em, engine, thresholds)
    stacks: list[tuple[int, list[LineBox]]] = []
    for index, (line_box, line) in enumerate(zip(line_boxes, read, strict=True)):
        thick = _thickness(line_box) > thresholds.multiline_thickness * body_em
        if thick and len(stacks) < thresholds.most_multiline_boxes and _doubtful(line, line_box, thresholds):
            ways = _possible_splits(line_box, picture, body_em, thresholds)
            ways.sort(key=lambda pieces: (len(pieces), pieces[0].vertical != down))
            stacks += [(index, pieces) for pieces in ways]
    again = iter(
        recognise_lines(picture, [piece for _, pieces in stacks for piece in pieces], body_em, engine, thresholds)
    )
    best: list[list[Line]] = [[line] if line else [] for line in read]
    for index, pieces in stacks:
        lines = _sure_lines([next(again) for _ in pieces], thresholds)
        if _worth(lines) > thresholds.multiline_gain * _worth(best[index]):
            best[index] = lines
    return [line for lines in best for line in lines]


def _thickness(line_box: LineBox) -> float:
    return line_box.box.width if line_box.vertical else line_box.box.height


def _sure_lines(read: Sequence[Line | None], thresholds: ScanThresholds) -> list[Line]:
    """The lines that are certainly text; none if they are only a glyph or two, as shapes in pictures are read."""
    lines = [
        line for line in read if line is not None and line.confidence >= thresholds.sure_line and len(line.glyphs) > 1
    ]
    return lines if sum(len(line.glyphs) for line in lines) >= thresholds.least_multiline_glyphs else []


def _worth(lines: Sequence[Line]) -> float:
    return sum(glyph.confidence - 0.5 for line in lines for glyph in line.glyphs)


def _doubtful(line: Line | None, line_box: LineBox, thresholds: ScanThresholds) -> bool:
    if line is None or line.confidence < thresholds.sure_line:
        return True
    length = max(line_box.box.width, line_box.box.height) - _thickness(line_box)
    return len(line.glyphs) - 1 < thresholds.multiline_glyph_share * length / _thickness(line_box)


def _possible_splits(line_box: LineBox, picture: Raster, em: float, thresholds: ScanThresholds) -> list[list[LineBox]]:
    """The lines that a box may hold, as rows and, unless it is long, as columns; none where no band separates them.

    A little beyond the box is included, so that a line which the box cuts through comes out whole.
    """
    box = line_box.box
    ways = []
    if not line_box.vertical:
        wide = replace(line_box, box=Box(box.x0, box.y0 - em, box.x1, box.y1 + em))
        ways.append(_find_lines(wide, _ink(picture, wide, em), em, thresholds))
    if line_box.vertical or box.width < thresholds.multiline_length * box.height:
        wide = replace(line_box, box=Box(box.x0 - em, box.y0, box.x1 + em, box.y1), vertical=True)
        ways.append(_find_lines(wide, _ink(picture, wide, em), em, thresholds))
    kept = [[piece for piece in way if box.contains_point(piece.box.cx, piece.box.cy)] for way in ways]
    return [way for way in kept if len(way) > 1]


def _ink(picture: Raster, line_box: LineBox, em: float) -> Mask:
    return CropInk.of(to_grey(cut_out(picture, line_box)), em).mask


def _find_lines(line_box: LineBox, ink: Mask, em: float, thresholds: ScanThresholds) -> list[LineBox]:
    """The boxes of the lines in a line box, each with a margin of paper."""
    mask = np.ascontiguousarray(ink.T) if line_box.vertical else ink
    left, top = crop_origin(line_box)
    lines = []
    for first, last in _runs(mask.mean(axis=1) > thresholds.multiline_blank):
        thickness = last - first
        if thickness < thresholds.least_line_em * em or first == 0 or last == len(mask):
            continue
        start, end = _extent(mask[first:last])
        margin = thresholds.multiline_margin * thickness
        box = Box(start - margin, first - margin, end + margin, last + margin)
        if line_box.vertical:
            box = Box(box.y0, box.x0, box.y1, box.x1)
        box = box.moved(left, top)
        lines.append(replace(line_box, box=box.moved(*line_box.shift_at(box.cx, box.cy))))
    return lines


def _runs(bearing: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of rows with ink: (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], bearing, [False])).astype(np.int8)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _extent(band: Mask) -> tuple[int, int]:
    columns = np.flatnonzero(band.any(axis=0))
    return int(columns[0]), int(columns[-1]) + 1
