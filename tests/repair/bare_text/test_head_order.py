"""Whether heads that stand together have the order of their bodies."""

from __future__ import annotations

import random

import numpy as np
import pytest
from repair_damage import Clean, heads_first, heads_in_another_order, heads_last, invent_several

from banmian.repair.bare_text.head_list_alignment import split_in_order, split_into_heads
from banmian.repair.bare_text.head_order import count_own_pairs, match_wording, names_other_bodies, weigh_order
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.undo import read_text


def pairs(articles: list[Clean]) -> tuple[list[str], list[str]]:
    return [one.headline for one in articles], ["".join(one.paragraphs) for one in articles]


def right(articles: list[Clean], text: str) -> int:
    content = text_to_content(text)
    assert read_text(content) == text
    found = {one.headline: one.text for one in content.articles}
    return sum(one.paragraphs[0][:16] in found.get(one.headline, "") for one in articles)


def test_heads_in_order_share_more_with_their_bodies_than_chance():
    heads, bodies = pairs(invent_several(41, 9))
    evidence = weigh_order(match_wording(heads, bodies))
    assert evidence.kept > 2.5
    assert not evidence.is_another()


def test_another_order_is_told():
    heads, bodies = pairs(invent_several(41, 9))
    order = random.Random(1).sample(range(9), 9)
    evidence = weigh_order(match_wording([heads[place] for place in order], bodies))
    assert evidence.is_another()
    assert sum(body == place for body, place in zip(evidence.best, order, strict=True)) >= 6


def test_heads_that_share_nothing_tell_no_order():
    _, bodies = pairs(invent_several(41, 9))
    assert not weigh_order(match_wording(["一盏灯"] * 9, bodies)).is_another()


def test_lists_in_another_order_are_given_by_wording():
    count = total = 0
    for seed in range(46, 49):
        articles = invent_several(seed, 9, 400)
        count += right(articles, heads_in_another_order(articles, random.Random(seed)))
        total += len(articles)
    assert count >= 0.6 * total


@pytest.mark.parametrize("damage", [heads_first, heads_last])
def test_lists_of_twelve_heads_in_order(damage):
    articles = invent_several(304, 12)
    assert right(articles, damage(articles, random.Random(304))) >= 10


def test_lines_become_one_head_for_each_body():
    shares = np.array([[1.0, 0.0], [0.5, 0.1], [0.0, 1.0]])
    assert split_into_heads(shares, [0.0, 0.0, 0.0], 2) == [(0, 2), (2, 3)]
    assert split_in_order(shares, [0.0, 0.0, 0.0]) == [(0, 2), (2, 3)]
    assert split_in_order(shares[:1], [0.0]) == []
    assert split_into_heads(shares, [0.0, 0.0, 0.0], 4) == []


def test_heads_that_are_plainly_other_bodies_are_moved_while_others_stay() -> None:
    table = np.full((7, 7), 1.0)
    for head, body in enumerate((4, 1, 2, 0, 5, 3, 6)):
        table[head, body] = 20.0 + head
    assert weigh_order(table).plain
    table[0, 2] = 25.0
    assert not weigh_order(table).plain
    assert not weigh_order(np.diag(np.full(7, 20.0)) + 1.0).plain


def test_few_heads_are_moved_to_the_bodies_that_alone_say_what_they_say() -> None:
    bodies = ["渡口新桥今天通车", "蜂农搬到南坡采蜜", "陶窑熄火二十年后点着", "水渠修到田头地边"]
    heads = ["陶窑再点火：熄火之后", "渡口新桥", "蜂农采蜜忙", "水渠到田头"]
    own = count_own_pairs(heads, bodies)
    assert own[1, 0] == 3
    assert names_other_bodies(own, (2, 0, 1, 3))
    assert not names_other_bodies(own, (0, 1, 2, 3))
    assert not names_other_bodies(own + np.eye(4), (2, 0, 1, 3))
    assert not names_other_bodies(own / 3, (2, 0, 1, 3))
    assert not names_other_bodies(np.pad(own, (0, 2)), (2, 0, 1, 3, 4, 5))


def test_four_heads_in_another_order_go_to_their_bodies() -> None:
    count = sum(
        right(articles, heads_in_another_order(articles, random.Random(seed)))
        for seed in (702, 704, 706)
        for articles in [invent_several(seed, 4)]
    )
    assert count >= 11
