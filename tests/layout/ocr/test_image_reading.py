"""The default engine on a part of the project's own sample scan, turned and small, and bad pictures."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from banmian.document.changes import apply
from banmian.layout.ocr.image_reading import read_raster
from banmian.read_options import ReadOptions

SAMPLES = Path(__file__).parents[3] / "samples"
OPTIONS = ReadOptions(threads=2)


@pytest.fixture(scope="module")
def part():
    whole = cv2.cvtColor(cv2.imread(str(SAMPLES / "scan.jpg")), cv2.COLOR_BGR2RGB)
    return np.ascontiguousarray(whole[300:1300, 200:1900])


@pytest.fixture(scope="module")
def page(part):
    pages = read_raster(part, OPTIONS)
    assert len(pages) == 1
    return pages[0]


def han(page):
    return [sign for line in page.lines for sign in line.text if "\u4e00" <= sign <= "\u9fff"]


def test_lines_are_read_as_the_truth_has_them(page):
    truth = json.dumps(json.loads((SAMPLES / "scan.truth.json").read_text("utf-8")), ensure_ascii=False)
    body = [line.text for line in page.lines if len(line.text) > 8]
    assert len(body) > 10
    assert sum(text in truth for text in body) >= 0.8 * len(body)
    assert page.confidence > 0.97


def test_lines_keep_what_was_read_and_their_glyphs(page):
    for line in page.lines:
        assert apply(line.read, line.changes) == line.text
        assert "".join(glyph.text for glyph in line.glyphs) == "".join(line.text.split())
        for one in line.glyphs:
            assert line.box.grown(1).covers(one.box, 0.99)


def test_a_turned_and_skewed_page_reads_the_same(part, page):
    lying = np.ascontiguousarray(np.rot90(part))
    again = read_raster(lying, OPTIONS)[0]
    assert (again.width, again.height) == pytest.approx((page.width, page.height), rel=0.01)
    common = len(set(han(page)) & set(han(again))) / len(set(han(page)))
    assert common > 0.97


@pytest.mark.parametrize("tone", [0, 255])
def test_an_even_picture_gives_an_empty_page_and_says_so(tone):
    page = read_raster(np.full((200, 150, 3), tone, np.uint8), OPTIONS)[0]
    assert page.lines == []
    assert [warning.code for warning in page.warnings] == ["no_text"]


def test_noise_gives_no_text():
    noise = np.random.default_rng(3).integers(0, 255, (400, 400, 3)).astype(np.uint8)
    assert sum(len(line.text) for page in read_raster(noise, OPTIONS) for line in page.lines) < 5
