"""Coordinate frames: the picture in which a file's coordinates are measured, and the map from the page to it.

A file that names the original picture has the original's px, however the page was rotated, split and scaled for
reading; one that names a page picture has that picture's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from banmian.document.affine_maps import (
    IDENTITY,
    Matrix,
    Point,
    bounds_of,
    compose,
    corners,
    keeps_boxes,
    scale_of,
)
from banmian.document.model import PageInfo
from banmian.export.placed_document import Bounds

POINT_DPI = 300
"""Resolution at which a PDF page without a picture is measured."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of ``width`` by ``height`` px, the name by which the file refers to it, and the matrix from the
    page.

    ``number`` is its place among the pictures of the file of that name. ``dpi`` is None where unknown.
    """

    name: str
    width: int
    height: int
    matrix: Matrix = field(default_factory=lambda: [*IDENTITY])
    number: int = 1
    dpi: float | None = None

    @property
    def upright(self) -> bool:
        """Whether boxes of the page are boxes in the frame, without skew between them."""
        return keeps_boxes(self.matrix)

    def bounds(self, box: Sequence[float]) -> Bounds:
        """The upright box around a box of the page, inside the picture."""
        x0, y0, x1, y1 = bounds_of(self.matrix, box)
        return self._inside(x0, y0) + self._inside(x1, y1)

    def corners(self, box: Sequence[float]) -> list[Point]:
        """The corners of a box of the page, from its top left clockwise, inside the picture."""
        return [self._inside(x, y) for x, y in corners(self.matrix, box)]

    def _inside(self, x: float, y: float) -> Point:
        return min(max(x, 0.0), self.width), min(max(y, 0.0), self.height)


def frame_on_original(page: PageInfo, source: str) -> Frame | None:
    """The frame of the file that a page was read from; None for a page without a size.

    A PDF page is measured in px at the resolution at which it was recognised, else at `POINT_DPI`. For a
    document that does not say where its pages lie (schema version 1), the page itself is the frame.
    """
    if not page.width or not page.height:
        return None
    place = page.original
    if place is None:
        scale = POINT_DPI / 72 if page.unit == "pt" else 1.0
        dpi = POINT_DPI if page.unit == "pt" else page.dpi
        size = round(page.width * scale), round(page.height * scale)
        return Frame(source, *size, [[scale, 0.0, 0.0], [0.0, scale, 0.0]], page.number, dpi)
    if place.unit == "px":
        dpi = page.dpi * scale_of(place.matrix) if page.dpi else None
        return Frame(place.path, round(place.width), round(place.height), place.matrix, place.frame, dpi)
    dpi = page.dpi or POINT_DPI
    width, height = round(place.width * dpi / 72), round(place.height * dpi / 72)
    grown = [[width / place.width, 0.0, 0.0], [0.0, height / place.height, 0.0]]
    return Frame(place.path, width, height, compose(place.matrix, grown), place.frame, dpi)


def frame_on_picture(page: PageInfo, name: str, width: int, height: int) -> Frame:
    """The frame of a page's own picture. Raises ValueError for a page without a size."""
    if not page.width or not page.height:
        raise ValueError(f"page {page.number} has no size")
    matrix = [[width / page.width, 0.0, 0.0], [0.0, height / page.height, 0.0]]
    resolution = 72.0 if page.unit == "pt" else page.dpi
    return Frame(name, width, height, matrix, 1, resolution * width / page.width if resolution else None)
