"""Vertical lines end with their tier."""

import cv2
import numpy as np
from scan_drawing import draw_columns, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.tier_splitting import split_vertical_lines_at_tiers

EM = 24


def test_columns_end_at_a_rule():
    picture = paper(400, 700)
    cv2.line(picture, (10, 350), (390, 350), (20, 20, 20), 2)
    strip = LineBox(Box(100, 50, 126, 650), vertical=True)
    pieces = split_vertical_lines_at_tiers([strip], binarize(to_grey(picture)), [Rule(Box(10, 349, 390, 352))], EM)
    assert [round(piece.box.y0) for piece in pieces] == [50, 353]


def test_columns_end_at_a_band_of_white_that_their_neighbours_share():
    lying = paper(1000, 600)
    draw_columns(lying, EM, [(40, 400), (440, 800)], range(40, 560))
    picture = np.ascontiguousarray(np.rot90(lying))
    strip = LineBox(Box(266, 195, 292, 965), vertical=True)
    pieces = split_vertical_lines_at_tiers([strip], binarize(to_grey(picture)), [], EM)
    assert len(pieces) == 2
    assert pieces[0].box.y1 < 565 < pieces[1].box.y0 + 5


def test_horizontal_strips_are_left_alone():
    strip = LineBox(Box(10, 10, 300, 40))
    rule, blank = Rule(Box(0, 24, 400, 26)), np.zeros((100, 400), np.uint8)
    assert split_vertical_lines_at_tiers([strip], blank, [rule], EM) == [strip]
