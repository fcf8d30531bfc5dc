"""Boxes of glyphs, by their places in a line and the ink of its crop."""

import numpy as np
import pytest

from banmian.layout.ocr.engine import RecognisedGlyph
from banmian.layout.ocr.glyph_boxes import CropInk, locate_glyphs

HEIGHT = 40


def crop_of(*strokes):
    """A crop 200 px wide with strokes (from, to), 20 px high."""
    mask = np.zeros((HEIGHT, 200), np.uint8)
    for start, end in strokes:
        mask[10:30, start:end] = 1
    return CropInk(mask, reversed_out=False)


def read(*glyphs):
    return [RecognisedGlyph(text, place / 200, 0.9) for text, place in glyphs]


@pytest.mark.parametrize(
    ("rim", "wanted"), [((194, 200), [(30, 45), (60, 75)]), ((84, 90), [(30, 45), (60, 90)])], ids=["far", "near"]
)
def test_what_stands_beyond_a_wide_blank_after_the_last_glyph_is_of_the_next_line(rim, wanted):
    glyphs = locate_glyphs(crop_of((30, 45), (60, 75), rim), read(("a", 37), ("b", 67)))
    assert [(glyph.box.x0, glyph.box.x1) for glyph in glyphs] == wanted


def test_what_stands_beyond_a_wide_blank_before_the_first_glyph_is_of_the_line_before():
    glyphs = locate_glyphs(crop_of((0, 5), (60, 75), (80, 95)), read(("a", 67), ("b", 87)))
    assert [(glyph.box.x0, glyph.box.x1) for glyph in glyphs] == [(60, 75), (80, 95)]


def test_a_glyph_alone_keeps_all_ink():
    glyphs = locate_glyphs(crop_of((60, 75), (150, 160)), read(("a", 67)))
    assert [(glyph.box.x0, glyph.box.x1) for glyph in glyphs] == [(60, 160)]
