import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_pages import EM, LEADING, Prose, Setter, content_of, only_article, paragraphs_of

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Picture
from banmian.layout.page_turning import turn_back, turn_box, turn_page
from banmian.layout.writing_mode import is_vertical

numbers = st.integers(-1000, 2000).map(float)


def upright_column(sheet: Setter, paragraphs: list[str], right: float, top: float, rows: int, deep: int) -> None:
    """One frame of vertical lines, `rows` lines wide and `deep` signs high, its right edge at `right`."""
    wide = ((rows - 1) * LEADING + 1) * EM
    sheet.flow_upright(paragraphs, [Box(right - wide, top, right, top + deep * EM)])


@given(numbers, numbers, numbers, numbers, numbers)
def test_turning_back_gives_the_box_again(x0: float, y0: float, x1: float, y1: float, width: float):
    box = Box(x0, y0, x1, y1)
    assert turn_back(turn_box(box, width), width) == box


def test_what_stands_at_the_right_of_a_vertical_page_stands_above_when_turned():
    right, left = Box(700, 50, 710, 300), Box(100, 50, 110, 300)
    assert turn_box(right, 800).y1 < turn_box(left, 800).y0


def test_a_page_is_vertical_when_most_of_its_signs_are():
    sheet = Setter()
    sheet.upright("渡口今夜停航一班", 300, 40)
    assert is_vertical(sheet.page.lines)
    sheet.line("渡口今夜停航一班，明早照常开船，请大家互相转告。", 40, 400)
    assert not is_vertical(sheet.page.lines)


def test_a_turned_page_has_its_sides_exchanged():
    turned = turn_page(Setter(800, 1100).page)
    assert (turned.width, turned.height) == (1100, 800)


def test_the_text_of_a_picture_turns_with_it():
    label = Line("柳河", Box(300, 100, 340, 120), 20.0)
    page = Page(1, 800, 500, "px", "ocr", [], pictures=[Picture(Box(250, 50, 450, 200), labels=(label,))])
    (turned,) = turn_page(page).pictures
    assert turned.labels[0].box == turn_box(label.box, 800)
    assert turned.box.covers(turned.labels[0].box)


def test_vertical_lines_are_read_from_right_to_left():
    sheet, paragraphs = Setter(), Prose(1).paragraphs(4)
    sheet.upright("渡口新桥通车", 700, 60, 28)
    upright_column(sheet, paragraphs, 680, 40, 30, 30)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("渡口新桥通车", paragraphs)


def test_tiers_of_a_vertical_page_are_read_from_top_to_bottom():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(5)
    wide = (19 * LEADING + 1) * EM
    sheet.upright("渡口新桥通车", 700, 60, 28)
    tiers = [Box(680 - wide, top, 680, top + 160) for top in (40, 220)]
    sheet.flow_upright(paragraphs, tiers)
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_two_articles_of_a_vertical_page_one_left_of_the_other():
    sheet, one, other = Setter(), Prose(3).paragraphs(3), Prose(4).paragraphs(3)
    sheet.upright("水渠修到田头", 740, 60, 26)
    upright_column(sheet, one, 725, 40, 16, 25)
    sheet.upright("陶窑再点火", 430, 60, 26)
    upright_column(sheet, other, 415, 40, 16, 25)
    found = content_of(sheet.page).articles
    assert [(each.headline, paragraphs_of(each)) for each in found] == [("水渠修到田头", one), ("陶窑再点火", other)]


def test_regions_of_a_vertical_page_are_those_of_the_page_as_printed():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(3)
    sheet.upright("渡口新桥通车", 700, 60, 28)
    upright_column(sheet, paragraphs, 680, 40, 20, 25)
    found = only_article(sheet.page)
    whole = Box(*found.blocks[0].regions[0].bbox)
    first = sheet.page.lines[1].box
    assert whole.grown(0.1).covers(first, 0.99)
    assert whole.x1 == pytest.approx(first.x1, abs=0.1)
