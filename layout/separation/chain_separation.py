"""Separation by chains: the graph of an area scored and solved, each chain of nodes made an article candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import (
    ArticleCandidate,
    comes_from_other_page,
    goes_to_other_page,
)
from banmian.layout.separation.graph.chain_solver import Solution, chains_of, solve
from banmian.layout.separation.graph.graph_builder import build_graph
from banmian.layout.separation.graph.page_graph import Floats, Graph
from banmian.layout.separation.learned_weights.graph_scorer import (
    ALL_EDGES,
    LEAST_ODDS,
    Scored,
    Scorer,
    default_scorer,
    score,
)
from banmian.layout.separation.learned_weights.newspaper_habit_model import NewspaperHabits
from banmian.wording.unicode_script import holds_sentence

LEAST_TAKEN = -1.4
"""Log odds, a chance of 0.2, from which on an edge is taken where no choice is better."""

KICKER_GAP = 2.0
"""A kicker stands at most so many em above its headline."""
CONTACT = 4.0
"""A picture or table touches what is at most so many em away."""


def articles_of_chains(area: ChainedArea | None, items: Sequence[Item], em: float) -> list[ArticleCandidate]:
    """Each chain of a region an article; its pictures and tables with what they touch, each frame by itself."""
    found: list[ArticleCandidate] = []
    if area is not None:
        graph, solution = area.scored.graph, area.solution
        chains = [part for chain in chains_of(solution.predecessor) for part in _at_arrivals(graph, chain)]
        away = _lead_over_staying(area)
        found = [_candidate(area, chain, away) for chain in chains]
    for item in items:
        if item.kind == "box":
            found.append(ArticleCandidate(boxes=(item,)))
        elif item.kind in ("picture", "table"):
            _attach(item, found, em)
    return found


@dataclass(frozen=True)
class ChainedArea:
    """A region whose articles are chains: its graph with all evidence, who judged it, and the best chains."""

    scored: Scored
    scorer: Scorer
    solution: Solution


def chain_area(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    scorer: Scorer | None = None,
    model: NewspaperHabits | None = None,
) -> ChainedArea | None:
    """The best chains of a region's heads and texts, None where it has neither."""
    graph = build_graph(items, rules, type_)
    if not graph.nodes:
        return None
    scorer = scorer or default_scorer()
    scored = score(graph, scorer, LEAST_ODDS if model is None else ALL_EDGES)
    if model is not None:
        scored = model.corrected(scored)
    scored = _ending_at_departures(scored)
    return ChainedArea(scored, scorer, solve_graph(scored))


def _ending_at_departures(scored: Scored) -> Scored:
    """What was scored, with nothing coming after a text whose last line says that it goes on on another page."""
    leaves = np.array([node.kind == "text" and goes_to_other_page(node) for node in scored.graph.nodes])
    if not leaves.any():
        return scored
    kept = ~leaves[scored.edges.before]
    edges = replace(scored.edges, before=scored.edges.before[kept], after=scored.edges.after[kept])
    return replace(scored, edges=edges, edge_evidence=scored.edge_evidence[kept], odds=scored.odds[kept])


def solve_graph(scored: Scored) -> Solution:
    """The best chains of a scored graph."""
    edges = scored.edges
    return solve(len(scored.graph.nodes), edges.before, edges.after, scored.odds, scored.begins, LEAST_TAKEN)


def _at_arrivals(graph: Graph, chain: Sequence[int]) -> list[Sequence[int]]:
    """A chain in parts, a new one at each text after the first that says that it comes from another page."""
    texts = [at for at, number in enumerate(chain) if graph.nodes[number].kind == "text"]
    cuts = [at for at in texts[1:] if comes_from_other_page([graph.nodes[chain[at]]])]
    return [chain[start:end] for start, end in pairwise([0, *cuts, len(chain)])]


def _lead_over_staying(area: ChainedArea) -> Floats:
    """For each edge by how many log odds what its next one was taken to be is better than this edge; inf if taken."""
    scored, predecessor = area.scored, area.solution.predecessor
    before, after = scored.edges.before, scored.edges.after
    taken = predecessor[after] == before
    own = scored.begins.copy()
    own[after[taken]] = scored.odds[taken]
    return np.where(taken, np.inf, own[after] - scored.odds)


def _candidate(area: ChainedArea, chain: Sequence[int], lead: Floats) -> ArticleCandidate:
    """A chain as an article: the heads before its first text are its head, later ones are subheadings."""
    graph, edges = area.scored.graph, area.scored.edges
    nodes = tuple(graph.nodes[number] for number in chain)
    nodes = with_kicker_as_head(nodes, graph.type_.em)
    first = next((at for at, node in enumerate(nodes) if node.kind == "text"), len(nodes))
    margins = tuple(float(margin) for margin in area.solution.margin[chain])
    leaving = np.isin(edges.before, chain) & ~np.isin(edges.after, chain)
    rival_margin = float(lead[leaving].min(initial=np.inf))
    return ArticleCandidate(nodes[:first], nodes[first:], chained=True, margins=margins, rival_margin=rival_margin)


def with_kicker_as_head(nodes: tuple[Item, ...], em: float) -> tuple[Item, ...]:
    """A chain whose first thing, a line of text right above a larger head that comes next, is a head too."""
    if len(nodes) < 2 or nodes[0].kind != "text" or nodes[1].kind != "head":
        return nodes
    kicker, head = nodes[:2]
    above = kicker.box.x_overlap(head.box) > 0 and -kicker.box.y_overlap(head.box) <= KICKER_GAP * em
    above = above and kicker.box.cy < head.box.y0 and len(kicker.lines) == 1
    if not above or head.size <= kicker.size or kicker.vertical or holds_sentence(kicker.lines[0].text):
        return nodes
    return (replace(kicker, kind="head"), *nodes[1:])


def _attach(item: Item, found: list[ArticleCandidate], em: float) -> None:
    """Add a picture or table to the article with which it has most contact, or as a region of its own."""
    contacts = [
        (sum(_contact(item.box, other.box, em) for other in (*c.heads, *c.texts)), n) for n, c in enumerate(found)
    ]
    best = max(contacts, default=(0.0, -1))
    pictures, tables = ((item,), ()) if item.kind == "picture" else ((), (item,))
    if best[0] <= 0:
        found.append(ArticleCandidate(pictures=pictures, tables=tables))
        return
    home = found[best[1]]
    found[best[1]] = replace(home, pictures=(*home.pictures, *pictures), tables=(*home.tables, *tables))


def _contact(one: Box, other: Box, em: float) -> float:
    """Length along which two things face each other, at most `CONTACT` em apart."""
    across, along = one.x_overlap(other), one.y_overlap(other)
    if min(across, along) > 0:
        return min(other.width, other.height)
    if across > 0 and -along <= CONTACT * em:
        return across
    return along if along > 0 and -across <= CONTACT * em else 0.0
