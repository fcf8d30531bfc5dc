"""Boxes on a page. Units are those of the page (px or pt); the origin is top left, y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LEAST_SIDE = 1e-6
"""Sides without extent count as this long where something is measured by them, in page units."""
INSIDE = 0.8
"""What has this share of its area in a box is in it."""
MOSTLY = 0.6
"""The same where the boxes of both are rough."""


class Box(NamedTuple):
    """An upright rectangle [x0, y0, x1, y1]."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        """Vertical middle."""
        return (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        """Area; 0 for a box with negative width or height."""
        return max(0.0, self.width) * max(0.0, self.height)

    def grown(self, by: float) -> Box:
        """The box with `by` added on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def moved(self, dx: float, dy: float) -> Box:
        """The box moved right by `dx` and down by `dy`."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def scaled(self, by: float) -> Box:
        """The box with all coordinates multiplied by `by`."""
        return Box(self.x0 * by, self.y0 * by, self.x1 * by, self.y1 * by)

    def clipped(self, other: Box) -> Box:
        """The part of the box in another; of negative width or height where the two are apart."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def x_overlap(self, other: Box) -> float:
        """Length of the shared horizontal extent; if negative, the gap between the two."""
        start, _, end, _ = self
        other_start, _, other_end, _ = other
        return (end if end < other_end else other_end) - (start if start > other_start else other_start)

    def y_overlap(self, other: Box) -> float:
        """Length of the shared vertical extent; if negative, the gap between the two."""
        _, start, _, end = self
        _, other_start, _, other_end = other
        return (end if end < other_end else other_end) - (start if start > other_start else other_start)

    def x_share(self, other: Box) -> float:
        """The shared horizontal extent as a share of the narrower box's width; negative where the two are apart."""
        return share_of_narrower(self.x0, self.x1, other.x0, other.x1)

    def y_share(self, other: Box) -> float:
        """The shared vertical extent as a share of the lower box's height; negative where the two are apart."""
        return share_of_narrower(self.y0, self.y1, other.y0, other.y1)

    def is_beside(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two are side by side with more than `gap` between them: they share rows, and no width."""
        return self.y_overlap(other) > 0 and -self.x_overlap(other) > gap

    def distance(self, other: Box) -> float:
        """The gaps between the two, horizontal and vertical, added up; 0 where they touch."""
        return max(0.0, -self.x_overlap(other)) + max(0.0, -self.y_overlap(other))

    def intersection(self, other: Box) -> float:
        """Area of the intersection."""
        return max(0.0, self.x_overlap(other)) * max(0.0, self.y_overlap(other))

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common, if only on their edges."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

    def contains_point(self, x: float, y: float) -> bool:
        """Whether a point lies in the box or on its edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def covers(self, other: Box, share: float = INSIDE) -> bool:
        """Whether at least `share` of the other box's area lies inside this one."""
        return other.area > 0 and self.intersection(other) >= share * other.area


def share_of_narrower(start: float, end: float, other_start: float, other_end: float) -> float:
    """What two extents share, as a share of the narrower one; negative where they are apart."""
    width, other_width = end - start, other_end - other_start
    narrower = width if width < other_width else other_width
    shared = (end if end < other_end else other_end) - (start if start > other_start else other_start)
    return shared / (narrower if narrower > LEAST_SIDE else LEAST_SIDE)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes. Raises ValueError when there are none."""
    items = list(boxes)
    if not items:
        raise ValueError("no box to unite")
    lefts, tops, rights, feet = zip(*items, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(feet))
