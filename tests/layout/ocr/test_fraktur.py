"""Pages in Fraktur: which are asked about, and who reads their rows."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scan_drawing import InkEngine, line, paper

from banmian.layout.geometry import Box
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.engine_loading import get_engine
from banmian.layout.ocr.fraktur import FrakturRecognition, is_fraktur
from banmian.layout.ocr.legibility import known_words
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.page_pipeline import read_picture
from banmian.layout.ocr.thresholds import SCAN

EM = 24
SCAN_OF_1940 = Path("../shared/real/nzz-1940-04-29-p1.tif")
COLUMN = (1010, 3400, 1890, 4030)
BODY = 36
ROMAN = "The old bridge over the river was closed again after heavy rain"
MISREAD = "Der Brüde über ben Fluk murbe geftern mieber gefperrt und zmar fogleich"
HAN = "昨日河上舊橋因大雨再度封閉行人改由渡船過河"


class Recognisers(InkEngine):
    """Readings of a confidence by the recogniser for all rows, and of another by that for Fraktur."""

    def __init__(self, usual, fraktur):
        super().__init__()
        self.sure = {"usual": usual, "fraktur": fraktur}
        self.asked = []

    def recognise(self, crops):
        return self._answer("usual", crops)

    def recognise_fraktur(self, crops):
        return self._answer("fraktur", crops)

    def _answer(self, who, crops):
        self.asked += [(who, crop.shape[0]) for crop in crops]
        return [Recognition((RecognisedGlyph("a", 0.5, self.sure[who]),) if self.sure[who] else ()) for _ in crops]


def page_of(text, count=12):
    rows = [LineBox(Box(20, y, 620, y + EM)) for y in range(20, 20 + 40 * count, 40)]
    return rows, [line(text, 20, row.box.y0, EM) for row in rows]


@pytest.mark.parametrize(
    ("text", "usual", "fraktur", "is_one"),
    [
        (MISREAD, 0.93, 0.98, True),
        (MISREAD, 0.93, 0.93, False),  # words that no list has, in roman type
        (MISREAD, 0.93, 0.0, False),  # an engine that has no weights for it
    ],
)
def test_a_page_that_makes_few_words_is_fraktur_where_its_recogniser_is_surer(text, usual, fraktur, is_one):
    engine = Recognisers(usual, fraktur)
    rows, lines = page_of(text)
    assert is_fraktur(paper(640, 520), rows, lines, EM, engine) == is_one


@pytest.mark.parametrize("text", [ROMAN, HAN])
def test_pages_of_words_and_of_other_scripts_are_not_asked_about(text):
    engine = Recognisers(0.5, 1.0)
    rows, lines = page_of(text)
    assert not is_fraktur(paper(640, 520), rows, lines, EM, engine)
    assert not engine.asked


def test_rows_of_body_type_tell():
    engine = Recognisers(0.9, 0.99)
    rows, lines = page_of(MISREAD)
    headline = LineBox(Box(0, 0, 640, 3 * EM))
    assert is_fraktur(paper(640, 520), [headline, *rows], lines, EM, engine)
    assert max(height for _who, height in engine.asked) < 2 * EM


def test_its_rows_are_then_read_by_the_recogniser_for_fraktur():
    engine = Recognisers(0.9, 0.99)
    assert FrakturRecognition(engine).recognise([paper(100, 40)])[0].confidence == 0.99
    assert {who for who, _height in engine.asked} == {"fraktur"}


@pytest.mark.skipif(not SCAN_OF_1940.exists(), reason="the page of 1940 is not beside the checkout")
def test_a_column_of_1940_is_read_in_words():
    with Image.open(SCAN_OF_1940) as page:
        column = np.asarray(page.crop(COLUMN).convert("RGB"))
    text = [line.text for line in read_picture(column, BODY, get_engine("auto", threads=1)).lines]
    assert known_words(text, 20) > SCAN.fraktur_known
    assert any("schlagen" in line for line in text)  # with the long s
