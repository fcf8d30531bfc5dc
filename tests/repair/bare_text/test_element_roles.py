"""Roles of the elements of a bare text that their neighbours tell."""

from __future__ import annotations

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, names, read

POEM = ["灯在对岸亮着", "像一粒没有发芽的米", "撑船的人走了以后", "水还记得他的影子"]
TABLE = ["站名 首班 末班", "听泉 5:40 22:10", "河湾 6:00 22:30", "松林铺 5:55 21:45"]


@pytest.mark.parametrize("blank", [True, False])
def test_a_poem_with_its_author_is_an_article_beside_an_essay(blank):
    gap = "\n\n" if blank else "\n"
    essay = gap.join(["老渡轮变茶馆", "何海", *FERRY])
    content = read(gap.join([essay, "旧渡口\n陆远帆", "\n".join(POEM), "操场上的天文台\n谢宁", *SCHOOL]))
    found = [(article.headline, names(article)) for article in content.articles]
    assert found == [("老渡轮变茶馆", ["何海"]), ("旧渡口", ["陆远帆"]), ("操场上的天文台", ["谢宁"])]
    assert [(block.type, block.text) for block in content.articles[1].blocks] == [("verse", "\n".join(POEM))]


def test_three_lines_under_a_name_are_no_verse():
    content = read("\n".join(["旧渡口", "陆远帆", *POEM[:3], "江正平", *BRIDGE]))
    assert not any(block.type == "verse" for article in content.articles for block in article.blocks)


def test_letters_are_signed_below():
    letters = [
        "给盲道让条路",
        "编辑同志：",
        CLINIC[0],
        "听泉区　谢宁",
        "末班车晚半小时",
        "编辑部：",
        SCHOOL[0],
        "读者　何海",
    ]
    content = read("\n".join(letters))
    assert [(article.headline, names(article)) for article in content.articles] == [
        ("给盲道让条路", ["谢宁"]),
        ("末班车晚半小时", ["何海"]),
    ]
    assert not content.furniture


@pytest.mark.parametrize("title", ["附表：首末班车", "河湾大桥通车以后"])
def test_a_table_with_its_title_at_the_end_of_a_text_stays_in_it(title):
    parts = ["河湾大桥昨夜合龙", "本报记者 江正平", *BRIDGE, title, *TABLE, "老渡轮变茶馆", "本报记者 何海", *FERRY]
    first, second = read("\n".join(parts)).articles
    assert (first.headline, second.headline) == ("河湾大桥昨夜合龙", "老渡轮变茶馆")
    assert [(table.caption, len(table.rows)) for table in first.tables] == [(title, 4)]


def test_a_table_on_another_matter_keeps_its_title():
    parts = [
        "河湾大桥昨夜合龙",
        "本报记者 江正平",
        *BRIDGE,
        "今日油价",
        *TABLE,
        "老渡轮变茶馆",
        "本报记者 何海",
        *FERRY,
    ]
    assert "今日油价" in [article.headline for article in read("\n".join(parts)).articles]
