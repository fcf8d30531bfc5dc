"""Grounds of one colour: tinted boxes, badges and strips that type is set on, also where they touch a photograph.

A photograph has hardly two pixels alike; a printed ground has one colour all over. What encloses lines of type on
one colour is a panel, however faint, and never part of a photograph beside or beneath it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import covered_by_any
from banmian.layout.geometry import Box, union
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.colour_channels import in_range
from banmian.layout.ocr.mask_components import find_mask_components
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

GOES_ON = 0.6
"""An area goes on in one below that it shares this much of the wider one's width with."""
GROUND_OF_LINE = 0.6
"""A line stands on a ground that fills more than this share of its box."""


@dataclass(frozen=True, slots=True)
class ColouredGround:
    """A ground of one colour: its ``box``, its ``colour`` (RGB), and ``mask``, 1 where its colour or the type on it
    is, of the part of the picture that begins at ``corner`` (x, y).
    """

    box: Box
    colour: tuple[int, int, int]
    mask: Mask
    corner: tuple[int, int]

    def there(self) -> tuple[slice, slice]:
        """The rows and columns of the picture that the mask is of."""
        (left, top), (height, width) = self.corner, self.mask.shape
        return np.s_[top : top + height, left : left + width]


@dataclass(frozen=True, slots=True)
class _Area:
    """A part of the picture; ``mask`` (of its box) is 1 where its colour or the type on it is."""

    box: Box
    mask: Mask

    @classmethod
    def around(cls, areas: Sequence[_Area]) -> _Area:
        """Some areas as one."""
        box = union(area.box for area in areas)
        mask = np.zeros((int(box.height), int(box.width)), np.uint8)
        for area in areas:
            y, x = int(area.box.y0 - box.y0), int(area.box.x0 - box.x0)
            mask[y : y + area.mask.shape[0], x : x + area.mask.shape[1]] |= area.mask
        return cls(box, mask)

    def within(self, window: Box) -> Mask:
        """The mask of a window of whole px, 0 outside the area's box."""
        mask = np.zeros((max(0, int(window.height)), max(0, int(window.width))), np.uint8)
        y, x = int(self.box.y0 - window.y0), int(self.box.x0 - window.x0)
        part = self.mask[max(0, -y) : max(0, mask.shape[0] - y), max(0, -x) : max(0, mask.shape[1] - x)]
        mask[max(0, y) : max(0, y) + part.shape[0], max(0, x) : max(0, x) + part.shape[1]] = part
        return mask


def find_coloured_grounds(
    picture: Raster,
    paper: NDArray[np.float64],
    lines: Sequence[Box],
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> list[ColouredGround]:
    """The grounds, largest first, of which each encloses some of `lines` (boxes of detected type, px).

    ``picture`` is RGB or has one channel.
    """
    even, page = _even(picture, thresholds), Box(0, 0, picture.shape[1], picture.shape[0])
    found: list[ColouredGround] = []
    for colour in _frequent_colours(picture, even & _coloured(picture, paper, thresholds), em, thresholds):
        here = in_range(picture, colour - thresholds.ground_spread, colour + thresholds.ground_spread)
        red, green, blue = (int(value) for value in colour)
        for area in _joined(_enclosures(here, em, thresholds), em):
            held = _lines_on(area, lines, page)
            if len(held) >= thresholds.ground_lines and _ends_sharply(even, area, thresholds):
                inner = _trimmed(area, thresholds)
                if _is_round(inner, area.box, thresholds):
                    inner = union((inner, *held))
                mask, corner = _with_rim(area, page, em, thresholds)
                found.append(ColouredGround(inner, (red, green, blue), mask, corner))
    return sorted(found, key=lambda ground: -ground.box.area)


def _even(picture: Raster, thresholds: ScanThresholds) -> Mask:
    """Not 0 where a pixel is like its neighbours in every channel."""
    slope = np.asarray(cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.uint8)
    return in_range(slope, np.zeros(3), np.full(3, thresholds.ground_slope, np.float64))


def _coloured(picture: Raster, paper: NDArray[np.float64], thresholds: ScanThresholds) -> Mask:
    """Not 0 where a pixel is unlike paper in some channel."""
    tint = np.trunc(paper)
    return 255 - in_range(picture, tint - thresholds.ground_faint, tint + thresholds.ground_faint)


def _frequent_colours(
    picture: Raster, chosen: Mask, em: float, thresholds: ScanThresholds
) -> list[NDArray[np.float64]]:
    """The colours that cover enough of the page to be grounds, the most frequent first, none like another."""
    step = thresholds.ground_spread
    levels = 255 // step + 1
    channels = 1 if picture.ndim == 2 else 3
    counts = cv2.calcHist([picture], [*range(channels)], chosen, [levels] * channels, [0, levels * step] * channels)
    counts = np.asarray(counts).reshape([levels] * channels)
    least = thresholds.ground_share * (thresholds.ground_side * em) ** 2
    frequent = np.argwhere(counts >= max(1, least))
    order = np.argsort(-counts[tuple(frequent.T)], kind="stable")
    colours: list[NDArray[np.float64]] = []
    for colour in (np.broadcast_to(frequent[order], (len(order), 3)) + 0.5) * step:
        if len(colours) == thresholds.most_grounds:
            break
        if all(np.abs(colour - other).max() > step for other in colours):
            colours.append(colour)
    return colours


def _enclosures(here: Mask, em: float, thresholds: ScanThresholds) -> list[_Area]:
    """The connected areas of one colour that are large enough, each with what lies in its holes of type's size."""
    areas = find_mask_components(here)
    sides = areas.boxes[:, 2:]
    large = sides.min(axis=1) >= thresholds.ground_side * em
    large &= areas.sizes >= thresholds.ground_share * sides[:, 0] * sides[:, 1]
    reach = max(3, round(thresholds.ground_type * em)) | 1
    found: list[_Area] = []
    for number in np.flatnonzero(large).tolist():
        x, y, width, height = areas.boxes[number].tolist()
        own = np.pad(areas.shape_of(number).astype(np.uint8), reach)
        closed = np.asarray(cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)), np.uint8)
        found.append(_Area(Box(x, y, x + width, y + height), closed[reach:-reach, reach:-reach]))
    return found


def _joined(areas: Sequence[_Area], em: float) -> list[_Area]:
    """The areas of one colour, those as one that a line across the ground parts."""
    joined: list[_Area] = []
    for area in sorted(areas, key=lambda area: area.box.y0):
        upper = next((n for n, other in enumerate(joined) if _goes_on(other.box, area.box, em)), None)
        if upper is None:
            joined.append(area)
        else:
            joined[upper] = _Area.around((joined[upper], area))
    return joined


def _goes_on(upper: Box, lower: Box, em: float) -> bool:
    """Whether an area lies right below another, no wider or narrower than it by much."""
    shared = upper.x_overlap(lower)
    return lower.y0 - upper.y1 <= em and shared >= GOES_ON * max(upper.width, lower.width)


def _with_rim(area: _Area, page: Box, em: float, thresholds: ScanThresholds) -> tuple[Mask, tuple[int, int]]:
    """The mask of a ground and its corner; where it holds type alone, with the larger type on it and the outline
    round it."""
    reach = round(thresholds.ground_display * em) | 1
    window = area.box.grown(reach).clipped(page)
    mask = area.within(window)
    closed = cv2.morphologyEx(np.pad(mask, reach), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = np.zeros_like(closed)
    cv2.drawContours(whole, outlines, -1, (1,), cv2.FILLED)
    if closed.sum() >= thresholds.ground_type_alone * whole.sum():
        rim = round(thresholds.ground_rim * em)
        grown = cv2.dilate(whole, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8))[reach:-reach, reach:-reach]
        mask |= np.asarray(grown, np.uint8)
    return mask, (int(window.x0), int(window.y0))


def _trimmed(area: _Area, thresholds: ScanThresholds) -> Box:
    """The box of a ground without its outermost rows and columns where it is round: body type runs round it there.

    Type on the ground may still stand out of it.
    """
    outlines, _ = cv2.findContours(area.mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = np.zeros(area.mask.shape, np.uint8)
    cv2.drawContours(whole, outlines, -1, (1,), cv2.FILLED)
    rows = np.flatnonzero(whole.mean(axis=1) > thresholds.ground_round)
    columns = np.flatnonzero(whole.mean(axis=0) > thresholds.ground_round)
    if not len(rows) or not len(columns):
        return area.box
    inner = Box(columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    return inner.moved(int(area.box.x0), int(area.box.y0))


def _is_round(trimmed: Box, box: Box, thresholds: ScanThresholds) -> bool:
    """Whether a ground was trimmed on all sides; one whose tint fades in the scan is trimmed on one or two."""
    sides = (trimmed.x0 - box.x0, box.x1 - trimmed.x1, trimmed.y0 - box.y0, box.y1 - trimmed.y1)
    return min(sides) > thresholds.ground_curve * min(box.width, box.height)


def _ends_sharply(even: Mask, area: _Area, thresholds: ScanThresholds) -> bool:
    """Whether a ground has an edge all round: stained or unevenly lit paper fades instead."""
    window = area.box.grown(1).clipped(Box(0, 0, even.shape[1], even.shape[0]))
    mask = area.within(window)
    rim = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))) > 0
    there = even[int(window.y0) : int(window.y1), int(window.x0) : int(window.x1)]
    return bool((there[rim] > 0).mean() <= thresholds.ground_fading)


def _lines_on(area: _Area, lines: Sequence[Box], page: Box) -> list[Box]:
    """The lines of type, much lower than the ground, that lie on it."""
    held = []
    box = area.box
    for line, covered in zip(lines, covered_by_any(lines, [box]), strict=True):
        if not covered or min(line.width, line.height) > 0.5 * min(box.width, box.height):
            continue
        window = Box(int(line.x0), int(line.y0), int(line.x1) + 1, int(line.y1) + 1)
        there = area.within(window.clipped(page))
        if there.size and there.mean() > GROUND_OF_LINE:
            held.append(line)
    return held
