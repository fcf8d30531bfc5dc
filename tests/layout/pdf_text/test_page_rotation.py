import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_ink import ink_of

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.page_rotation import quarter_turns, rotate_box, rotate_glyphs, rotate_page_box

PAGE = Box(0, 0, 300, 500)


def lying_ink(angles: list[int]) -> GlyphArrays:
    boxes = np.array([[10.0, at * 10.0, 20.0, at * 10.0 + 10] for at in range(len(angles))])
    return ink_of(["字"] * len(angles), boxes, angles)


@pytest.mark.parametrize(
    ("angles", "turns"),
    [([0] * 9, 0), ([90] * 9, 1), ([180] * 9, 2), ([-90] * 9, 3), ([90] * 5 + [0] * 5, 0), ([30] * 9, 0)],
)
def test_a_page_turns_when_most_of_its_text_lies_one_way(angles: list[int], turns: int):
    assert quarter_turns(lying_ink(angles)) == turns


@given(
    st.integers(0, 3),
    st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(1, 200), st.floats(1, 400)),
)
def test_four_turns_bring_a_box_back(turns: int, sides: tuple[float, float, float, float]):
    box = Box(sides[0], sides[1], sides[0] + sides[2], sides[1] + sides[3])
    once = rotate_box(box, turns, PAGE)
    back = rotate_box(once, (4 - turns) % 4, rotate_page_box(PAGE, turns))
    assert back == pytest.approx(box)


def test_the_upper_left_corner_goes_to_the_upper_right():
    assert rotate_box(Box(0, 0, 10, 20), 1, PAGE) == (480, 0, 500, 10)


@pytest.mark.parametrize("angle", [90, 180, -90])
def test_turned_ink_stands_upright(angle: int):
    ink = lying_ink([angle] * 4)
    assert rotate_glyphs(ink, quarter_turns(ink), PAGE).angles.tolist() == [0] * 4
