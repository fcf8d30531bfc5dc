import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.separation.graph.chain_solver import chains_of, solve


def solved(count, links, begins, *least):
    before = np.array([link[0] for link in links], dtype=np.int64)
    after = np.array([link[1] for link in links], dtype=np.int64)
    odds = np.array([link[2] for link in links], dtype=float)
    return solve(count, before, after, odds, np.array(begins, dtype=float), *least)


def test_each_node_has_one_before_it_and_one_after_it():
    found = solved(3, [(0, 1, 3.0), (0, 2, 2.0), (1, 2, 1.0)], [0.0, -1.0, -1.0])
    assert list(found.predecessor) == [-1, 0, 1]


def test_what_would_rather_begin_begins():
    found = solved(2, [(0, 1, -2.0)], [1.0, 1.0])
    assert chains_of(found.predecessor) == [[0], [1]]


def test_the_best_set_is_taken_and_not_the_best_link_first():
    found = solved(4, [(0, 2, 5.0), (1, 2, 4.0), (0, 3, 4.5)], [0.0, 0.0, -3.0, -3.0])
    assert list(found.predecessor) == [-1, -1, 1, 0]


def test_a_ring_is_cut_where_it_is_weakest():
    found = solved(3, [(0, 1, 5.0), (1, 2, 5.0), (2, 0, 1.0)], [-1.0, -1.0, -1.0])
    assert chains_of(found.predecessor) == [[0, 1, 2]]


def test_the_margin_says_what_the_next_best_choice_would_cost():
    found = solved(3, [(0, 2, 3.0), (1, 2, 1.0)], [0.0, 0.0, -5.0])
    assert found.margin[2] == pytest.approx(2.0)
    assert found.runner_up[2] == 1
    assert found.margin[0] == np.inf


def test_what_hardly_comes_after_anything_stands_alone_though_it_hardly_begins():
    links, begins = [(0, 1, 2.0), (1, 2, -2.5)], [0.0, -3.0, -5.0]
    assert chains_of(solved(3, links, begins).predecessor) == [[0, 1, 2]]
    found = solved(3, links, begins, -1.4)
    assert chains_of(found.predecessor) == [[0, 1], [2]]
    assert found.margin[2] == pytest.approx(-2.5)


@given(
    st.integers(1, 7).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.floats(-5, 5)), max_size=30),
            st.lists(st.floats(-5, 5), min_size=n, max_size=n),
        )
    )
)
def test_every_node_stands_in_exactly_one_chain(case):
    count, links, begins = case
    odds = {(one, other): odds for one, other, odds in links if one != other}
    found = solved(count, [(one, other, worth) for (one, other), worth in odds.items()], begins)
    nodes = [node for chain in chains_of(found.predecessor) for node in chain]
    assert sorted(nodes) == list(range(count))
