"""Glyphs of headlines that the detector left out of a line's box."""

import numpy as np
import pytest
from scan_drawing import draw_block, line, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.connected_components import find_components
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.truncated_lines import complete_lines

BODY_EM, EM, STEP = 20, 50, 56
TEXT = "青山不老"
NOTHING = Graphics([], [], [])


class LineEngine:
    """Reads every block of a crop as the next sign of a text; ``confidences`` by sign are else 0.99."""

    name = "line"
    models = ()

    def __init__(self, text=TEXT, confidences=()):
        self.text = text
        self.confidences = dict(confidences)
        self.asked = 0

    def recognise(self, crops):
        self.asked += len(crops)
        return [self._read(crop) for crop in crops]

    def recognise_columns(self, crops):
        return self.recognise(crops)

    def _read(self, crop):
        bearing = np.concatenate(([0], (crop.min(axis=2) < 128).any(axis=0).astype(int), [0]))
        runs = np.flatnonzero(np.diff(bearing)).reshape(-1, 2)
        places = [float(run.mean()) / crop.shape[1] for run in runs]
        return Recognition(
            tuple(
                RecognisedGlyph(s, at, self.confidences.get(s, 0.99)) for s, at in zip(self.text, places, strict=False)
            )
        )


def headline(vertical, first, last, text=TEXT):
    """A drawn headline, and a line that holds its signs from the first to before the last."""
    picture = paper(500, 500)
    for index in range(len(text)):
        x, y = (80, 60 + index * STEP) if vertical else (60 + index * STEP, 80)
        draw_block(picture, x, y, EM, index)
    start = 60 + first * STEP
    x, y = (80, start) if vertical else (start, 80)
    return picture, line(text[first:last], x, y, STEP, vertical=vertical)


def read(picture, lines, engine, graphics=NOTHING):
    parts = find_components(binarize(to_grey(picture)))
    return complete_lines(picture, parts, lines, graphics, BODY_EM, engine)


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize(("first", "last"), [(1, 4), (0, 3)])
def test_a_glyph_cut_off_at_either_end_is_read_after_all(vertical, first, last):
    picture, cut = headline(vertical, first, last)
    (whole,) = read(picture, [cut], LineEngine())
    assert whole.text == TEXT
    assert whole.vertical == vertical
    assert whole.box.covers(cut.box, 0.85)


@pytest.mark.parametrize("vertical", [False, True])
def test_several_glyphs_that_were_cut_off_come_back_one_after_the_other(vertical):
    picture, cut = headline(vertical, 0, 3, "青山不老松柏")
    engine = LineEngine("青山不老松柏")
    (whole,) = read(picture, [cut], engine)
    assert whole.text == "青山不老松柏"
    assert engine.asked == 3


def test_a_whole_headline_is_not_read_again():
    picture, whole = headline(False, 0, 4)
    engine = LineEngine()
    assert read(picture, [whole], engine) == [whole]
    assert engine.asked == 0


@pytest.mark.parametrize("engine", [LineEngine(confidences={"青": 0.6}), LineEngine("春风送暖"), LineEngine("老")])
def test_what_is_read_unsurely_or_otherwise_changes_nothing(engine):
    picture, cut = headline(False, 1, 4)
    assert read(picture, [cut], engine) == [cut]
    assert engine.asked == 1


def test_ink_of_other_lines_and_of_rules_is_left_to_them():
    picture, cut = headline(False, 1, 4)
    other = line("风平", 4, 80, STEP)
    engine = LineEngine()
    assert read(picture, [cut, other], engine)[0] == cut
    assert read(picture, [cut], engine, Graphics([Rule(Box(60, 70, 112, 130))], [], [])) == [cut]
    assert engine.asked == 0


def test_lines_of_body_type_are_left_alone():
    picture, _cut = headline(False, 1, 4)
    small = line(TEXT[1:], 60 + STEP, 80, BODY_EM)
    engine = LineEngine()
    assert read(picture, [small], engine) == [small]
    assert engine.asked == 0
