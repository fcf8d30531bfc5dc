"""Line boxes made of what the detector found: straightened, and vertical ones trimmed to their own ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.engine import Detection
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import crop_origin, cut_out
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.opencv import cv2

SEARCHED_SIDE = 0.3
"""Share of a line box at each side in which its blankest column is sought."""
SMALLEST_TRIMMED = 6
"""Narrower line boxes (px) are not trimmed."""
NOWHERE_BLANK = 0.2
"""A line box of dark type has a column that is inked by less than this share, beside its glyphs."""


def make_line_boxes(detections: Sequence[Detection], ink: Mask, thresholds: ScanThresholds = SCAN) -> list[LineBox]:
    """The detections of an upright page as line boxes; vertical ones are trimmed to their own column."""
    line_boxes = []
    for detection in detections:
        line_box = _make_line_box(detection.corners.astype(np.float64), thresholds)
        if min(line_box.box.width, line_box.box.height) < 2:
            continue
        line_boxes.append(_trim(line_box, ink) if line_box.vertical else line_box)
    return line_boxes


def _trim(line_box: LineBox, ink: Mask) -> LineBox:
    """A vertical line box trimmed to its type; the ground of light type is no rule over its head or foot."""
    there = cut_out(ink, line_box)
    light = _is_light_type(there)
    trimmed = _trim_sides(line_box, there, light)
    return trimmed if light else trim_rules(trimmed, ink)


def _make_line_box(corners: NDArray[np.float64], thresholds: ScanThresholds) -> LineBox:
    upright = _bounds(corners)
    vertical = upright.height > thresholds.vertical_ratio * upright.width
    along, across = (1, 0) if vertical else (0, 1)
    ordered = corners[np.argsort(corners[:, along])]
    first, last = ordered[:2].mean(axis=0), ordered[2:].mean(axis=0)
    length = float(last[along] - first[along])
    thickness = min(upright.width, upright.height)
    lean = float(last[across] - first[across]) / length if length > 0 else 0.0
    if length < thresholds.leaning_length * thickness or abs(lean) * length < thresholds.least_lean * thickness:
        return LineBox(upright, vertical)
    straight = corners.copy()
    middle = (upright.y0 + upright.y1) / 2 if vertical else (upright.x0 + upright.x1) / 2
    straight[:, across] -= lean * (corners[:, along] - middle)
    return LineBox(_bounds(straight), vertical, lean)


def _bounds(corners: NDArray[np.float64]) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def trim_to_ink(line_box: LineBox, ink: Mask) -> LineBox:
    """A vertical line box without neighbours that reach into it."""
    there = cut_out(ink, line_box)
    return _trim_sides(line_box, there, _is_light_type(there))


def _is_light_type(there: Mask) -> bool:
    """Whether the ink in a vertical line box is the ground of light type: no column of it is nearly blank."""
    share = _smoothed(there.mean(axis=0))[1:-1]
    return share.size > 0 and float(share.min()) > NOWHERE_BLANK


def _smoothed(profile: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.convolve(profile, np.ones(3) / 3, "same"), np.float64)


def _trim_sides(line_box: LineBox, there: Mask, light: bool) -> LineBox:
    """A vertical line box, whose ink is ``there``, cut at the blankest column on each side, of light type at the
    darkest."""
    width = there.shape[1]
    if width < SMALLEST_TRIMMED:
        return line_box
    smooth = _smoothed((1 - there if light else there).sum(axis=0).astype(np.float64))
    margin = int(SEARCHED_SIDE * width)
    left = margin - int(smooth[: margin + 1][::-1].argmin())
    right = width - 1 - margin + int(smooth[width - 1 - margin :].argmin())
    x0 = crop_origin(line_box)[0]
    return replace(line_box, box=Box(x0 + left, line_box.box.y0, x0 + right + 1, line_box.box.y1))


RULED_ENDS = 0.9
"""A vertical line box is searched for a rule as far from its ends, in its own width: up to the first glyph."""
RULED_ASIDE = 0.4
RULED = 0.85
"""Rows that are inked by this share over the box and this far beyond it on both sides are a rule, not 一."""
DOTS_APART = 0.3
DOTTED_THICKNESS = 0.3
"""A rule of dots has them no further apart than the first, and is no thicker than the second, in widths of the box;
beyond it there is a blank row."""


def trim_rules(line_box: LineBox, ink: Mask) -> LineBox:
    """A vertical line box without a rule that runs over its head or foot and over its neighbours'."""
    box = line_box.box
    reach = int(RULED_ENDS * box.width)
    top, foot = max(0, int(box.y0)), min(ink.shape[0], round(box.y1))
    aside = RULED_ASIDE * box.width
    left, right = int(box.x0 - aside), round(box.x1 + aside)
    if line_box.lean or foot - top <= 2 * reach or left < 0 or right > ink.shape[1]:
        return line_box
    window = ink[top:foot, left:right]
    head = _ruled_rows(window[:reach], box.width)
    tail = _ruled_rows(window[-reach:][::-1], box.width)[::-1]
    if head.any():
        top += int(np.flatnonzero(head)[-1]) + 1
    if tail.any():
        foot -= reach - int(np.flatnonzero(tail)[0])
    return replace(
        line_box, box=box._replace(y0=float(top) if head.any() else box.y0, y1=float(foot) if tail.any() else box.y1)
    )


def _ruled_rows(window: Mask, width: float) -> NDArray[np.bool_]:
    """Which rows of the end of a column, from without inwards, belong to a rule that runs across it."""
    # a rule may lean a little: rows are taken three at a time
    thick = np.asarray(cv2.dilate(window, np.ones((3, 1), np.uint8)), np.uint8)
    ruled: NDArray[np.bool_] = thick.mean(axis=1) > RULED
    joined = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, 1 + round(DOTS_APART * width)), np.uint8))
    inked, dotted = np.asarray(window.any(axis=1)), joined.mean(axis=1) > RULED
    if ruled.any() or not dotted.any():
        return ruled
    first, last = np.flatnonzero(dotted)[[0, -1]]
    blank = np.flatnonzero(~inked[last:])
    return dotted if len(blank) and last + blank[0] - first < DOTTED_THICKNESS * width else ruled
