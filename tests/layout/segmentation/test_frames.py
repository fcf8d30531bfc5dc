from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    Prose,
    Setter,
    article,
    content_of,
    depth,
    frames,
    only_article,
    paragraphs_of,
)

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Panel
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.frames import find_frames

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + 4 * STEP - GUTTER * EM


def boxed(sheet: Setter, left: float, top: float, title: str, paragraphs: list[str], **more) -> Box:
    """A box one column wide round a title and its text; gives the box."""
    foot = sheet.flow(paragraphs, frames(left + EM, top + 4.5 * EM, 1, 60))
    box = Box(left, top, left + (2 + COLUMN) * EM, foot + EM)
    sheet.panel(box, **more)
    sheet.centred(title, box.x0, box.x1, box.y0 + EM, 20)
    return box


def test_a_boxed_article_in_the_last_column_stands_apart_from_the_one_around_it():
    sheet, around, inside = Setter(), Prose(1).paragraphs(9), Prose(2).paragraphs(2)
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 32)
    columns = frames(40, 90, 4, depth(around, 4) + 8)
    last = columns[3]
    box = boxed(sheet, last.x0 - EM, last.y1 - 250, "小知识", inside)
    columns[3] = last._replace(y1=box.y0 - EM)
    sheet.flow(around, columns)
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found == {"渡口新桥通车": around, "小知识": inside}


def test_a_tinted_box_without_a_frame_holds_an_article_of_its_own():
    sheet, around, inside = Setter(), Prose(3).paragraphs(6), Prose(4).paragraphs(2)
    article(sheet, 40, 40, 3, "水渠修到田头", around)
    left = 40 + 3 * STEP
    boxed(sheet, left, 40, "编后语", inside, filled=True, framed=False)
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found == {"水渠修到田头": around, "编后语": inside}


def test_a_frame_round_the_whole_page_changes_nothing():
    sheet, one, other = Setter(), Prose(5).paragraphs(5), Prose(6).paragraphs(5)
    article(sheet, 40, 40, 2, "蜂农的春天", one)
    article(sheet, 40 + 2 * STEP, 40, 2, "陶窑再点火", other)
    plain = [(each.headline, each.text) for each in content_of(sheet.page).articles]
    sheet.panel(Box(10, 10, 790, 1090))
    assert [(each.headline, each.text) for each in content_of(sheet.page).articles] == plain
    assert len(plain) == 2


def test_two_articles_in_one_box_are_two_articles():
    sheet, one, other = Setter(), Prose(7).paragraphs(3), Prose(8).paragraphs(3)
    foot = article(sheet, 40, 40, 1, "蜂农的春天", one, 1.8)
    foot = max(foot, article(sheet, 40 + STEP, 40, 1, "陶窑再点火", other, 1.8))
    sheet.panel(Box(30, 30, 50 + 2 * STEP, foot + EM))
    article(sheet, 40, foot + 4 * EM, 3, "渡口新桥通车", Prose(9).paragraphs(6))
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found["蜂农的春天"] == one
    assert found["陶窑再点火"] == other
    assert len(found) == 3


def test_a_frame_drawn_twice_is_one_frame():
    sheet, inside = Setter(), Prose(10).paragraphs(2)
    box = boxed(sheet, 40, 40, "小知识", inside)
    sheet.panel(box.grown(-2))
    article(sheet, 230, 40, 3, "渡口新桥通车", Prose(11).paragraphs(6))
    found = [paragraphs_of(each) for each in content_of(sheet.page).articles if each.headline == "小知识"]
    assert found == [inside]


def test_a_box_whose_edge_runs_through_lines_is_no_frame():
    sheet, paragraphs = Setter(), Prose(12).paragraphs(6)
    article(sheet, 40, 40, 2, "一盏灯照亮工坊", paragraphs)
    sheet.panel(Box(100, 100, 260, 260))
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_a_picture_outside_a_box_is_not_in_it():
    sheet, inside = Setter(), Prose(13).paragraphs(2)
    boxed(sheet, 40, 40, "小知识", inside)
    article(sheet, 230, 40, 3, "渡口新桥通车", Prose(14).paragraphs(6))
    sheet.picture(Box(230, 400, 500, 560))
    sheet.line("清晨的渡口。江远舟 摄", 230, 564, 9)
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert [image.caption for image in images] == ["清晨的渡口。"]
    assert next(each.images for each in content.articles if each.headline == "小知识") == []


def test_a_picture_inside_a_box_belongs_to_the_boxed_article():
    sheet, inside = Setter(), Prose(15).paragraphs(2)
    box = boxed(sheet, 40, 40, "小知识", inside)
    sheet.picture(Box(box.x0 + EM, box.y1 + EM, box.x1 - EM, box.y1 + 100))
    sheet.page.panels = []
    sheet.panel(box._replace(y1=box.y1 + 120))
    article(sheet, 230, 40, 3, "渡口新桥通车", Prose(16).paragraphs(6))
    found = {each.headline: each for each in content_of(sheet.page).articles}
    assert len(found["小知识"].images) == 1
    assert found["渡口新桥通车"].images == []


def test_a_tint_behind_a_headline_in_two_lines_is_no_frame():
    sheet, text = Setter(), Prose(3).paragraphs(6)
    sheet.panel(Box(40, 30, 40 + 2 * STEP - GUTTER * EM, 120), framed=False, filled=True, dark=True)
    sheet.centred("渡口新桥", 40, 40 + 2 * STEP - GUTTER * EM, 40, 30, reversed_out=True)
    sheet.centred("今天通车", 40, 40 + 2 * STEP - GUTTER * EM, 80, 30, reversed_out=True)
    sheet.flow(text, frames(40, 135, 2, depth(text, 2)))
    found = only_article(sheet.page)
    assert (found.headline or "").replace(" ", "") == "渡口新桥今天通车"
    assert paragraphs_of(found) == text


def test_a_frame_without_display_type_takes_its_bold_first_line_for_its_head():
    sheet, around, inside = Setter(), Prose(1).paragraphs(9), Prose(2).paragraphs(2)
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 32)
    columns = frames(40, 90, 4, depth(around, 4) + 8)
    last = columns[3]
    box = Box(last.x0, last.y1 - 330, last.x1, last.y1)
    sheet.panel(box)
    columns[3] = last._replace(y1=box.y0 - EM)
    sheet.flow(around, columns, font="Song")
    sheet.line("小知识", box.x0 + EM, box.y0 + EM, font="Hei")
    sheet.flow(inside, frames(box.x0 + EM, box.y0 + 3 * EM, 1, 60, width=COLUMN - 2), font="Song")
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found == {"渡口新桥通车": around, "小知识": inside}


def test_a_low_strip_with_type_of_several_sizes_is_an_advertisement():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(8)
    article(sheet, 40, 40, 4, "渡口新桥通车", paragraphs)
    foot = max(line.box.y1 for line in sheet.page.lines) + 8
    sheet.panel(Box(40, foot, RIGHT, foot + 5 * EM), filled=True, framed=False)
    sheet.line("青榆布庄新装开业", 50, foot + 4, 20)
    sheet.line("全场四折起售完即止", 300, foot + 4)
    sheet.line("地址：老街七十二号", 300, foot + 20)
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert "advertisement" in {piece.kind for piece in content.furniture}


def test_rules_that_meet_round_a_text_of_a_vertical_page_are_no_frame_but_round_a_head_and_its_text_they_are():
    body = [Line("甲乙丙丁戊己庚辛", Box(110, 110 + 20 * row, 240, 122 + 20 * row), 12) for row in range(6)]
    head = Line("乡讯", Box(110, 85, 170, 105), 20)
    panel = Panel(Box(100, 80, 250, 240), framed=True)

    def framed(lines: list[Line], vertical: bool) -> bool:
        page = Page(1, 600, 800, "px", "ocr", lines=lines, panels=[panel])
        return find_frames(page, lines, (), Typography(12, "", 1.0, vertical)) == [panel]

    assert framed([head, *body], vertical=True)
    assert not framed(body, vertical=True)
    assert framed(body, vertical=False)
