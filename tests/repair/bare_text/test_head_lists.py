"""Heads that stand together, before or after all of their bodies."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, bodies, dated, read
from repair_damage import Clean, heads_by_page, heads_first, heads_last, invent_several

from banmian.repair.bare_text.head_list_alignment import Paragraphs, align_heads, assign_heads
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.undo import read_text
from samples.text.grammar import Memory, Teller

HEADS = ["河湾大桥昨夜合龙", "松林铺有了透析室", "操场上的天文台", "老渡轮变茶馆"]
BODIES = [BRIDGE, CLINIC, SCHOOL, FERRY]


def headed(articles: list[Clean], text: str) -> int:
    content = text_to_content(text)
    assert read_text(content) == text
    found = {one.headline: one.text for one in content.articles}
    return sum(article.paragraphs[0][:16] in found.get(article.headline, "") for article in articles)


@pytest.mark.parametrize("damage", [heads_first, heads_last, heads_by_page])
def test_each_body_gets_its_head_from_the_list(damage: Callable[..., str]) -> None:
    right = total = 0
    for seed in range(40, 44):
        articles = invent_several(seed, 9, 400)
        right += headed(articles, damage(articles, random.Random(seed)))
        total += len(articles)
    assert right >= 0.8 * total


def signed() -> list[str]:
    names = ("江正平", "谢宁", "陆文清", "何海")
    return [line for body, name in zip(BODIES, names, strict=True) for line in dated(body, name)]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [2, 0, 3, 1], [3, 2, 1, 0]])
def test_the_order_of_heads_may_be_another(order: list[int]) -> None:
    content = read("\n\n".join([*(HEADS[place] for place in order), *signed()]))
    assert [article.headline for article in content.articles] == HEADS


def test_the_heads_part_bodies_that_touch() -> None:
    content = read("\n\n".join([*HEADS, *(paragraph for body in BODIES for paragraph in body)]))
    assert [article.headline for article in content.articles] == HEADS
    assert bodies(content) == BODIES


def test_a_list_among_articles_with_heads_of_their_own() -> None:
    first, second, *rest = signed()
    content = read("\n\n".join([HEADS[0], first, second, *HEADS[1:], *rest]))
    assert [article.headline for article in content.articles] == HEADS


def test_several_lines_over_one_body_stay_its_head() -> None:
    lines = ["河湾区重点工程", "河湾大桥昨夜合龙", "——六月通车，过江只要三分钟"]
    content = read("\n\n".join([*lines, *dated(BRIDGE, "江正平"), HEADS[1], *dated(CLINIC, "谢宁")]))
    assert [article.headline for article in content.articles] == HEADS[:2]
    assert content.articles[0].kicker == lines[0]


def test_lines_without_a_body_are_left_over() -> None:
    paragraphs = Paragraphs(["河湾大桥通车。", "透析室开门。"], [0.0, 3.0])
    heads = align_heads(["大桥通车", "无关的话", "透析室开门"], [0.0, 0.0, 0.0], paragraphs)
    assert [(head.first, head.start) for head in heads] == [(0, 0), (2, 1)] or heads[-1].last == 3


def test_no_body_gets_two_heads() -> None:
    total, found = assign_heads([[2.0, 0.0], [3.0, 0.0], [0.0, 1.5]], [0.0, 0.0, 0.0])
    assert sorted(body for _, _, body in found) == [0, 1]
    assert total > 0


def test_the_byline_under_a_list_opens_the_first_body() -> None:
    names = ("江正平", "谢宁", "陆文清", "何海")
    texts = [line for body, name in zip(BODIES, names, strict=True) for line in (f"本报记者 {name}", *body)]
    content = read("\n\n".join([*HEADS, *texts]))
    assert [article.headline for article in content.articles] == HEADS
    assert [[person.name for person in article.bylines] for article in content.articles] == [[name] for name in names]


@pytest.mark.parametrize("first", [True, False])
def test_heads_without_blank_lines_are_no_verse(first: bool) -> None:
    names = ("江正平", "谢宁", "陆文清", "何海")
    texts = [line for body, name in zip(BODIES, names, strict=True) for line in (f"本报记者 {name}", *body)]
    parts = ["\n".join(HEADS), *texts] if first else [*texts, "\n".join(HEADS)]
    assert [article.headline for article in read("\n\n".join(parts)).articles] == HEADS


def test_drawn_lines_part_bodies_whose_heads_stand_together() -> None:
    content = read("\n".join([*("\n".join([*body, "——————"]) for body in BODIES), *HEADS]))
    assert [article.headline for article in content.articles] == HEADS
    assert bodies(content) == BODIES


@pytest.mark.parametrize("entry", ["{head}", "{head} …… {page:02}", "{page}. {head}"])
def test_titles_that_recur_over_their_bodies_are_a_contents_list(entry: str) -> None:
    listed = "\n".join(entry.format(head=head, page=page) for page, head in enumerate(HEADS, start=1))
    texts = ["\n".join([head, "", *body]) for head, body in zip(HEADS, BODIES, strict=True)]
    content = read("\n\n".join([listed, *texts]))
    assert [article.headline for article in content.articles] == HEADS
    assert bodies(content) == BODIES
    assert {piece.kind for piece in content.furniture} == {"index"}


def test_lines_that_say_nothing_of_the_texts_head_one_each() -> None:
    paragraphs = Paragraphs(["河湾大桥通车。", "透析室开门。"], [0.0, -0.2])
    heads = align_heads(["春到江南", "秋水长天"], [0.0, 0.0], paragraphs)
    assert [(head.first, head.last, head.start) for head in heads] == [(0, 1, 0), (1, 2, 1)]


def test_a_poem_under_its_title_is_no_list_of_heads_for_two_reports_below() -> None:
    poem = ["春水从桥下流过", "石头记得每一只船", "老人坐在码头", "数着归来的帆影", "月亮升起的时候", "江面铺满了银子"]
    content = read("\n\n".join(["江上", "\n".join(poem), *dated(BRIDGE, "江正平"), *dated(CLINIC, "谢宁")]))
    assert [article.headline for article in content.articles] == ["江上", None, None]
    assert [block.type for block in content.articles[0].blocks] == ["verse"]


def test_no_body_of_a_list_begins_where_a_paragraph_is_cut() -> None:
    listed = ["松林铺医改", "松林铺有了透析室", "龙尾湾旧事", "今天的小城"]
    (first, second), (dated_one, last) = CLINIC, dated(FERRY, "何海")
    texts = [first, second[:18], second[18:], dated_one, last[:22], last[22:]]
    content = read("\n\n".join([*listed, *texts]))
    assert [(article.kicker, article.headline) for article in content.articles] == [
        ("松林铺医改", "松林铺有了透析室"),
        ("龙尾湾旧事", "今天的小城"),
    ]


def test_heads_on_both_sides_are_no_lists_for_a_little_more_shared_wording() -> None:
    rng, sides, memory = random.Random(50), random.Random(50), Memory()
    parts: list[str] = []
    heads: dict[str, str] = {}
    for topic in ("town", "court", "trade") * 2:
        teller = Teller("republican", topic, rng, memory=memory)
        lines = [teller.phrase("kicker"), teller.phrase("head")]
        body = teller.paragraphs(220, 150)
        heads[body[0]] = lines[1]
        titles = [line for line in lines if line]
        parts += [*titles, *body] if sides.random() < 0.5 else [*body, *titles]
    found = {article.blocks[0].text: article.headline for article in read("\n".join(parts)).articles}
    assert sum(found.get(text) == head for text, head in heads.items()) >= 3
