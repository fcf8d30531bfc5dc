"""Headlines of several lines that the detector took for one."""

import numpy as np
import pytest
from scan_drawing import draw_block, paper

from banmian.layout.geometry import Box
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.multiline_boxes import read_multiline_boxes

BODY_EM = 20
EM = 50
LINE = "青山不老"


class HeadlineEngine:
    """Reads a crop of one line of blocks sign for sign, and a crop of several as a single sign it is unsure of."""

    name = "headline"
    models = ()

    def __init__(self, stacked="个", stacked_confidence=0.55):
        self.stacked = [
            RecognisedGlyph(sign, (at + 0.5) / len(stacked), stacked_confidence) for at, sign in enumerate(stacked)
        ]
        self.shown = []

    def recognise(self, crops):
        return [self._read(crop) for crop in crops]

    def recognise_columns(self, crops):
        return self.recognise(crops)

    def _read(self, crop):
        width = crop.shape[1]
        self.shown.append(crop.shape)
        ink = crop.min(axis=2) < 128
        rows, signs = runs_of(ink.any(axis=1)), runs_of(ink.any(axis=0))
        if len(rows) > 1:
            return Recognition(tuple(self.stacked))
        return Recognition(
            tuple(RecognisedGlyph(text, sum(run) / 2 / width, 0.99) for text, run in zip(LINE, signs, strict=False))
        )


def runs_of(bearing):
    """First and one past the last of each run of ink."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], bearing.astype(int), [0]))))
    return edges.reshape(-1, 2).tolist()


def headline(rows=2, signs=4, em=EM, step=(0, 0)):
    """A headline of rows of signs; ``step`` is how much more than an em lies between signs and between rows."""
    picture = paper(420, 420)
    for row in range(rows):
        for index in range(signs):
            draw_block(picture, 60 + index * (em + step[0]), 80 + row * (em + step[1]), em, 10 * row + index)
    return picture, LineBox(Box(55, 75, 65 + signs * (em + step[0]), 85 + rows * (em + step[1])))


@pytest.mark.parametrize("rows", [2, 3])
def test_rows_read_as_one_sign_are_read_one_by_one(rows):
    picture, strip = headline(rows, step=(0, 12))
    lines = read_multiline_boxes(picture, [strip], BODY_EM, HeadlineEngine())
    assert [line.text for line in lines] == [LINE] * rows
    for row, line in enumerate(lines):
        assert line.box.y0 == pytest.approx(80 + row * (EM + 12) + 5, abs=5)
        assert line.size == pytest.approx(EM, rel=0.15)


def test_columns_are_read_one_by_one_on_a_page_whose_lines_run_down():
    picture, strip = headline(4, 2, step=(14, 0))
    pillar = LineBox(Box(5, 5, 25, 400), vertical=True)
    lines = read_multiline_boxes(picture, [strip, pillar, pillar], BODY_EM, HeadlineEngine(), down=True)
    assert [(line.text, line.vertical) for line in lines] == [(LINE, True)] * 2


def test_a_line_that_the_box_cuts_through_comes_out_whole():
    picture, strip = headline(2, step=(0, 12))
    cut_short = LineBox(Box(strip.box.x0, strip.box.y0, strip.box.x1, strip.box.y1 - 22))
    lines = read_multiline_boxes(picture, [cut_short], BODY_EM, HeadlineEngine())
    assert [round(line.box.height / EM, 1) for line in lines] == [pytest.approx(0.86, abs=0.1)] * 2


def test_a_headline_in_one_line_is_read_once():
    picture, strip = headline(1)
    engine = HeadlineEngine()
    (line,) = read_multiline_boxes(picture, [strip], BODY_EM, engine)
    assert line.text == LINE
    assert len(engine.shown) == 1


def test_rows_that_say_no_more_than_the_box_are_dropped():
    picture, strip = headline(2, 1, step=(0, 12))
    engine = HeadlineEngine(stacked_confidence=0.7)
    (line,) = read_multiline_boxes(picture, [strip], BODY_EM, engine)
    assert line.text == "个"
    assert len(engine.shown) > 1


def test_a_box_hardly_thicker_than_body_type_is_left_alone():
    picture, strip = headline(2, step=(0, 12))
    engine = HeadlineEngine()
    read_multiline_boxes(picture, [strip], 1.6 * EM, engine)
    assert len(engine.shown) == 1


def test_a_box_read_surely_with_as_many_signs_as_it_is_long_is_left_alone():
    picture, strip = headline(2, step=(0, 12))
    engine = HeadlineEngine(stacked="青山", stacked_confidence=0.9)
    (line,) = read_multiline_boxes(picture, [strip], BODY_EM, engine)
    assert line.text == "青山"
    assert len(engine.shown) == 1
