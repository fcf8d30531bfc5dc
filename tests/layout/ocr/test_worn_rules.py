import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.ocr.worn_rules import find_worn_rules

EM = 20
LEFT, GUTTER, RIGHT, BOTTOM = 40, 300, 580, 600


def columns_of_type() -> NDArray[np.uint8]:
    """Two columns of glyph-like blobs with 20 px of gutter between them; 1 is ink."""
    ink = np.zeros((640, 640), np.uint8)
    for y in range(20, BOTTOM - 14, 24):
        for first, last in ((LEFT, GUTTER - 10), (GUTTER + 10, RIGHT)):
            for x in range(first, last - 9, 12):
                ink[y : y + 13, x : x + 9] = 1
    return ink


def draw_pieces(ink: NDArray[np.uint8], length: int, step: int, x: int = GUTTER, end: int = BOTTOM) -> None:
    for y in range(20, end - length, step):
        ink[y : y + length, x : x + 2] = 1


def test_a_rule_of_which_half_is_left_is_found_whole():
    ink = columns_of_type()
    draw_pieces(ink, 12, 24)
    (rule,) = find_worn_rules(ink, (), EM)
    assert abs(rule.cx - GUTTER) <= 2
    assert rule.y0 <= 24
    assert rule.y1 >= BOTTOM - 40


def test_an_empty_gutter_a_dotted_one_and_type_alone_hold_no_rule():
    ink = columns_of_type()
    assert find_worn_rules(ink, (), EM) == []
    draw_pieces(ink, 3, 12)
    assert find_worn_rules(ink, (), EM) == []


def test_too_little_of_a_rule_is_none():
    ink = columns_of_type()
    draw_pieces(ink, 12, 80)
    assert find_worn_rules(ink, (), EM) == []
    short = columns_of_type()
    draw_pieces(short, 12, 24, end=160)
    assert find_worn_rules(short, (), EM) == []


def test_a_stroke_beside_type_is_no_piece_of_a_rule():
    ink = columns_of_type()
    draw_pieces(ink, 12, 24, x=GUTTER + 6)
    assert find_worn_rules(ink, (), EM) == []


def test_a_rule_that_is_known_is_not_found_again_but_its_worn_part_is():
    ink = columns_of_type()
    ink[20:400, GUTTER : GUTTER + 2] = 1
    known = [Box(GUTTER, 20, GUTTER + 2, 400)]
    assert find_worn_rules(ink, known, EM) == []
    ink[400:] = 0
    draw_pieces(ink, 12, 24)
    (rule,) = find_worn_rules(ink, [Box(GUTTER, 20, GUTTER + 2, 200)], EM)
    assert rule.y1 - rule.y0 >= 360
