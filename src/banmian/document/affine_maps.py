"""Affine maps between a page's own frame and that of the file that it was read from.

A page is read upright, deskewed and split at its fold; the file shows it rotated, skewed, as one half of a picture,
larger or smaller. A matrix [[a, b, c], [d, e, f]] maps (x, y) to (a x + b y + c, d x + e y + f). Points lie between
pixels: (0, 0) is the outer corner of the first pixel, (1, 1) its inner one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Matrix = list[list[float]]
Point = tuple[float, float]

IDENTITY: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]


def scale_matrix(by: float) -> Matrix:
    """Scale by ``by``."""
    return [[by, 0.0, 0.0], [0.0, by, 0.0]]


def shift_matrix(across: float, down: float) -> Matrix:
    """Translate."""
    return [[1.0, 0.0, across], [0.0, 1.0, down]]


def quarter_turn(turns: int, width: float, height: float) -> Matrix:
    """Quarter turns clockwise (0 to 3) of an area ``width`` by ``height``, whose corner stays at (0, 0)."""
    return [
        IDENTITY,
        [[0.0, -1.0, height], [1.0, 0.0, 0.0]],
        [[-1.0, 0.0, width], [0.0, -1.0, height]],
        [[0.0, 1.0, 0.0], [-1.0, 0.0, width]],
    ][turns % 4]


def compose(first: Sequence[Sequence[float]], then: Sequence[Sequence[float]]) -> Matrix:
    """The map that applies ``first`` and then ``then``."""
    (a, b, c), (d, e, f) = first
    return [[p * a + q * d, p * b + q * e, p * c + q * f + r] for p, q, r in then]


def inverse(matrix: Sequence[Sequence[float]]) -> Matrix:
    """The inverse map. Raises ZeroDivisionError for a singular one."""
    (a, b, c), (d, e, f) = matrix
    size = a * e - b * d
    return [[e / size, -b / size, (b * f - c * e) / size], [-d / size, a / size, (c * d - a * f) / size]]


def map_point(matrix: Sequence[Sequence[float]], x: float, y: float) -> Point:
    """The image of a point."""
    (a, b, c), (d, e, f) = matrix
    return a * x + b * y + c, d * x + e * y + f


def corners(matrix: Sequence[Sequence[float]], box: Sequence[float]) -> tuple[Point, Point, Point, Point]:
    """The images of the corners of a box: top left, top right, bottom right, bottom left of the original."""
    x0, y0, x1, y1 = box
    return map_point(matrix, x0, y0), map_point(matrix, x1, y0), map_point(matrix, x1, y1), map_point(matrix, x0, y1)


def bounds_of(matrix: Sequence[Sequence[float]], box: Sequence[float]) -> tuple[float, float, float, float]:
    """The smallest upright box around the image of a box."""
    points = corners(matrix, box)
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def keeps_boxes(matrix: Sequence[Sequence[float]], tolerance: float = 1e-6) -> bool:
    """Whether boxes stay upright: no skew, only quarter turns."""
    (a, b, _), (d, e, _) = matrix
    return max(abs(b), abs(d)) <= tolerance or max(abs(a), abs(e)) <= tolerance


def scale_of(matrix: Sequence[Sequence[float]]) -> float:
    """The factor by which lengths are scaled."""
    (a, b, _), (d, e, _) = matrix
    return math.sqrt(abs(a * e - b * d))
