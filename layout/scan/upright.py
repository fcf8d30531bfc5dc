"""Upright page pictures out of one image: turned, deskewed, split at the fold."""

from __future__ import annotations

from dataclasses import dataclass

from layout.readers.seam import Raster
from layout.scan.engine import Engine
from layout.scan.ink import glyph_size, grey_of, ink_of, parts_of
from layout.scan.marks import paper_of
from layout.scan.straighten import skew_of, turned
from layout.thresholds import SCAN, ScanThresholds


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A page's own picture (RGB), the em of its body glyphs in px (None: no text-like ink), and its skew."""

    picture: Raster
    em: float | None
    skew_degrees: float


def upright_pages(raster: Raster, engine: Engine, limits: ScanThresholds = SCAN) -> list[UprightPage]:
    """The pages of an image in reading order, each in its own upright frame."""
    parts = parts_of(ink_of(grey_of(raster), limits))
    em = glyph_size(parts, limits)
    if em is None:
        return [UprightPage(raster, None, 0.0)]
    skew = skew_of(parts, em, limits)
    if abs(skew.degrees) < limits.least_skew:
        return [UprightPage(raster, em, 0.0)]
    ground = paper_of(raster)
    straight = turned(raster, skew.degrees, (int(ground[0]), int(ground[1]), int(ground[2])))
    return [UprightPage(straight, em, round(skew.degrees, 2))]
