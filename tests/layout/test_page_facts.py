import pytest
from layout_pages import EM, Prose, Setter, newspaper

from banmian.layout.page_facts import measure_typography
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
