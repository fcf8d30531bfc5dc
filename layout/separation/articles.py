"""The articles of a region, found: its graph scored and solved, each chain of nodes made an article candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.region_classification import share_edges
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidate import ArticleCandidate, comes_from_other_page
from banmian.layout.separation.continuity import starts_flush
from banmian.layout.separation.graph import Floats, Graph
from banmian.layout.separation.head_grouping import UNEVEN, group_heads
from banmian.layout.separation.newspaper_habits import NewspaperHabits
from banmian.layout.separation.partition import Division, divide
from banmian.layout.separation.reading_order import require_block
from banmian.layout.separation.scorer import ALL_EDGES, LEAST_ODDS, Scored, Scorer, default_scorer, score
from banmian.layout.separation.solver import Solution, chains_of, solve
from banmian.wording.unicode_script import may_begin_text

RUN = 3
"""So many lines that end well before the ones above them stand in a shorter column."""


MOST_FAILED = 0.1
"""Straight cuts have failed when more than this share of the text lacks a head of its own or a beginning."""
CONTACT = 4.0
"""A picture or table touches what is at most so many em away."""


def separate(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    scorer: Scorer | None = None,
    model: NewspaperHabits | None = None,
) -> list[ArticleCandidate]:
    """The articles of a region: by straight cuts where they leave hardly anything over, else by the best chains.

    ``model`` says what the newspaper does otherwise than others; it is left aside where it does not suit the region.
    """
    model = suitable(model, items, rules, type_)
    division = straight_division(items, rules, type_, model)
    if division is None:
        return separate_by_chains(items, rules, type_, scorer, model=model)
    return list(division.candidates)


def suitable(
    model: NewspaperHabits | None, items: Sequence[Item], rules: Sequence[Rule], type_: Typography
) -> NewspaperHabits | None:
    """The habits of a newspaper if a region looks like those of its pages."""
    return model if model is not None and model.suits(graph_of(items, rules, type_)) else None


def straight_division(
    items: Sequence[Item], rules: Sequence[Rule], type_: Typography, model: NewspaperHabits | None = None
) -> Division | None:
    """The division of a region by straight cuts; None where these fail, or where a newspaper's pages are never cut."""
    if model is not None and model.chains:
        return None
    division = divide(items, rules, type_)
    return None if failed_share(division, type_) > MOST_FAILED else division


def failed_share(division: Division, type_: Typography) -> float:
    """Share of a division's text that lacks a head of its own, shares one or begins in the midst of a sentence."""
    counted = [
        (candidate, sum(require_block(item).characters for item in candidate.texts))
        for candidate in division.candidates
        if candidate.texts
    ]
    failed = sum(characters for candidate, characters in counted if _has_failed(candidate, type_))
    return failed / max(1, sum(characters for _, characters in counted))


def _has_failed(candidate: ArticleCandidate, type_: Typography) -> bool:
    if comes_from_other_page(candidate.texts):
        return False
    first = require_block(candidate.texts[0])
    cut = not may_begin_text(first.text) or (type_.mostly_han and starts_flush(first, type_.em))
    titles = len(group_heads(candidate.heads, type_))
    headless = not candidate.heads if type_.mostly_han else not titles
    return cut or headless or titles > 1


def separate_by_chains(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    scorer: Scorer | None = None,
    model: NewspaperHabits | None = None,
) -> list[ArticleCandidate]:
    """The articles that the best chains of a region's heads and texts make."""
    area = chain_area(items, rules, type_, scorer, model)
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
            _attach(item, found, type_.em)
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
    graph = graph_of(items, rules, type_)
    if not graph.nodes:
        return None
    scorer = scorer or default_scorer()
    scored = score(graph, scorer, LEAST_ODDS if model is None else ALL_EDGES)
    if model is not None:
        scored = model.corrected(scored)
    return ChainedArea(scored, scorer, solve_graph(scored))


def solve_graph(scored: Scored) -> Solution:
    """The best chains of a scored graph."""
    edges = scored.edges
    return solve(len(scored.graph.nodes), edges.before, edges.after, scored.odds, scored.begins)


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
    first = next((at for at, node in enumerate(nodes) if node.kind == "text"), len(nodes))
    margins = tuple(float(margin) for margin in area.solution.margin[chain])
    leaving = np.isin(edges.before, chain) & ~np.isin(edges.after, chain)
    claim = float(lead[leaving].min(initial=np.inf))
    return ArticleCandidate(nodes[:first], nodes[first:], linked=True, margins=margins, claim=claim)


def _attach(item: Item, found: list[ArticleCandidate], em: float) -> None:
    """Adds a picture or table to the article with which it has most contact, or as a region of its own."""
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


def graph_of(items: Sequence[Item], rules: Sequence[Rule], type_: Typography) -> Graph:
    """The graph of a region."""
    pictures = tuple(item.box for item in items if item.kind == "picture")
    return Graph(tuple(nodes_of(items, type_)), tuple(rules), type_, pictures)


def nodes_of(items: Sequence[Item], type_: Typography) -> list[Item]:
    """The nodes of a region: heads, and texts in pieces whose lines stand on the same edges."""
    texts = [part for item in items if item.kind == "text" for part in split_at_uneven_edges(item, type_.em)]
    return [item for item in items if item.kind == "head"] + share_edges(texts, type_)


def split_at_uneven_edges(item: Item, em: float) -> list[Item]:
    """A text item in pieces whose lines begin and end on the same edges: others belong to other columns."""
    pieces: list[list[Line]] = []
    for number, line in enumerate(item.lines):
        if pieces and _is_level(pieces[-1], item.lines[number:], em):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    if len(pieces) == 1:
        return [item]
    blocks = [make_block(lines, em) for lines in pieces]
    return [Item("text", block.box, block) for block in blocks]


def _is_level(piece: Sequence[Line], rest: Sequence[Line], em: float) -> bool:
    """Whether the first of `rest` has the edges of a piece; one short line may end before them, several may not."""
    left, right = min(line.box.x0 for line in piece), max(line.box.x1 for line in piece)
    coming = rest[:RUN]
    shortened = len(coming) == RUN and right - max(line.box.x1 for line in coming) > UNEVEN * em
    return abs(rest[0].box.x0 - left) <= UNEVEN * em and rest[0].box.x1 - right <= UNEVEN * em and not shortened
