"""Glyph size, skew, folds, borders, bands and strips on drawn pages."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from scan_drawing import InkEngine, draw_columns, paper

from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey, to_rgb, tones_of
from banmian.layout.ocr.connected_components import ConnectedComponents, find_components
from banmian.layout.ocr.deskew import measure_skew, measure_slant, rotate
from banmian.layout.ocr.engine import Detection
from banmian.layout.ocr.glyph_size import estimate_glyph_size
from banmian.layout.ocr.line_box_making import make_line_boxes
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import cut_out, repeat_edge_rows
from banmian.layout.ocr.line_detection import column_length, is_torn_across
from banmian.layout.ocr.null_engine import NullEngine
from banmian.layout.ocr.orientation import quarter_turns
from banmian.layout.ocr.page_borders import remove_borders
from banmian.layout.ocr.page_rectification import rectify_pages
from banmian.layout.ocr.page_split import find_fold
from banmian.layout.ocr.thresholds import SCAN
from banmian.layout.ocr.tiled_detection import detect_lines
from banmian.layout.ocr.writing_mode_from_ink import is_set_vertically

GROUND = (245, 245, 245)


@pytest.fixture(scope="module")
def page():
    picture = paper(900, 1200)
    draw_columns(picture, 24, [(60, 420), (470, 830)], range(80, 1120))
    return picture


SAMPLE = Path(__file__).parents[3] / "samples" / "scan.jpg"


def parts_and_em(picture):
    parts = find_components(binarize(to_grey(picture)))
    return parts, estimate_glyph_size(parts)


def test_glyph_size_is_that_of_the_body(page):
    _parts, em = parts_and_em(page)
    assert em == pytest.approx(24, rel=0.1)


def test_blank_and_black_pages_have_no_glyph_size():
    for tone in (0, 255):
        parts, em = parts_and_em(np.full((300, 300, 3), tone, np.uint8))
        assert em is None
        assert len(parts.areas) == 0


@pytest.mark.parametrize("degrees", [-3.0, -0.5, 0.0, 1.3, 5.0])
def test_skew_is_found_to_a_tenth_of_a_degree(page, degrees):
    parts, em = parts_and_em(rotate(page, -degrees, GROUND))
    assert measure_skew(parts, em).degrees == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize("degrees", [-14.0, 11.0])
def test_a_photograph_may_be_skewed_more_than_a_scan(degrees):
    scan = cv2.imread(str(SAMPLE))
    small = cv2.resize(scan, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    level = measure_skew(*parts_and_em(small)).degrees
    parts, em = parts_and_em(rotate(small, -degrees, GROUND))
    assert measure_skew(parts, em).degrees == pytest.approx(degrees + level, abs=0.1)


@pytest.mark.parametrize("lean", [-4.0, 2.5])
def test_columns_that_lean_are_set_upright(page, lean):
    parts, em = parts_and_em(rotate(page, -1.0, GROUND, -lean))
    skew = measure_skew(parts, em)
    assert skew.degrees == pytest.approx(1.0, abs=0.25)
    assert skew.lean == pytest.approx(lean, abs=0.25)


def test_a_page_photographed_at_a_slant_is_told_and_a_skewed_one_is_not():
    scan = cv2.resize(cv2.imread(str(SAMPLE)), None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    height, width = scan.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = np.array([(0.1 * width, 0), (0.9 * width, 0), (width, height), (0, height)], np.float32)
    slanted = cv2.warpPerspective(scan, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=GROUND)
    assert measure_slant(*parts_and_em(slanted)) > SCAN.most_slant
    assert measure_slant(*parts_and_em(rotate(scan, 5.0, GROUND))) < 1.0


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_turned_pages_are_set_upright(page, quarter):
    lying = np.ascontiguousarray(np.rot90(page, -quarter))
    upright = rectify_pages(lying, InkEngine(turned=90 * quarter))[0]
    assert upright.picture.shape == page.shape
    assert np.abs(upright.picture.astype(int) - page).mean() < 8


ENOUGH = SCAN.turning_windows // 2 + 1


class Wavering(NullEngine):
    """Is of two minds about windows as they lie, and sure of them once they are turned."""

    def __init__(self):
        self.asked = 0

    def orientation(self, picture):
        self.asked += 1
        if self.asked <= SCAN.turning_windows:
            return 180 if self.asked % 2 else 90
        turns = 1 + (self.asked - SCAN.turning_windows - 1) // ENOUGH
        return (180 - 90 * turns) % 360


def test_windows_of_two_minds_are_asked_again_turned(page):
    large = np.ascontiguousarray(np.tile(page, (2, 2, 1)))
    ink = binarize(to_grey(large))
    engine = Wavering()
    assert quarter_turns(large, ink, 24.0, engine) == 2
    assert engine.asked == SCAN.turning_windows + 3 * ENOUGH


def test_windows_of_one_mind_are_not_all_asked(page):
    large = np.ascontiguousarray(np.tile(page, (2, 2, 1)))
    engine = Wavering()
    engine.orientation = lambda picture: setattr(engine, "asked", engine.asked + 1) or 270
    assert quarter_turns(large, binarize(to_grey(large)), 24.0, engine) == 3
    assert engine.asked < SCAN.turning_windows


def test_a_fold_is_parted_between_its_pages():
    picture = paper(1500, 900)
    draw_columns(picture, 20, [(50, 370), (390, 690), (800, 1120), (1140, 1440)], range(60, 840))
    parts, em = parts_and_em(picture)
    assert 690 <= find_fold(parts, em) <= 800
    pages = rectify_pages(picture, NullEngine())
    assert len(pages) == 2
    assert pages[0].picture.shape[1] + pages[1].picture.shape[1] == 1500


def glyph_rows(rows: int, marked: int, rule: bool = False) -> ConnectedComponents:
    """Two pages of glyphs of 20 px side by side, `marked` of the rows going on over the gutter, a rule in it."""
    places = [(x, y) for y in range(rows) for x in range(75) if not 35 <= x < 40 or y < marked]
    boxes = [(20 * x, 24 * y, 18, 18) for x, y in places] + ([(745, 0, 6, 24 * rows)] if rule else [])
    found = np.array(boxes)
    return ConnectedComponents(found, found[:, 2] * found[:, 3], found[:, :2] + found[:, 2:] / 2)


@pytest.mark.parametrize(("marked", "rule", "parts"), [(3, False, True), (8, False, False), (8, True, True)])
def test_a_few_marks_in_the_gutter_do_not_hide_a_fold(marked, rule, parts):
    assert (find_fold(glyph_rows(36, marked, rule), 20.0) is not None) is parts


def test_a_cutting_wider_than_any_two_pages_is_one():
    picture = paper(1500, 480)
    draw_columns(picture, 20, [(50, 370), (390, 690), (800, 1120), (1140, 1440)], range(60, 420))
    parts, em = parts_and_em(picture)
    assert find_fold(parts, em) is None


def test_a_wide_page_with_text_across_its_middle_is_one_page():
    picture = paper(1500, 900)
    draw_columns(picture, 20, [(50, 690), (800, 1440)], range(200, 840))
    draw_columns(picture, 20, [(60, 1430)], range(60, 190))
    parts, em = parts_and_em(picture)
    assert find_fold(parts, em) is None


def test_scanner_borders_go_and_dark_headings_stay(page):
    scanned = np.pad(page, ((0, 40), (0, 60), (0, 0)))
    clean = remove_borders(scanned)
    assert clean[600, -20].min() > 200
    assert clean[-15, 400].min() > 200
    assert np.array_equal(clean[80:1100, 60:830], page[80:1100, 60:830])
    assert remove_borders(page) is page


@pytest.mark.parametrize("em", [10, 24, 60])
def test_columns_and_lines_are_told_apart(em):
    lying = paper(40 * em, 40 * em)
    draw_columns(lying, em, [(2 * em, 38 * em)], range(2 * em, 38 * em))
    assert not is_set_vertically(binarize(to_grey(lying)), em)
    standing = np.ascontiguousarray(np.rot90(lying))
    assert is_set_vertically(binarize(to_grey(standing)), em)


def test_a_scrap_says_nothing_of_columns():
    assert not is_set_vertically(binarize(to_grey(paper(30, 30))), 20.0)


def test_bands_join_what_they_cut():
    picture = paper(800, 6000)
    picture[200:5800, 300:318] = 20
    picture[100:118, 400:700] = 20
    engine = InkEngine()
    found = detect_lines(picture, 17.5, engine)
    assert engine.largest < 800 * 6000
    boxes = sorted([round(float(v)) for v in (*f.corners.min(axis=0), *f.corners.max(axis=0))] for f in found)
    assert len(boxes) == 2
    assert boxes[0][1] <= 205
    assert boxes[0][3] >= 5795


def test_a_leaning_line_is_cut_straight():
    picture = paper(300, 900)
    for y in range(100, 800):
        x = 150 + round(0.04 * (y - 450))
        picture[y, x - 10 : x + 10] = 20
    corners = np.array([[122, 100], [150, 100], [178, 800], [150, 800]], np.float32)
    strip = make_line_boxes([Detection(corners, 0.9)], binarize(to_grey(picture)))[0]
    assert strip.vertical
    assert strip.lean == pytest.approx(0.04, abs=0.003)
    ink = (cut_out(picture, strip)[:, :, 0] < 128).sum(axis=0)
    assert np.flatnonzero(ink > 600).size >= 17


def test_vertical_strips_are_drawn_in_to_their_column():
    picture = paper(200, 600)
    for left in (40, 80, 120):
        draw_columns(picture, 30, [(left, left + 32)], range(50, 550))
    wide = np.array([[70, 50], [122, 50], [122, 540], [70, 540]], np.float32)
    strip = make_line_boxes([Detection(wide, 0.9)], binarize(to_grey(picture)))[0]
    assert strip.box.x0 >= 70
    assert strip.box.width < 48


def test_a_strip_beyond_the_rim_is_clipped():
    picture = paper(50, 40)
    assert cut_out(picture, LineBox(Box(-5, -5, 70, 60))).shape == (40, 50, 3)
    assert cut_out(picture, LineBox(Box(49.6, 10, 60, 20))).size > 0


@pytest.mark.parametrize(
    ("box", "vertical", "rows"),
    [(Box(0, 0, 300, 40), False, 52), (Box(0, 0, 300, 80), False, 80), (Box(0, 0, 40, 300), True, 40)],
)
def test_running_text_is_read_with_air_around_it_and_headlines_and_columns_are_not(box, vertical, rows):
    strip = LineBox(box, vertical)
    height, width = round(min(box.width, box.height)), round(max(box.width, box.height))
    crop = np.random.default_rng(1).integers(0, 255, (height, width, 3)).astype(np.uint8)
    shown = repeat_edge_rows(crop, strip, body_em=36.0)
    assert shown.shape == (rows, width, 3)
    above = (rows - height) // 2
    assert (shown[above : rows - above] == crop).all()
    assert (shown[:above] == crop[0]).all()


def test_columns_torn_across_are_told_by_boxes_of_a_glyph_or_two():
    columns = [LineBox(Box(30 * at, 0, 30 * at + 20, 400), vertical=True) for at in range(20)]
    headline = [LineBox(Box(0, 500, 400, 540))]
    torn = [LineBox(Box(30 * at, 600, 30 * at + 45, 622)) for at in range(8)]
    assert not is_torn_across([*columns, *headline], 20)
    assert is_torn_across([*columns, *headline, *torn], 20)
    assert not is_torn_across([], 20)
    assert column_length([*columns, *torn]) == 8000


def test_a_picture_without_colour_has_one_channel_and_the_same_pages():
    grey = np.random.default_rng(3).integers(0, 256, (150, 70), np.uint8)
    picture = to_rgb(grey)
    assert (tones_of(picture) == grey).all()
    assert (to_grey(picture) == grey).all()
    picture[149, 69, 1] ^= 1
    assert tones_of(picture) is picture
