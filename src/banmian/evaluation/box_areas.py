"""Exact areas of sets of boxes: the plane is divided into cells at all edges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from banmian.evaluation.comparable import Box, Place

Mask = npt.NDArray[np.bool_]


def union_area(boxes: Sequence[Box]) -> float:
    """Area covered by at least one box."""
    return _areas(boxes, ())[0]


def overlap(first: Iterable[Place], second: Iterable[Place]) -> tuple[float, float]:
    """Areas of the intersection and of the union of two sets of places, in pages."""
    ours, theirs = list(first), list(second)
    common = either = 0.0
    for page in sorted({place.page for place in (*ours, *theirs)}):
        a = [place.box for place in ours if place.page == page]
        b = [place.box for place in theirs if place.page == page]
        area_a, area_b, both = _areas(a, b)
        common += both
        either += area_a + area_b - both
    return common, either


def intersection_over_union(first: Iterable[Place], second: Iterable[Place]) -> float:
    """Jaccard index of two regions, each the union of its boxes; 0 where both are empty."""
    common, either = overlap(first, second)
    return common / either if either else 0.0


def _areas(first: Sequence[Box], second: Sequence[Box]) -> tuple[float, float, float]:
    boxes = (*first, *second)
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    if len(xs) < 2 or len(ys) < 2:
        return 0.0, 0.0, 0.0
    cells = np.outer(np.diff(ys), np.diff(xs))
    a, b = _covered(first, xs, ys), _covered(second, xs, ys)
    return float(cells[a].sum()), float(cells[b].sum()), float(cells[a & b].sum())


def _covered(boxes: Sequence[Box], xs: list[float], ys: list[float]) -> Mask:
    mask: Mask = np.zeros((len(ys) - 1, len(xs) - 1), dtype=np.bool_)
    for x0, y0, x1, y1 in boxes:
        mask[bisect_left(ys, y0) : bisect_left(ys, y1), bisect_left(xs, x0) : bisect_left(xs, x1)] = True
    return mask
