"""A page image becomes pages: straightened, split, its marks found, its lines read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from banmian.document.frames import compose, scaling
from banmian.document.model import Original
from banmian.layout.model import Line, Page, Picture, Rule
from banmian.layout.ocr.binarization import Parts, grey_of, ink_of, parts_of
from banmian.layout.ocr.column_bands import parted_at_tiers
from banmian.layout.ocr.conflict_resolution import settled_lines, settled_marks
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.graphics import Marks, find_marks
from banmian.layout.ocr.line_crops import strips_of
from banmian.layout.ocr.line_merging import joined, parted
from banmian.layout.ocr.line_recognition import read_strips
from banmian.layout.ocr.malloc_tuning import hand_back
from banmian.layout.ocr.multiline_boxes import read_unstacked
from banmian.layout.ocr.page_rectification import UprightPage, upright_pages
from banmian.layout.ocr.registry import engine_named
from banmian.layout.ocr.reversed_labels import label_panels
from banmian.layout.ocr.right_to_left import directed
from banmian.layout.ocr.show_through import without_show_through
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.tiled_detection import detections_on
from banmian.layout.ocr.truncated_lines import with_ends
from banmian.layout.ocr.undetected_columns import missing_columns
from banmian.layout.ocr.undetected_drop_caps import cap_strips
from banmian.layout.ocr.undetected_lines import lost_strips
from banmian.layout.ocr.writing_direction import runs_down
from banmian.layout.readers.base import Raster
from banmian.read_options import DEFAULT, ReadOptions


def read_raster(raster: Raster, options: ReadOptions = DEFAULT) -> list[Page]:
    """The pages of one image: RGB (height, width, 3) uint8; two pages for a fold, else one.

    ``number`` counts from 1 within the image; boxes are px of each page's upright frame, which
    `upright_of` gives as a picture, and ``original`` says where that lies on the image.

    Raises EngineError, MissingRequirementError.
    """
    engine = engine_named(options.engine, options.profile, options.weights_dir, options.threads)
    pages = []
    for number, upright in enumerate(upright_pages(raster, engine), start=1):
        page = read_upright(upright, number, engine)
        page.original = _place_on(raster, upright)
        pages.append(page)
    hand_back()
    return pages


def _place_on(raster: Raster, upright: UprightPage) -> Original:
    matrix = compose(scaling(1 / upright.scale), upright.to_image)
    return Original("", 1, float(raster.shape[1]), float(raster.shape[0]), "px", matrix)


def upright_of(raster: Raster, options: ReadOptions = DEFAULT) -> list[Raster]:
    """The pictures of the pages that `read_raster` reads from an image, in the same order."""
    engine = engine_named(options.engine, options.profile, options.weights_dir, options.threads)
    return [upright.picture for upright in upright_pages(raster, engine)]


def read_upright(upright: UprightPage, number: int, engine: Engine, limits: ScanThresholds = SCAN) -> Page:
    """One upright page picture as a page; low resolution is enlarged for reading and scaled back."""
    height, width = upright.picture.shape[:2]
    size = (round(width * upright.scale), round(height * upright.scale))
    page = Page(number, float(size[0]), float(size[1]), "px", "ocr", skew_degrees=upright.skew_degrees)
    if upright.em is None:
        page.warnings.append("No text-like ink was found on this page.")
    em = upright.em or limits.enlarged_em_px
    enlarged = limits.enlarged_em_px / em if em < limits.least_em_px else 1.0
    picture = _enlarged(upright.picture, enlarged)
    _read(picture, em * enlarged, page, engine, limits)
    _scale(page, upright.scale / enlarged)
    if upright.em is not None:
        page.dpi = float(round(upright.em * upright.scale * 72 / limits.body_points))
    if page.lines:
        signs = [glyph.confidence for line in page.lines for glyph in line.glyphs]
        page.confidence = round(float(np.mean(signs)), 4)
    return page


def _read(picture: Raster, em: float, page: Page, engine: Engine, limits: ScanThresholds) -> None:
    ink = ink_of(grey_of(picture), limits)
    widened = limits.columns_widened if runs_down(ink, em, limits) else 1.0
    strips = strips_of(detections_on(picture, em, engine, limits, widened=widened), ink, limits)
    found = find_marks(picture, em, limits)
    strips = parted_at_tiers(strips, ink, found.rules, em, limits)
    lines = read_unstacked(picture, strips, em, engine, limits)
    marks = settled_marks(found, lines, em, limits)
    marks.panels.extend(label_panels(picture, lines, marks, limits))
    marks = settled_marks(marks, lines, em, limits)
    lines += read_unstacked(picture, missing_columns(ink, lines, marks, em, limits), em, engine, limits)
    parts = parts_of(ink)
    lines = with_ends(picture, parts, lines, marks, em, engine, limits)
    lines += _found_after_all(picture, parts, lines, marks, em, engine, limits)
    lines = without_show_through(picture, ink, lines, em, engine, limits)
    lines = parted(joined(lines, em, limits), marks.rules, em, limits)
    page.rules, page.panels, page.pictures = marks.rules, marks.panels, marks.pictures
    page.lines = directed(settled_lines(lines, marks.pictures, em, limits), limits)


def _found_after_all(
    picture: Raster,
    parts: Parts,
    lines: Sequence[Line],
    marks: Marks,
    em: float,
    engine: Engine,
    limits: ScanThresholds,
) -> list[Line]:
    """Lines and drop caps that the detector passed over, where they are read surely."""
    lost = lost_strips(parts, picture.shape[:2], lines, marks, em, limits)
    caps = cap_strips(parts, picture.shape[:2], lines, marks, em, limits)
    read = read_strips(picture, [*lost, *caps], em, engine, limits)
    whole = [line for line in read[: len(lost)] if line is not None and len(line.glyphs) > 1]
    large = [line for line in read[len(lost) :] if line is not None and len(line.glyphs) == 1]
    return [line for line in (*whole, *large) if line.confidence >= limits.sure_line]


def _enlarged(picture: Raster, by: float) -> Raster:
    if by <= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC), np.uint8)


def _scale(page: Page, by: float) -> None:
    """Bring everything found on an enlarged picture back to the page's frame."""
    if by == 1:
        return
    page.lines = [_scaled_line(line, by) for line in page.lines]
    page.rules = [Rule(rule.box.scaled(by)) for rule in page.rules]
    page.panels = [replace(panel, box=panel.box.scaled(by)) for panel in page.panels]
    page.pictures = [Picture(picture.box.scaled(by)) for picture in page.pictures]


def _scaled_line(line: Line, by: float) -> Line:
    glyphs = tuple(replace(glyph, box=glyph.box.scaled(by), size=glyph.size * by) for glyph in line.glyphs)
    return replace(line, box=line.box.scaled(by), size=line.size * by, glyphs=glyphs)
