from dataclasses import replace

import pytest
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article, depth, frames

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import comes_from_other_page, is_headline, judge
from banmian.layout.thresholds import PARTITION

TYPE = Typography(EM, "", 1.0)
STEP = (COLUMN + GUTTER) * EM


def items_of(sheet: Setter) -> list[Item]:
    return classify_lines(sheet.page.lines, Separators(tuple(sheet.page.rules)), [], sheet.page.pictures, [], TYPE)


def score_of(sheet: Setter) -> float:
    return judge(items_of(sheet), TYPE).score


def one_article(seed: int = 1, left: float = 40, sheet: Setter | None = None) -> Setter:
    sheet = sheet or Setter(1400)
    article(sheet, left, 40, 2, "陶窑再点火", Prose(seed).paragraphs(4))
    return sheet


def test_two_articles_taken_as_one_are_worse_than_each_by_itself():
    together = one_article(2, 40 + 2 * STEP, one_article(1))
    assert score_of(together) < score_of(one_article(1)) + score_of(one_article(2))


def test_half_an_article_is_worse_than_the_whole():
    whole = one_article()
    halves = [Setter(1400), Setter(1400)]
    for line in whole.page.lines:
        halves[line.box.x0 >= 40 + STEP - EM].page.lines.append(line)
    assert score_of(whole) > sum(map(score_of, halves))


def test_a_title_without_its_text_is_worse_than_with_it():
    whole, head, body = one_article(), Setter(), Setter()
    head.page.lines = whole.page.lines[:1]
    body.page.lines = whole.page.lines[1:]
    assert score_of(whole) > score_of(head) + score_of(body)


def test_a_text_that_breaks_off_is_worse_than_one_that_ends():
    ended, cut = one_article(), one_article()
    del cut.page.lines[-1]
    assert score_of(cut) < score_of(ended)


def test_a_leaf_holds_every_item_once():
    items = items_of(one_article())
    assert {id(item) for item in judge(items, TYPE).items} == {id(item) for item in items}


def test_titles_are_display_type_and_long_upright_lines():
    sheet = Setter()
    sheet.line("陶窑再点火", 40, 40, 26)
    sheet.upright("堤坝巡查不停步", 300, 80, 26)
    paragraphs = Prose(3).paragraphs(2)
    sheet.flow(paragraphs, frames(40, 100, 1, depth(paragraphs, 1)))
    items = items_of(sheet)
    assert {item.lines[0].text for item in items if is_headline(item, TYPE)} == {"陶窑再点火", "堤坝巡查不停步"}


def test_a_text_that_says_whence_it_comes():
    sheet = Setter()
    sheet.flow(["（上接第二版）陶窑里的火又点起来了，全村的人都来看。"], frames(40, 40, 1, 10))
    assert comes_from_other_page(items_of(sheet))
    assert not comes_from_other_page([])


def test_a_dateline_in_the_midst_of_a_text_speaks_against_one_article():
    sheet, prose = Setter(), Prose(4)
    first, second = prose.paragraph(120), "本报讯 " + prose.paragraph(120)
    sheet.line("渡口新桥通车", 40, 40, 26)
    sheet.flow([first], frames(40, 80, 1, 14))
    sheet.flow([second], frames(40 + STEP, 80, 1, 14))
    items = items_of(sheet)
    free = replace(PARTITION, second_opening=0.0)
    assert judge(items, TYPE).score == pytest.approx(judge(items, TYPE, free).score + PARTITION.second_opening)


def test_a_column_left_of_the_head_speaks_against_one_article_unless_the_head_is_over_all():
    def with_left_column(place: float, picture: Box | None = None) -> float:
        sheet = Setter(1400)
        if picture is not None:
            sheet.picture(picture)
        sheet.line("陶窑再点火", place, 40, 24)
        for column in range(3):
            for row in range(6):
                sheet.line("镇上的老窑又升起了烟，窑工们守了三个", 40 + column * STEP, 100 + 15 * row)
        items = items_of(sheet)
        without = replace(PARTITION, text_before_head=0.0)
        return judge(items, TYPE).score - judge(items, TYPE, without).score

    assert with_left_column(40 + 2 * STEP) == PARTITION.text_before_head
    assert with_left_column(40) == 0.0
    beside = Box(40 + 3 * STEP, 100, 40 + 5 * STEP, 200)
    assert with_left_column(40 + 2 * STEP, beside) == 0.0
