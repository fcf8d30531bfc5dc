import pytest
from layout_pages import EM, Prose, Setter, content_of, paragraphs_of

from banmian.layout.geometry import Box

ROWS = [
    ("滄江晨刊", 300, 40),
    ("發行人林稚圭 館址石橋路九號", 270, 100),
    ("第三千零四十二號", 300, 130),
    ("中華民國二十六年三月十四日", 480, 160),
    ("星期日", 380, 160),
]


def front_page(rows, top: float, frames=()) -> tuple[Setter, list[str]]:
    """Columns that begin at ``top`` on a page 700 high, under rows of (text, x, y)."""
    sheet, paragraphs = Setter(), Prose(6).paragraphs(6)
    sheet.page.height = 700
    for text, x, y in rows:
        sheet.line(text, x, y)
    for frame in frames:
        sheet.panel(Box(*frame))
    sheet.upright("渡口停航", 580, top, 26)
    sheet.flow_upright(paragraphs, [Box(100, top, 560, top + 190), Box(100, top + 220, 560, top + 410)])
    return sheet, paragraphs


def masthead_of(content) -> list[str]:
    return [line for piece in content.furniture if piece.kind == "masthead" for line in piece.text.split("\n")]


def test_rows_over_all_columns_are_the_masthead_however_deep():
    sheet, paragraphs = front_page(ROWS, 185)
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert sorted(masthead_of(content)) == sorted(text for text, _, _ in ROWS)
    assert content.publication.issue_number == "三千零四十二"
    assert content.publication.date == "1937-03-14"


def test_rows_are_told_from_right_to_left():
    content = content_of(front_page(ROWS, 185)[0].page)
    lines = masthead_of(content)
    assert lines.index("中華民國二十六年三月十四日") < lines.index("星期日")


@pytest.mark.parametrize("rows", [[row for row in ROWS if row[2] < 130], ROWS[:3]])
def test_rows_with_less_than_two_marks_are_no_masthead(rows):
    assert masthead_of(content_of(front_page(rows, 185)[0].page)) == []


def test_rows_far_above_the_columns_are_no_masthead():
    assert masthead_of(content_of(front_page(ROWS, 185 + 5 * EM)[0].page)) == []


def test_what_stands_in_a_frame_that_reaches_down_beside_the_columns_is_no_part_of_it():
    rows = [*ROWS, ("四時春茶樓", 630, 100)]
    content = content_of(front_page(rows, 185, frames=[(610, 60, 690, 400)])[0].page)
    assert "四時春茶樓" not in masthead_of(content)
    assert "滄江晨刊" in masthead_of(content)
