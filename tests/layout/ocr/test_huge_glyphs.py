"""Characters of a title that the detector found in pieces."""

from dataclasses import replace

import numpy as np
import pytest
from scan_drawing import line, paper

from banmian.layout.geometry import Box, union
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.huge_glyphs import join_huge_glyphs

EM = 20.0


class Reader:
    """Reads every crop as one text, evenly set, and keeps the crops' shapes."""

    name = "reader"
    models = ()

    def __init__(self, text, confidence=0.95):
        self.text, self.confidence, self.shapes = text, confidence, []

    def recognise(self, crops):
        self.shapes += [crop.shape[:2] for crop in crops]
        places = (np.arange(len(self.text)) + 0.5) / len(self.text)
        glyphs = [RecognisedGlyph(sign, at, self.confidence) for sign, at in zip(self.text, places, strict=True)]
        return [Recognition(tuple(glyphs))] * len(crops)

    def recognise_columns(self, crops):
        return self.recognise(crops)


def piece(text, x0, y0, x1, y1):
    box = Box(x0, y0, x1, y1)
    made = line(text, x0, y0, max(box.width, box.height))
    return replace(made, box=box, glyphs=tuple(replace(glyph, box=box) for glyph in made.glyphs))


def pieces_of_two():
    """A character in one piece at the left, one in two pieces over each other at the right."""
    return [piece("報", 100, 100, 390, 400), piece("日", 480, 110, 620, 220), piece("日", 430, 235, 690, 390)]


def joined(pieces, engine, picture=None):
    return join_huge_glyphs(paper(800, 1200) if picture is None else picture, pieces, EM, engine)


def drawn():
    picture = paper(800, 1200)
    for one in pieces_of_two():
        x0, y0, x1, y1 = map(int, one.box)
        picture[y0:y1:6, x0:x1] = 20
        picture[y0:y1, x0 : x0 + 6] = 20
    return picture


def test_pieces_that_read_as_a_title_together_are_one_line():
    body = line("海门电文昨日由沪", 100, 500, EM)
    engine = Reader("報晶")
    found = joined([body, *pieces_of_two()], engine, drawn())
    assert [one.text for one in found] == ["海门电文昨日由沪", "報晶"]
    assert union(one.box for one in pieces_of_two()).grown(20).covers(found[1].box)
    assert len(engine.shapes) == 1


@pytest.mark.parametrize(
    "engine", [Reader("報晶", 0.6), Reader("報"), Reader("報日日"), Reader("AB"), Reader("報晶館")]
)
def test_what_does_not_fill_its_place_with_sure_characters_changes_nothing(engine):
    pieces = pieces_of_two()
    assert joined(pieces, engine, drawn()) == pieces


@pytest.mark.parametrize(
    "pieces",
    [
        [piece("報", 100, 100, 390, 400)],
        [piece("報", 100, 100, 390, 400), piece("日", 700, 100, 990, 400)],
        [piece("報", 100, 100, 170, 170), piece("日", 180, 100, 250, 170)],
        [line("海门电文", 100, 100, 90), line("海门电文", 100, 200, 90)],
    ],
)
def test_lone_and_distant_and_smaller_and_longer_lines_are_not_asked_about(pieces):
    engine = Reader("報晶")
    assert joined(pieces, engine) == pieces
    assert engine.shapes == []
