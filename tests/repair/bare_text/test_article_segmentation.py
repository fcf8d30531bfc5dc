"""Titles between two paragraphs: heads of new articles, or subheadings."""

from __future__ import annotations

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, dated, names, read
from repair_damage import DATELINE, invent_several

HEAD = "河湾大桥昨夜合龙"


def headlines(*parts: str) -> list[str | None]:
    return [article.headline for article in read("\n\n".join(parts)).articles]


@pytest.mark.parametrize("title", ["石匠等温度的两个小时", "只有后半夜的两个小时"])
def test_a_title_that_the_contents_do_not_name_is_a_subheading(title):
    contents = ["本期目录", f"02 {HEAD}", "03 松林铺有了透析室", "04 老渡轮变茶馆"]
    first, second = dated(BRIDGE, "江正平")
    others = ["松林铺有了透析室", *dated(CLINIC, "谢宁"), "老渡轮变茶馆", *dated(FERRY, "何海")]
    assert headlines("\n".join(contents), HEAD, first, title, second, *others) == [HEAD, others[0], others[3]]
    assert title in headlines(HEAD, first, title, second, *others)


def test_a_head_with_a_dashed_subheadline_begins_an_article_on_the_same_matter():
    first, second = BRIDGE
    assert headlines(HEAD, first, "江上的一夜\n——老石匠手记", second) == [HEAD, "江上的一夜"]


def test_a_head_of_two_parts_that_says_nothing_of_its_text_is_no_subheading():
    assert headlines(HEAD, *BRIDGE, "春夜 繁星落满山", *SCHOOL) == [HEAD, "春夜 繁星落满山"]
    assert headlines(HEAD, *BRIDGE, "春夜繁星落满山", *SCHOOL) == [HEAD]


@pytest.mark.parametrize("seed", [3, 12])
def test_the_same_author_named_again_over_another_matter_begins_an_article(seed):
    first, second = invent_several(seed, 2, 2000)
    parts = [first.headline]
    for article in (first, second):
        opening, *rest = article.paragraphs
        parts += ["本报记者 江正平", DATELINE.sub("", opening), *rest]
    articles = read("\n\n".join(parts)).articles
    assert [names(article) for article in articles] == [["江正平"], ["江正平"]]
