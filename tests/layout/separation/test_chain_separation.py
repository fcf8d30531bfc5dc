from dataclasses import replace

import numpy as np
from graph_cases import EM, two_headed_columns

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import chain_area, separate_by_chains, solve_graph

TYPE = Typography(EM, "", 1.0)


def test_each_thing_stands_in_one_article():
    given = two_headed_columns()
    found = separate_by_chains(given, [], TYPE)
    assert sorted(item.box for candidate in found for item in candidate.items) == sorted(item.box for item in given)


def test_two_heads_side_by_side_head_the_columns_below_them():
    found = [candidate for candidate in separate_by_chains(two_headed_columns(), [], TYPE) if candidate.texts]
    assert sorted(tuple(text.box.x0 for text in candidate.texts) for candidate in found) == [(0, 110), (240, 350)]
    assert all(len(candidate.heads) == 1 for candidate in found)


def test_a_picture_goes_to_the_article_that_it_touches_most():
    picture = Item("picture", Box(110, 210, 210, 300))
    found = separate_by_chains([*two_headed_columns(), picture], [], TYPE)
    home = next(candidate for candidate in found if picture in candidate.pictures)
    assert home.heads[0].box.x0 == 0


def test_a_frame_stands_by_itself():
    box = Item("box", Box(0, 400, 100, 500))
    assert ArticleCandidate(boxes=(box,)) in separate_by_chains([*two_headed_columns(), box], [], TYPE)


def test_nothing_gives_no_article():
    assert separate_by_chains([], [], TYPE) == []


def test_a_link_of_less_than_a_fifth_is_not_taken_where_a_beginning_is_unlikelier_still():
    area = chain_area(two_headed_columns(), [], TYPE)
    assert area is not None
    scored, linked = area.scored, area.solution.predecessor
    taken = linked[scored.edges.after] == scored.edges.before
    for odds, same in ((-1.3, True), (-1.5, False)):
        doubtful = replace(scored, odds=np.where(taken, odds, scored.odds - 9.0), begins=np.full(len(linked), -9.0))
        assert np.array_equal(solve_graph(doubtful).predecessor, linked) is same
