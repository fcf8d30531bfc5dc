"""Learned weights: what evidence is worth, and the odds that it adds up to.

For each kind of edge and each kind of node an additive set of small decision trees (gradient boosting,
Friedman 2001) gives log odds. They were fitted elsewhere (``training/separation``) and lie in ``weights.json``;
here they are only looked up, with numpy. What one piece of evidence adds is told by the path through the
trees: the change of the expected value at each node that asks for it (Saabas 2014).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.solution_evidence import SETTLED_EDGES, SETTLED_NODES, settled_evidence
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.graph.chain_solver import solve
from banmian.layout.separation.graph.measurements import Edges
from banmian.layout.separation.graph.page_graph import Flags, Floats, Graph, Ints
from banmian.layout.separation.learned_weights.decision_trees import Trees, read_trees

WEIGHTS = "weights.json"


@dataclass(frozen=True)
class Stage:
    """Trees for edges by kind (text or head before, text or head next) and for beginnings."""

    edges: dict[str, Trees]
    begins: dict[str, Trees]


@dataclass(frozen=True)
class Scorer:
    """Three stages: each edge by itself, beside its rivals (see `rivalry`), in the chains of a first solution.

    ``notices`` tells advertisements from articles.
    """

    alone: Stage
    among: Stage
    settled: Stage
    notices: Trees
    version: str


@dataclass(frozen=True)
class Scored:
    """A graph with its likely edges and the evidence for them, their log odds and those of each node beginning."""

    graph: Graph
    edges: Edges
    edge_evidence: Floats
    node_evidence: Floats
    odds: Floats
    begins: Floats


RIVAL_EDGES = ("odds_alone", "rival_before", "rival_after", "next_begins", "first_begins")
"""Log odds of the edge by itself, of the best other edge to the next and from the first, of either beginning."""
RIVAL_NODES = ("begins_alone", "best_before", "second_before", "best_after")
"""Log odds of beginning by itself, of the best and second best edge that leads there, and of the best from there."""
EDGE_NAMES = (*EDGE_EVIDENCE, *RIVAL_EDGES, *SETTLED_EDGES)
NODE_NAMES = (*NODE_EVIDENCE, *RIVAL_NODES, *SETTLED_NODES)
"""All evidence of the last stage; those before have the first of it."""
NO_RIVAL = -12.0
LEAST_ODDS = -5.0
"""Edges whose log odds by themselves are less are left out of what follows,"""
ALL_EDGES = -float("inf")
"""but where a newspaper does otherwise than others."""


def score(graph: Graph, scorer: Scorer, least_odds: float = LEAST_ODDS) -> Scored:
    """What the scorer says of a graph; edges with less log odds by themselves are left out."""
    before, after = graph.edges
    edges = Edges(graph, before, after)
    return score_evidence(edges, evidence_of_edges(edges), evidence_of_nodes(graph), scorer, least_odds)


def score_evidence(
    edges: Edges, edge_evidence: Floats, node_evidence: Floats, scorer: Scorer, least_odds: float = LEAST_ODDS
) -> Scored:
    """As `score`, of evidence that was measured before."""
    odds, begins = apply_stage(scorer.alone, edges, edge_evidence, node_evidence)
    edges, of_edges, of_nodes, kept = among_rivals(edges, odds, begins, least_odds)
    edge_evidence = np.hstack([edge_evidence[kept], of_edges])
    node_evidence = np.hstack([node_evidence, of_nodes])
    odds, begins = apply_stage(scorer.among, edges, edge_evidence, node_evidence)
    first = solve(len(begins), edges.before, edges.after, odds, begins)
    of_edges, of_nodes = settled_evidence(edges, odds, begins, first)
    edge_evidence = np.hstack([edge_evidence, of_edges])
    node_evidence = np.hstack([node_evidence, of_nodes])
    odds, begins = apply_stage(scorer.settled, edges, edge_evidence, node_evidence)
    return Scored(edges.graph, edges, edge_evidence, node_evidence, odds, begins)


def among_rivals(
    edges: Edges, odds: Floats, begins: Floats, least_odds: float = LEAST_ODDS
) -> tuple[Edges, Floats, Floats, Flags]:
    """The edges that are likely enough to be looked at again, their `rivalry` and the nodes', and which these are."""
    of_edges, of_nodes = rivalry(edges, odds, begins)
    kept = odds > least_odds
    return replace(edges, before=edges.before[kept], after=edges.after[kept]), of_edges[kept], of_nodes, kept


def rivalry(edges: Edges, odds: Floats, begins: Floats) -> tuple[Floats, Floats]:
    """Evidence for edges, (m, 5), and nodes, (n, 4), from how what each says by itself compares with its rivals."""
    count = len(begins)
    table = np.full((count, count), NO_RIVAL)
    table[edges.before, edges.after] = odds
    leading, leaving = np.sort(table, axis=0), np.sort(table, axis=1)
    last = min(2, count)
    best_in, second_in = leading[-1], leading[-last]
    best_out, second_out = leaving[:, -1], leaving[:, -last]
    before, after = edges.before, edges.after
    rival_in = np.where(odds >= best_in[after], second_in[after], best_in[after])
    rival_out = np.where(odds >= best_out[before], second_out[before], best_out[before])
    of_edges = np.stack([odds, rival_in, rival_out, begins[after], begins[before]], axis=1)
    return of_edges, np.stack([begins, best_in, second_in, best_out], axis=1)


def evidence_of_edges(edges: Edges) -> Floats:
    """All evidence of all edges, (m, names)."""
    return np.stack([work(edges) for work in EDGE_EVIDENCE.values()], axis=1)


def evidence_of_nodes(graph: Graph) -> Floats:
    """All evidence of all nodes, (n, names)."""
    return np.stack([work(graph) for work in NODE_EVIDENCE.values()], axis=1)


def kinds_of_edges(graph: Graph, before: Ints, after: Ints) -> Ints:
    """The kind of each edge, a place in `EDGE_KINDS`."""
    return graph.is_head[before].astype(np.int64) + 2 * graph.is_head[after].astype(np.int64)


EDGE_KINDS = ("text text", "head text", "text head", "head head")
"""What comes before, what comes next."""
NODE_KINDS = ("text", "head")


def apply_stage(stage: Stage, edges: Edges, edge_evidence: Floats, node_evidence: Floats) -> tuple[Floats, Floats]:
    """The log odds of each edge, and of each node beginning an article, that a stage gives."""
    kinds = kinds_of_edges(edges.graph, edges.before, edges.after)
    odds = _by_kind([stage.edges[kind] for kind in EDGE_KINDS], kinds, edge_evidence)
    nodes = edges.graph.is_head.astype(np.int64)
    return odds, _by_kind([stage.begins[kind] for kind in NODE_KINDS], nodes, node_evidence)


def _by_kind(models: Sequence[Trees], kinds: Ints, evidence: Floats) -> Floats:
    odds = np.zeros(len(kinds))
    for kind, model in enumerate(models):
        chosen = kinds == kind
        if chosen.any():
            odds[chosen] = model.log_odds(evidence[chosen])
    return odds


def read_scorer(file_values: dict[str, Any]) -> Scorer:
    """The scorer that a weights file holds."""
    return Scorer(
        read_stage(file_values["alone"]),
        read_stage(file_values["among"]),
        read_stage(file_values["settled"]),
        read_trees(file_values["notices"]),
        file_values["version"],
    )


@lru_cache(maxsize=1)
def default_scorer() -> Scorer:
    """The scorer of the package."""
    source = resources.files("banmian.layout.separation.learned_weights").joinpath(WEIGHTS)
    return read_scorer(json.loads(source.read_text("utf-8")))


def read_stage(file_values: dict[str, Any]) -> Stage:
    """The trees of one stage of a weights file."""
    edges = {kind: read_trees(trees) for kind, trees in file_values["edges"].items()}
    return Stage(edges, {kind: read_trees(trees) for kind, trees in file_values["begins"].items()})
