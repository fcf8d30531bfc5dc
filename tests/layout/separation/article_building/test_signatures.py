import pytest
from layout_pages import COLUMN, EM, LEADING, Prose, Setter, article, frames, only_article, paragraphs_of

from banmian.layout.model import Line

PARAGRAPHS = Prose(5).paragraphs(2)
RIGHT = 40 + COLUMN * EM


def signed(text: str, x0: float | None = None, gap: float = 0.5) -> Setter:
    """One article in one column, and a line in the next row."""
    sheet = Setter()
    article(sheet, 40, 40, 1, "渡口新桥通车", PARAGRAPHS)
    foot = max(line.box.y1 for line in sheet.page.lines)
    sheet.line(text, RIGHT - len(text) * EM if x0 is None else x0, foot + gap * EM)
    return sheet


@pytest.mark.parametrize("name", ["干萝", "程智安", "（白涵）", "■ 桂水轩"])
def test_a_name_at_the_right_end_of_the_last_line_is_a_byline(name: str):
    found = only_article(signed(name).page)
    assert [person.name for person in found.bylines] == [name.strip("（）■ ")]
    assert paragraphs_of(found) == PARAGRAPHS


def test_last_words_with_a_stop_or_at_the_left_stay_in_the_text():
    assert only_article(signed("天黑了。").page).bylines == []
    assert only_article(signed("程智安", x0=40).page).bylines == []


def test_a_name_after_the_last_stop_and_a_space_is_a_byline():
    sheet = Setter()
    article(sheet, 40, 40, 1, "渡口新桥通车", PARAGRAPHS)
    last = max(sheet.page.lines, key=lambda line: line.box.y0)
    sheet.page.lines.remove(last)
    sheet.page.lines.append(Line(f"{last.text} 程智安", last.box, last.size))
    found = only_article(sheet.page)
    assert [person.name for person in found.bylines] == ["程智安"]
    assert paragraphs_of(found)[-1] == PARAGRAPHS[-1]
    assert [repair.before for repair in found.repairs if repair.rule == "signature"] == [" 程智安"]


def test_who_wrote_and_an_address_over_the_text_are_left_out_of_it():
    sheet = Setter()
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 26)
    sheet.line("图述：王岚", 40, 80)
    sheet.line("wanglan@example.org", 40, 96)
    sheet.flow(PARAGRAPHS, frames(40, 130, 1, 40))
    found = only_article(sheet.page)
    assert [person.name for person in found.bylines] == ["王岚"]
    assert paragraphs_of(found) == PARAGRAPHS


@pytest.mark.parametrize("name", ["行者", "（老農）", "·不平子·"])
def test_a_pen_name_that_is_a_word_is_told_by_its_place(name: str):
    found = only_article(signed(name).page)
    assert [person.name for person in found.bylines] == [name.strip("（）·")]
    assert paragraphs_of(found) == PARAGRAPHS


@pytest.mark.parametrize("words", ["未完", "（待續）"])
def test_words_that_say_that_more_follows_are_no_name(words: str):
    assert only_article(signed(words).page).bylines == []


@pytest.mark.parametrize("name", ["行者", "程智安"])
def test_a_name_right_over_the_text_begins_no_sentence(name: str):
    sheet = Setter()
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 26)
    sheet.line(name, RIGHT - len(name) * EM, 80)
    sheet.flow(PARAGRAPHS[:1], frames(40, 80 + LEADING * EM, 1, 40), indent=1)
    found = only_article(sheet.page)
    assert [person.name for person in found.bylines] == [name]
    assert paragraphs_of(found) == PARAGRAPHS[:1]


def test_a_name_that_is_indented_like_a_paragraph_is_none():
    found = only_article(signed("程智安", x0=40 + 0.25 * COLUMN * EM).page)
    assert found.bylines == []
