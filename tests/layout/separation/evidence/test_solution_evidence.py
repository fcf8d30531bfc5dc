import numpy as np
from graph_cases import EM, graph, node

from banmian.layout.separation.evidence.solution_evidence import SETTLED_EDGES, SETTLED_NODES, settled_evidence
from banmian.layout.separation.graph.chain_solver import Solution
from banmian.layout.separation.graph.measurements import Edges

PAGE = graph(
    node("head", 0, 0, 210, 30, 30.0), node("text", 0, 40, 100, 200), node("text", 110, 40, 210, 200),
    node("head", 240, 0, 450, 30, 30.0), node("text", 240, 40, 340, 200), node("text", 350, 40, 450, 200),
)  # fmt: skip


def evidence(predecessor, before, after):
    """Evidence of edges and nodes by name, of one edge and of a solution."""
    edges = Edges(PAGE, np.array(before), np.array(after))
    solution = Solution(np.array(predecessor), np.zeros(6), np.full(6, -1))
    odds = np.arange(1.0, len(before) + 1.0)
    of_edges, of_nodes = settled_evidence(edges, odds, np.full(6, -3.0), solution)
    assert np.isfinite(of_edges).all()
    assert np.isfinite(of_nodes).all()
    return dict(zip(SETTLED_EDGES, of_edges.T, strict=True)), dict(zip(SETTLED_NODES, of_nodes.T, strict=True))


def test_a_link_knows_the_articles_that_it_would_join():
    edges, nodes = evidence([-1, 0, -1, -1, 3, 4], [0, 1, 1, 4], [1, 2, 4, 5])
    assert list(edges["is_chosen"]) == [1, 0, 0, 1]
    assert list(edges["same_article"]) == [1, 0, 0, 1]
    assert list(edges["first_is_last"]) == [0, 1, 1, 0]
    assert list(edges["next_is_first"]) == [0, 1, 0, 0]
    assert list(edges["heads_before"]) == [1, 1, 1, 1]
    assert list(edges["odds_of_chosen_before"]) == [1, -3, -12, 4]
    assert list(nodes["is_begun"]) == [1, 0, 1, 1, 0, 0]
    assert list(nodes["article_heads"]) == [1, 0, 0, 1, 0, 0]


def test_a_link_past_others_has_them_within_its_article():
    edges, nodes = evidence([-1, 0, 1, -1, 3, -1], [0, 2, 3], [1, 5, 4])
    assert list(edges["others_within"]) == [0, 2 / 6, 1 / 6]
    assert list(nodes["article_others"]) == [0, 0, 0, 1 / 6, 1 / 6, 0]


def test_links_that_cross_are_counted():
    edges, nodes = evidence([-1, -1, -1, 2, 0, -1], [0, 2], [4, 3])
    assert list(edges["links_crossed"]) == [1, 1]
    assert list(nodes["link_crosses"]) == [0, 0, 0, 1, 1, 0]


def test_the_head_of_the_article_tells_how_far_away_the_next_is():
    edges, _ = evidence([-1, 0, -1, -1, 3, 4], [1], [4])
    assert edges["from_main_head_left"][0] * EM == 240
    assert edges["from_main_head_foot"][0] * EM == 10
