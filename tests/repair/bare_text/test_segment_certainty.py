"""How certain articles of bare text are."""

from __future__ import annotations

import random

from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, dated, read
from repair_damage import Clean, heads_after, invent_several, retitled

from banmian.repair.bare_text.pipeline import text_to_content

HEADS = ["河湾大桥昨夜合龙", "松林铺有了透析室", "操场上的天文台", "老渡轮变茶馆"]
BODIES = [BRIDGE, CLINIC, SCHOOL, FERRY]


def mean(values: list[float | None]) -> float:
    known = [value for value in values if value is not None]
    assert len(known) == len(values)
    return sum(known) / len(known)


def test_heads_over_signed_bodies_are_certain():
    names = ("江正平", "谢宁", "陆文清", "何海")
    lines = [line for head, body, name in zip(HEADS, BODIES, names, strict=True) for line in [head, *dated(body, name)]]
    content = read("\n\n".join(lines))
    assert all(article.confidence and article.confidence > 0.8 for article in content.articles)
    assert not content.pages[0].warnings


def test_heads_that_tell_nothing_in_a_list_are_less_certain_than_beside_their_bodies():
    articles = retitled(invent_several(73, 8), random.Random(73))
    beside = text_to_content(heads_after(articles, random.Random(1)))
    bare = [Clean(one.headline, one.paragraphs) for one in articles]
    listed = "\n\n".join([*(one.headline for one in bare), *(line for one in bare for line in one.paragraphs)])
    apart = text_to_content(listed)
    assert mean([one.confidence for one in apart.articles]) < 0.7 * mean([one.confidence for one in beside.articles])
    assert [warning.code for warning in apart.pages[0].warnings] == ["unsure_articles"]
    assert not beside.pages[0].warnings
