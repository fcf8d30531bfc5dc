"""Tables whose rows follow one another, a cell or a row to a line."""

import pytest
from invented_articles import BRIDGE, read

from banmian.repair.bare_text.row_tables import find_poured_rows, is_figure

ROWS = [
    ["乡镇", "小麦（吨）", "油菜（吨）", "增长"],
    ["青石坡", "1250", "310", "4.2%"],
    ["龙尾湾", "980", "275", "3.1%"],
    ["白鹭洲", "1,420", "—", "-0.5%"],
    ["听泉镇", "760", "188", "2.7%"],
]


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
@pytest.mark.parametrize("head", [0, 1])
def test_a_table_poured_row_by_row_is_one_table(columns, between, head):
    rows = [row[:columns] for row in ROWS[head:]]
    poured = (
        "\n".join(" ".join(row) for row in rows)
        if between == " "
        else between.join(cell for row in rows for cell in row)
    )
    text = "\n\n".join(
        ["夏粮收成公布了", *BRIDGE[:2], "各乡镇产量", poured, BRIDGE[2] if len(BRIDGE) > 2 else BRIDGE[0]]
    )
    (article,) = read(text + "\n").articles
    assert [table.rows for table in article.tables] == [rows]
    assert not any("龙尾湾" in block.text for block in article.blocks)


@pytest.mark.parametrize(
    "cells",
    [
        ["要闻", "1", "社会", "2", "文化", "3", "体育", "4"],  # a list of contents
        ["青石坡", "1250", "龙尾湾", "980"],  # too few
        ["青石坡", "1250", "龙尾湾", "白鹭洲", "760", "听泉镇"],
    ],
)
def test_names_and_figures_may_be_no_table(cells):
    assert find_poured_rows(cells) is None


@pytest.mark.parametrize(
    ("cell", "figure"), [("1250", True), ("4.2%", True), ("35元", True), ("—", True), ("3月5日", False)]
)
def test_what_is_a_figure(cell, figure):
    assert is_figure(cell) == figure


LINES = [["线路", "首班车"], ["1路", "5:40"], ["18路", "6:00"], ["机场快线", "4:30"], ["夜游专线", "18:00"]]


@pytest.mark.parametrize("between", ["\n", " ", "\u3000"])
@pytest.mark.parametrize("caption", ["首班车时刻表", "几条线路的首班车"])
def test_a_table_of_two_columns_may_name_its_rows_by_figures(between, caption):
    poured = "\n".join(between.join(row) for row in LINES)
    (article,) = read("\n".join(["公交线路改了", "本报记者 程立", BRIDGE[0], caption, poured, BRIDGE[1]])).articles
    assert [(table.caption, table.rows) for table in article.tables] == [(caption, LINES)]
    assert [block.text for block in article.blocks] == BRIDGE
