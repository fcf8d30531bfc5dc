"""What sites, apps and exports make of articles: blocks of HTML in one line, fields, numbers of sections, desks."""

from __future__ import annotations

import pytest
from invented_articles import BRIDGE, FERRY, bodies, names, read


@pytest.mark.parametrize("end", ["</P><P>", "<br><br>", "<BR />", "</div><div class='text'>"])
def test_blocks_of_html_in_one_line_are_lines(end):
    head = "<div class='title'>河湾大桥昨夜合龙</div><div class='author'>本报记者 江正平</div>"
    article = read(f"{head}<p>　　{end.join(BRIDGE)}</p>").articles[0]
    assert (article.headline, names(article)) == ("河湾大桥昨夜合龙", ["江正平"])
    assert [block.text for block in article.blocks] == BRIDGE


def test_a_table_of_html_in_one_line_stays_whole():
    table = "<table><tr><td><p>听泉</p><p>站</p></td><td>5:40</td></tr><tr><td>河湾</td><td>6:00</td></tr></table>"
    assert len(read("\n".join(["河湾大桥昨夜合龙", *BRIDGE, table])).articles[0].tables[0].rows) == 2


@pytest.mark.parametrize(
    "line",
    [
        "2026年03月08日  作者：江正平  来源：听泉日报",
        "作者：江正平 | 来源：听泉日报",
        "来源：听泉日报　记者：江正平　2026-03-08",
        "江正平 · 听泉日报",
        "作者：江正平",
    ],
)
def test_the_author_among_the_fields_of_a_site(line):
    article = read("\n".join(["河湾大桥昨夜合龙", line, *BRIDGE])).articles[0]
    assert (article.headline, names(article)) == ("河湾大桥昨夜合龙", ["江正平"])


def test_numbers_of_sections_belong_to_the_titles_below_them():
    rows = ["河湾大桥昨夜合龙", "01", "谁来合龙", BRIDGE[0], "02", "为何等到后半夜", BRIDGE[1]]
    article = read("\n\n".join(rows)).articles[0]
    assert article.headline == rows[0]
    assert [block.text for block in article.blocks if block.type == "subheading"] == [
        "01 谁来合龙",
        "02 为何等到后半夜",
    ]
    assert [piece.kind for piece in read("\n\n".join(rows[:4])).furniture] == ["folio"]


def test_the_first_of_numbered_sections_may_stand_right_below_the_headline():
    rows = ["河湾大桥昨夜合龙", "一、谁来合龙", BRIDGE[0], "二、为何等到后半夜", BRIDGE[1]]
    assert [article.headline for article in read("\n".join(rows)).articles] == [rows[0]]


@pytest.mark.parametrize("desk", ["要闻", "副刊"])
def test_a_desk_at_the_top_is_no_kicker(desk):
    content = read("\n\n".join([desk, "老渡轮变茶馆", "何海", *FERRY]))
    assert [(article.kicker, article.headline) for article in content.articles] == [(None, "老渡轮变茶馆")]
    assert [piece.kind for piece in content.furniture] == ["folio"]


def test_strokes_in_lines_of_their_own_are_no_headline():
    content = read("\n".join(["河湾大桥昨夜合龙", *BRIDGE, "|", "—", "老渡轮变茶馆", "本报记者 何海", *FERRY]))
    assert [(article.kicker, article.headline) for article in content.articles] == [
        (None, "河湾大桥昨夜合龙"),
        (None, "老渡轮变茶馆"),
    ]


def test_briefs_in_english():
    rows = ["The harbor board will vote on a ferry contract.", "A barn on Mill Road burned down on Tuesday night."]
    assert bodies(read("\n\n".join(["NEWS IN BRIEF", *(f"• {row}" for row in rows)]))) == [[row] for row in rows]


def test_fields_of_a_database_are_the_parts_of_its_articles():
    records = [("河湾大桥昨夜合龙", "江正平", BRIDGE), ("老渡轮变茶馆", "何海", FERRY)]
    rows = [
        row
        for title, name, text in records
        for row in (f"标题：{title}", f"作者：{name}", "日期：2026-03-08", "版次：A05", f"正文：{text[0]}", text[1])
    ]
    content = read("\n".join(rows))
    assert [(one.headline, names(one)) for one in content.articles] == [(title, [name]) for title, name, _ in records]
    assert bodies(content) == [BRIDGE, FERRY]
    assert content.publication.date == "2026-03-08"


def test_a_paragraph_cut_by_a_page_number_right_below_its_author():
    cut = len("河湾大桥最后一段钢梁昨夜落下，两岸的灯光")
    rows = ["河湾大桥昨夜合龙", "本报记者 江正平", BRIDGE[0][:cut], "3", "听泉日报", BRIDGE[0][cut:], BRIDGE[1]]
    assert bodies(read("\n".join(rows))) == [BRIDGE]
