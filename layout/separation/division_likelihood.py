"""How likely the articles of straight cuts are beside the best chains, by what was learned of both.

A division keeps some of the links that the graph of its area allows and forbids others. The best chains are at least
as likely as the best ones within its articles; where they are far likelier, cuts ran through articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import ChainedArea, solve_graph
from banmian.layout.separation.graph.chain_solver import Solution, chains_of
from banmian.layout.separation.graph.page_graph import Flags, Ints
from banmian.layout.separation.learned_weights.graph_scorer import Scored

MOST_SURE = 6.0
"""Log odds beyond this count like this: one link that the weights are wrong about does not decide."""


def lead_of_chains(candidates: Sequence[ArticleCandidate], area: ChainedArea) -> float:
    """By how many nats an area's best chains are likelier than its straight articles, with these given their due.

    The best chains that cross no border of a candidate are compared with the best of all. What the links would
    cost that hold each candidate together is taken off: the chains part what stands round a picture too readily.
    """
    scored = replace(
        area.scored,
        odds=np.clip(area.scored.odds, -MOST_SURE, MOST_SURE),
        begins=np.clip(area.scored.begins, -MOST_SURE, MOST_SURE),
    )
    owner = np.array([_owner(node, candidates) for node in scored.graph.nodes])
    within = owner[scored.edges.before] == owner[scored.edges.after]
    kept = solve_graph(_only(scored, within))
    lost = _likelihood(scored, solve_graph(scored)) - _likelihood(scored, kept)
    return lost - _cost_of_holding(scored, kept, owner)


def _owner(node: Item, candidates: Sequence[ArticleCandidate]) -> int:
    """The number of the candidate that a node stands in, -1 for none."""
    shared = [
        max((node.box.intersection(item.box) for item in (*each.heads, *each.texts)), default=0.0)
        for each in candidates
    ]
    best = int(np.argmax(shared))
    return best if shared[best] > 0 else -1


def _only(scored: Scored, allowed: Flags) -> Scored:
    """What was scored, with some of the edges alone."""
    edges = replace(scored.edges, before=scored.edges.before[allowed], after=scored.edges.after[allowed])
    return replace(scored, edges=edges, odds=scored.odds[allowed])


def _likelihood(scored: Scored, solution: Solution) -> float:
    """The sum of the log odds of a solution's links and beginnings."""
    taken = solution.predecessor[scored.edges.after] == scored.edges.before
    return float(scored.odds[taken].sum() + scored.begins[solution.predecessor < 0].sum())


def _cost_of_holding(scored: Scored, solution: Solution, owner: Ints) -> float:
    """What it costs to link the chains of each candidate to one: its likeliest beginning stays one."""
    costs: dict[int, list[float]] = {}
    chain_of = np.zeros(len(owner), dtype=np.int64)
    chains = chains_of(solution.predecessor)
    for number, chain in enumerate(chains):
        chain_of[chain] = number
    for chain in chains:
        first = chain[0]
        costs.setdefault(int(owner[first]), []).append(_cost_of_linking(scored, first, chain_of, owner))
    return sum(sum(each) - max(each) for each in costs.values())


def _cost_of_linking(scored: Scored, first: int, chain_of: Ints, owner: Ints) -> float:
    """By how much less likely a beginning comes after anything else of its candidate, at least 0."""
    before, after = scored.edges.before, scored.edges.after
    held = (owner[before] == owner[first]) & (chain_of[before] != chain_of[first])
    best = float(scored.odds[(after == first) & held].max(initial=-MOST_SURE))
    return max(0.0, float(scored.begins[first]) - best)
