"""Grounds of one colour: tinted boxes, badges and strips that type is set on, also where they touch a photograph.

A photograph has hardly two pixels alike; a printed ground has one colour all over. What encloses lines of type on
one colour is a panel, however faint, and never part of a photograph beside or beneath it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box, union
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster
from banmian.opencv import cv2


@dataclass(frozen=True, slots=True)
class ColouredGround:
    """A ground of one colour: its ``box``, its ``colour`` (RGB), and ``mask`` (of the whole picture), 1 where its
    colour or the type on it is."""

    box: Box
    colour: tuple[int, int, int]
    mask: Mask


def find_coloured_grounds(
    picture: Raster,
    paper: NDArray[np.float64],
    lines: Sequence[Box],
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> list[ColouredGround]:
    """The grounds, largest first, of which each encloses some of `lines` (boxes of detected type, px)."""
    even = _even(picture, thresholds)
    found: list[ColouredGround] = []
    for colour in _frequent_colours(picture, even & _coloured(picture, paper, thresholds), em, thresholds):
        low, high = colour - thresholds.ground_spread, colour + thresholds.ground_spread
        here = (np.asarray(cv2.inRange(picture, low, high)) > 0).astype(np.uint8)
        red, green, blue = (int(value) for value in colour)
        for box, mask in _joined(_enclosures(here, em, thresholds), em):
            held = _lines_on(box, mask, lines)
            if len(held) >= thresholds.ground_lines and _ends_sharply(even, mask, thresholds):
                inner = _trimmed(box, mask, thresholds)
                if _is_round(inner, box, thresholds):
                    inner = union((inner, *held))
                found.append(ColouredGround(inner, (red, green, blue), _with_rim(mask, box, em, thresholds)))
    return sorted(found, key=lambda ground: -ground.box.area)


def _even(picture: Raster, thresholds: ScanThresholds) -> NDArray[np.bool_]:
    """Where a pixel is like its neighbours in every channel."""
    slope = cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return np.asarray(np.asarray(slope).max(axis=2) <= thresholds.ground_slope)


def _coloured(picture: Raster, paper: NDArray[np.float64], thresholds: ScanThresholds) -> NDArray[np.bool_]:
    apart = np.abs(picture.astype(np.int16) - np.trunc(paper).astype(np.int16)).max(axis=2)
    return np.asarray(apart > thresholds.ground_faint)


def _frequent_colours(
    picture: Raster, even: NDArray[np.bool_], em: float, thresholds: ScanThresholds
) -> list[NDArray[np.float64]]:
    """The colours that cover enough of the page to be grounds, the most frequent first, none like another."""
    step = thresholds.ground_spread
    bins = (picture[even] // step).astype(np.int64)
    keys, counts = np.unique(bins @ np.array([65536, 256, 1]), return_counts=True)
    least = thresholds.ground_share * (thresholds.ground_side * em) ** 2
    chosen: list[NDArray[np.float64]] = []
    for key, count in sorted(zip(keys.tolist(), counts.tolist(), strict=True), key=lambda pair: -pair[1]):
        if count < least or len(chosen) == thresholds.most_grounds:
            break
        colour = (np.array([key // 65536, key // 256 % 256, key % 256]) + 0.5) * step
        if all(np.abs(colour - other).max() > step for other in chosen):
            chosen.append(colour)
    return chosen


def _enclosures(here: Mask, em: float, thresholds: ScanThresholds) -> list[tuple[Box, Mask]]:
    """The connected areas of one colour that are large enough, each with what lies in its holes of type's size."""
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(here, connectivity=8)
    least = thresholds.ground_side * em
    reach = max(3, round(thresholds.ground_type * em)) | 1
    found: list[tuple[Box, Mask]] = []
    for number, (x, y, width, height, area) in enumerate(stats[1:].tolist(), 1):
        if min(width, height) < least or area < thresholds.ground_share * width * height:
            continue
        own = np.pad((labels[y : y + height, x : x + width] == number).astype(np.uint8), reach)
        closed = cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        mask = np.zeros_like(here)
        mask[y : y + height, x : x + width] = closed[reach:-reach, reach:-reach]
        found.append((Box(x, y, x + width, y + height), mask))
    return found


def _joined(areas: Sequence[tuple[Box, Mask]], em: float) -> list[tuple[Box, Mask]]:
    """The areas of one colour, those as one that a line across the ground parts."""
    joined: list[tuple[Box, Mask]] = []
    for box, mask in sorted(areas, key=lambda area: area[0].y0):
        upper = next((n for n, (other, _) in enumerate(joined) if _goes_on(other, box, em)), None)
        if upper is None:
            joined.append((box, mask))
        else:
            joined[upper] = (union((joined[upper][0], box)), joined[upper][1] | mask)
    return joined


def _goes_on(upper: Box, lower: Box, em: float) -> bool:
    """Whether an area lies right below another, no wider or narrower than it by much."""
    shared = upper.x_overlap(lower)
    return lower.y0 - upper.y1 <= em and shared >= 0.6 * max(upper.width, lower.width)


def _with_rim(mask: Mask, box: Box, em: float, thresholds: ScanThresholds) -> Mask:
    """The mask of a ground that holds type alone, with the larger type on it and the outline round it."""
    reach = round(thresholds.ground_display * em) | 1
    y0, x0 = max(0, int(box.y0) - reach), max(0, int(box.x0) - reach)
    there = np.s_[y0 : int(box.y1) + reach, x0 : int(box.x1) + reach]
    closed = cv2.morphologyEx(np.pad(mask[there], reach), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = np.zeros_like(closed)
    cv2.drawContours(whole, outlines, -1, (1,), cv2.FILLED)
    if closed.sum() < thresholds.ground_type_alone * whole.sum():
        return mask
    rim = round(thresholds.ground_rim * em)
    grown = cv2.dilate(whole, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8))[reach:-reach, reach:-reach]
    result = mask.copy()
    result[there] |= np.asarray(grown, np.uint8)
    return result


def _trimmed(box: Box, mask: Mask, thresholds: ScanThresholds) -> Box:
    """The box of a ground without its outermost rows and columns where it is round: body type runs round it there.

    Type on the ground may still stand out of it.
    """
    y0, x0 = int(box.y0), int(box.x0)
    outlines, _ = cv2.findContours(mask[y0 : int(box.y1), x0 : int(box.x1)], cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = np.zeros((int(box.y1) - y0, int(box.x1) - x0), np.uint8)
    cv2.drawContours(whole, outlines, -1, (1,), cv2.FILLED)
    rows = np.flatnonzero(whole.mean(axis=1) > thresholds.ground_round)
    columns = np.flatnonzero(whole.mean(axis=0) > thresholds.ground_round)
    if not len(rows) or not len(columns):
        return box
    return Box(x0 + columns[0], y0 + rows[0], x0 + columns[-1] + 1, y0 + rows[-1] + 1)


def _is_round(trimmed: Box, box: Box, thresholds: ScanThresholds) -> bool:
    """Whether a ground was trimmed on all sides; one whose tint fades in the scan is trimmed on one or two."""
    sides = (trimmed.x0 - box.x0, box.x1 - trimmed.x1, trimmed.y0 - box.y0, box.y1 - trimmed.y1)
    return min(sides) > thresholds.ground_curve * min(box.width, box.height)


def _ends_sharply(even: NDArray[np.bool_], mask: Mask, thresholds: ScanThresholds) -> bool:
    """Whether a ground has an edge all round: stained or unevenly lit paper fades instead."""
    rim = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))) > 0
    return bool(even[rim].mean() <= thresholds.ground_fading)


def _lines_on(box: Box, mask: Mask, lines: Sequence[Box]) -> list[Box]:
    """The lines of type, much lower than the ground, that lie on it."""
    held = []
    for line in lines:
        if not box.covers(line) or min(line.width, line.height) > 0.5 * min(box.width, box.height):
            continue
        there = mask[int(line.y0) : int(line.y1) + 1, int(line.x0) : int(line.x1) + 1]
        if there.size and there.mean() > 0.6:
            held.append(line)
    return held
