"""A page image becomes pages: straightened, split, and read in their pictures (`page_pipeline`)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from banmian.document.affine_maps import compose, scale_matrix
from banmian.document.model import DocumentWarning, Original
from banmian.layout.model import Line, Page, Rule
from banmian.layout.ocr.colour_channels import to_rgb
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.engine_loading import engine_of
from banmian.layout.ocr.legibility import describe_legibility
from banmian.layout.ocr.malloc_tuning import release_memory
from banmian.layout.ocr.page_pipeline import read_picture
from banmian.layout.ocr.page_rectification import RectifiedPage, rectify_pages
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2
from banmian.read_options import DEFAULT, ReadOptions


def read_raster(raster: Raster, options: ReadOptions = DEFAULT) -> list[Page]:
    """The pages of one image, RGB or with one channel, uint8: two pages if it has a fold, else one.

    ``number`` counts from 1 within the image; boxes are px of each page's upright frame, which `rectified_pictures`
    gives as a picture, and ``original`` says where that lies on the image.

    Raises EngineError, MissingRequirementError.
    """
    engine = engine_of(options)
    pages = []
    for number, upright in enumerate(rectify_pages(raster, engine), start=1):
        page = read_rectified(upright, number, engine)
        page.original = _place_on(raster, upright)
        pages.append(page)
    release_memory()
    return pages


def _place_on(raster: Raster, upright: RectifiedPage) -> Original:
    matrix = compose(scale_matrix(1 / upright.scale), upright.to_image)
    return Original("", 1, float(raster.shape[1]), float(raster.shape[0]), "px", matrix)


def rectified_pictures(raster: Raster, options: ReadOptions = DEFAULT) -> list[Raster]:
    """The pictures of the pages that `read_raster` reads from an image, in the same order."""
    engine = engine_of(options)
    return [upright.picture for upright in rectify_pages(raster, engine)]


def read_rectified(upright: RectifiedPage, number: int, engine: Engine, thresholds: ScanThresholds = SCAN) -> Page:
    """One upright page picture as a page; low resolutions are enlarged for reading and scaled back."""
    height, width = upright.tones.shape[:2]
    size = (round(width * upright.scale), round(height * upright.scale))
    page = Page(number, float(size[0]), float(size[1]), "px", "ocr", skew_degrees=upright.skew_degrees)
    em = upright.em or thresholds.enlarged_em_px
    enlarged = thresholds.enlarged_em_px / em if em < thresholds.least_em_px else 1.0
    tones = _enlarge(upright.dark_on_light, enlarged)
    reading = read_picture(tones, em * enlarged, engine, thresholds, f"page {number}")
    if upright.em is None and not reading.lines:
        page.warnings.append(DocumentWarning("no_text", "No text-like ink was found on this page."))
    if upright.slant > thresholds.most_slant:
        message = "The page was photographed at a slant: flattened by a scanning program it is read better."
        page.warnings.append(DocumentWarning("slanted_page", message, upright.slant))
    if upright.em is not None and reading.legibility is not None:
        page.warnings += describe_legibility(reading.legibility, em, thresholds)
    graphics = reading.graphics
    page.lines = list(reading.lines)
    page.rules, page.panels, page.pictures = graphics.rules, graphics.panels, graphics.pictures
    _rescale_page(page, upright.scale / enlarged)
    if upright.em is not None:
        page.dpi = float(round(upright.em * upright.scale * 72 / thresholds.body_points))
    if page.lines:
        glyphs = [glyph.confidence for line in page.lines for glyph in line.glyphs]
        unread = reading.legibility.cells if reading.legibility is not None else 0
        page.confidence = round(sum(glyphs) / max(1, len(glyphs) + unread), 4)
    return page


def _enlarge(tones: Raster, by: float) -> Raster:
    """The tones, enlarged in three channels: OpenCV rounds one channel in another way, by a level here and there."""
    if by <= 1:
        return tones
    return np.asarray(cv2.resize(to_rgb(tones), None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC), np.uint8)


def _rescale_page(page: Page, by: float) -> None:
    """Scale everything found on an enlarged picture back to the page's frame."""
    if by == 1:
        return
    page.lines = [_rescale_line(line, by) for line in page.lines]
    page.rules = [Rule(rule.box.scaled(by)) for rule in page.rules]
    page.panels = [replace(panel, box=panel.box.scaled(by)) for panel in page.panels]
    page.pictures = [
        replace(picture, box=picture.box.scaled(by), labels=tuple(_rescale_line(label, by) for label in picture.labels))
        for picture in page.pictures
    ]


def _rescale_line(line: Line, by: float) -> Line:
    glyphs = tuple(replace(glyph, box=glyph.box.scaled(by), size=glyph.size * by) for glyph in line.glyphs)
    return replace(line, box=line.box.scaled(by), size=line.size * by, glyphs=glyphs)
