"""Marks at the ends of lines that the detector left out."""

from dataclasses import replace

import numpy as np
import pytest
from scan_drawing import draw_block, line, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Picture, Rule
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.connected_components import find_components
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.lost_end_marks import restore_end_marks
from banmian.opencv import cv2

EM, LEFT, TOP = 40, 100, 100
TEXT = "春风送暖"
NOTHING = Graphics([], [], [])


class Reader:
    """Reads every crop as one text, evenly set."""

    name = "reader"
    models = ()

    def __init__(self, text, confidence=0.99):
        self.text, self.confidence, self.asked = text, confidence, 0

    def recognise(self, crops):
        self.asked += len(crops)
        return [self._read(crop) for crop in crops]

    def recognise_columns(self, crops):
        return self.recognise(crops)

    def _read(self, crop):
        assert crop.size
        places = (np.arange(len(self.text)) + 0.5) / len(self.text)
        return Recognition(
            tuple(RecognisedGlyph(sign, at, self.confidence) for sign, at in zip(self.text, places, strict=True))
        )


def drawn(vertical, at, *, radius=0.12, aside=0.0):
    """A line and the picture of it with a point, its middle `at` em from the line's beginning."""
    picture = paper(500, 500)
    for index in range(len(TEXT)):
        shift = index * EM
        draw_block(picture, LEFT + (0 if vertical else shift), TOP + (shift if vertical else 0), EM, index)
    along, across = at * EM, (0.7 + aside) * EM
    x, y = (LEFT + across, TOP + along) if vertical else (LEFT + along, TOP + across)
    cv2.circle(picture, (round(x), round(y)), round(radius * EM), (20, 20, 20), -1)
    return picture, line(TEXT, LEFT, TOP, EM, vertical=vertical)


def restored(picture, lines, engine, graphics=NOTHING):
    parts = find_components(binarize(to_grey(picture)))
    return restore_end_marks(picture, parts, lines, graphics, EM, engine)[0]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize(
    ("at", "text"),
    [(4.2, TEXT + "，"), (4.5, TEXT + "”"), (-0.3, "，" + TEXT), (-0.3, "“" + TEXT)],
)
def test_a_mark_beyond_either_end_is_read_after_all(vertical, at, text):
    picture, cut = drawn(vertical, at)
    (whole,) = restored(picture, [cut], Reader(text))
    assert whole.text == text
    assert whole.vertical == vertical


def test_the_line_may_reach_into_the_mark_that_it_lacks():
    picture, cut = drawn(False, 4.1)
    cut = replace(cut, box=cut.box._replace(x1=LEFT + 4.15 * EM))
    assert [one.text for one in restored(picture, [cut], Reader(TEXT + "，"))] == [TEXT + "，"]


@pytest.mark.parametrize(
    "engine",
    [Reader(TEXT + "，", 0.7), Reader(TEXT + "一"), Reader("东" + TEXT[1:] + "，"), Reader("，" + TEXT + "，")],
)
def test_only_a_sure_mark_is_added_and_nothing_else_changed(engine):
    picture, cut = drawn(False, 4.2)
    assert restored(picture, [cut], engine) == [cut]
    assert engine.asked == 1


@pytest.mark.parametrize("place", [{"at": 5.4}, {"at": 4.2, "radius": 0.4}, {"at": 4.2, "aside": 0.5}, {"at": 2.0}])
def test_ink_that_is_no_mark_of_the_line_costs_nothing(place):
    picture, cut = drawn(False, **place)
    engine = Reader(TEXT + "，")
    assert restored(picture, [cut], engine) == [cut]
    assert engine.asked == 0


def test_ink_of_other_lines_and_of_pictures_is_left_to_them():
    picture, cut = drawn(False, 4.2)
    engine = Reader(TEXT + "，")
    other = line("江", LEFT + 3.8 * EM, TOP, EM)
    assert restored(picture, [cut, other], engine)[0] == cut
    covered = Graphics([], [], [Picture(Box(LEFT + 4 * EM, TOP, LEFT + 6 * EM, TOP + 2 * EM))])
    assert restored(picture, [cut], engine, covered) == [cut]
    assert engine.asked == 0


def with_bracket(x, y):
    """A column with a hollow bracket at (x, y) px, and the two bars of it, which look like rules."""
    picture, cut = drawn(True, 1.0)
    cv2.rectangle(picture, (x, y), (x + EM - 4, y + 10), (20, 20, 20), 2)
    bars = [Rule(Box(x, y, x + EM - 4, y + 2)), Rule(Box(x, y + 8, x + EM - 4, y + 10))]
    return picture, cut, bars


def test_a_bracket_over_a_column_s_foot_is_read_and_its_bars_are_no_rules():
    picture, cut, bars = with_bracket(LEFT + 2, TOP + 4 * EM + 6)
    printed = Rule(Box(LEFT - 200, TOP + 4 * EM + 8, LEFT + 300, TOP + 4 * EM + 10))
    parts = find_components(binarize(to_grey(picture)))
    graphics = Graphics([*bars, printed], [], [])
    (whole,), rules = restore_end_marks(picture, parts, [cut], graphics, EM, Reader(TEXT + "』"))
    assert whole.text == TEXT + "』"
    assert rules == [printed]


def test_bars_that_are_read_as_nothing_stay_rules():
    picture, cut, bars = with_bracket(LEFT + 2, TOP + 4 * EM + 6)
    parts = find_components(binarize(to_grey(picture)))
    graphics = Graphics(bars, [], [])
    assert restore_end_marks(picture, parts, [cut], graphics, EM, Reader(TEXT + "一")) == ([cut], bars)
