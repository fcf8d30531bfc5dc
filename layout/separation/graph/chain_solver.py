"""The best set of chains: one solution for the whole page.

Each node comes after at most one other and before at most one, or begins an article. With the log odds of
every edge and of every beginning this is an assignment problem (a path cover of least cost); rings, which an
assignment allows, are cut at their weakest edge and solved again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from banmian.layout.separation.graph.page_graph import Floats, Ints

NEVER = 1e6
"""Cost of what is no edge."""
MOST_ROUNDS = 40
"""Rings are cut so many times at most; what then is left of them is cut without asking again."""


@dataclass(frozen=True)
class Solution:
    """For each node what it comes after (-1: it begins), and how much worse the best other choice would be.

    The margin is infinite where a node has no other choice.
    """

    predecessor: Ints
    margin: Floats
    runner_up: Ints


def solve(count: int, before: Ints, after: Ints, odds: Floats, begins: Floats, least_odds: float = -np.inf) -> Solution:
    """The best chains. ``odds``: log odds of the edges; ``begins``: of each node beginning an article.

    An edge below ``least_odds`` is taken out of the best chains again: a node that hardly begins an article and hardly
    comes after anything belongs to nothing that was found, and stands alone.
    """
    scores = np.full((count, count), -NEVER)
    scores[before, after] = odds
    predecessor = _assign(scores, begins)
    for _ in range(MOST_ROUNDS):
        rings = _rings(predecessor)
        if not rings:
            break
        for ring in rings:
            weakest = min(ring, key=lambda node: scores[predecessor[node], node] - begins[node])
            scores[predecessor[weakest], weakest] = -NEVER
        predecessor = _assign(scores, begins)
    for ring in _rings(predecessor):
        predecessor[ring[0]] = -1
    unlikely = scores[predecessor, np.arange(count)] < least_odds
    return _with_margins(np.where(unlikely, -1, predecessor), scores, begins)


def chains_of(predecessor: Sequence[int] | Ints) -> list[list[int]]:
    """The chains, each from its beginning to its end."""
    follower = {int(one): node for node, one in enumerate(predecessor) if one >= 0}
    chains = []
    for node, one in enumerate(predecessor):
        if one < 0:
            chain = [node]
            while chain[-1] in follower:
                chain.append(follower[chain[-1]])
            chains.append(chain)
    return chains


def chain_with(solution: Solution, node: int) -> list[int]:
    """The chain that a node is in."""
    return next(chain for chain in chains_of(solution.predecessor) if node in chain)


def _assign(scores: Floats, begins: Floats) -> Ints:
    from scipy.optimize import linear_sum_assignment  # a third of a second, which most pages of straight cuts save

    count = len(begins)
    if not count:
        return np.zeros(0, dtype=np.int64)
    starts = np.full((count, count), -NEVER)
    np.fill_diagonal(starts, begins)
    rows, columns = linear_sum_assignment(np.vstack([scores, starts]), maximize=True)
    predecessor = np.full(count, -1)
    predecessor[columns[rows < count]] = rows[rows < count]
    refused = scores[predecessor, np.arange(count)] <= -NEVER / 2
    return np.where((predecessor >= 0) & refused, -1, predecessor)


def _rings(predecessor: Ints) -> list[list[int]]:
    state = np.zeros(len(predecessor), dtype=int)
    rings = []
    for start in range(len(predecessor)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(predecessor[node])
        if node >= 0 and state[node] == 1 and node in path:
            rings.append(path[path.index(node) :])
        state[path] = 2
    return rings


def _with_margins(predecessor: Ints, scores: Floats, begins: Floats) -> Solution:
    """What else each node could have come after, by its own odds alone."""
    count = len(begins)
    choices = np.vstack([scores, begins[None, :]])
    taken = np.where(predecessor >= 0, predecessor, count)
    at = np.arange(count)
    own = choices[taken, at]
    choices[taken, at] = -np.inf
    second = choices.argmax(axis=0) if count else np.zeros(0, dtype=np.int64)
    other = choices[second, at]
    margin = np.where(other <= -NEVER / 2, np.inf, own - other)
    return Solution(predecessor, margin, np.where(second == count, -1, second))
