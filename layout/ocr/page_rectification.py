"""Upright page pictures out of one image: turned, deskewed, split at the fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from banmian.document.frames import IDENTITY, Matrix, compose, inverse, quarter_turn, scaling, shifting
from banmian.layout.ocr.binarization import Parts, glyph_size, grey_of, ink_of, parts_of
from banmian.layout.ocr.deskew import skew_of, turned, turning
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.graphics import paper_of
from banmian.layout.ocr.orientation import quarter_turns
from banmian.layout.ocr.page_borders import without_borders
from banmian.layout.ocr.page_split import fold_of
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A page's own picture (RGB), the em of its body glyphs in px of it (None: no text-like ink), its skew,
    the px of the image to a px of the picture (1 but for very high resolutions), and the matrix from the
    picture to the image (`banmian.document.frames`)."""

    picture: Raster
    em: float | None
    skew_degrees: float
    scale: float = 1.0
    to_image: Matrix = field(default_factory=lambda: [*IDENTITY])


def upright_pages(raster: Raster, engine: Engine, limits: ScanThresholds = SCAN) -> list[UprightPage]:
    """The pages of an image, left to right, each in its own upright frame."""
    clean, scale = _manageable(without_borders(raster, limits), limits)
    back = scaling(scale)
    ink = ink_of(grey_of(clean), limits)
    parts = parts_of(ink)
    em = glyph_size(parts, limits)
    if em is None:
        return [UprightPage(clean, None, 0.0, scale, back)]
    turns = quarter_turns(clean, ink, em, engine, limits)
    if turns:
        clean = np.ascontiguousarray(np.rot90(clean, turns))
        back = compose(quarter_turn(turns, clean.shape[1], clean.shape[0]), back)
        parts = parts_of(ink_of(grey_of(clean), limits))
    skew = skew_of(parts, em, limits)
    degrees = round(skew.degrees, 2)
    if abs(degrees) >= limits.least_skew:
        ground = paper_of(clean)
        back = compose(_untilted(clean.shape[1], clean.shape[0], degrees), back)
        clean = turned(clean, degrees, (int(ground[0]), int(ground[1]), int(ground[2])))
        parts = _of_wide(clean, parts, limits)
    else:
        degrees = 0.0
    cut = fold_of(parts, em, limits)
    if cut is None:
        return [UprightPage(clean, em, degrees, scale, back)]
    halves = ((clean[:, :cut], back), (clean[:, cut:], compose(shifting(cut, 0.0), back)))
    return [UprightPage(np.ascontiguousarray(half), em, degrees, scale, own) for half, own in halves]


def _untilted(width: int, height: int, degrees: float) -> Matrix:
    """From a picture that was turned by `degrees` back to what it was, ``width`` by ``height``."""
    matrix, _ = turning(width, height, degrees)
    middles: Sequence[Sequence[float]] = matrix.tolist()
    return inverse(compose(compose(shifting(-0.5, -0.5), middles), shifting(0.5, 0.5)))


def _manageable(picture: Raster, limits: ScanThresholds) -> tuple[Raster, float]:
    """The picture no larger than its glyphs need, and how many px of the image make one of its px.

    The glyphs of a large image are measured on a coarse copy; a page is shrunk only as far as
    `limits.ample_em_px`, at which the recogniser loses nothing, and never by its sheer size.
    """
    coarse = min(1.0, (limits.coarse_pixels / (picture.shape[0] * picture.shape[1])) ** 0.5)
    em = glyph_size(parts_of(ink_of(grey_of(_shrunk(picture, coarse)), limits)), limits) if coarse < 1 else None
    if em is None or em / coarse <= limits.most_em_px:
        return picture, 1.0
    by = limits.ample_em_px * coarse / em
    return _shrunk(picture, by), 1 / by


def _shrunk(picture: Raster, by: float) -> Raster:
    if by >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), np.uint8)


def _of_wide(picture: Raster, parts: Parts, limits: ScanThresholds) -> Parts:
    """The parts of a turned picture anew where it may hold a fold; where it can't, the old ones will do."""
    height, width = picture.shape[:2]
    if width < limits.fold_aspect * 0.8 * height:
        return parts
    return parts_of(ink_of(grey_of(picture), limits))
