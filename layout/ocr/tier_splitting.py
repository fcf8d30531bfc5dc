"""Tiers of vertical pages: line boxes are cut where a rule or a blank band crosses them and their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds

LEAST_PIECE = 0.6
"""Pieces of a column shorter than this many widths are no piece."""
WHOLE_WINDOW = 0.8
"""A window cut off by the edge of the page must have this share of its width."""

RULE_MARGIN = 0.3
"""A rule this near to an end of a line box, in widths of the box, is at its end and cuts nothing off."""


def split_vertical_lines_at_tiers(
    line_boxes: Sequence[LineBox], ink: Mask, rules: Sequence[Rule], em: float, thresholds: ScanThresholds = SCAN
) -> list[LineBox]:
    """The line boxes of an upright page, each vertical one within one band. The page's body em is `em` px."""
    across = [rule for rule in rules if rule.horizontal]
    result: list[LineBox] = []
    for line_box in line_boxes:
        if not line_box.vertical:
            result.append(line_box)
            continue
        for piece in _cut(line_box, list(_ruled_rows(line_box, across, thresholds))):
            body = piece.box.width < thresholds.display_ratio * em
            result += _cut(piece, list(_blank_rows(piece, ink, em, thresholds))) if body else [piece]
    return result


def _cut(line_box: LineBox, gaps: Sequence[tuple[float, float]]) -> list[LineBox]:
    """The pieces of a line box between gaps (first and last row); pieces no longer than they are wide are dropped."""
    if not gaps:
        return [line_box]
    edges = [line_box.box.y0, *(row for gap in sorted(gaps) for row in gap), line_box.box.y1]
    pieces = [
        replace(line_box, box=Box(line_box.box.x0, top, line_box.box.x1, foot))
        for top, foot in list(pairwise(edges))[::2]
        if foot - top > LEAST_PIECE * line_box.box.width
    ]
    return [_shift_along_lean(piece, line_box) for piece in pieces]


def _shift_along_lean(piece: LineBox, whole: LineBox) -> LineBox:
    """Move a piece of a leaning line box to where the whole leans."""
    dx, _dy = whole.shift_at(piece.box.cx, piece.box.cy)
    return replace(piece, box=piece.box.moved(dx, 0))


def _ruled_rows(line_box: LineBox, rules: Sequence[Rule], thresholds: ScanThresholds) -> Iterator[tuple[float, float]]:
    """Rows at which a rule crosses the line box and extends well beyond it, as the strokes of a glyph do not."""
    box = line_box.box
    margin = RULE_MARGIN * box.width
    for rule in rules:
        long = rule.box.touches(box) and rule.length > thresholds.band_rule * box.width
        if long and rule.crosses(box, margin, thresholds.band_cover):
            yield rule.box.y0 - 1, rule.box.y1 + 1


def _blank_rows(line_box: LineBox, ink: Mask, em: float, thresholds: ScanThresholds) -> Iterator[tuple[float, float]]:
    """Rows of blank bands that cross the line box and its neighbours and have text on both sides."""
    box = line_box.box
    reach, height = thresholds.band_reach * em, thresholds.band_gap * em
    top, foot = max(0, int(box.y0)), min(ink.shape[0], int(box.y1))
    for left, right in ((box.x0 - reach, box.x1), (box.x0, box.x1 + reach)):
        window = ink[top:foot, max(0, int(left)) : max(0, int(right))]
        if window.shape[0] < 2 * height or window.shape[1] < WHOLE_WINDOW * (reach + box.width):
            continue
        rows = window.mean(axis=1)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], (rows > thresholds.band_ink).astype(np.int8), [0]))))
        texts = edges.reshape(-1, 2)
        gaps = [
            (float(top + above[1]), float(top + below[0]))
            for above, below in pairwise(texts)
            if below[0] - above[1] >= height
        ]
        full = [gap for gap in gaps if _is_between_text(gap, rows, top, em, thresholds)]
        if full:
            yield from full
            return


def _is_between_text(
    gap: tuple[float, float],
    rows: np.ndarray[tuple[int, ...], np.dtype[np.floating]],
    top: int,
    em: float,
    thresholds: ScanThresholds,
) -> bool:
    """Whether the rows just above a gap and just below it are inked like text."""
    first, last = int(gap[0]) - top, int(gap[1]) - top
    above, below = rows[max(0, first - round(2 * em)) : first], rows[last : last + round(2 * em)]
    return bool(len(above) and len(below) and min(above.mean(), below.mean()) > thresholds.band_text)
