"""Maps, charts and drawings: strokes that are neither type nor rules, which morphology does not take for a picture.

A map is thin lines on paper: nothing in it is solid as a photograph is. It shows by strokes longer than a glyph that
are not straight, and by hatching; its labels stand scattered among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.geometry import INSIDE, Box, union
from banmian.layout.model import Line, Picture, Rule
from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.colour_channels import in_range, to_grey
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.graphics import Graphics, estimate_paper_colour
from banmian.layout.ocr.mask_components import find_mask_components
from banmian.layout.ocr.shrinking import shrink
from banmian.layout.ocr.text_graphics_conflicts import holds_running_text
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

WHOLLY = 0.98
"""A frame with this share in a drawing is the drawing's; one with less is round the drawing and its caption."""
MOST_STEPS = 8
"""A drawing is grown over its strokes at most so many times."""


def find_drawings(
    picture: Raster,
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> list[Picture]:
    """The maps, charts and drawings of an upright page outside its known pictures, in px of the page; `em` in px.

    `parts` are the components of the page's ink.
    """
    if not lines:
        return []
    scale = min(1.0, thresholds.drawing_em_px / em)
    small = shrink(picture, scale)
    ink, size = binarize(to_grey(small), thresholds), em * scale
    paper = _find_paper(small, thresholds)
    known = [line.box.grown(thresholds.drawing_line_rim * em) for line in lines]
    known += [area.box.grown(thresholds.picture_rim * em) for area in graphics.pictures]
    for box in known:
        _cut(ink, box.scaled(scale))[:] = 0
    drawn = _find_hatching(ink, size, thresholds)
    hatches = [box.scaled(1 / scale) for box in _boxes_of(drawn)]
    strokes = [box.scaled(1 / scale) for box in _keep_strokes(ink, size, thresholds)]
    drawn |= ink
    least = thresholds.drawing_stroke * em
    seeds = [box for box in strokes if min(box.width, box.height) >= least] + hatches
    panels = [panel for panel in graphics.panels if panel.filled]
    printed = union(line.box for line in lines)
    found: list[Box] = []
    for seed in sorted(seeds, key=lambda box: -box.area):
        if any(box.covers(seed, thresholds.drawing_seed) for box in found) or printed.intersection(seed) == 0:
            continue
        box = _snap_to_frame(_grow(seed, [*strokes, *hatches], em, thresholds), graphics.rules, em, thresholds)
        if any(box.intersection(panel.box) > thresholds.picture_in_frame * box.area for panel in panels):
            continue
        there = box.scaled(scale)
        inked = _share_drawn(drawn, there, size, thresholds) >= thresholds.drawing_share
        on_paper = float(_cut(paper, there).mean()) >= thresholds.drawing_paper
        if (
            inked
            and on_paper
            and _holds_labels(box, lines, em, thresholds)
            and not holds_unread_type(box, parts, lines, em, thresholds)
        ):
            found = [other for other in found if not box.covers(other, thresholds.drawing_seed)] + [box]
    return [Picture(box, drawn=True) for box in found]


def add_drawings(
    graphics: Graphics, drawings: Sequence[Picture], em: float, thresholds: ScanThresholds = SCAN
) -> Graphics:
    """The graphics with drawings, without the rules, panels and pictures that are parts of these.

    What adjoins a known picture and reaches no further than it to either side is a pale part of it.
    """
    pictures = list(graphics.pictures)
    for drawing in drawings:
        number = next((n for n, known in enumerate(pictures) if _adjoins(known.box, drawing.box, em, thresholds)), None)
        if number is None:
            pictures.append(drawing)
        else:
            pictures[number] = replace(pictures[number], box=union([pictures[number].box, drawing.box]))
    fresh = [picture.box.grown(thresholds.picture_rim * em) for picture in pictures if picture not in graphics.pictures]

    def is_free(box: Box, share: float) -> bool:
        return not any(area.covers(box, share) for area in fresh)

    return replace(
        graphics,
        rules=[rule for rule in graphics.rules if is_free(rule.box, INSIDE)],
        panels=[panel for panel in graphics.panels if is_free(panel.box, WHOLLY)],
        pictures=[picture for picture in pictures if picture not in graphics.pictures or is_free(picture.box, INSIDE)],
    )


def _adjoins(known: Box, part: Box, em: float, thresholds: ScanThresholds) -> bool:
    """Whether an area stands right above, below or beside a picture and reaches no further than it."""
    near = thresholds.drawing_reach * em
    level = known.y0 - near <= part.y0 and part.y1 <= known.y1 + near
    stacked = known.x0 - near <= part.x0 and part.x1 <= known.x1 + near
    return (level or stacked) and known.grown(near).intersection(part) > 0


def _cut(mask: Mask, box: Box) -> Mask:
    """The part of a mask in a box, which writes through to it."""
    return mask[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]


def _find_paper(picture: Raster, thresholds: ScanThresholds) -> Mask:
    """1 where a pixel is nearly of the paper's colour."""
    colour, spread = estimate_paper_colour(picture), 2 * thresholds.ground_difference
    return np.asarray(in_range(picture, colour - spread, colour + spread) > 0, np.uint8)


def _find_hatching(ink: Mask, em: float, thresholds: ScanThresholds) -> Mask:
    """1 where straight strokes stand close to each other over a height of some em; these leave ``ink``, as rules
    do."""
    length, side = round(thresholds.drawing_rule * em), round(thresholds.hatching_side * em)
    pitch = round(thresholds.hatching_pitch * em) | 1
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    hatched = np.zeros_like(ink)
    for straight, kernel in ((level, (pitch, 1)), (upright, (1, pitch))):
        closed = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, np.ones(kernel, np.uint8))
        hatched |= np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)), np.uint8)
    straight = np.asarray(cv2.bitwise_or(level, upright), np.uint8)
    ink[cv2.dilate(straight, np.ones((3, 3), np.uint8)) > 0] = 0
    return hatched


def _keep_strokes(ink: Mask, em: float, thresholds: ScanThresholds) -> list[Box]:
    """The boxes of the strokes longer than a glyph; all else leaves ``ink``."""
    least, thick = thresholds.drawing_length * em, thresholds.rule_thickness * em
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sides = stats[:, 2:4]
    long = (sides.max(axis=1) >= least) & (sides.min(axis=1) > thick)
    long[0] = False
    ink[~long[labels]] = 0
    return [Box(x, y, x + width, y + height) for x, y, width, height in stats[long, :4].tolist()]


def _boxes_of(mask: Mask) -> list[Box]:
    return [Box(x, y, x + width, y + height) for x, y, width, height in find_mask_components(mask).boxes.tolist()]


def _grow(seed: Box, parts: Sequence[Box], em: float, thresholds: ScanThresholds) -> Box:
    """The box around a seed and all that is near it, and near that."""
    box = seed
    for _ in range(MOST_STEPS):
        reach = box.grown(thresholds.drawing_reach * em)
        whole = union([box, *(part for part in parts if reach.intersection(part) > 0)])
        if whole == box:
            break
        box = whole
    return box


def _snap_to_frame(box: Box, rules: Sequence[Rule], em: float, thresholds: ScanThresholds) -> Box:
    """The box with its sides moved out to the rules round it, which are no longer than it is."""
    reach = thresholds.drawing_frame * em
    around = box.grown(reach)
    own = [
        rule.box
        for rule in rules
        if around.covers(rule.box) and rule.length >= thresholds.drawing_edge * _side_of(box, rule)
    ]
    return union([box, *own])


def _side_of(box: Box, rule: Rule) -> float:
    return box.width if rule.horizontal else box.height


def _share_drawn(drawn: Mask, box: Box, em: float, thresholds: ScanThresholds) -> float:
    """The share of the cells of an area that have a stroke in them."""
    cell = thresholds.drawing_cell * em
    size = max(1, round(box.width / cell)), max(1, round(box.height / cell))
    return float((cv2.resize(_cut(drawn, box).astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0).mean())


def drop_drawings_of_unread_type(
    graphics: Graphics,
    parts: ConnectedComponents,
    lines: Sequence[Line],
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> Graphics:
    """The graphics without drawings that are really type of which nothing was read, so that this is told."""
    kept = [
        picture
        for picture in graphics.pictures
        if not (picture.drawn and holds_unread_type(picture.box, parts, lines, em, thresholds))
    ]
    return replace(graphics, pictures=kept)


def holds_unread_type(
    box: Box, parts: ConnectedComponents, lines: Sequence[Line], em: float, thresholds: ScanThresholds = SCAN
) -> bool:
    """Whether an area is full of parts of the size of glyphs that no line has: type that was not read."""
    within = _select_within(parts, box)
    sized = (within.spans > thresholds.least_text_part * em) & (within.spans < thresholds.largest_undetected_part * em)
    likely = within.select(sized)
    own = [line.box for line in lines if box.intersection(line.box) > 0]
    read = sum(len(_select_within(likely, place).areas) for place in own)
    return bool(len(likely.areas) - read > thresholds.drawing_type * box.area / em**2)


def _select_within(parts: ConnectedComponents, box: Box) -> ConnectedComponents:
    """The components whose middles lie in a box."""
    x, y = parts.centres[:, 0], parts.centres[:, 1]
    return parts.select((x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1))


def _holds_labels(box: Box, lines: Sequence[Line], em: float, thresholds: ScanThresholds) -> bool:
    """Whether an area is large enough for a drawing and its lines are labels at most."""
    if min(box.width, box.height) < thresholds.drawing_side * em:
        return False
    text = sum(line.box.area for line in lines if box.contains_point(line.box.cx, line.box.cy))
    return text < thresholds.drawing_labels * box.area and not holds_running_text(box, lines, em)
