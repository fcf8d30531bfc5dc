from dataclasses import replace

import pytest
from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    Prose,
    Setter,
    article,
    as_read,
    content_of,
    depth,
    frames,
    only_article,
    paragraphs_of,
)

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.article_building.heading_parts import classify_head_lines, headline_separator

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + 3 * STEP - GUTTER * EM


def body(sheet: Setter, top: float, seed: int = 1, count: int = 3, left: float = 40) -> list[str]:
    paragraphs = Prose(seed).paragraphs(2 * count)
    sheet.flow(paragraphs, frames(left, top, count, depth(paragraphs, count)))
    return paragraphs


def names(found) -> set[str]:
    return {byline.name for byline in found.bylines}


@pytest.mark.parametrize("size", [1.5, 2.0, 3.0, 5.0])
def test_a_title_centred_over_its_columns_is_the_headline(size: float):
    sheet = Setter()
    sheet.centred("旱地种出好收成", 40, RIGHT, 40, size * EM)
    paragraphs = body(sheet, 40 + (size + 1.5) * EM)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("旱地种出好收成", paragraphs)


def test_a_title_flush_left_is_the_headline():
    sheet = Setter()
    sheet.line("旱地种出好收成", 40, 40, 30)
    paragraphs = body(sheet, 85)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("旱地种出好收成", paragraphs)


def test_kicker_headline_and_subheadline_are_told_by_size_and_place():
    sheet = Setter()
    sheet.centred("云岭县五个乡镇引来清水", 40, RIGHT, 40, 16)
    sheet.centred("水渠修到田头", 40, RIGHT, 64, 34)
    sheet.centred("——下游稻农的第一个丰年", 40, RIGHT, 106, 16)
    paragraphs = body(sheet, 140)
    found = only_article(sheet.page)
    assert found.kicker == "云岭县五个乡镇引来清水"
    assert found.headline == "水渠修到田头"
    assert found.subheadline is not None
    assert found.subheadline.strip("—") == "下游稻农的第一个丰年"
    assert paragraphs_of(found) == paragraphs


def test_the_two_parts_of_a_headline_keep_one_space():
    sheet = Setter()
    sheet.centred("清渠引水", 40, RIGHT, 40, 30)
    sheet.centred("旱地变成米粮川", 40, RIGHT, 76, 30)
    body(sheet, 125)
    assert only_article(sheet.page).headline == "清渠引水 旱地变成米粮川"


def test_a_space_inside_a_headline_stays():
    sheet = Setter()
    sheet.centred("清渠引水 旱地变成米粮川", 40, RIGHT, 40, 30)
    body(sheet, 85)
    assert only_article(sheet.page).headline == "清渠引水 旱地变成米粮川"


def test_a_headline_broken_inside_a_word_is_joined_without_a_space():
    sheet = Setter()
    sheet.centred("乡村邮递员走完最后一公", 40, RIGHT, 40, 30)
    sheet.centred("里山路", 40, RIGHT, 76, 30)
    body(sheet, 125)
    found = only_article(sheet.page)
    assert found.headline == "乡村邮递员走完最后一公里山路"
    assert as_read(found, "headline") == "乡村邮递员走完最后一公\n里山路"


def test_headline_lines_in_english_are_joined_with_a_space():
    assert headline_separator("Bridge opens", "after ten years") == " "


def test_a_byline_under_the_title_is_no_text():
    sheet = Setter()
    sheet.centred("一盏灯照亮工坊", 40, RIGHT, 40, 30)
    sheet.centred("本报记者 江远舟 通讯员 陆青禾", 40, RIGHT, 80, EM)
    paragraphs = body(sheet, 106)
    found = only_article(sheet.page)
    assert names(found) == {"江远舟", "陆青禾"}
    assert {byline.role for byline in found.bylines} == {"记者", "通讯员"}
    assert paragraphs_of(found) == paragraphs


def test_a_small_label_on_a_dark_panel_is_the_section():
    sheet = Setter()
    sheet.panel(Box(38, 38, 100, 58), filled=True, framed=False, dark=True)
    sheet.line("乡土志", 44, 42, 12, reversed_out=True)
    sheet.centred("陶窑再点火", 40, RIGHT, 66, 30)
    paragraphs = body(sheet, 110)
    found = only_article(sheet.page)
    assert (found.section, found.headline) == ("乡土志", "陶窑再点火")
    assert paragraphs_of(found) == paragraphs


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_vertical_headline_at_a_side_heads_the_text_beside_it(side: str):
    sheet = Setter()
    left = 90 if side == "left" else 40
    paragraphs = body(sheet, 40, left=left)
    sheet.upright("堤坝巡查不停步", 40 if side == "left" else left + 3 * STEP - 10, 40, 28)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("堤坝巡查不停步", paragraphs)


def test_a_vertical_headline_in_two_lines_is_read_from_right_to_left():
    sheet = Setter()
    paragraphs = body(sheet, 40, left=130)
    sheet.upright("清渠引水", 82, 40, 30)
    sheet.upright("旱地变成米粮川", 42, 40, 30)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("清渠引水 旱地变成米粮川", paragraphs)


def test_a_vertical_headline_between_columns_heads_both():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(4)
    lines = depth(paragraphs, 2)
    right = 40 + STEP + 4.5 * EM
    columns = [*frames(40, 40, 1, lines), *frames(right, 40, 1, lines)]
    sheet.flow(paragraphs, columns)
    sheet.upright("蜂农的春天", 40 + STEP, 60, 30)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("蜂农的春天", paragraphs)


def test_a_vertical_headline_belongs_to_its_own_article_when_another_stands_beside():
    sheet = Setter()
    own = body(sheet, 40, 6, 2, left=90)
    sheet.upright("堤坝巡查不停步", 40, 40, 28)
    left = 90 + 2 * STEP + 10
    other = Prose(7).paragraphs(4)
    article(sheet, left, 40, 2, "陶窑再点火", other)
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found == {"堤坝巡查不停步": own, "陶窑再点火": other}


def test_white_letters_on_colour_are_a_headline_like_any_other():
    sheet = Setter()
    sheet.panel(Box(38, 36, RIGHT, 80), filled=True, framed=False, dark=True)
    sheet.centred("柚子熟了满山香", 40, RIGHT, 42, 32, reversed_out=True)
    paragraphs = body(sheet, 95)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("柚子熟了满山香", paragraphs)


def test_two_vertical_headlines_one_above_the_other_head_two_articles():
    sheet, one, other = Setter(), Prose(21).paragraphs(6), Prose(22).paragraphs(6)
    deep = max(depth(one, 2), depth(other, 2))
    right = 40 + 2 * STEP - 10
    upper = frames(40, 40, 2, deep)
    lower = frames(40, upper[0].y1 + 2 * EM, 2, deep)
    size = (upper[0].y1 - 40) / 11
    sheet.flow(one, upper)
    sheet.upright("村医的摩托换成了救护车", right, 40, size)
    sheet.flow(other, lower)
    sheet.upright("夜航灯守了三十年", right, lower[0].y0, size)
    found = [(each.headline, paragraphs_of(each)) for each in content_of(sheet.page).articles]
    assert found == [("村医的摩托换成了救护车", one), ("夜航灯守了三十年", other)]


def test_a_deck_in_small_letters_is_no_part_of_a_headline_in_capitals():
    lines = [Line(text, Box(0, 20 * n, 90, 20 * n + size), size) for n, (text, size) in enumerate(DECKED)]
    head = classify_head_lines([Item("head", line.box, make_block([line], EM)) for line in lines], LATIN)
    assert [line.text for line in head.headline] == ["FERRY LATE"]
    assert [line.text for line in head.subheadline] == ["Captain explains"]


DECKED = [("FERRY LATE", 11.6), ("Captain explains", 11.0)]
LATIN = Typography(EM, "", 0.0)


def head_item(text, y, size, left=40, **told):
    line = Line(text, Box(left, y, left + size * len(text), y + size), size)
    return Item("head", line.box, make_block([line], EM), **told)


def parts_of(*items, vertical=False):
    head = classify_head_lines(items, Typography(EM, "", 1.0, vertical))
    return {name: [line.text for line in lines] for name, lines in vars(head).items() if lines}


def test_a_large_title_that_could_be_a_name_is_no_byline():
    assert parts_of(head_item("■渡口姻缘", 0, 1.4 * EM)) == {"headline": ["■渡口姻缘"]}
    assert parts_of(head_item("■林秋生", 0, EM)) == {"byline": ["■林秋生"]}
    assert parts_of(head_item("（林秋生）", 0, 1.4 * EM)) == {"byline": ["（林秋生）"]}


def test_of_a_title_and_a_name_the_larger_is_the_title():
    found = parts_of(head_item("■渡口姻缘", 0, 2 * EM), head_item("（林秋生）", 3 * EM, EM))
    assert found == {"headline": ["■渡口姻缘"], "byline": ["（林秋生）"]}


def test_a_label_that_is_all_of_a_head_of_columns_is_the_headline():
    label, title = head_item("糖价续跌", 0, 1.4 * EM, role="section"), head_item("昨日又低两成", 2 * EM, 2 * EM)
    assert parts_of(label, vertical=True) == {"headline": ["糖价续跌"]}
    assert parts_of(label, title, vertical=True)["section"] == ["糖价续跌"]
    assert parts_of(label) == {"section": ["糖价续跌"]}


def test_a_few_characters_before_a_head_are_a_label_and_beside_a_head_of_columns_its_kicker():
    items = head_item("小消息", 0, 1.2 * EM), head_item("青榆渡口新桥通车", 2 * EM, 3 * EM, left=100)
    assert parts_of(*items)["section"] == ["小消息"]
    assert parts_of(*items, vertical=True)["kicker"] == ["小消息"]


def level_item(text, y, size, left):
    """A line that was printed level, on a page in columns that has been turned."""
    line = Line(text, Box(left, y, left + size, y + size * len(text)), size, vertical=True)
    return Item("head", line.box, make_block([line], EM))


COLUMN_HEAD = head_item("鹭洲渡口新桥通车", 5 * EM, 3 * EM, left=100)


@pytest.mark.parametrize("reach", [0.0, 0.2 * EM])
def test_a_level_line_over_a_head_of_columns_is_its_kicker_and_one_under_it_its_subheadline(reach):
    above = level_item("两岸往来便利", 10 * EM, 1.4 * EM, 100 + reach - 1.4 * EM)
    below = level_item("昨日举行典礼", EM, 1.4 * EM, COLUMN_HEAD.box.x1 - reach)
    found = parts_of(below, COLUMN_HEAD, above, vertical=True)
    assert found == {"headline": ["鹭洲渡口新桥通车"], "kicker": ["两岸往来便利"], "subheadline": ["昨日举行典礼"]}


def test_a_level_line_over_a_head_of_columns_is_read_before_a_kicker_in_a_column():
    above = level_item("两岸往来便利", 6 * EM, 1.4 * EM, 100 - 1.5 * EM)
    kicker = head_item("筹备三年", 2 * EM, 1.6 * EM, left=100)
    found = parts_of(kicker, COLUMN_HEAD, above, vertical=True)
    assert found["kicker"] == ["两岸往来便利", "筹备三年"]


def test_level_lines_of_a_headline_of_a_page_in_columns_are_read_from_above():
    upper, lower = level_item("大批新船", 0, 2 * EM, 100), level_item("又将由海入江", 0, 1.8 * EM, 100 + 2.3 * EM)
    assert parts_of(lower, upper, vertical=True) == {"headline": ["大批新船", "又将由海入江"]}


def test_parts_of_one_level_line_of_a_page_in_columns_are_read_from_the_right():
    right, left = level_item("大批", 0, 2 * EM, 100), level_item("新船", 5 * EM, 2 * EM, 100)
    assert parts_of(left, right, vertical=True) == {"headline": ["大批", "新船"]}


def test_upright_lines_of_a_headline_of_a_level_page_are_read_from_the_right():
    first, second = level_item("大批新船", 0, 2 * EM, 100), level_item("又将入江", 0, 2 * EM, 100 - 2.3 * EM)
    assert parts_of(second, first) == {"headline": ["大批新船", "又将入江"]}


def item_of(line: Line) -> Item:
    return Item("head", line.box, make_block([line], EM))


def test_a_headline_in_capitals_over_a_deck_that_measures_more_stays_the_headline():
    sheet = Setter()
    top = sheet.line("GALE DRIVES BOATS ASHORE", 40, 40, 1.0 * EM)
    deck = sheet.line("Lifeboat out twice in one night", 40, 60, 1.2 * EM)
    head = classify_head_lines([item_of(top), item_of(deck)], LATIN)
    assert [line.text for line in head.headline] == [top.text]
    assert [line.text for line in head.subheadline] == [deck.text]


def test_han_with_capital_letters_are_no_capitals():
    sheet = Setter()
    top = sheet.line("G20峰会今天开幕", 40, 40, 1.4 * EM)
    main = sheet.line("各国代表抵达渡口新城", 40, 60, 1.8 * EM)
    head = classify_head_lines([item_of(top), item_of(main)], LATIN)
    assert [line.text for line in head.headline] == [main.text]


def test_lines_below_a_deck_dash_are_no_headline_however_large():
    sheet = Setter()
    top = sheet.line("Gale drives boats ashore", 40, 40, 2.0 * EM)
    deck = sheet.line("Lifeboat out twice in one night", 40, 80, 2.0 * EM)
    joined = replace(item_of(top), block=make_block([top, deck], EM), decks=(deck,))
    head = classify_head_lines([joined], LATIN)
    assert [line.text for line in head.headline] == [top.text]
    assert [line.text for line in head.subheadline] == [deck.text]


def test_a_large_line_below_a_dash_is_the_headline():
    sheet = Setter()
    label = sheet.line("Evening page", 40, 40, 1.2 * EM)
    main = sheet.line("The red lamp", 40, 80, 2.0 * EM)
    joined = replace(item_of(label), block=make_block([label, main], EM), decks=(main,))
    head = classify_head_lines([joined], LATIN)
    assert [line.text for line in head.headline] == [main.text]
    assert [line.text for line in head.kicker] == [label.text]
