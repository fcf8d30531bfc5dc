"""Line detection at the scale that suits the detector, in bands where a page is large."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from banmian.layout.box_arrays import areas, box_array, intersections
from banmian.layout.geometry import Box
from banmian.layout.ocr.colour_channels import to_rgb
from banmian.layout.ocr.engine import Detection, Engine, Quad
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

TOUCHES = 0.35
"""A box this near to the edge of a tile, in em, may be cut off there."""
SAME = 0.6
"""Boxes that share this much of the smaller one are of one line,"""
SAME_COLUMN = 0.6
"""and vertical ones that share this much of the narrower width may be pieces of one."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A detection in px of the scaled page; ``cut``: it touches an edge where its band was cut."""

    corners: Quad
    score: float
    cut: bool
    box: Box


def detect_lines(
    picture: Raster, em: float, engine: Engine, thresholds: ScanThresholds = SCAN, *, widened: float = 1.0
) -> list[Detection]:
    """Lines detected with the body em scaled to `thresholds.detection_em_px`, in px of the picture.

    The detector is never given more than `thresholds.detection_pixels` at once, which bounds its memory; bands
    overlap, and lines that were cut are joined. `widened` is the factor by which the page is stretched
    horizontally: the detector merges closely set columns unless the gap between them is stretched. ``picture`` is
    RGB, or has one channel where it has no colour.
    """
    scale = thresholds.detection_em_px / em
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    shown = np.asarray(cv2.resize(picture, None, fx=scale * widened, fy=scale, interpolation=method), np.uint8)
    found: list[_Found] = []
    bands = list(_bands(shown.shape[0], shown.shape[1], thresholds))
    for top, foot in bands:
        band = to_rgb(shown[top:foot])
        cuts = [edge for edge in (top, foot) if 0 < edge < shown.shape[0]]
        for detection in engine.detect(band):
            corners = detection.corners + np.array([0, top], np.float32)
            found.append(_Found(corners, detection.score, _touches_edge(corners, cuts, thresholds), _bounds(corners)))
    back = np.array([picture.shape[1] / shown.shape[1], picture.shape[0] / shown.shape[0]], np.float32)
    return [Detection(one.corners * back, one.score) for one in _merge_tiles(found, bands)]


def _bands(height: int, width: int, thresholds: ScanThresholds) -> Iterator[tuple[int, int]]:
    """Bands of rows (first, one past the last) that overlap by `thresholds.detection_overlap` em."""
    overlap = round(thresholds.detection_overlap * thresholds.detection_em_px)
    count = max(1, math.ceil(height * width / thresholds.detection_pixels))
    step = math.ceil(height / count)
    for index in range(count):
        yield max(0, index * step - overlap // 2), min(height, (index + 1) * step + overlap // 2)


def _bounds(corners: Quad) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def _touches_edge(corners: Quad, edges: Sequence[int], thresholds: ScanThresholds) -> bool:
    near = TOUCHES * thresholds.detection_em_px
    top, foot = float(corners[:, 1].min()), float(corners[:, 1].max())
    return any(abs(top - edge) < near or abs(foot - edge) < near for edge in edges)


def _merge_tiles(found: Sequence[_Found], bands: Sequence[tuple[int, int]]) -> list[_Found]:
    """Every line once: whole ones first, then cut ones that no whole one covers, their pieces united.

    Only lines that extend into an overlap of bands can have been found twice.
    """
    shared = [(below[0], above[1]) for above, below in pairwise(bands)]
    single = [one for one in found if not any(one.box.y1 > a and one.box.y0 < b for a, b in shared)]
    alone = {id(one) for one in single}
    largest = sorted((one for one in found if id(one) not in alone), key=lambda one: -one.box.area)
    boxes = box_array([one.box for one in largest])
    shared_areas, own = intersections(boxes, boxes), areas(boxes)
    same = shared_areas > SAME * np.minimum(own[:, None], own)
    whole_at: list[int] = []
    for at, one in enumerate(largest):
        if not one.cut and not same[whole_at, at].any():
            whole_at.append(at)
    kept = [largest[at] for at in whole_at]
    whole = len(kept)
    for at, one in enumerate(largest):
        box = one.box
        if not one.cut or (shared_areas[whole_at, at] > SAME * own[at]).any():
            continue
        for index in range(whole, len(kept)):
            if _continues(kept[index].box, box):
                kept[index] = _unite(kept[index], one)
                break
        else:
            kept.append(one)
    return single + kept


def _continues(box: Box, other: Box) -> bool:
    """Whether two pieces belong to one vertical line, or are the same part of a line in two bands."""
    same_column = box.x_overlap(other) > SAME_COLUMN * min(box.width, other.width)
    return same_column and box.y_overlap(other) > 0


def _unite(first: _Found, second: _Found) -> _Found:
    a, b = first.box, second.box
    x0, y0, x1, y1 = min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1)
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    return _Found(corners, max(first.score, second.score), cut=True, box=Box(x0, y0, x1, y1))
