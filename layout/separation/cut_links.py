"""Links between the articles of straight cuts of which the best chains are sure.

A cut may leave nothing without head or beginning and still run through an article: under a head that stands over some
of its columns only, or across a rule that parts two stories.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import ChainedArea


def surest_cut_link(candidates: Sequence[ArticleCandidate], area: ChainedArea) -> float:
    """By how many nats the surest link between two candidates is ahead of the next best choice; 0 without any.

    What a head that stands alone is linked to does not count: it may be over several articles, and chains know no such
    heads. A choice whose best other one is another's is no surer than that.
    """
    predecessor = area.solution.predecessor
    owners = np.array([_owner(node, candidates) for node in area.scored.graph.nodes])
    alone = [number for number, each in enumerate(candidates) if not each.texts]
    after = np.flatnonzero(predecessor >= 0)
    before = predecessor[after]
    counted = (owners[before] != owners[after]) & ~np.isin(owners[before], [-1, *alone])
    return float(area.solution.margin[after[counted & (owners[after] >= 0)]].max(initial=0.0))


def _owner(node: Item, candidates: Sequence[ArticleCandidate]) -> int:
    """The number of the candidate that a node stands in, -1 for none."""
    shared = [
        max((node.box.intersection(item.box) for item in (*each.heads, *each.texts)), default=0.0)
        for each in candidates
    ]
    best = int(np.argmax(shared))
    return best if shared[best] > 0 else -1
