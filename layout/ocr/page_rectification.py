"""Page rectification: upright pictures of the pages on one image, rotated, deskewed and split at the fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from banmian.document.affine_maps import (
    IDENTITY,
    Matrix,
    compose,
    inverse,
    quarter_turn,
    scale_matrix,
    shift_matrix,
)
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey, to_rgb, tones_of
from banmian.layout.ocr.connected_components import ConnectedComponents, find_components
from banmian.layout.ocr.deskew import measure_skew, measure_slant, rotate, rotation_matrix
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.glyph_size import SQUARISH, body_em, estimate_glyph_size
from banmian.layout.ocr.graphics import estimate_paper_colour
from banmian.layout.ocr.orientation import quarter_turns
from banmian.layout.ocr.page_borders import remove_borders
from banmian.layout.ocr.page_split import find_fold
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

NARROW = 0.8
"""Pictures narrower than this share of a fold's proportions are single pages."""


@dataclass(frozen=True, slots=True)
class RectifiedPage:
    """A page's own picture (``tones``: RGB, or one channel where it has no colour), its body em in px of the picture
    (None: no text-like ink), its skew, the scale (px of the image per px of the picture, 1 but for very high
    resolutions), and the matrix from the picture to the image (`banmian.document.affine_maps`). A ``negative``
    picture is white on black. ``slant`` is the perspective that it still has, in degrees (`banmian.layout.ocr.deskew`).
    """

    tones: Raster
    em: float | None
    skew_degrees: float
    scale: float = 1.0
    to_image: Matrix = field(default_factory=lambda: [*IDENTITY])
    negative: bool = False
    slant: float = 0.0

    @property
    def picture(self) -> Raster:
        """The picture in RGB."""
        return to_rgb(self.tones)

    @property
    def dark_on_light(self) -> Raster:
        """The tones as they are read."""
        return 255 - self.tones if self.negative else self.tones


def rectify_pages(raster: Raster, engine: Engine, thresholds: ScanThresholds = SCAN) -> list[RectifiedPage]:
    """The pages of an image, left to right, each in its own upright frame."""
    tones = tones_of(raster)
    if not is_negative(tones, thresholds):
        return _upright_pages(tones, engine, thresholds)
    pages = _upright_pages(255 - tones, engine, thresholds)
    return [replace(page, tones=255 - page.tones, negative=True) for page in pages]


def is_negative(raster: Raster, thresholds: ScanThresholds = SCAN) -> bool:
    """Whether an image is white on black: dark as a whole, and with more glyph-like ink among its light parts."""
    grey = _coarse(to_grey(raster), thresholds)
    if _median(grey) >= thresholds.dark_page:
        return False
    dark, light = (_glyph_ink(find_components(binarize(tones, thresholds)), thresholds) for tones in (grey, 255 - grey))
    return light > thresholds.negative_ink * dark


def _median(grey: Raster) -> float:
    """The median of a picture's tones."""
    counts = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).astype(np.float64))
    below, above = np.searchsorted(counts, ((grey.size - 1) // 2, grey.size // 2), side="right").tolist()
    return float(below + above) / 2


def _glyph_ink(parts: ConnectedComponents, thresholds: ScanThresholds) -> float:
    """Px of ink in squarish parts of the size of glyphs."""
    squarish = parts.boxes[:, 2:].min(axis=1) > SQUARISH * parts.spans
    sized = (parts.spans >= thresholds.least_glyph_px) & (parts.spans < thresholds.most_glyph_px)
    return float(parts.areas[squarish & sized].sum())


def _coarse(grey: Raster, thresholds: ScanThresholds) -> Raster:
    return _shrink(grey, min(1.0, (thresholds.coarse_pixels / grey.size) ** 0.5))


def _upright_pages(tones: Raster, engine: Engine, thresholds: ScanThresholds) -> list[RectifiedPage]:
    clean, scale = _limit_size(remove_borders(tones, thresholds), thresholds)
    back = scale_matrix(scale)
    grey = to_grey(clean)
    ink = binarize(grey, thresholds)
    parts = find_components(ink)
    em = body_em(grey, parts, thresholds)
    if em is None:
        return [RectifiedPage(clean, None, 0.0, scale, back)]
    turns = quarter_turns(clean, ink, em, engine, thresholds)
    if turns:
        clean = np.ascontiguousarray(np.rot90(clean, turns))
        back = compose(quarter_turn(turns, clean.shape[1], clean.shape[0]), back)
        parts = find_components(binarize(to_grey(clean), thresholds))
    skew, slant = measure_skew(parts, em, thresholds), measure_slant(parts, em, thresholds)
    degrees = round(skew.degrees, 2)
    if abs(degrees) >= thresholds.least_skew or skew.lean:
        ground = estimate_paper_colour(clean)
        back = compose(_unrotate_matrix(clean.shape[1], clean.shape[0], degrees, skew.lean), back)
        clean = rotate(clean, degrees, (int(ground[0]), int(ground[1]), int(ground[2])), skew.lean)
        parts = _measure_wide(clean, parts, thresholds)
    else:
        degrees = 0.0
    cut = find_fold(parts, em, thresholds)
    if cut is None:
        return [RectifiedPage(clean, em, degrees, scale, back, slant=slant)]
    halves = ((clean[:, :cut], back), (clean[:, cut:], compose(shift_matrix(cut, 0.0), back)))
    return [RectifiedPage(np.ascontiguousarray(half), em, degrees, scale, own, slant=slant) for half, own in halves]


def _unrotate_matrix(width: int, height: int, degrees: float, lean: float) -> Matrix:
    """The matrix from a picture rotated by `degrees` and uprighted by `lean` back to the original, ``width`` by
    ``height``."""
    matrix, _ = rotation_matrix(width, height, degrees, lean)
    middles: Sequence[Sequence[float]] = matrix.tolist()
    return inverse(compose(compose(shift_matrix(-0.5, -0.5), middles), shift_matrix(0.5, 0.5)))


def _limit_size(picture: Raster, thresholds: ScanThresholds) -> tuple[Raster, float]:
    """The picture, no larger than its glyphs require, and the px of the image per px of it.

    The glyphs of a large image are measured on a coarse copy; a page is reduced only to `thresholds.ample_em_px`,
    at which the recogniser loses nothing, and never because of its size alone.
    """
    coarse = min(1.0, (thresholds.coarse_pixels / (picture.shape[0] * picture.shape[1])) ** 0.5)
    em = (
        estimate_glyph_size(find_components(binarize(to_grey(_shrink(picture, coarse)), thresholds)), thresholds)
        if coarse < 1
        else None
    )
    if em is None or em / coarse <= thresholds.most_em_px:
        return picture, 1.0
    by = thresholds.ample_em_px * coarse / em
    return _shrink(picture, by), 1 / by


def _shrink(picture: Raster, by: float) -> Raster:
    if by >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), np.uint8)


def _measure_wide(picture: Raster, parts: ConnectedComponents, thresholds: ScanThresholds) -> ConnectedComponents:
    """The components of a rotated picture measured again if it may contain a fold; otherwise the old ones."""
    height, width = picture.shape[:2]
    if width < thresholds.fold_aspect * NARROW * height:
        return parts
    return find_components(binarize(to_grey(picture), thresholds))
