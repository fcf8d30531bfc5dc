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


BELOW = [
    (CLINIC[0], "松林铺有了透析室"),
    (FERRY[0], "老渡轮靠岸变成茶馆"),
    (SCHOOL[0], "听泉小学立起白圆顶"),
    (BRIDGE[0], HEAD),
]
MASONS = [
    "石匠们在江边住了两年，钢梁一段一段接过去，石匠的手上都是老茧。大桥的每一颗螺栓，石匠都记得是哪一天拧的。",
    "大桥合龙那天，石匠们没有喝酒，坐在钢梁上看江水。石匠说，下一座大桥在上游，钢梁已经运到了。",
]


def test_a_short_head_below_its_body_is_no_subheading_of_the_next_on_the_same_matter():
    others = [part for pair in BELOW[:3] for part in pair]
    assert headlines(*others, MASONS[0], "石匠的手", BRIDGE[1], HEAD)[3:] == ["石匠的手", HEAD]


def test_a_subheading_stays_in_its_body_where_heads_stand_below_theirs():
    others = [part for pair in BELOW[:3] for part in pair]
    content = read("\n\n".join([*others, *BRIDGE, MASONS[0], "石匠坐在钢梁上看江水", MASONS[1], HEAD]))
    assert [article.headline for article in content.articles] == [head for _, head in BELOW]
    assert [block.type for block in content.articles[-1].blocks][-2:] == ["subheading", "paragraph"]


def test_heads_below_some_bodies_alone_are_not_taken_to_be_below_all():
    parts = [
        CLINIC[0],
        "松林铺有了透析室",
        "老渡轮变成了茶馆",
        FERRY[0],
        "听泉小学立起白圆顶",
        SCHOOL[0],
        BRIDGE[0],
        HEAD,
    ]
    assert headlines(*parts) == [parts[1], parts[2], parts[4], HEAD]
