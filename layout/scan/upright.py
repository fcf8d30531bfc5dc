"""Upright page pictures out of one image: turned, deskewed, split at the fold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from layout.readers.seam import Raster
from layout.scan.borders import without_borders
from layout.scan.engine import Engine
from layout.scan.fold import fold_of
from layout.scan.ink import Parts, glyph_size, grey_of, ink_of, parts_of
from layout.scan.marks import paper_of
from layout.scan.straighten import skew_of, turned
from layout.scan.turning import quarter_turns
from layout.thresholds import SCAN, ScanThresholds


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A page's own picture (RGB), the em of its body glyphs in px (None: no text-like ink), and its skew."""

    picture: Raster
    em: float | None
    skew_degrees: float


def upright_pages(raster: Raster, engine: Engine, limits: ScanThresholds = SCAN) -> list[UprightPage]:
    """The pages of an image, left to right, each in its own upright frame."""
    clean = without_borders(raster, limits)
    ink = ink_of(grey_of(clean), limits)
    parts = parts_of(ink)
    em = glyph_size(parts, limits)
    if em is None:
        return [UprightPage(clean, None, 0.0)]
    turns = quarter_turns(clean, ink, em, engine, limits)
    if turns:
        clean = np.ascontiguousarray(np.rot90(clean, turns))
        parts = parts_of(ink_of(grey_of(clean), limits))
    skew = skew_of(parts, em, limits)
    degrees = round(skew.degrees, 2)
    if abs(degrees) >= limits.least_skew:
        ground = paper_of(clean)
        clean = turned(clean, degrees, (int(ground[0]), int(ground[1]), int(ground[2])))
        parts = _of_wide(clean, parts, limits)
    else:
        degrees = 0.0
    cut = fold_of(parts, em, limits)
    if cut is None:
        return [UprightPage(clean, em, degrees)]
    halves = (clean[:, :cut], clean[:, cut:])
    return [UprightPage(np.ascontiguousarray(half), em, degrees) for half in halves]


def _of_wide(picture: Raster, parts: Parts, limits: ScanThresholds) -> Parts:
    """The parts of a turned picture anew where it may hold a fold; where it can't, the old ones will do."""
    height, width = picture.shape[:2]
    if width < limits.fold_aspect * 0.8 * height:
        return parts
    return parts_of(ink_of(grey_of(picture), limits))
