from dataclasses import replace

from layout_pages import EM, Setter

from banmian.layout.model import Line
from banmian.layout.segmentation.line_splitting import split_at_gutters

WORDS = "渡口的老船工守着两岸的灯"


def two_columns(merged: int) -> list[Line]:
    """Two columns of six lines; the line numbered `merged` was read across the gutter as one."""
    sheet = Setter()
    for row in range(6):
        y = 40 + 15 * row
        if row == merged:
            sheet.line(WORDS[:6] + " " + WORDS[6:], 40, y)
            line = sheet.page.lines[-1]
            left, right = line.glyphs[:6], line.glyphs[6:]
            shift = 40 + 8 * EM - right[0].box.x0
            moved = [replace(glyph, box=glyph.box.moved(shift, 0)) for glyph in right]
            sheet.page.lines[-1] = replace(line, glyphs=(*left, *moved))
        else:
            sheet.line(WORDS[:6], 40, y)
            sheet.line(WORDS[6:], 40 + 8 * EM, y)
    return sheet.page.lines


def test_a_line_read_over_a_gutter_is_cut_there():
    parts = split_at_gutters(two_columns(2))
    assert [line.text for line in parts].count(WORDS[:6]) == 6
    assert [line.text for line in parts].count(WORDS[6:]) == 6


def test_white_in_a_line_without_a_gutter_beside_it_is_left():
    lines = [two_columns(0)[0]]
    assert split_at_gutters(lines) == lines


def narrow(merged: set[int], gutter: float, words: str = WORDS) -> list[Line]:
    """Two columns of eight lines with a gutter of so many em, the rows `merged` read across it."""
    sheet = Setter()
    for row in range(8):
        y = 40 + 15 * row
        sheet.line(words[:6], 40, y)
        sheet.line(words[6:], 40 + (6 + gutter) * EM, y)
        if row in merged:
            right, left = sheet.page.lines.pop(), sheet.page.lines.pop()
            box = left.box._replace(x1=right.box.x1)
            sheet.page.lines.append(replace(left, text=words, read=words, box=box, glyphs=left.glyphs + right.glyphs))
    return sheet.page.lines


def test_several_lines_read_over_a_narrow_gutter_are_cut():
    parts = split_at_gutters(narrow({0, 1, 2}, 0.5))
    assert [line.text for line in parts].count(WORDS[:6]) == 8
    assert [line.text for line in parts].count(WORDS[6:]) == 8


def test_the_white_of_a_mark_is_no_gutter():
    words = "渡口的老船，工守着两岸的"
    lines = narrow({3}, 0.0, words)
    shift = [glyph.box.moved(0.45 * EM * (glyph.box.x0 > 40 + 5.5 * EM), 0) for glyph in lines[6].glyphs]
    spread = [replace(glyph, box=box) for glyph, box in zip(lines[6].glyphs, shift, strict=True)]
    lines[6] = replace(lines[6], glyphs=tuple(spread))
    assert [line.text for line in split_at_gutters(lines)].count(words) == 1
