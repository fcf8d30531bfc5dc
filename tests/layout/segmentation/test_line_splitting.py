from dataclasses import replace

from layout_pages import EM, Setter
from scan_drawing import line

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.segmentation.line_splitting import split_at_gutters, split_at_rules

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


def test_lines_whose_glyphs_nobody_placed_are_left():
    lines = [replace(line, glyphs=()) for line in two_columns(2)]
    assert split_at_gutters(lines) == lines


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


def across_columns(left: str, right: str, y: float) -> Line:
    """One line that holds two columns' lines."""
    glyphs = (*line(left, 100, y).glyphs, *line(right, 320, y).glyphs)
    return Line(left + right, Box(100, y, glyphs[-1].box.x1, y + 18), 20.0, glyphs, left + right, confidence=0.95)


def test_a_scanned_line_read_across_a_gutter_is_cut():
    rows = [
        one for y in (100, 132, 196, 228) for one in (line("春风送暖万象更新", 100, y), line("日出江花红胜火", 320, y))
    ]
    across = across_columns("春风送暖万象更新", "日出江花红胜火", 164)
    texts = [one.text for one in split_at_gutters([*rows, across])]
    assert texts.count("春风送暖万象更新") == 5
    assert texts.count("日出江花红胜火") == 5


def test_a_rule_through_a_gap_cuts_a_line():
    across = across_columns("春风送暖万象更新", "日出江花红胜火", 164)
    assert len(split_at_rules([across], [Rule(Box(289, 60, 291, 400))])) == 2
    assert split_at_rules([across], [Rule(Box(289, 168, 291, 176))]) == [across]


def test_a_byline_set_over_a_gutter_stays_whole():
    rows = [
        one for y in (100, 132, 164, 196) for one in (line("春风送暖万象更新", 100, y), line("日出江花红胜火", 320, y))
    ]
    glyphs = (*line("记者", 220, 70).glyphs, *line("青山", 320, 70).glyphs)
    byline = Line("记者 青山", Box(220, 70, 360, 88), 20.0, glyphs)
    assert byline in split_at_gutters([*rows, byline])


def wide_spaces(places: list[int]) -> list[Line]:
    """Lines under each other with a white of an em after so many of their glyphs."""
    sheet = Setter()
    for row, place in enumerate(places):
        y = 40 + 15 * row
        sheet.line(WORDS[:place], 40, y)
        sheet.line(WORDS[place:], 40 + (place + 1) * EM, y)
        right, left = sheet.page.lines.pop(), sheet.page.lines.pop()
        box = left.box._replace(x1=right.box.x1)
        sheet.page.lines.append(replace(left, text=WORDS, read=WORDS, box=box, glyphs=left.glyphs + right.glyphs))
    return sheet.page.lines


def test_lines_that_were_all_read_over_one_gutter_are_cut():
    parts = split_at_gutters(wide_spaces([6] * 7))
    assert [line.text for line in parts].count(WORDS[:6]) == 7


def test_a_gutter_runs_through_ragged_ends_indents_and_specks_of_its_rule():
    lines = wide_spaces([6] * 6)
    for number, by in ((1, -0.6), (2, 0.6), (3, -0.3), (4, 0.6)):
        left = number % 2
        boxes = [glyph.box.moved(by * EM * ((at < 6) == left), 0) for at, glyph in enumerate(lines[number].glyphs)]
        glyphs = [replace(glyph, box=box) for glyph, box in zip(lines[number].glyphs, boxes, strict=True)]
        whole = lines[number].box._replace(x0=boxes[0].x0, x1=boxes[-1].x1)
        lines[number] = replace(lines[number], glyphs=tuple(glyphs), box=whole)
    white = lines[4].glyphs[5].box.x1 + 0.7 * EM
    speck = replace(lines[4].glyphs[0], text="'", box=Box(white, lines[4].box.y0, white + 0.2 * EM, lines[4].box.y1))
    lines[4] = replace(lines[4], glyphs=(*lines[4].glyphs[:6], speck, *lines[4].glyphs[6:]))
    texts = [line.text for line in split_at_gutters(lines)]
    assert WORDS not in texts
    assert len(texts) == 12


def test_wide_spaces_at_different_places_or_in_a_few_lines_are_no_gutter():
    for places in ([6] * 4, [4, 6, 8, 5, 7, 4, 6, 8]):
        lines = wide_spaces(places)
        assert split_at_gutters(lines) == lines
