import numpy as np
from scan_drawing import draw_block, line, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Picture, Rule
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.undetected_columns import find_undetected_columns
from banmian.layout.readers.source_file import Raster

EM, PITCH, COUNT, LENGTH = 20.0, 26, 20, 14
NO_MARKS = Graphics([], [], [])


def tier() -> tuple[Raster, list[Line]]:
    """Twenty vertical columns side by side, as drawn and as found."""
    picture = paper(60 + COUNT * PITCH, 400)
    columns = []
    for number in range(COUNT):
        x = 30 + number * PITCH
        for row in range(LENGTH):
            draw_block(picture, x, 40 + row * EM, EM, seed=100 * number + row)
        columns.append(line("山" * LENGTH, x, 40, EM, vertical=True))
    return picture, columns


def missed(picture: Raster, found: list[Line], graphics: Graphics = NO_MARKS) -> list[Box]:
    return [strip.box for strip in find_undetected_columns(binarize(to_grey(picture)), found, graphics, EM)]


def test_columns_passed_over_between_others_are_found_where_they_stand():
    picture, columns = tier()
    lost = [columns.pop(9), columns.pop(4), columns.pop(4)]
    places = missed(picture, columns)
    assert len(places) == 3
    assert all(any(abs(place.cx - each.box.cx) < 0.15 * EM for place in places) for each in lost)


def test_a_column_passed_over_beside_a_rule_is_found():
    picture, columns = tier()
    lost = columns.pop(0)
    rule = Rule(Box(20, 30, 22, 330))
    (place,) = missed(picture, columns, Graphics([rule], [], []))
    assert abs(place.cx - lost.box.cx) < 0.15 * EM


def test_white_between_columns_holds_none():
    picture, columns = tier()
    white = columns.pop(7).box.grown(2)
    picture[:, int(white.x0) : int(white.x1)] = 245
    assert missed(picture, columns) == []


def test_a_picture_between_columns_holds_none():
    picture, columns = tier()
    gone = columns.pop(7).box
    assert missed(picture, columns, Graphics([], [], [Picture(gone.grown(2))])) == []


def test_few_columns_tell_no_pitch():
    picture, columns = tier()
    assert missed(picture, [columns[0], columns[2], columns[4]]) == []
    assert missed(np.zeros_like(picture), []) == []
