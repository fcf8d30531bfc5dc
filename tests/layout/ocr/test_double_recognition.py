"""Upright lines of horizontal and simplified pages: what two recognisers say, as one reading."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from scan_drawing import line

from banmian.layout.ocr.double_recognition import combine_readings
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.engine_loading import get_engine
from banmian.layout.ocr.page_pipeline import read_picture
from banmian.layout.ocr.page_script import PageScript, find_script
from banmian.layout.ocr.thresholds import SCAN
from samples.typeset.fonts import SIMPLIFIED, FontMissingError, font_file

ROWS = (
    "镇上新开的书场这个月请来两位老艺人",
    "每晚说一回书，乡亲们听得很认真，后",
    "来的人只好站着，连门边也没有空处。",
    "场主说过节时还要多请几位，让远处来",
    "的亲戚们也听个够，车马费由书场出。",
)
EM = 40


def reading(text, confidence=1.0, places=None):
    places = places or [(index + 0.5) / len(text) for index in range(len(text))]
    return Recognition(tuple(RecognisedGlyph(sign, at, confidence) for sign, at in zip(text, places, strict=True)))


def script_of(text):
    return find_script([line(text * 4, 0, 0)], replace(SCAN, sure_glyph=0.9))


SIMPLE, FULL = script_of("开学后农会与乡亲们谈论风车"), script_of("開學後農會與鄉親們談論風車")


def test_the_script_is_that_of_the_sure_glyphs():
    assert (SIMPLE.name, FULL.name) == ("simplified", "traditional")
    assert find_script([line("山水田土", 0, 0)]) == PageScript()
    assert SIMPLE.own["約"] == "约"
    assert FULL.own["约"] == "約"


@pytest.mark.parametrize(
    ("as_column", "as_row", "script", "text"),
    [
        (reading("通訊員沈約"), reading("通讯员沈约"), SIMPLE, "通讯员沈约"),
        (reading("通訊員沈約"), reading("通讯员沈约", 0.9), SIMPLE, "通讯员沈约"),
        (reading("通訊員沈約", 0.9), reading("通讯员沈约"), FULL, "通訊員沈約"),
        (reading("通訊員沈約", 0.9), reading("通讯员沈约"), PageScript(), "通讯员沈约"),
        (reading("發展"), reading("发展"), SIMPLE, "发展"),  # no pair: one of several traditional ones
        (reading("文！沈約"), reading("文/沈约", 0.7), SIMPLE, "文/沈约"),
        (reading("未年"), reading("末年", 0.4), SIMPLE, "未年"),  # hardly read
        (reading("未年"), reading("末年", 0.9), FULL, "未年"),
        (reading("未年", 0.9), reading("末年"), FULL, "末年"),
        (
            reading("文沈約", places=[0.1, 0.6, 0.9]),
            reading("文/沈约", places=[0.1, 0.35, 0.6, 0.9]),
            SIMPLE,
            "文/沈约",
        ),
        (
            reading("引入『雲", places=[0.1, 0.4, 0.7, 0.9]),
            reading("引入云", places=[0.1, 0.4, 0.9]),
            SIMPLE,
            "引入『云",
        ),
        (reading("東門、米", 0.99), reading("東門米", places=[0.125, 0.375, 0.875]), FULL, "東門、米"),
        (reading("東門米"), reading("東門、米", 0.7, [0.16, 0.5, 0.6, 0.83]), FULL, "東門米"),  # unsure, and no room
        (reading("來，去。"), reading("来’去°", 0.9), SIMPLE, "来，去。"),
        (
            reading("來，去。", places=[0.1, 0.3, 0.6, 0.99]),
            reading("来去", places=[0.1, 0.6]),
            SIMPLE,
            "来，去。",
        ),
        (reading("來，去", 0.9), reading("来一去"), SIMPLE, "来一去"),
        (reading(""), reading("东门"), SIMPLE, "东门"),
        (reading("東門"), reading(""), SIMPLE, "東門"),
    ],
)
def test_two_readings_of_an_upright_line(as_column, as_row, script, text):
    assert combine_readings(as_column, as_row, script).text == text


def serif():
    try:
        return ImageFont.truetype(str(font_file("serif")), EM, index=SIMPLIFIED)
    except FontMissingError as error:
        pytest.skip(str(error))


def draw_page(upright):
    """A page of simplified rows with a line of upright type beside them."""
    font = serif()
    page = Image.new("RGB", (1100, 700), "white")
    pen = ImageDraw.Draw(page)
    for number, row in enumerate(ROWS * 2):
        pen.text((300, 40 + 62 * number), row, font=font, fill=(20, 20, 20))
    for number, sign in enumerate(upright):
        pen.text((120 + (EM - font.getlength(sign)) / 2, 60 + 1.05 * EM * number), sign, font=font, fill=(20, 20, 20))
    return np.asarray(page)


@pytest.mark.parametrize("upright", ["文/顾颂约", "通讯员罗鸿图", "乡间书场说书声"])
def test_an_upright_line_in_simplified_print_is_read_in_its_script(upright):
    read = read_picture(draw_page(upright), EM, get_engine("auto", threads=1))
    assert [one.text for one in read.lines if one.vertical] == [upright]
    assert sum(one.text in ROWS for one in read.lines) >= 9


def test_a_page_of_nothing_but_simplified_columns_is_read_in_its_script():
    columns = [row.replace("，", "").replace("。", "") for row in ROWS * 2]
    page = Image.new("RGB", (820, 860), "white")
    pen = ImageDraw.Draw(page)
    for number, column in enumerate(columns):
        for place, sign in enumerate(column):
            pen.text((740 - 68 * number, 40 + 1.1 * EM * place), sign, font=serif(), fill=(20, 20, 20))
    read = read_picture(np.asarray(page), EM, get_engine("auto", threads=1))
    assert sum(one.text in columns for one in read.lines) >= 9
