from dataclasses import replace

import pytest
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article, content_of, depth, frames, paragraphs_of

from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line
from banmian.layout.segmentation.page_furniture import find_margin_furniture, find_turned_lines

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + 4 * STEP - GUTTER * EM


def kinds(content) -> dict[str, str]:
    return {piece.kind: piece.text for piece in content.furniture}


def inner_page(folio: tuple[str, ...]) -> tuple[Setter, list[str]]:
    sheet, paragraphs = Setter(), Prose(1).paragraphs(8)
    x = 40.0
    for part in folio:
        sheet.line(part, x, 20)
        x += 200
    sheet.rule(40, 36, RIGHT, 36)
    article(sheet, 40, 60, 4, "渡口新桥通车", paragraphs)
    return sheet, paragraphs


@pytest.mark.parametrize(
    ("folio", "label"),
    [
        (("03版 综合新闻", "2023年10月14日 星期六", "责任编辑：江远舟"), "03版"),
        (("云岭日报", "要闻", "2024年5月6日", "A05"), "A05"),
    ],
)
def test_the_folio_line_is_no_text_and_names_the_page(folio: tuple[str, ...], label: str):
    sheet, paragraphs = inner_page(folio)
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert content.pages[0].label == label
    assert "folio" in kinds(content)


def test_a_page_that_the_head_only_points_to_is_not_its_label():
    sheet, paragraphs = inner_page(("云岭日报", "要闻", "2024年5月6日"))
    sheet.line("詳刊", 760, 6)
    sheet.line("P4", 762, 20)
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert content.pages[0].label is None


def test_the_masthead_gives_the_facts_of_the_issue():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(8)
    sheet.centred("云岭日报", 40, RIGHT, 20, 60)
    sheet.line("2023年10月14日 星期六 癸卯年八月三十", 40, 90)
    sheet.line("第4127期 今日8版", 330, 90)
    sheet.line("国内统一连续出版物号 CN 43-0117", 480, 90, 8)
    sheet.rule(40, 106, RIGHT, 106)
    article(sheet, 40, 130, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    facts = content.publication
    assert (facts.title, facts.date, facts.issue_number) == ("云岭日报", "2023-10-14", "4127")
    assert facts.page_count == 8
    assert facts.serial is not None
    assert "43-0117" in facts.serial
    assert [(each.headline, paragraphs_of(each)) for each in content.articles] == [("渡口新桥通车", paragraphs)]
    assert "masthead" in kinds(content)


def test_a_line_of_editors_is_staff():
    sheet, _ = inner_page(("03版 综合新闻", "责任编辑：江远舟 美术编辑：陆青禾"))
    assert "江远舟" in kinds(content_of(sheet.page))["staff"]


def test_a_page_that_begins_with_its_article_has_no_furniture():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(6)
    article(sheet, 40, 30, 3, "蜂农的春天", paragraphs)
    content = content_of(sheet.page)
    assert content.furniture == []
    assert [each.headline for each in content.articles] == ["蜂农的春天"]


def test_a_headline_close_under_the_folio_stays_a_headline():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(6)
    sheet.line("02版", 40, 20)
    sheet.line("2023年10月14日", 300, 20)
    article(sheet, 40, 42, 3, "今年渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert [each.headline for each in content.articles] == ["今年渡口新桥通车"]


def test_an_index_box_names_other_pages_and_is_no_article():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(8)
    article(sheet, 40, 60, 3, "渡口新桥通车", paragraphs)
    left = 40 + 3 * STEP
    sheet.panel(Box(left - 5, 60, left + COLUMN * EM + 5, 170))
    sheet.centred("导读", left, left + COLUMN * EM, 68, 16)
    for number, entry in enumerate(("水渠修到田头 02版", "陶窑再点火 03版", "蜂农的春天 04版")):
        sheet.line(entry, left, 96 + number * 22)
    content = content_of(sheet.page)
    assert [each.headline for each in content.articles] == ["渡口新桥通车"]
    assert "水渠修到田头" in kinds(content)["index"]


def test_text_of_an_article_never_becomes_furniture_by_speaking_of_dates():
    sheet = Setter()
    paragraphs = [f"2023年10月{day}日，渡口的船停了一天。" + Prose(day).paragraph(60) for day in range(10, 16)]
    sheet.centred("停航日记", 40, 40 + 2 * STEP - GUTTER * EM, 30, 26)
    sheet.flow(paragraphs, frames(40, 70, 2, depth(paragraphs, 2)))
    content = content_of(sheet.page)
    assert content.furniture == []
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_numbers_at_the_head_of_a_page_are_no_folio():
    sheet, paragraphs = Setter(), Prose(6).paragraphs(4)
    for row, cells in enumerate((("乡镇", "户数", "产量"), ("青榆镇", "312", "926"), ("梅子坡", "207", "588"))):
        for column, text in enumerate(cells):
            sheet.line(text, 60 + 100 * column, 60 + 20 * row)
    article(sheet, 40, 140, 2, "旱地种出好收成", paragraphs)
    assert not {"folio", "masthead"} & set(kinds(content_of(sheet.page)))


def test_a_short_subheading_at_the_head_of_a_column_marks_no_folio():
    sheet = Setter()
    for x, part in ((40, "03版"), (300, "2023年10月14日 星期六")):
        sheet.line(part, x, 20)
    paragraphs, more = Prose(7).paragraphs(2), Prose(8).paragraphs(2)
    sheet.upright("山乡邮路四十年", 40, 44, 26)
    first, second = frames(90, 44, 2, max(depth(paragraphs, 1), depth(more, 1) + 2))
    sheet.flow(paragraphs, [first])
    sheet.centred("一通电话", second.x0, second.x1, second.y0, bold=True)
    sheet.flow(more, [second._replace(y0=second.y0 + 15)])
    content = content_of(sheet.page)
    assert "一通电话" not in "".join(piece.text for piece in content.furniture)
    assert [each.text for each in content.articles] == ["\n".join([*paragraphs, "一通电话", *more])]


def test_weekdays_in_vertical_text_mark_no_folio():
    sheet = Setter(600, 800)
    paragraphs = ["渡船每逢星期二停航一日，船工上岸修补缆绳，乡人皆绕道石桥。" * 2 for _ in range(3)]
    sheet.upright("渡口停航", 560, 60, 26)
    sheet.flow_upright(paragraphs, [Box(100, 40, 540, 160)])
    content = content_of(sheet.page)
    assert content.furniture == []
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_a_slogan_set_wide_down_the_margin_belongs_to_no_article():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(6)
    sheet.centred("渡口新桥通车", 80, 80 + 3 * STEP - GUTTER * EM, 40, 26)
    sheet.flow(paragraphs, frames(80, 80, 3, depth(paragraphs, 3)))
    slogan = sheet.upright("说人人要说的话", 40, 40, 1.2 * EM)
    step = 3 * EM
    spread = [
        replace(glyph, box=glyph.box.moved(0, number * step - (glyph.box.y0 - 40)))
        for number, glyph in enumerate(slogan.glyphs * 2)
    ]
    wide = replace(slogan, text=slogan.text * 2, glyphs=tuple(spread), box=union(glyph.box for glyph in spread))
    sheet.page.lines = [line for line in sheet.page.lines if line is not slogan] + [wide]
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert [each.text for each in content.furniture] == [wide.text]


def test_the_first_column_of_a_page_set_wide_throughout_is_no_slogan():
    sheet = Setter()
    columns = [sheet.upright("渡船每逢星期二停航一日", 600 - 24 * number, 40, EM) for number in range(6)]
    sheet.page.lines = [
        replace(column, glyphs=spread, box=union(glyph.box for glyph in spread))
        for column in columns
        for spread in [
            tuple(replace(one, box=one.box.moved(0, 0.8 * EM * number)) for number, one in enumerate(column.glyphs))
        ]
    ]
    content = content_of(sheet.page)
    assert content.furniture == []


def test_the_label_of_a_column_at_the_top_of_a_vertical_page_is_no_masthead():
    sheet, paragraphs = Setter(), Prose(6).paragraphs(4)
    sheet.upright("茶事彙報", 620, 40, 12)
    sheet.upright("渡口停航", 580, 60, 26)
    sheet.flow_upright(paragraphs, [Box(100, 40, 560, 160), Box(100, 190, 560, 310)])
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert not {"masthead", "folio"} & set(kinds(content))


def test_a_title_beside_its_date_line_is_the_masthead_with_what_stands_beside_it():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(8)
    sheet.line("云岭日报", 40, 20, 5 * EM)
    sheet.line("08/06/2023", 420, 20)
    sheet.line("星期四", 560, 20)
    sheet.line("山城菜市明日开张", 420, 60, 1.6 * EM)
    article(sheet, 40, 140, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert [found.headline for found in content.articles] == ["渡口新桥通车"]
    assert "山城菜市明日开张" in kinds(content)["masthead"]
    assert (content.publication.title, content.publication.date) == ("云岭日报", "2023-06-08")


@pytest.mark.parametrize(("gap", "inside"), [(0.8, True), (4.0, False)])
def test_what_stands_beside_a_title_ends_a_little_below_it(gap: float, inside: bool):
    sheet, paragraphs = Setter(), Prose(2).paragraphs(8)
    sheet.line("云岭日报", 40, 20, 5 * EM)
    sheet.line("08/06/2023", 420, 20)
    sheet.line("星期四", 560, 20)
    sheet.line("最低气温", 560, 20 + 3.4 * EM)
    sheet.line("27℃", 560, 20 + (4.4 + gap) * EM)
    article(sheet, 40, 160, 4, "渡口新桥通车", paragraphs)
    assert ("27℃" in kinds(content_of(sheet.page))["masthead"]) is inside


def test_a_western_title_is_told_by_its_shape_whatever_it_says():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(8)
    x = 40.0
    for word in ("The", "Harbour", "Clarion"):
        sheet.line(word, x, 20, 8 * EM)
        x += 8 * EM * (0.6 * len(word) + 0.5)
    article(sheet, 40, 200, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert kinds(content)["masthead"] == "The Harbour Clarion"
    assert [found.headline for found in content.articles] == ["渡口新桥通车"]


def test_a_date_line_below_a_western_title_belongs_to_its_masthead():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(24)
    x = 40.0
    for word in ("The", "Harbour", "Clarion"):
        sheet.line(word, x, 90, 8 * EM)
        x += 8 * EM * (0.6 * len(word) + 0.5)
    sheet.line("PORT HENRY, SUNDAY, DEC. 17, 1905.", 40, 90 + 13 * EM)
    sheet.line("PRICE FIVE CENTS.", 400, 90 + 13 * EM)
    article(sheet, 40, 90 + 18 * EM, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert [found.headline for found in content.articles] == ["渡口新桥通车"]
    assert "PRICE FIVE CENTS." in kinds(content)["masthead"]
    assert content.publication.date == "1905-12-17"


def test_a_western_title_over_its_date_line_may_be_no_larger_than_the_banner_below():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(24)
    sheet.line("Harbour", 40, 40, 6 * EM)
    sheet.line("Clarion.", 420, 40, 6 * EM)
    sheet.line("PORT HENRY, SUNDAY, DEC. 17, 1905.", 200, 40 + 8 * EM)
    sheet.line("THE NEW BELL RINGS", 40, 40 + 10 * EM, 5.5 * EM)
    article(sheet, 40, 40 + 18 * EM, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert kinds(content)["masthead"].startswith("Harbour Clarion.")
    assert "BELL" not in kinds(content)["masthead"]


def test_a_large_headline_on_a_page_without_a_masthead_is_no_title():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(8)
    article(sheet, 40, 40, 4, "渡口新桥通车", paragraphs)
    assert "masthead" not in kinds(content_of(sheet.page))


def test_one_huge_word_over_a_part_of_a_page_is_no_western_title():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(8)
    sheet.line("Fire", 40, 20, 8 * EM)
    article(sheet, 40, 200, 4, "渡口新桥通车", paragraphs)
    content = content_of(sheet.page)
    assert "masthead" not in kinds(content)


def column(text: str, x: float, height: float) -> Line:
    """A column of 10 px wide glyphs that stand as far apart as the height has room for."""
    step = height / len(text)
    glyphs = tuple(Glyph(sign, Box(x, n * step, x + 10, n * step + 10), 10.0) for n, sign in enumerate(text))
    return Line(text, Box(x, 0, x + 10, height), 10.0, vertical=True, glyphs=glyphs)


def test_a_slogan_is_long_and_set_wide():
    rows = [Line("渡口新桥今日通车两岸往来", Box(40, y, 160, y + 10), 10.0) for y in range(0, 400, 15)]
    slogan, few, close = column("说人人要说的话走大家走的路", 0, 390), column("城乡", 0, 390), column("桥" * 36, 0, 390)
    assert [group.lines for group in find_margin_furniture([slogan, *rows])[0]] == [(slogan,)]
    assert find_margin_furniture([few, *rows])[0] == []
    assert find_margin_furniture([close, *rows])[0] == []
    assert find_margin_furniture([replace(slogan, glyphs=()), *rows])[0] == []


def test_a_credit_that_runs_up_beside_a_picture_is_no_head():
    level = [
        Line("渡口新桥昨日通车，两岸来往不必再等渡船。", Box(40, 40 + 15 * at, 340, 50 + 15 * at), 10.0)
        for at in range(6)
    ]
    credit = Line("Photo: Jane Doe", Box(366, 184, 373, 250), 7.0, vertical=True)
    groups, rest = find_turned_lines([*level, credit])
    assert [(group.kind, group.text) for group in groups] == [("other", "Photo: Jane Doe")]
    assert rest == level
    columns = [
        Line("渡口新桥昨日通车，两岸来往不必再等渡船。", Box(15 * at, 0, 15 * at + 10, 200), 10.0, vertical=True)
        for at in range(6)
    ]
    assert find_turned_lines([*columns, credit]) == ([], [*columns, credit])
    large = Line("HARBOR", Box(366, 184, 396, 350), 30.0, vertical=True)
    assert find_turned_lines([*level, large]) == ([], [*level, large])


@pytest.mark.parametrize(("below", "is_title"), [(1.0, True), (6.0, False)])
def test_huge_words_right_under_the_date_line_are_the_title_and_further_down_a_headline(below: float, is_title: bool):
    sheet, top = Setter(), 30 + below * EM
    sheet.line("Friday, 14 October 2023", 40, 20)
    sheet.centred("Ferry Stopped", 40, RIGHT, top, 7.5 * EM)
    article(sheet, 40, top + 9 * EM, 4, "渡口新桥通车", Prose(7).paragraphs(8))
    sheet.centred("HARBOUR FIRE", 40, RIGHT, 600, 7.5 * EM)
    assert ("Ferry Stopped" in kinds(content_of(sheet.page)).get("masthead", "")) is is_title
