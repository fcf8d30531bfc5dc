"""Doubles, and pieces of letter-spaced lines."""

from dataclasses import replace

from scan_drawing import glyph, line

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.ocr.line_merging import merge_lines


def spaced(text, x, y, pitch):
    glyphs = tuple(glyph(sign, x + index * pitch, y) for index, sign in enumerate(text))
    return Line(text, Box(x, y, glyphs[-1].box.x1, y + 18), 20.0, glyphs, text, confidence=0.95)


def test_a_place_read_twice_stays_once():
    better, worse = line("春风送暖万象更新", 100, 100), replace(line("春凤送暖", 102, 101), confidence=0.6)
    assert merge_lines([worse, better], 20) == [better]


def test_a_detection_cut_in_two_is_put_together():
    first, second = line("春风送暖万", 100, 100), line("暖万象更新", 160, 101)
    assert [one.text for one in merge_lines([first, second], 20)] == ["春风送暖万象更新"]


def test_pieces_of_a_letter_spaced_line_are_joined():
    pieces = [spaced("春风送", 100, 100, 40), spaced("暖万象", 220, 100, 40)]
    assert [one.text for one in merge_lines(pieces, 20)] == ["春风送暖万象"]


def test_lines_of_two_columns_are_not_joined():
    lines = [line("春风送暖万象更新", 100, 100), line("日出江花红胜火焰", 280, 100)]
    assert merge_lines(lines, 20) == lines


def test_a_mark_that_was_detected_by_itself_belongs_to_the_line_beside_it():
    column = line("春风送暖万象更新", 100, 100, vertical=True)
    above, far = line("，", 104, 82, 14, vertical=True), line("。", 104, 400, 14, vertical=True)
    assert [one.text for one in merge_lines([above, column, far], 20)] == ["，春风送暖万象更新", "。"]
