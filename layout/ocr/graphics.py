"""Graphics, that is everything printed but text: rules, panels and pictures (OpenCV morphology)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.box_arrays import covered_by_any
from banmian.layout.geometry import Box, union
from banmian.layout.luma import luma
from banmian.layout.model import Panel, Picture, Rule
from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.colour_channels import in_range, to_grey
from banmian.layout.ocr.coloured_grounds import ColouredGround, find_coloured_grounds
from banmian.layout.ocr.mask_components import find_mask_components
from banmian.layout.ocr.ornamental_separators import find_ornamental_rules
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.worn_rules import find_worn_rules
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

Colour = NDArray[np.float64]
CLOSED = 0.3
"""Holes of a printed ground up to this (em) are closed,"""
CORE = 1.1
"""and what is narrower than this (em) then is no ground."""
PLAIN = 0.6
"""An area of which more than this share has one tone is a panel, any other a picture,"""
LEAST_FILLED = 0.3
"""if it fills more than this share of its box."""
ONE_PICTURE = 0.3
"""Pieces of which more than this share lies in another are one picture with it."""


@dataclass(frozen=True, slots=True)
class Graphics:
    """The rules, panels and pictures of a page, in px of the page."""

    rules: list[Rule]
    panels: list[Panel]
    pictures: list[Picture]


def find_graphics(picture: Raster, em: float, thresholds: ScanThresholds = SCAN, lines: Sequence[Box] = ()) -> Graphics:
    """Rules, panels and pictures of an upright page whose body em is `em` px; ``lines`` are its detected lines.

    ``picture`` is RGB, or has one channel where it has no colour, which is faster.
    """
    scale = min(1.0, thresholds.marks_em_px / em)
    small = _resize(picture, scale)
    size = em * scale
    type_ = [box.scaled(scale) for box in lines]
    grey, paper = to_grey(small), estimate_paper_colour(small)
    grounds = find_coloured_grounds(small, paper, type_, size, thresholds)
    if small.ndim == 2:
        grounds = [ground for ground in grounds if _is_printed(ground, grey, paper, size, thresholds)]
    solid = _solid_ground(small, paper, grounds, type_, size, thresholds)
    panels, pictures = _find_picture_areas(grey, paper, solid, size, thresholds)
    panels = [panel for panel in panels if not any(ground.box.covers(panel.box) for ground in grounds)]
    panels += [_panel_of(ground, paper, thresholds) for ground in grounds]
    ink = binarize(grey, thresholds)
    across = np.asarray(cv2.transpose(ink), np.uint8)
    outlines = find_ornamental_rules(ink, size, thresholds)
    bars = [*_find_rules(ink, size, thresholds), *map(_transpose, _find_rules(across, size, thresholds))]
    found = outlines + _without_those_in(bars, outlines, thresholds.same_rule * size)
    page = Box(0, 0, small.shape[1], small.shape[0]).grown(-thresholds.rim * size)
    found = _with_worn_rules(found, ink, across, size, thresholds)
    rules = [box for box in found if page.contains_point(box.cx, box.cy)]
    panels += _find_frames(rules, size, thresholds)
    back = 1 / scale
    return Graphics(
        [Rule(box.scaled(back)) for box in rules],
        [Panel(panel.box.scaled(back), panel.filled, panel.framed, panel.dark) for panel in panels],
        [Picture(box.scaled(back)) for box in pictures],
    )


def _resize(picture: Raster, scale: float) -> Raster:
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def estimate_paper_colour(picture: Raster) -> NDArray[np.float64]:
    """Colour of the paper: the median of the lighter half of the pixels, RGB; ``picture`` may have one channel."""
    sample = picture[:: max(1, picture.shape[0] // 400), :: max(1, picture.shape[1] // 400)]
    sample = (np.stack([sample] * 3, axis=2) if sample.ndim == 2 else sample).reshape(-1, 3)
    light = sample.sum(axis=1)
    return np.asarray(np.median(sample[light >= np.median(light)], axis=0), np.float64)


def _is_printed(ground: ColouredGround, grey: Mask, paper: Colour, em: float, thresholds: ScanThresholds) -> bool:
    """Whether a ground without hue is no patch of paper that is a little darker here than elsewhere on the page."""
    if _panel_of(ground, paper, thresholds).dark:
        return True
    return _stands_out(grey, ground.box, round(thresholds.area_join * em) | 1, thresholds)


def _panel_of(ground: ColouredGround, paper: Colour, thresholds: ScanThresholds) -> Panel:
    return Panel(ground.box, filled=True, dark=luma(ground.colour) < thresholds.dark_ground * luma(paper))


def _without_those_in(bars: Sequence[Box], rules: Sequence[Box], reach: float) -> list[Box]:
    """The bars that are not pieces of a rule, which is as thick as `reach` px more on every side."""
    covered = covered_by_any(bars, [rule.grown(reach) for rule in rules])
    return [bar for bar, inside in zip(bars, covered, strict=True) if not inside]


def _solid_ground(
    picture: Raster,
    paper: Colour,
    grounds: Sequence[ColouredGround],
    lines: Sequence[Box],
    em: float,
    thresholds: ScanThresholds,
) -> Mask:
    """1 where the ground is printed: lightness or colour differ from the paper over more than a glyph's stroke.

    Neither grounds of one colour are in it nor detected headlines on paper, so that no picture grows over them.
    """
    tint = np.trunc(paper)
    bare = in_range(picture, tint - thresholds.ground_difference, tint + thresholds.ground_difference)
    printed = (bare == 0).astype(np.uint8)
    for ground in grounds:
        printed[ground.there()][ground.mask > 0] = 0
    side = max(3, round(CLOSED * em))
    closed = cv2.morphologyEx(printed, cv2.MORPH_CLOSE, np.ones((side // 2 | 1, side // 2 | 1), np.uint8))
    for line in lines:
        there = closed[max(0, int(line.y0)) : int(line.y1) + 1, max(0, int(line.x0)) : int(line.x1) + 1]
        if line.height >= thresholds.headline_side * em and there.size and there.mean() < thresholds.headline_ink:
            there[:] = 0
    core = max(3, round(CORE * em))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((core, core), np.uint8))
    return np.asarray(opened, np.uint8)


def _find_picture_areas(
    grey: Mask, paper: Colour, solid: Mask, em: float, thresholds: ScanThresholds
) -> tuple[list[Panel], list[Box]]:
    reach = round(thresholds.area_join * em) | 1
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    areas = find_mask_components(np.asarray(joined, np.uint8))
    panels, pictures = [], []
    for number in np.flatnonzero(areas.boxes[:, 2:].min(axis=1) >= thresholds.panel_side * em).tolist():
        x, y, width, height = areas.boxes[number].tolist()
        here = areas.shape_of(number)
        box = _trim_tails(here).moved(x, y)
        if min(box.width, box.height) < thresholds.panel_side * em:
            continue
        tones = grey[y : y + height, x : x + width][here]
        filled_share = len(tones) / (box.width * box.height)
        if _commonest(tones)[1] > PLAIN:
            if filled_share > 0.5:
                dark = float(np.median(tones)) < thresholds.dark_ground * luma(paper)
                panels.append(Panel(box, filled=True, dark=dark))
        elif min(box.width, box.height) >= thresholds.picture_side * em and filled_share > LEAST_FILLED:
            pictures.append(box)
    return panels, _merge_nested(pictures)


def _trim_tails(here: NDArray[np.bool_]) -> Box:
    """The box of an area without thin tails: rows and columns less than a seventh full are trimmed."""
    rows = np.flatnonzero(here.mean(axis=1) > 1 / 7)
    columns = np.flatnonzero(here.mean(axis=0) > 1 / 7)
    if not len(rows) or not len(columns):
        return Box(0, 0, 0, 0)
    return Box(float(columns[0]), float(rows[0]), float(columns[-1]) + 1, float(rows[-1]) + 1)


def _merge_nested(boxes: list[Box]) -> list[Box]:
    """The boxes that lie in no other, overlapping pieces of one picture merged."""
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.area):
        for index, other in enumerate(merged):
            if other.intersection(box) > ONE_PICTURE * box.area:
                merged[index] = union((other, box))
                break
        else:
            merged.append(box)
    return merged


def _commonest(tones: NDArray[np.uint8]) -> tuple[int, float]:
    """The commonest tone of an area, and the share of the area that is near it."""
    near = np.convolve(np.bincount(tones.ravel(), minlength=256), np.ones(17), "same")
    return int(near.argmax()), float(near.max() / max(1, tones.size))


def _stands_out(grey: Mask, box: Box, reach: int, thresholds: ScanThresholds) -> bool:
    """Whether most of a box is of another tone than what is round it: dense type has one paper in and around it."""
    outer = box.grown(2 * reach)
    x0, y0 = max(0, int(outer.x0)), max(0, int(outer.y0))
    around = grey[y0 : int(outer.y1), x0 : int(outer.x1)]
    inside = np.zeros(around.shape, dtype=bool)
    inside[int(box.y0) - y0 : int(box.y1) - y0, int(box.x0) - x0 : int(box.x1) - x0] = True
    return abs(_commonest(around[inside])[0] - _commonest(around[~inside])[0]) >= thresholds.ground_faint


def _transpose(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _with_worn_rules(rules: Sequence[Box], ink: Mask, across: Mask, em: float, thresholds: ScanThresholds) -> list[Box]:
    """The rules with those of which they are pieces in place of the pieces; `across` is the ink transposed."""
    turned = [_transpose(rule) for rule in rules]
    level = [_transpose(box) for box in find_worn_rules(across, turned, em, thresholds)]
    upright = find_worn_rules(ink, rules, em, thresholds)
    found = [box for box in level if _has_clear_side(ink, box, em, thresholds)]
    found += [box for box in upright if _has_clear_side(across, _transpose(box), em, thresholds)]
    return found + _without_those_in(rules, found, thresholds.same_rule * em)


def _find_rules(ink: Mask, em: float, thresholds: ScanThresholds) -> list[Box]:
    """The horizontal rules of an ink mask."""
    length = max(5, round(thresholds.rule_length * em))
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    lines = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((3, round(em) | 1), np.uint8))
    areas = find_mask_components(np.asarray(joined, np.uint8))
    boxes = []
    for (x, y, width, height), area in zip(areas.boxes.tolist(), areas.sizes.tolist(), strict=True):
        thin = height <= thresholds.rule_thickness * em and width >= length
        if not thin and not _is_heavy_rule(width, height, area, em, thresholds):
            continue
        box = Box(x, y, x + width, y + height)
        if _has_clear_side(ink, box, em, thresholds):
            boxes.append(box)
    return boxes


def _is_heavy_rule(width: int, height: int, area: int, em: float, thresholds: ScanThresholds) -> bool:
    """Whether a bar is a long rule of two strokes, or one that leans a little on warped paper."""
    thickness = thresholds.heavy_rule_thickness * em
    level = height <= thickness + thresholds.heavy_rule_lean * width
    return width >= thresholds.heavy_rule_length * em and level and area <= thickness * width


def _has_clear_side(ink: Mask, bar: Box, em: float, thresholds: ScanThresholds) -> bool:
    """Whether one side of a horizontal bar is blank: strokes of smeared type have ink on both sides."""
    near, far = max(1, round(thresholds.rule_clearance * em)), max(2, round(thresholds.rule_beside * em))
    x0, x1 = int(bar.x0), int(bar.x1)
    above = ink[max(0, int(bar.y0) - far) : max(0, int(bar.y0) - near), x0:x1]
    below = ink[int(bar.y1) + near : int(bar.y1) + far, x0:x1]
    return min(float(side.mean()) if side.size else 0.0 for side in (above, below)) <= thresholds.rule_inked


def _find_frames(rules: list[Box], em: float, thresholds: ScanThresholds) -> list[Panel]:
    """Boxes drawn by two vertical rules that end level, and one or two horizontal ones that meet their ends."""
    across = [rule for rule in rules if rule.width >= rule.height]
    down = sorted((rule for rule in rules if rule.width < rule.height), key=lambda rule: rule.x0)
    near, least = thresholds.frame_corner * em, thresholds.panel_side * em
    panels = []
    for number, left in enumerate(down):
        for right in down[number + 1 :]:
            level = abs(left.y0 - right.y0) < near and abs(left.y1 - right.y1) < near
            if not level or right.x0 - left.x1 < least or left.height < least:
                continue
            spans = [rule for rule in across if abs(rule.x0 - left.cx) < near and abs(rule.x1 - right.cx) < near]
            tops = [rule for rule in spans if abs(rule.cy - left.y0) < near]
            bottoms = [rule for rule in spans if abs(rule.cy - left.y1) < near]
            if tops or bottoms:
                top = min((rule.y0 for rule in tops), default=min(left.y0, right.y0))
                foot = max((rule.y1 for rule in bottoms), default=max(left.y1, right.y1))
                panels.append(Panel(Box(left.x0, top, right.x1, foot), framed=True))
    return panels
