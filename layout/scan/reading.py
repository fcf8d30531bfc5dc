"""A page image becomes pages: straightened, split, its marks found, its lines read."""

from __future__ import annotations

import cv2
import numpy as np

from layout.page import Page
from layout.readers.options import DEFAULT, ReadOptions
from layout.readers.seam import Raster
from layout.scan.engine import Detection, Engine
from layout.scan.engines import engine_named
from layout.scan.lines import read_strips, strips_of
from layout.scan.marks import find_marks
from layout.scan.upright import UprightPage, upright_pages
from layout.thresholds import SCAN, ScanThresholds


def read_raster(raster: Raster, options: ReadOptions = DEFAULT) -> list[Page]:
    """The pages of one image: RGB (height, width, 3) uint8; two pages for a fold, else one.

    ``number`` counts from 1 within the image; boxes are px of each page's upright frame, which
    `layout.scan.upright.upright_pages` gives as a picture. Raises EngineError, MissingRequirementError.
    """
    engine = engine_named(options.engine, options.profile, options.weights_dir)
    return [
        read_upright(upright, number, engine)
        for number, upright in enumerate(upright_pages(raster, engine), start=1)
    ]


def upright_of(raster: Raster, options: ReadOptions = DEFAULT) -> list[Raster]:
    """The pictures of the pages that `read_raster` reads from an image, in the same order."""
    engine = engine_named(options.engine, options.profile, options.weights_dir)
    return [upright.picture for upright in upright_pages(raster, engine)]


def read_upright(upright: UprightPage, number: int, engine: Engine, limits: ScanThresholds = SCAN) -> Page:
    """One upright page picture as a page."""
    picture = upright.picture
    height, width = picture.shape[:2]
    page = Page(number, float(width), float(height), "px", "ocr", skew_degrees=upright.skew_degrees)
    if upright.em is None:
        page.warnings.append("No text-like ink was found on this page.")
    em = upright.em or limits.detection_em_px
    marks = find_marks(picture, em, limits)
    page.rules, page.panels, page.pictures = marks.rules, marks.panels, marks.pictures
    page.lines = read_strips(picture, strips_of(detections_on(picture, em, engine, limits)), engine, limits)
    if page.lines:
        signs = [glyph.confidence for line in page.lines for glyph in line.glyphs]
        page.confidence = round(float(np.mean(signs)), 4)
    return page


def detections_on(
    picture: Raster, em: float, engine: Engine, limits: ScanThresholds = SCAN
) -> list[Detection]:
    """Lines detected at the scale at which the body em is `limits.detection_em_px`, in px of the picture."""
    scale = limits.detection_em_px / em
    longest = max(picture.shape[:2]) * scale
    scale *= min(1.0, 2 * limits.detection_tile_px / longest)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    shown = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method)
    found = engine.detect(np.asarray(shown, np.uint8))
    across, down = picture.shape[1] / shown.shape[1], picture.shape[0] / shown.shape[0]
    back = np.array([across, down], np.float32)
    return [Detection(detection.corners * back, detection.score) for detection in found]
