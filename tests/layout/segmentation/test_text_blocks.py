import pytest
from layout_pages import COLUMN, EM, GUTTER, LEADING, Prose, Setter, depth, frames

from banmian.layout.model import Line
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.text_blocks import column_edges, make_block, stack_lines

TYPE = Typography(EM, "", 1.0)
STEP = (COLUMN + GUTTER) * EM


def stacks(sheet: Setter) -> list[list[str]]:
    return [
        [line.text for line in lines]
        for lines in stack_lines(sheet.page.lines, Separators(tuple(sheet.page.rules)), TYPE)
    ]


def column(sheet: Setter, seed: int = 1, x: float = 40, y: float = 40, **more) -> list[Line]:
    before = len(sheet.page.lines)
    sheet.flow(Prose(seed).paragraphs(2), frames(x, y, 1, 40), **more)
    return sheet.page.lines[before:]


def test_the_lines_of_a_column_make_one_stack_from_top_to_bottom():
    sheet = Setter()
    lines = column(sheet)
    sheet.page.lines.reverse()
    assert stacks(sheet) == [[line.text for line in lines]]


def test_two_columns_make_two_stacks():
    sheet = Setter()
    paragraphs = Prose(2).paragraphs(4)
    sheet.flow(paragraphs, frames(40, 40, 2, depth(paragraphs, 2)))
    assert len(stacks(sheet)) == 2


def test_a_rule_between_lines_ends_a_stack():
    sheet = Setter()
    lines = column(sheet)
    y = (lines[3].box.y1 + lines[4].box.y0) / 2
    sheet.rule(40, y, 40 + COLUMN * EM, y)
    assert [len(each) for each in stacks(sheet)] == [4, len(lines) - 4]


def test_white_between_lines_ends_a_stack():
    sheet = Setter()
    upper = column(sheet, 1)
    lower = column(sheet, 2, y=upper[-1].box.y1 + 3 * EM)
    assert [len(each) for each in stacks(sheet)] == [len(upper), len(lower)]


def test_another_face_ends_a_stack_where_faces_are_known():
    sheet = Setter()
    upper = column(sheet, 1, font="song")
    column(sheet, 2, y=upper[-1].box.y0 + LEADING * EM, font="kai")
    assert len(stacks(sheet)) == 2


def test_another_size_ends_a_stack():
    sheet = Setter()
    upper = column(sheet)
    sheet.line("渡口新桥通车", 40, upper[-1].box.y1 + 5, 15)
    assert len(stacks(sheet)) == 2


def test_a_line_under_two_columns_follows_neither():
    sheet = Setter()
    paragraphs = Prose(3).paragraphs(4)
    boxes = frames(40, 40, 2, depth(paragraphs, 2))
    sheet.flow(paragraphs, boxes)
    sheet.line("这一行横跨两栏排在两栏之下，它不属于其中任何一栏的文字。", 40, boxes[0].y1 + 5)
    assert [len(each) for each in stacks(sheet)][-1] == 1


def test_edges_are_those_of_the_column_and_not_of_indents_and_short_ends():
    lines = column(Setter())
    assert column_edges(lines, EM) == (pytest.approx(40), pytest.approx(40 + COLUMN * EM))


def test_one_hanging_line_does_not_move_the_edge():
    sheet = Setter()
    lines = column(sheet)
    hanging = sheet.line("悬", 40 + COLUMN * EM, lines[2].box.y0)
    assert column_edges([*lines, hanging], EM)[1] == pytest.approx(40 + COLUMN * EM)


def test_a_block_knows_its_size_text_and_length():
    lines = column(Setter())
    block = make_block(lines, EM)
    assert block.size == EM
    assert block.text == "\n".join(line.text for line in lines)
    assert block.characters == sum(len(line.text) for line in lines)
    assert block.box.y0 == lines[0].box.y0
