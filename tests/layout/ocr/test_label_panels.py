import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.label_panels import find_boxed_labels

EM = 20.0
BARE = Graphics([], [], [])
BOX = Box(200, 100, 360, 140)


def line(text: str = "乡村纪事", box: Box = BOX, size: float = 36.0) -> Line:
    glyphs = tuple(Glyph(sign, box, size) for sign in text)
    return Line(text, box, size, glyphs)


def sheet(outer: Box) -> np.ndarray:
    """A page with a label half of which is light on dark, the other half framed."""
    picture = np.full((300, 700, 3), 255, np.uint8)
    x0, y0, x1, y1 = map(int, outer)
    picture[y0:y1, x0:x1] = 20
    picture[y0 + 3 : y1 - 3, (x0 + x1) // 2 : x1 - 3] = 255
    return picture


def test_a_line_between_two_edges_that_end_with_it_has_a_box():
    outer = Box(190, 92, 370, 148)
    found = find_boxed_labels(sheet(outer), [line()], BARE, EM)
    assert [panel.box for panel in found] == [outer]


def test_rules_that_run_on_are_no_box():
    assert find_boxed_labels(sheet(Box(20, 92, 680, 148)), [line()], BARE, EM) == []


def test_bare_type_and_long_lines_have_none():
    assert find_boxed_labels(np.full((300, 700, 3), 255, np.uint8), [line()], BARE, EM) == []
    assert find_boxed_labels(sheet(Box(190, 92, 370, 148)), [line("乡" * 20)], BARE, EM) == []


def test_a_line_of_a_paragraph_has_none():
    size = 24.0
    stack = [line(box=Box(200, 100 + 30 * n, 360, 124 + 30 * n), size=size) for n in range(2)]
    assert find_boxed_labels(sheet(Box(190, 92, 370, 128)), stack, BARE, EM) == []
