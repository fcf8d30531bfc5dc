"""Boxes as arrays: areas, intersections and coverage of many at once, as `Box` gives them for each pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import INSIDE, Box

PAIRS_AT_ONCE = 2_000_000
"""Pairs of boxes that are compared at once, which bounds the memory that it takes."""


def box_array(boxes: Sequence[Box]) -> NDArray[np.float64]:
    """The boxes as rows of x0, y0, x1, y1; (n, 4)."""
    return np.array(boxes, np.float64).reshape(-1, 4)


def areas(array: NDArray[np.float64]) -> NDArray[np.float64]:
    """`Box.area` of each row of `box_array`."""
    return np.asarray(np.maximum(array[:, 2] - array[:, 0], 0.0) * np.maximum(array[:, 3] - array[:, 1], 0.0))


def intersections(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """`Box.intersection` of each box of one array with each of another; (n, m)."""
    wide = np.minimum(one[:, None, 2], other[None, :, 2]) - np.maximum(one[:, None, 0], other[None, :, 0])
    high = np.minimum(one[:, None, 3], other[None, :, 3]) - np.maximum(one[:, None, 1], other[None, :, 1])
    return np.asarray(np.maximum(wide, 0.0) * np.maximum(high, 0.0))


def covered_by_any(marks: Sequence[Box], boxes: Sequence[Box], share: float = INSIDE) -> list[bool]:
    """Whether any of some boxes covers each mark (`Box.covers`)."""
    one, other = box_array(marks), box_array(boxes)
    own, rows = areas(one), max(1, PAIRS_AT_ONCE // max(1, len(other)))
    covered: list[bool] = []
    for start in range(0, len(one), rows):
        part = slice(start, start + rows)
        inside = intersections(one[part], other) >= share * own[part, None]
        covered += (inside.any(axis=1) & (own[part] > 0)).tolist()
    return covered
