"""Doubles, pieces of letter-spaced lines, and lines read across a gutter."""

from dataclasses import replace

from scan_drawing import glyph, line

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.ocr.line_merging import merge_lines, split_at_gutters


def spaced(text, x, y, pitch):
    glyphs = tuple(glyph(sign, x + index * pitch, y) for index, sign in enumerate(text))
    return Line(text, Box(x, y, glyphs[-1].box.x1, y + 18), 20.0, glyphs, text, confidence=0.95)


def wide(left, right, y):
    """One line that holds two columns' lines."""
    glyphs = (*line(left, 100, y).glyphs, *line(right, 320, y).glyphs)
    return Line(left + right, Box(100, y, glyphs[-1].box.x1, y + 18), 20.0, glyphs, left + right, confidence=0.95)


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


def test_a_line_read_across_a_gutter_is_parted():
    rows = [
        one for y in (100, 132, 196, 228) for one in (line("春风送暖万象更新", 100, y), line("日出江花红胜火", 320, y))
    ]
    across = wide("春风送暖万象更新", "日出江花红胜火", 164)
    texts = [one.text for one in split_at_gutters([*rows, across], [], 20)]
    assert texts.count("春风送暖万象更新") == 5
    assert texts.count("日出江花红胜火") == 5


def test_a_rule_through_a_gap_parts_a_line():
    across = wide("春风送暖万象更新", "日出江花红胜火", 164)
    assert len(split_at_gutters([across], [Rule(Box(289, 60, 291, 400))], 20)) == 2
    assert split_at_gutters([across], [Rule(Box(289, 168, 291, 176))], 20) == [across]


def test_a_byline_set_over_a_gutter_stays_whole():
    rows = [
        one for y in (100, 132, 164, 196) for one in (line("春风送暖万象更新", 100, y), line("日出江花红胜火", 320, y))
    ]
    glyphs = (*line("记者", 220, 70).glyphs, *line("青山", 320, 70).glyphs)
    byline = Line("记者 青山", Box(220, 70, 360, 88), 20.0, glyphs)
    assert byline in split_at_gutters([*rows, byline], [], 20)
