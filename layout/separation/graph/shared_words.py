"""Which nodes of a page speak of the same things: rare pairs of characters that they share."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from banmian.layout.separation.graph.measurements import cached
from banmian.layout.separation.graph.page_graph import Floats, Graph
from banmian.wording.unicode_script import POINTS

MOST_PAIRS = 4000
"""So many pairs of characters are looked at, the rarest first."""


def shared_words(graph: Graph) -> Floats:
    """(i, j): weight of the character pairs that two nodes share, by the root of how many the smaller one has.

    A pair counts the more the fewer nodes have it (inverse document frequency, Spärck Jones 1972).
    """

    def count() -> Floats:
        pairs = [_pairs("".join(line.text for line in node.lines)) for node in graph.nodes]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(pairs):
            for pair in held:
                holders[pair].append(number)
        shared = sorted((nodes for nodes in holders.values() if len(nodes) > 1), key=len)[:MOST_PAIRS]
        size = len(graph.nodes)
        table = np.zeros((size, len(shared)), dtype=np.float32)
        for column, nodes in enumerate(shared):
            table[nodes, column] = np.sqrt(np.log(1.0 + size / len(nodes)))
        lengths = np.sqrt(np.array([max(1, len(held)) for held in pairs], dtype=np.float64))
        return np.asarray((table @ table.T).astype(np.float64) / np.minimum(lengths[:, None], lengths[None, :]))

    return cached(graph, "shared words", count)


def _pairs(text: str) -> set[str]:
    found = {text[at : at + 2] for at in range(len(text) - 1)}
    return {pair for pair in found if pair.isalnum()}


def punctuation_shares(graph: Graph) -> Floats:
    """Share of each node's characters that are points."""

    def count() -> Floats:
        texts = ["".join(line.text for line in node.lines) for node in graph.nodes]
        return np.array([sum(char in POINTS for char in text) / max(1, len(text)) for text in texts])

    return cached(graph, "points", count)
