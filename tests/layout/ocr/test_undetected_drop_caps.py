"""Drop caps that the detector passed over."""

from dataclasses import replace

import pytest
from scan_drawing import draw_block, line, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Picture
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.connected_components import find_components
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.undetected_drop_caps import cut_off_cap, find_undetected_drop_caps

EM = 20


def page_with_cap(em=46, inset=50):
    """Six lines, the first two inset beside one large glyph."""
    picture = paper(500, 300)
    lines = []
    for row in range(6):
        left = 40 + (inset if row < 2 else 0)
        y = 40 + row * 26
        for index in range(16):
            draw_block(picture, left + index * EM, y, EM, 10 * row + index)
        lines.append(line("的" * 16, left, y, EM))
    draw_block(picture, 40, 40, em, 999)
    return picture, lines


def line_boxes(picture, lines, graphics=None):
    parts = find_components(binarize(to_grey(picture)))
    return find_undetected_drop_caps(parts, picture.shape[:2], lines, graphics or Graphics([], [], []), EM)


def test_a_large_glyph_beside_the_first_lines_is_found():
    picture, lines = page_with_cap()
    (found,) = line_boxes(picture, lines)
    assert found.box.x0 == pytest.approx(44, abs=6)
    assert found.box.height == pytest.approx(44, abs=8)
    assert not found.vertical


def test_a_large_glyph_by_itself_is_left_alone():
    picture, lines = page_with_cap()
    draw_block(picture, 400, 240, 46, 7)
    assert len(line_boxes(picture, lines)) == 1


def test_glyphs_of_a_picture_are_left_alone():
    picture, lines = page_with_cap()
    assert line_boxes(picture, lines, Graphics([], [], [Picture(Box(30, 30, 90, 92))])) == []


def test_body_glyphs_are_no_drop_caps():
    picture, lines = page_with_cap(em=20, inset=22)
    assert line_boxes(picture, lines) == []


def test_a_cap_that_the_first_line_was_drawn_over_is_found_and_cut_off_from_it():
    picture, lines = page_with_cap()
    over = replace(lines[0], box=lines[0].box._replace(x0=41.0))
    (found,) = line_boxes(picture, [over, *lines[1:]])
    assert found.box.x0 == pytest.approx(44, abs=6)
    cap = line("港", 43, 43, 42)
    assert cut_off_cap(over, cap).box.x0 == cap.box.x1
    assert cut_off_cap(lines[3], cap) is lines[3]
    whole = replace(over, text="港" + over.text)
    assert cut_off_cap(whole, cap) is whole
