import numpy as np
import pytest
from graph_cases import graph, node

from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.learned_weights.graph_scorer import (
    EDGE_KINDS,
    EDGE_NAMES,
    NODE_KINDS,
    NODE_NAMES,
    RIVAL_EDGES,
    RIVAL_NODES,
    default_scorer,
    score,
)


def page():
    return graph(
        node("head", 0, 0, 210, 30, 30.0), node("text", 0, 40, 100, 200), node("text", 110, 40, 210, 200),
        node("head", 240, 0, 450, 30, 30.0), node("text", 240, 40, 340, 200), node("text", 350, 40, 450, 200),
    )  # fmt: skip


def test_the_weights_ask_for_the_evidence_there_is():
    scorer = default_scorer()
    edges, nodes = tuple(EDGE_EVIDENCE), tuple(NODE_EVIDENCE)
    assert all(scorer.alone.edges[kind].names == edges for kind in EDGE_KINDS)
    assert all(scorer.among.edges[kind].names == edges + RIVAL_EDGES for kind in EDGE_KINDS)
    assert all(scorer.settled.edges[kind].names == EDGE_NAMES for kind in EDGE_KINDS)
    assert all(scorer.settled.begins[kind].names == NODE_NAMES for kind in NODE_KINDS)
    assert all(scorer.alone.begins[kind].names == nodes for kind in NODE_KINDS)
    assert all(scorer.among.begins[kind].names == nodes + RIVAL_NODES for kind in NODE_KINDS)


def test_a_head_leads_to_the_text_below_it_rather_than_to_that_of_its_neighbour():
    scored = score(page(), default_scorer())
    odds = dict(
        zip(zip(scored.edges.before.tolist(), scored.edges.after.tolist(), strict=True), scored.odds, strict=True)
    )
    assert odds[0, 1] > odds.get((0, 4), -99)
    assert odds[1, 2] > odds.get((1, 4), -99)
    assert scored.begins[3] > scored.begins[2]


def test_what_each_piece_of_evidence_is_worth_adds_up_to_the_odds():
    scored = score(page(), default_scorer())
    trees = default_scorer().settled.begins["text"]
    row = scored.node_evidence[1]
    assert sum(trees.worth(row).values()) == pytest.approx(trees.log_odds(row[None, :])[0])


def test_a_single_node_is_scored():
    assert np.isfinite(score(graph(node("text", 0, 0, 100, 90)), default_scorer()).begins).all()
