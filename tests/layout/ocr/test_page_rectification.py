"""Where a page lies on its image: what is ink on the upright picture is ink at the same place of the image."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from scan_drawing import InkEngine, draw_columns, paper

from banmian.document.affine_maps import map_point
from banmian.layout.ocr.deskew import rotate
from banmian.layout.ocr.page_rectification import rectify_pages
from banmian.layout.ocr.thresholds import SCAN

GROUND = (245, 245, 245)


@pytest.fixture(scope="module")
def page():
    picture = paper(760, 1000)
    draw_columns(picture, 20, [(60, 360), (400, 700)], range(80, 940))
    return picture


def ink_shared(image, upright):
    """Share of a page's ink whose middle is ink of the image, too."""
    grey = upright.picture[:, :, 0]
    rows, columns = np.nonzero(cv2.erode((grey < 90).astype(np.uint8), np.ones((2, 2), np.uint8)))
    chosen = np.random.default_rng(1).choice(len(rows), 2000)
    hits = 0
    for row, column in zip(rows[chosen], columns[chosen], strict=True):
        x, y = map_point(upright.to_image, column + 0.5, row + 0.5)
        hits += int(image[int(y), int(x), 0]) < 130
    return hits / len(chosen)


@pytest.mark.parametrize("degrees", [-2.3, 0.8, 3.1])
def test_a_skewed_page(page, degrees):
    image = rotate(page, degrees, GROUND)
    (upright,) = rectify_pages(image, InkEngine())
    assert abs(upright.skew_degrees + degrees) < 0.1
    assert ink_shared(image, upright) > 0.97


def test_a_page_photographed_from_the_side(page):
    image = rotate(page, 1.5, GROUND, 3.0)
    (upright,) = rectify_pages(image, InkEngine())
    assert ink_shared(image, upright) > 0.97


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_on_its_side(page, turns):
    image = np.ascontiguousarray(np.rot90(page, -turns))
    (upright,) = rectify_pages(image, InkEngine(90 * turns))
    assert upright.picture.shape == page.shape
    assert ink_shared(image, upright) == 1.0


def test_both_pages_of_a_skewed_fold(page):
    image = rotate(np.concatenate([page, page], axis=1), 1.2, GROUND)
    left, right = rectify_pages(image, InkEngine())
    assert ink_shared(image, left) > 0.97
    assert ink_shared(image, right) > 0.97
    assert map_point(right.to_image, 0, 0)[0] > 600


def test_a_page_of_more_pixels_than_its_glyphs_need(page):
    image = cv2.resize(page, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    (upright,) = rectify_pages(
        image, InkEngine(), replace(SCAN, coarse_pixels=2_000_000, most_em_px=60, ample_em_px=40)
    )
    assert upright.scale > 1
    assert upright.picture.shape[0] < image.shape[0]
    assert ink_shared(image, upright) > 0.97
