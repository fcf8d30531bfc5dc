"""What was read of a page against its ink, and what a page is marked for."""

from dataclasses import replace

import numpy as np
import pytest
from scan_drawing import InkEngine, draw_columns, line, paper

from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.connected_components import find_components
from banmian.layout.ocr.glyph_size import body_em
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.legibility import Legibility, describe_legibility, known_words, measure_legibility
from banmian.layout.ocr.page_rectification import is_negative, rectify_pages

EM = 24
SOUND = Legibility(unread=0.01, parts_per_glyph=1.0, marks=0.1, known=0.8, confidence=0.98, glyphs=500)


@pytest.fixture(scope="module")
def picture():
    page = paper(900, 1200)
    draw_columns(page, EM, ((60, 420), (480, 840)), range(60, 1140))
    return page


def test_ink_that_no_line_accounts_for_is_unread(picture):
    parts = find_components(binarize(to_grey(picture)))
    column = [line("一二三四五六七八九十一二三四五", 60, y, EM) for y in range(60, 1140, round(1.6 * EM))]
    half = measure_legibility(parts, column, Graphics([], [], []), picture.shape[:2], EM)
    assert half.unread == pytest.approx(0.5, abs=0.06)
    assert measure_legibility(parts, [], Graphics([], [], []), picture.shape[:2], EM).unread == 1.0


def test_a_page_that_is_wholly_read_is_not_marked():
    assert describe_legibility(SOUND, 24) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unread": 0.6}, "unread_text"),
        ({"cells": 40}, "unread_text"),
        ({"marks": 0.8}, "unsupported_script"),
        ({"parts_per_glyph": 6.0}, "unsupported_script"),
        ({"known": 0.1}, "unsupported_script"),
        ({"confidence": 0.6}, "unsure_reading"),
    ],
)
def test_a_page_that_is_not_is_marked_with_the_reason(change, code):
    assert [warning.code for warning in describe_legibility(replace(SOUND, **change), 24)] == [code]


def test_a_page_in_a_script_that_no_model_knows_is_marked_so():
    found = replace(SOUND, unread=0.45, known=None, confidence=0.9)
    assert [warning.code for warning in describe_legibility(found, 24)] == ["unread_text", "unsupported_script"]
    surely_read = replace(SOUND, unread=0.45, known=None)
    assert [warning.code for warning in describe_legibility(surely_read, 24)] == ["unread_text"]


def test_small_type_is_told():
    assert [warning.code for warning in describe_legibility(SOUND, 6)] == ["low_resolution"]


def test_words_are_told_from_strings_of_letters():
    words = [
        "The committee will meet again on Thursday",
        "Rząd wczoraj przyjął nowe prawo dla wszystkich",
        "Die Regierung hat gestern beschlossen",
    ]
    assert known_words(words, 5) > 0.85
    assert known_words(["Dte Negternng hai gesfern beschlosseit", "uud dte Stanbe wurdeu versammett ist"], 3) < 0.3
    assert known_words(["Вчера вечером в городе открылась ночная библиотека, где можно читать"], 3) > 0.8
    assert known_words(["The committee"], 5) is None


def test_white_on_black_is_told_and_read_as_black_on_white(picture):
    assert not is_negative(picture)
    assert is_negative(255 - picture)
    (page,) = rectify_pages(255 - picture, InkEngine())
    assert page.negative
    assert page.picture.mean() < 128 < page.dark_on_light.mean()


def test_a_dark_photograph_is_no_negative():
    noise = np.random.default_rng(1).normal(60, 25, (900, 900, 1)).clip(0, 255).astype(np.uint8)
    assert not is_negative(np.repeat(noise, 3, axis=2))


def test_specks_of_body_type_under_a_huge_headline_are_the_body():
    small = paper(420, 560)
    draw_columns(small, 5, ((20, 200), (220, 400)), range(200, 540))
    draw_columns(small, 60, ((20, 400),), range(20, 180))
    grey = to_grey(small)
    assert body_em(grey, find_components(binarize(grey))) < 12
