"""Dashes: restored where a bar of two em lies in or beside a line, and only there."""

import cv2
import numpy as np
import pytest

from banmian.document.changes import undo
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Rule
from banmian.layout.ocr.connected_components import find_components
from banmian.layout.ocr.dashes import DASH, restore_dashes

EM = 20


def line_of(text, cells, vertical=False, read=None):
    """A line at y (or x) 100 whose glyphs stand in the given cells, counted in em from 100."""
    boxes = [Box(100 + EM * cell + 1, 101, 100 + EM * cell + 19, 119) for cell in cells]
    if vertical:
        boxes = [Box(box.y0, box.x0, box.y1, box.x1) for box in boxes]
    glyphs = tuple(Glyph(sign, box, EM) for sign, box in zip(text.replace(" ", ""), boxes, strict=True))
    whole = Box(*(min(box[i] for box in boxes) for i in (0, 1)), *(max(box[i] for box in boxes) for i in (2, 3)))
    return Line(text, whole, EM, glyphs, read=read or text, vertical=vertical)


def restored(lines, *bars, rules=()):
    ink = np.zeros((600, 600), np.uint8)
    for x0, y0, x1, y1 in bars:
        cv2.rectangle(ink, (x0, y0), (x1 - 1, y1 - 1), 1, -1)
    return restore_dashes(lines, find_components(ink), rules)


@pytest.mark.parametrize(
    ("text", "cells", "bar", "after"),
    [
        ("第一要务", (0, 1, 2, 3), (182, 109, 219, 111), "第一要务——"),  # at the end, nothing was read
        ("写在之后", (2, 3, 4, 5), (102, 109, 139, 111), "——写在之后"),  # at the beginning
        ("今天一明天", (0, 1, 2, 4, 5), (142, 109, 179, 111), "今天——明天"),  # one half read as 一
        ("今天—明天", (0, 1, 2.5, 4, 5), (142, 109, 179, 111), "今天——明天"),
        ("今天明天", (0, 1, 4, 5), (142, 109, 179, 111), "今天——明天"),
    ],
)
def test_a_dash_is_restored(text, cells, bar, after):
    line = line_of(text, cells)
    ((found,), _) = restored([line], bar)
    assert found.text == after
    assert "".join(glyph.text for glyph in found.glyphs) == after
    assert undo(found.text, found.changes) == line.read
    assert found.box.x0 <= bar[0]
    assert found.box.x1 >= bar[2]


def test_a_dash_in_a_column():
    ((found,), _) = restored([line_of("今天」明天", (0, 1, 2.5, 4, 5), vertical=True)], (109, 142, 111, 179))
    assert found.text == "今天——明天"
    first, second = (glyph.box for glyph in found.glyphs if glyph.text == DASH)
    assert first.y1 <= second.y0
    assert all(0.5 < glyph.confidence < 1 for glyph in found.glyphs if glyph.text == DASH)


@pytest.mark.parametrize(
    ("cells", "bar"),
    [
        ((0, 1, 2, 3), (182, 109, 198, 111)),  # too short: 一 or a hyphen
        ((0, 1, 2, 3), (182, 109, 300, 111)),  # too long: a rule
        ((0, 1, 2, 3), (182, 117, 219, 119)),  # at the foot of the line
        ((0, 1, 2, 3), (182, 104, 219, 116)),  # a block
        ((0, 1, 2, 3), (202, 109, 239, 111)),  # too far off
        ((0, 1, 2, 3), (122, 109, 159, 111)),  # through other glyphs
    ],
)
def test_other_bars_are_no_dashes(cells, bar):
    line = line_of("第一要务", cells)
    rule = Rule(Box(*bar))
    assert restored([line], bar, rules=[rule]) == ([line], [rule])


def test_a_dash_that_was_read_stays_and_is_no_rule():
    line = line_of("今天——明天", (0, 1, 2, 3, 4, 5))
    assert restored([line], (142, 109, 179, 111))[0] == [line]
    rule = Rule(Box(182, 109, 219, 111))
    lines, rules = restored([line_of("第一要务", (0, 1, 2, 3))], (182, 109, 219, 111), rules=[rule])
    assert (lines[0].text, rules) == ("第一要务——", [])


def test_spaces_stay():
    line = line_of("第一 要务", (0, 1, 3, 4), read="第一要务")
    ((found,), _) = restored([line], (202, 109, 239, 111))
    assert found.text == "第一 要务——"


def test_a_page_without_lines():
    assert restored([], (142, 109, 179, 111)) == ([], [])


def test_a_dash_between_words_is_one_em_and_keeps_its_spaces():
    line = line_of("ели — пили", (0, 1, 2, 4, 6, 7, 8, 9))
    assert restored([line], (171, 109, 209, 111)) == ([line], [])
