from dataclasses import replace

import numpy as np
import pytest
from graph_cases import EM, node, two_headed_columns

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import (
    articles_of_chains,
    chain_area,
    solve_graph,
    with_kicker_as_head,
)

TYPE = Typography(EM, "", 1.0)


def separated(items):
    return articles_of_chains(chain_area(items, [], TYPE), items, EM)


def test_each_thing_stands_in_one_article():
    given = two_headed_columns()
    found = separated(given)
    assert sorted(item.box for candidate in found for item in candidate.items) == sorted(item.box for item in given)


def test_two_heads_side_by_side_head_the_columns_below_them():
    found = [candidate for candidate in separated(two_headed_columns()) if candidate.texts]
    assert sorted(tuple(text.box.x0 for text in candidate.texts) for candidate in found) == [(0, 110), (240, 350)]
    assert all(len(candidate.heads) == 1 for candidate in found)


def test_a_picture_goes_to_the_article_that_it_touches_most():
    picture = Item("picture", Box(110, 210, 210, 300))
    found = separated([*two_headed_columns(), picture])
    home = next(candidate for candidate in found if picture in candidate.pictures)
    assert home.heads[0].box.x0 == 0


def test_a_frame_stands_by_itself():
    box = Item("box", Box(0, 400, 100, 500))
    assert ArticleCandidate(boxes=(box,)) in separated([*two_headed_columns(), box])


def test_nothing_gives_no_article():
    assert separated([]) == []


def test_a_link_of_less_than_a_fifth_is_not_taken_where_a_beginning_is_unlikelier_still():
    area = chain_area(two_headed_columns(), [], TYPE)
    assert area is not None
    scored, linked = area.scored, area.solution.predecessor
    taken = linked[scored.edges.after] == scored.edges.before
    for odds, same in ((-1.3, True), (-1.5, False)):
        doubtful = replace(scored, odds=np.where(taken, odds, scored.odds - 9.0), begins=np.full(len(linked), -9.0))
        assert np.array_equal(solve_graph(doubtful).predecessor, linked) is same


def test_a_line_above_the_headline_is_of_the_head_though_it_was_taken_for_text():
    kicker = node("text", 20, -18, 120, -8, text="四月里的消息")
    found = separated([kicker, *two_headed_columns()])
    home = next(candidate for candidate in found if any(head.box == kicker.box for head in candidate.heads))
    assert len(home.heads) == 2
    assert [text.box.x0 for text in home.texts] == [0, 110]


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        (node("text", 20, -18, 120, -8, text="四月里的消息"), "head"),
        (node("text", 20, -18, 120, -8, text="人都散了。"), "text"),
        (node("text", 20, -60, 120, -50, text="四月里的消息"), "text"),
        (node("text", 20, -38, 120, -8, text="四月里的消息"), "text"),
        (node("text", 220, -18, 320, -8, text="四月里的消息"), "text"),
    ],
)
def test_a_kicker_is_a_line_right_above_its_headline_and_no_sentence(above: Item, kind: str):
    chain = (above, *two_headed_columns()[:2])
    assert [each.kind for each in with_kicker_as_head(chain, EM)] == [kind, "head", "text"]


def test_nothing_comes_after_a_text_that_goes_on_on_another_page():
    head, first, second, *rest = two_headed_columns()
    jump = "（下转第二版）"
    leaving = node("text", first.box.x0, first.box.y0, first.box.x1, first.box.y0 + EM, text=jump)
    found = separated([head, leaving, second, *rest])
    home = next(candidate for candidate in found if head in candidate.heads)
    assert second.box not in [text.box for text in home.texts]
