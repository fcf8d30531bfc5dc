import pytest
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article, content_of, depth, frames, newspaper

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.straight_cuts import divide, find_clear_cuts

TYPE = Typography(EM, "", 1.0)
STEP = (COLUMN + GUTTER) * EM


def items_of(sheet: Setter) -> list[Item]:
    page = sheet.page
    return classify_lines(page.lines, Separators(tuple(page.rules)), page.panels, page.pictures, [], TYPE)


def titles(sheet: Setter) -> list[list[str]]:
    """The heads of each article that the page is divided into."""
    division = divide(items_of(sheet), sheet.page.rules, TYPE)
    return [[line.text for item in leaf.heads for line in item.lines] for leaf in division.candidates]


def at(x0: float, y0: float, x1: float, y1: float) -> Item:
    return Item("picture", Box(x0, y0, x1, y1))


def test_clear_ways_run_through_white_only():
    items = [at(0, 0, 100, 50), at(0, 80, 40, 200), at(60, 80, 100, 200)]
    assert [(way.at, way.gap) for way in find_clear_cuts([item.box for item in items], "rows", 1.0)] == [(65, 30)]
    assert find_clear_cuts([item.box for item in items], "columns", 1.0) == []
    assert [(way.at, way.gap) for way in find_clear_cuts([item.box for item in items[1:]], "columns", 1.0)] == [
        (50, 20)
    ]


def test_one_article_is_not_divided():
    sheet = Setter()
    article(sheet, 40, 40, 3, "陶窑再点火", Prose(1).paragraphs(6))
    assert titles(sheet) == [["陶窑再点火"]]


def test_a_grid_of_articles_is_divided_into_its_cells():
    sheet = Setter(1400, 1400)
    names = [["渡口新桥通车", "水渠修到田头"], ["陶窑再点火", "蜂农的春天"]]
    for row in range(2):
        for column in range(2):
            left, top = 40 + column * 2 * STEP, 40 + row * 330
            article(sheet, left, top, 2, names[row][column], Prose(row * 2 + column).paragraphs(4))
    assert sorted(titles(sheet)) == sorted([name] for row in names for name in row)


def test_articles_that_no_straight_cut_through_the_page_parts_at_once():
    """A pinwheel is cut from the page one after the other: here an L of articles round a short one."""
    sheet, prose = Setter(1400, 1400), Prose(5)
    texts = {name: prose.paragraphs(count) for name, count in (("甲文", 8), ("乙文", 3), ("丙文", 3))}
    sheet.centred("甲文说渡口", 40, 40 + 2 * STEP - 20, 40, 28)
    sheet.flow(texts["甲文"], frames(40, 90, 2, depth(texts["甲文"], 2)))
    right = 40 + 2 * STEP
    sheet.centred("乙文说水渠", right, right + 2 * STEP - 20, 40, 22)
    sheet.flow(texts["乙文"], frames(right, 80, 2, depth(texts["乙文"], 2)))
    low = 80 + depth(texts["乙文"], 2) * 15 + 25
    sheet.centred("丙文说陶窑", right, right + 2 * STEP - 20, low, 22)
    sheet.flow(texts["丙文"], frames(right, low + 40, 2, depth(texts["丙文"], 2)))
    assert sorted(titles(sheet)) == [["丙文说陶窑"], ["乙文说水渠"], ["甲文说渡口"]]


def test_a_rule_parts_texts_that_wording_and_white_would_not():
    sheet = Setter()
    one, other = Prose(6).paragraphs(3), Prose(7).paragraphs(3)
    article(sheet, 40, 40, 2, "渡口新桥通车", one)
    bottom = max(line.box.y1 for line in sheet.page.lines)
    sheet.rule(40, bottom + EM, 40 + 2 * STEP, bottom + EM)
    sheet.line("短讯", 40, bottom + 2 * EM, 16)
    sheet.flow(other, frames(40, bottom + 4.5 * EM, 2, depth(other, 2)))
    found = content_of(sheet.page).articles
    assert [each.headline for each in found] == ["渡口新桥通车", "短讯"]


@pytest.mark.parametrize("seed", range(3))
def test_nearly_every_article_of_a_full_page_is_found_whole(seed: int):
    page = newspaper(400, seed)
    wanted = [line.text for line in page.lines if line.size > 1.5 * EM]
    found = [each.headline for each in content_of(page).articles]
    assert len(set(wanted) & set(found)) >= 0.95 * len(set(wanted))
    assert len(found) <= 1.05 * len(wanted) + 1


def test_every_item_is_in_one_article_and_no_other():
    page = newspaper(200, 9)
    sheet = Setter()
    sheet.page = page
    items = items_of(sheet)
    division = divide(items, page.rules, TYPE)
    dealt = [item for leaf in division.candidates for item in leaf.items]
    assert len(dealt) == len(items)
    assert set(map(id, dealt)) == set(map(id, items))


def test_a_rule_somewhere_else_divides_nothing():
    sheet = Setter()
    article(sheet, 40, 40, 2, "陶窑再点火", Prose(8).paragraphs(4))
    sheet.page.rules.append(Rule(Box(500, 120, 780, 120.5)))
    assert titles(sheet) == [["陶窑再点火"]]


def test_a_headline_in_two_lines_is_never_cut_between_them():
    sheet = Setter()
    foot = article(sheet, 40, 40, 1, "渡口新桥通车", Prose(2).paragraphs(3))
    sheet.line("堤坝巡查", 60, foot + 3 * EM, 20)
    sheet.line("不停步", 60, foot + 5.6 * EM, 20)
    sheet.flow(Prose(3).paragraphs(3), frames(40, foot + 9 * EM, 1, 60))
    assert titles(sheet) == [["渡口新桥通车"], ["堤坝巡查", "不停步"]]


def test_a_banner_centred_over_two_articles_is_no_part_of_the_larger_one():
    sheet = Setter(1400, 1400)
    sheet.centred("山河新貌", 40, 40 + 5 * STEP - GUTTER * EM, 40, 22)
    article(sheet, 40, 66, 3, "渡口新桥通车说开去", Prose(4).paragraphs(9), 3.2)
    article(sheet, 40 + 3 * STEP, 80, 2, "水渠修到田头", Prose(5).paragraphs(4))
    assert sorted(titles(sheet)) == [["山河新貌"], ["水渠修到田头"], ["渡口新桥通车说开去"]]
