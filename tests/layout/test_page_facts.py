import numpy as np
import pytest
from layout_pages import EM, Prose, Setter, newspaper

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import (
    Separators,
    group_into_columns,
    measure_typography,
    separators_among,
    shares_column,
    without_strokes,
)
from banmian.layout.writing_mode import is_vertical
from banmian.wording.unicode_script import is_han


def test_the_body_is_what_most_signs_are_set_in():
    type_ = measure_typography(newspaper(100).lines)
    assert type_.em == pytest.approx(EM)
    assert type_.han == 1.0


def test_a_page_of_large_titles_still_has_the_body_of_its_text():
    sheet = Setter()
    for row in range(12):
        sheet.line("渡口新桥通车", 40, 40 + 60 * row, 40)
    sheet.flow([Prose(1).paragraph(120)], [sheet.page.lines[0].box._replace(y0=800, y1=1000)], font="song")
    type_ = measure_typography(sheet.page.lines)
    assert type_.em == pytest.approx(EM)
    assert type_.font == "song"


def test_sizes_that_a_reader_measured_unevenly_count_together():
    sheet = Setter()
    for row in range(20):
        sheet.line("老船工在渡口检查缆绳", 40, 40 + 20 * row, 10 + (row % 5 - 2) * 0.15)
    for row in range(8):
        sheet.line("渡口新桥通车今天上午", 400, 40 + 40 * row, 30)
    assert measure_typography(sheet.page.lines).em == pytest.approx(10, abs=0.4)


def test_a_page_without_text_has_a_type_too():
    assert measure_typography([]).em > 0


def test_english_pages_hold_no_han():
    sheet = Setter()
    sheet.line("The old ferry crosses the river", 40, 40)
    assert measure_typography(sheet.page.lines).han == 0.0


@pytest.mark.parametrize(("sign", "han"), [("渡", True), ("㐀", True), ("𠀀", True), ("，", False), ("a", False)])
def test_han_signs(sign: str, han: bool):
    assert is_han(sign) is han


LEFT, RIGHT, BELOW = Box(0, 0, 100, 100), Box(120, 20, 220, 60), Box(20, 140, 90, 200)


def rules(*boxes: Box) -> Separators:
    return Separators(tuple(map(Rule, boxes)))


def test_the_writing_mode_is_that_of_most_characters():
    down, along = (
        Line("渡口新桥今日通车", Box(0, 0, 10, 80), 10.0, vertical=True),
        Line("第三版", Box(0, 0, 30, 10), 10.0),
    )
    assert is_vertical([down, along])
    assert not is_vertical([along])
    assert not is_vertical([])


@pytest.mark.parametrize(("end", "separates"), [(55, True), (54, False)])
def test_a_rule_separates_rows_along_half_of_the_narrower_box(end: float, separates: bool):
    assert rules(Box(20, 120, end, 121)).separate_rows(LEFT, BELOW) is separates


def test_a_rule_through_neither_row_nor_between_them_separates_nothing():
    assert not rules(Box(0, 210, 300, 211), Box(0, 20, 300, 21), Box(50, 0, 51, 300)).separate_rows(LEFT, BELOW)


@pytest.mark.parametrize(("end", "separates"), [(40, True), (39, False)])
def test_a_rule_separates_columns_along_half_of_the_lower_box(end: float, separates: bool):
    assert rules(Box(110, 20, 111, end)).separate_columns(LEFT, RIGHT) is separates


def test_rules_span_an_area_by_what_they_cover_of_it():
    level, upright = Box(0, 50, 60, 51), Box(50, -30, 51, 70)
    found = rules(level, upright)
    assert found.spanning_width(LEFT, 0.6) == (level,)
    assert found.spanning_width(LEFT, 0.61) == ()
    assert found.spanning_height(LEFT, 0.7) == (upright,)
    assert found.spanning_height(LEFT, 0.71) == ()


def test_a_rule_runs_through_a_point_near_it():
    found = rules(Box(0, 50, 60, 51), Box(50, 0, 51, 70))
    assert found.level_through(62, 52, slack=2)
    assert not found.level_through(63, 52, slack=2)
    assert found.upright_through(52, 72, slack=2)
    assert not found.upright_through(53, 72, slack=2)


def test_many_places_are_asked_at_once():
    level = rules(Box(0, 50, 60, 51), Box(50, 0, 51, 70)).level_extents
    low, high = np.array([40.0, 60.0]), np.array([60.0, 80.0])
    start, end = np.array([0.0, 0.0]), np.array([120.0, 60.0])
    assert level.cover(low, high, start, end).tolist() == [0.5, 0.0]
    assert level.distance(low, start, end, 1).tolist() == [10.5, np.inf]
    assert level.distance(high, start, end, -1).tolist() == [9.5, 29.5]
    assert Separators().upright_extents.distance(low, start, end, 1).tolist() == [np.inf, np.inf]


def test_a_stroke_through_a_line_is_no_separator():
    line = Setter().line("一二三四五六七八九十", 40, 40, 30)
    through = Rule(Box(40, line.box.cy - 1, 340, line.box.cy + 1))
    below = Rule(Box(40, 80, 340, 81))
    assert separators_among([through, below], [line], EM) == [below]


def test_a_dash_is_no_separator():
    assert separators_among([Rule(Box(40, 40, 55, 41))], [], EM) == []


def test_a_rule_through_lines_that_were_read_over_a_gutter_runs_between_their_glyphs():
    lines = [Setter().line("渡口新桥今日通车", 40, 40 + 30 * row, 20) for row in range(6)]
    first, second = lines[0].glyphs[3].box, lines[0].glyphs[4].box
    between, within = (first.x1 + second.x0) / 2, second.cx
    gutter, stroke = Rule(Box(between - 1, 30, between + 1, 220)), Rule(Box(within - 1, 30, within + 1, 220))
    assert without_strokes([gutter, stroke], lines) == [gutter]


def test_boxes_that_share_a_third_of_their_width_are_in_one_column():
    assert shares_column(LEFT, BELOW)
    assert shares_column(LEFT, Box(70, 200, 170, 300))
    assert not shares_column(LEFT, Box(71, 200, 171, 300))


def test_columns_run_from_left_to_right_and_down():
    assert group_into_columns([BELOW, RIGHT, LEFT]) == [[2, 0], [1]]
    assert group_into_columns([]) == []
