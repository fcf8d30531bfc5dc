from dataclasses import replace

from layout_pages import EM, Setter

from layout.page import Line
from layout.splitting import split_at_gutters

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
