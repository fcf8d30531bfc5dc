"""What stands on a page beside its articles, by its wording alone."""

from __future__ import annotations

import pytest
from invented_articles import CLINIC, FERRY, SCHOOL, read

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_roles import assign_own_roles
from banmian.repair.bare_text.furniture import furniture_kind, mark_furniture
from banmian.repair.bare_text.printed_lines import read_lines
from banmian.repair.bare_text.source_text import Source


def element(text: str) -> Element:
    lines = read_lines(Source(text))
    return Element(lines, lines[0].text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电话：0999-84326000", "staff"),
        ("E-mail:abc@example.com", "staff"),
        ("报料热线 96360", "staff"),
        ("总值班 程立", "staff"),
        ("责任编辑/程立 美术编辑/苏芮", "staff"),
        ("一版责编 程立 二版责编 苏芮", "staff"),
        ("今日天气：晴转多云 15℃-22℃", "other"),
        ("掌上听泉", "other"),
        ("■ ■", "other"),
        ("要闻 03", "folio"),
        ("青石调研 2024年第2期", "folio"),
        ("培训班第12期今天开班", None),
        ("【导读】", "index"),
        ("→A3", "index"),
        ("更多报道见4、5版", "index"),
        ("听泉日报社出版", "masthead"),
        ("大桥通车的日子", None),
        ("值班电话", None),
        ("老街新闻人的一天", None),
        ("▶下转 02版①", None),
        ("上一版  下一版", "other"),
        ("放大 缩小 默认", "other"),
        ("下一篇", "other"),
        ("收藏", None),
        ("阅读 1024", "other"),
        ("赞 12 在看 5", "other"),
        ("阅读的人", None),
        ("点击上方蓝字关注我们", "other"),
        ("来源：听泉县融媒体中心", "other"),
        ("水的来源", None),
        ("审核：苏芮", "staff"),
    ],
)
def test_furniture_is_told_by_its_words(text: str, kind: str | None) -> None:
    assert furniture_kind(element(text), 50) == kind


def test_what_comes_again_is_a_running_head_unless_it_names_or_jumps() -> None:
    body = "老渡轮拖上了岸，驾驶室里的铜钟照样每个整点敲一次，茶客们听着钟声续水。"
    again = ["青石调研 春季号", "中共青石县委研究中心", "▶下转 02版"]
    elements = [element(line) for _ in range(3) for line in (*again, body)]
    elements = assign_own_roles(mark_furniture(elements))
    assert [one.role for one in elements[:4]] == ["furniture", "title", "jump_to", "prose"]


def test_a_label_over_several_titles_is_their_kicker() -> None:
    titles = ["老渡轮变成了茶馆", "操场上的新天文台", "松林铺有了透析室"]
    texts = [FERRY, SCHOOL, CLINIC]
    parts = [line for title, text in zip(titles, texts, strict=True) for line in ("城里城外", title, *text)]
    content = read("\n\n".join(parts))
    assert [(article.kicker, article.headline) for article in content.articles] == [
        ("城里城外", title) for title in titles
    ]
    running = ["听泉青年", *FERRY, "听泉青年", *SCHOOL, "听泉青年", *CLINIC]
    assert [piece.text for piece in read("\n\n".join(running)).furniture] == ["听泉青年"] * 3


def test_a_label_over_titles_with_figures_is_no_headline() -> None:
    titles, texts = ["3艘渡轮退休", "9点看星星", "7张床坐满"], [FERRY, SCHOOL, CLINIC]
    parts = [line for title, text in zip(titles, texts, strict=True) for line in ("明年首季开放", title, *text)]
    assert [article.headline for article in read("\n\n".join(parts)).articles] == titles
