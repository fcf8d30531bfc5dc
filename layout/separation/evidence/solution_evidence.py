"""Evidence that a first solution gives: what each link would do to the chains as they are.

A link by itself, and beside its rivals, says nothing of the article that it makes. Once chains are known, each is asked
again: whether text is left over where it would lead, whether it crosses other articles, whether what it joins has a
head, and where that head stands. Lengths are in em of the body, counted up to `page_graph.FAR`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from banmian.layout.separation.graph.chain_solver import Solution, chains_of
from banmian.layout.separation.graph.measurements import Edges, up_to_far
from banmian.layout.separation.graph.page_graph import FAR, Flags, Floats, Graph, Ints
from banmian.messages import translatable

SETTLED_EDGES = {
    "odds_among": translatable("log odds of this choice beside its rivals"),
    "is_chosen": translatable("1 where the first solution makes this choice"),
    "same_article": translatable("1 where the first solution has both in one article"),
    "first_is_last": translatable("1 where an article of the first solution ends with the first"),
    "next_is_first": translatable("1 where an article of the first solution begins with the next"),
    "odds_of_chosen_before": translatable("log odds of what the next comes after in the first solution"),
    "odds_of_chosen_after": translatable("log odds of what comes after the first in the first solution"),
    "length_before": translatable("length of the article up to the first (root of characters)"),
    "length_after": translatable("length of the article from the next on (root of characters)"),
    "heads_before": translatable("heads of the article up to the first"),
    "heads_after": translatable("heads of the article from the next on"),
    "others_within": translatable("share of the page's things that would stand within the article and be of another"),
    "links_crossed": translatable("links of the first solution that this one crosses"),
    "from_main_head_left": translatable("how far right of the left edge of the article's head the next begins (em)"),
    "from_main_head_top": translatable("how far below the top of the article's head the next begins (em)"),
    "from_main_head_right": translatable("how far right of the right edge of the article's head the next begins (em)"),
    "from_main_head_foot": translatable("how far below the foot of the article's head the next begins (em)"),
}
SETTLED_NODES = {
    "begins_among": translatable("log odds of beginning an article, beside what it could come after"),
    "is_begun": translatable("1 where an article of the first solution begins with it"),
    "odds_of_chosen": translatable("log odds of the choice of the first solution"),
    "article_length": translatable("length of the article from here on (root of characters)"),
    "article_heads": translatable("heads of the article from here on"),
    "article_others": translatable("share of the page's things that stand within the article and are of another"),
    "link_crosses": translatable("links of the first solution that the way to it crosses"),
}
"""What each says, by name, in the order in which weights are kept."""
UNCHOSEN = -12.0
"""Log odds of what is chosen where nothing is."""
MOST_CROSSED = 12


class Chains:
    """A solution's chains: for each node its chain, its place there, and what stands before and after it in it."""

    def __init__(self, graph: Graph, solution: Solution) -> None:
        count = len(graph.nodes)
        self.chain = np.zeros(count, dtype=np.int64)
        self.follower = np.full(count, -1)
        self.main_head = np.full(count, -1)
        self.boxes = graph.boxes.copy()
        before, heads = np.zeros(count), np.zeros(count)
        size = np.array([float(sum(len(line.text) for line in node.lines)) for node in graph.nodes])
        whole, all_heads = np.zeros(count), np.zeros(count)
        for number, chain in enumerate(chains_of(solution.predecessor)):
            self.chain[chain] = number
            self.follower[chain[:-1]] = chain[1:]
            before[chain], heads[chain] = np.cumsum(size[chain]), np.cumsum(graph.is_head[chain])
            whole[chain], all_heads[chain] = size[chain].sum(), graph.is_head[chain].sum()
            self.main_head[chain] = chain[0] if graph.is_head[chain[0]] else -1
            self.boxes[chain, :2] = np.minimum.accumulate(graph.boxes[chain, :2])
            self.boxes[chain, 2:] = np.maximum.accumulate(graph.boxes[chain, 2:])
        self.length_before, self.length_after = np.sqrt(before), np.sqrt(whole - before + size)
        self.heads_before, self.heads_after = heads, all_heads - heads + graph.is_head


def settled_evidence(edges: Edges, odds: Floats, begins: Floats, solution: Solution) -> tuple[Floats, Floats]:
    """Evidence for edges, (m, 17), and nodes, (n, 7), from the chains of a first solution."""
    graph, before, after = edges.graph, edges.before, edges.after
    chains = Chains(graph, solution)
    chosen = solution.predecessor[after] == before
    into = np.full(len(begins), UNCHOSEN)
    out = into.copy()
    into[after[chosen]], out[before[chosen]] = odds[chosen], odds[chosen]
    starts = solution.predecessor < 0
    into = np.where(starts, begins, into)
    outline = np.hstack(
        [
            np.minimum(chains.boxes[before, :2], edges.other[:2].T),
            np.maximum(chains.boxes[before, 2:], edges.other[2:].T),
        ]
    )
    crossed = _crossed(graph, before, after, solution)
    of_edges = [
        odds,
        chosen,
        chains.chain[before] == chains.chain[after],
        chains.follower[before] < 0,
        starts[after],
        into[after],
        out[before],
        chains.length_before[before],
        chains.length_after[after],
        np.minimum(chains.heads_before[before], MOST_CROSSED),
        np.minimum(chains.heads_after[after], MOST_CROSSED),
        _others_within(graph, outline, (chains.chain[before], chains.chain[after]), chains.chain),
        crossed,
        *_from_head(edges, chains.main_head[before]),
    ]
    own = np.zeros(len(begins))
    own[after[chosen]] = crossed[chosen]
    last = np.array([chain[-1] for chain in chains_of(solution.predecessor)], dtype=np.int64)[chains.chain]
    of_nodes = [
        begins,
        starts,
        into,
        chains.length_after,
        np.minimum(chains.heads_after, MOST_CROSSED),
        _others_within(graph, chains.boxes[last], (chains.chain,), chains.chain),
        own,
    ]
    return np.stack(of_edges, axis=1).astype(np.float64), np.stack(of_nodes, axis=1).astype(np.float64)


def _others_within(graph: Graph, outline: Floats, own: Sequence[Ints], chain: Ints) -> Floats:
    """Share of a page's nodes that stand, with their middle, in each outline and belong to none of its own chains."""
    middle = graph.middles
    inside: Flags = np.ones((len(outline), len(chain)), dtype=bool)
    for axis in (0, 1):
        inside &= middle[None, :, axis] > outline[:, axis, None]
        inside &= middle[None, :, axis] < outline[:, axis + 2, None]
    for numbers in own:
        inside &= chain[None, :] != numbers[:, None]
    return np.asarray(inside.sum(axis=1) / max(1, len(chain)))


def _crossed(graph: Graph, before: Ints, after: Ints, solution: Solution) -> Floats:
    """How many chosen links each edge crosses, drawn from middle to middle."""
    middle = graph.middles
    ends = np.flatnonzero(solution.predecessor >= 0)
    starts = solution.predecessor[ends]
    a, b = middle[before][:, None], middle[after][:, None]
    c, d = middle[starts][None, :], middle[ends][None, :]
    apart = _side(a, b, c) * _side(a, b, d) < 0
    apart &= _side(c, d, a) * _side(c, d, b) < 0
    return np.asarray(np.minimum(apart.sum(axis=1), MOST_CROSSED), dtype=np.float64)


def _side(one: Floats, other: Floats, point: Floats) -> Floats:
    """On which side of a line points are."""
    away, along = point - one, other - one
    return np.asarray(np.sign(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0]))


def _from_head(edges: Edges, head: Ints) -> list[Floats]:
    """How far right of, and below, each side of a head what comes next begins (em); FAR without a head."""
    box = edges.graph.boxes[head]
    away = [up_to_far((edges.other[side % 2] - box[:, side]) / edges.em) for side in range(4)]
    return [np.where(head >= 0, distance, FAR) for distance in away]
