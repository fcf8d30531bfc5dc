"""A page image becomes pages: straightened, split, its marks found, its lines read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from banmian.document.frames import compose, scaling
from banmian.document.model import Original
from banmian.layout.model import Line, Page, Picture, Rule
from banmian.layout.ocr.binarization import ConnectedComponents, binarize, find_components, to_grey
from banmian.layout.ocr.column_bands import split_at_column_bands
from banmian.layout.ocr.conflict_resolution import drop_false_graphics, drop_false_lines
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.graphics import Graphics, find_graphics
from banmian.layout.ocr.line_crops import make_line_boxes
from banmian.layout.ocr.line_merging import merge_lines, split_at_gutters
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.malloc_tuning import release_memory
from banmian.layout.ocr.multiline_boxes import read_multiline_boxes
from banmian.layout.ocr.page_rectification import RectifiedPage, rectify_pages
from banmian.layout.ocr.registry import get_engine
from banmian.layout.ocr.reversed_labels import find_label_panels
from banmian.layout.ocr.right_to_left import correct_direction
from banmian.layout.ocr.show_through import remove_show_through
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.tiled_detection import detect_lines
from banmian.layout.ocr.truncated_lines import complete_lines
from banmian.layout.ocr.undetected_columns import find_undetected_columns
from banmian.layout.ocr.undetected_drop_caps import find_undetected_drop_caps
from banmian.layout.ocr.undetected_lines import find_undetected_lines
from banmian.layout.ocr.writing_direction import is_set_vertically
from banmian.layout.readers.base import Raster
from banmian.read_options import DEFAULT, ReadOptions


def read_raster(raster: Raster, options: ReadOptions = DEFAULT) -> list[Page]:
    """The pages of one image: RGB (height, width, 3) uint8; two pages for a fold, else one.

    ``number`` counts from 1 within the image; boxes are px of each page's upright frame, which
    `rectified_pictures` gives as a picture, and ``original`` says where that lies on the image.

    Raises EngineError, MissingRequirementError.
    """
    engine = get_engine(options.engine, options.profile, options.weights_dir, options.threads)
    pages = []
    for number, upright in enumerate(rectify_pages(raster, engine), start=1):
        page = read_rectified(upright, number, engine)
        page.original = _place_on(raster, upright)
        pages.append(page)
    release_memory()
    return pages


def _place_on(raster: Raster, upright: RectifiedPage) -> Original:
    matrix = compose(scaling(1 / upright.scale), upright.to_image)
    return Original("", 1, float(raster.shape[1]), float(raster.shape[0]), "px", matrix)


def rectified_pictures(raster: Raster, options: ReadOptions = DEFAULT) -> list[Raster]:
    """The pictures of the pages that `read_raster` reads from an image, in the same order."""
    engine = get_engine(options.engine, options.profile, options.weights_dir, options.threads)
    return [upright.picture for upright in rectify_pages(raster, engine)]


def read_rectified(upright: RectifiedPage, number: int, engine: Engine, thresholds: ScanThresholds = SCAN) -> Page:
    """One upright page picture as a page; low resolution is enlarged for reading and scaled back."""
    height, width = upright.picture.shape[:2]
    size = (round(width * upright.scale), round(height * upright.scale))
    page = Page(number, float(size[0]), float(size[1]), "px", "ocr", skew_degrees=upright.skew_degrees)
    if upright.em is None:
        page.warnings.append("No text-like ink was found on this page.")
    em = upright.em or thresholds.enlarged_em_px
    enlarged = thresholds.enlarged_em_px / em if em < thresholds.least_em_px else 1.0
    picture = _enlarge(upright.picture, enlarged)
    _read(picture, em * enlarged, page, engine, thresholds)
    _rescale_page(page, upright.scale / enlarged)
    if upright.em is not None:
        page.dpi = float(round(upright.em * upright.scale * 72 / thresholds.body_points))
    if page.lines:
        glyphs = [glyph.confidence for line in page.lines for glyph in line.glyphs]
        page.confidence = round(float(np.mean(glyphs)), 4)
    return page


def _read(picture: Raster, em: float, page: Page, engine: Engine, thresholds: ScanThresholds) -> None:
    ink = binarize(to_grey(picture), thresholds)
    widened = thresholds.columns_widened if is_set_vertically(ink, em, thresholds) else 1.0
    line_boxes = make_line_boxes(detect_lines(picture, em, engine, thresholds, widened=widened), ink, thresholds)
    found = find_graphics(picture, em, thresholds)
    line_boxes = split_at_column_bands(line_boxes, ink, found.rules, em, thresholds)
    lines = read_multiline_boxes(picture, line_boxes, em, engine, thresholds)
    graphics = drop_false_graphics(found, lines, em, thresholds)
    graphics.panels.extend(find_label_panels(picture, lines, graphics, thresholds))
    graphics = drop_false_graphics(graphics, lines, em, thresholds)
    lines += read_multiline_boxes(
        picture, find_undetected_columns(ink, lines, graphics, em, thresholds), em, engine, thresholds
    )
    parts = find_components(ink)
    lines = complete_lines(picture, parts, lines, graphics, em, engine, thresholds)
    lines += _read_missed_lines(picture, parts, lines, graphics, em, engine, thresholds)
    lines = remove_show_through(picture, ink, lines, em, engine, thresholds)
    lines = split_at_gutters(merge_lines(lines, em, thresholds), graphics.rules, em, thresholds)
    page.rules, page.panels, page.pictures = graphics.rules, graphics.panels, graphics.pictures
    page.lines = correct_direction(drop_false_lines(lines, graphics.pictures, em, thresholds), thresholds)


def _read_missed_lines(
    picture: Raster,
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    engine: Engine,
    thresholds: ScanThresholds,
) -> list[Line]:
    """Lines and drop caps that the detector passed over, where they are read surely."""
    lost = find_undetected_lines(parts, picture.shape[:2], lines, graphics, em, thresholds)
    caps = find_undetected_drop_caps(parts, picture.shape[:2], lines, graphics, em, thresholds)
    read = recognise_lines(picture, [*lost, *caps], em, engine, thresholds)
    whole = [line for line in read[: len(lost)] if line is not None and len(line.glyphs) > 1]
    large = [line for line in read[len(lost) :] if line is not None and len(line.glyphs) == 1]
    return [line for line in (*whole, *large) if line.confidence >= thresholds.sure_line]


def _enlarge(picture: Raster, by: float) -> Raster:
    if by <= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC), np.uint8)


def _rescale_page(page: Page, by: float) -> None:
    """Bring everything found on an enlarged picture back to the page's frame."""
    if by == 1:
        return
    page.lines = [_rescale_line(line, by) for line in page.lines]
    page.rules = [Rule(rule.box.scaled(by)) for rule in page.rules]
    page.panels = [replace(panel, box=panel.box.scaled(by)) for panel in page.panels]
    page.pictures = [Picture(picture.box.scaled(by)) for picture in page.pictures]


def _rescale_line(line: Line, by: float) -> Line:
    glyphs = tuple(replace(glyph, box=glyph.box.scaled(by), size=glyph.size * by) for glyph in line.glyphs)
    return replace(line, box=line.box.scaled(by), size=line.size * by, glyphs=glyphs)
