"""Whether heads stand in the order of their bodies, by wording: a test against chance.

`match_wording` says how much of each head each body repeats. The sum over a pairing is held against that of all
pairings, whose mean and variance are known (Hoeffding 1951), and the best pairing against the best ones that remain
when what a head shares with the bodies is shuffled.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from banmian.repair.bare_text.evidence_weights import HEAD_ORDER, HeadOrderWeights
from banmian.repair.thresholds import TIE
from banmian.wording.shared_wording import characters, grams
from banmian.wording.simplified import simplify

if TYPE_CHECKING:
    import numpy as np

_SHUFFLES = 60
_SEED = 1951


class OrderEvidence(NamedTuple):
    """``kept``: how far (standard deviations) the sum in the given order is above that of a chance pairing.
    ``free``: the same for the best pairing and the best ones of shuffled wording. ``best``: for each head its body in
    the best pairing. ``plain``: it gives several heads other bodies, and each of them shares more with that body than
    with any other, on average far more, as does the body with it.
    """

    kept: float
    free: float
    best: tuple[int, ...]
    plain: bool = False

    def is_another(self, points: HeadOrderWeights = HEAD_ORDER) -> bool:
        """Whether the order is surely another one."""
        if self.plain:
            return True
        more = points.clearer if len(self.best) < points.few else 0.0
        return self.kept < points.kept and self.free > points.free + more


def match_wording(heads: Sequence[str], bodies: Sequence[str], points: HeadOrderWeights = HEAD_ORDER) -> np.ndarray:
    """(heads, bodies): how much of the wording of each head each body repeats, what few bodies have counting most."""
    import numpy as np

    texts = [simplify(body) for body in bodies]
    counts = [Counter(text) for text in texts]
    pairs = [grams(text) for text in texts]
    held = Counter(sign for count in counts for sign in count)
    known = Counter(pair for found in pairs for pair in found)
    table = np.zeros((len(heads), len(bodies)))
    for row, head in enumerate(map(simplify, heads)):
        single, double = sorted(characters(head)), sorted(grams(head))
        for place, (count, found) in enumerate(zip(counts, pairs, strict=True)):
            score = sum(_rare(held[sign], len(bodies)) * (1 + math.log(count[sign])) for sign in single if count[sign])
            score += points.pairs * sum(_rare(known[pair], len(bodies)) for pair in double if pair in found)
            table[row, place] = score
    return table


def count_own_pairs(heads: Sequence[str], bodies: Sequence[str]) -> np.ndarray:
    """(heads, bodies): how many pairs of characters of each head each body has, and no other body."""
    import numpy as np

    held = [grams(simplify(body)) for body in bodies]
    known = Counter(pair for found in held for pair in found)
    own = [{pair for pair in found if known[pair] == 1} for found in held]
    return np.array([[len(grams(simplify(head)) & found) for found in own] for head in heads])


def names_other_bodies(own: np.ndarray, best: Sequence[int], points: HeadOrderWeights = HEAD_ORDER) -> bool:
    """Whether few heads, too few to be held against chance, are moved by the best pairing to bodies that alone say
    what they say, and hardly say what those in their own order alone say (`count_own_pairs`)."""
    import numpy as np

    moved = [head for head, body in enumerate(best) if body != head]
    there = float(np.sum([own[head, best[head]] for head in moved]))
    here = float(np.sum([own[head, head] for head in moved]))
    few = len(moved) > 1 and len(best) < points.few
    return few and there >= points.own_pairs * len(moved) and here <= points.own_left * there


def _rare(having: int, bodies: int) -> float:
    """The weight of wording that so many of the bodies have."""
    return math.log((bodies + 1) / (having + 0.5))


def centred(table: np.ndarray) -> np.ndarray:
    """The table without what a head shares with every body, and a body with every head."""
    import numpy as np

    return np.asarray(table - table.mean(axis=0) - table.mean(axis=1)[:, None] + table.mean())


def spread(table: np.ndarray) -> float:
    """The standard deviation of the sum of a chance pairing of a centred table."""
    return math.sqrt(float((table**2).sum()) / max(1, len(table) - 1)) + TIE


def weigh_order(table: np.ndarray) -> OrderEvidence:
    """What a square table of `match_wording` says of the order of its heads."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    own = centred(table)
    best = linear_sum_assignment(own, maximize=True)[1]
    rng = np.random.default_rng(_SEED)
    chance: list[float] = []
    for _ in range(_SHUFFLES):
        shuffled = rng.permuted(own, axis=1)
        shuffled -= shuffled.mean(axis=0)
        chance.append(float(shuffled[linear_sum_assignment(shuffled, maximize=True)].sum()))
    found = float(own[np.arange(len(own)), best].sum())
    free = (found - float(np.mean(chance))) / (float(np.std(chance)) + TIE)
    kept = float(np.trace(own)) / spread(own)
    return OrderEvidence(kept, free, tuple(int(body) for body in best), _is_plain(table, best))


def _is_plain(table: np.ndarray, best: np.ndarray, points: HeadOrderWeights = HEAD_ORDER) -> bool:
    """Whether the heads that a pairing moves share far more with their new bodies than either with any other."""
    import numpy as np

    rows = np.flatnonzero(best != np.arange(len(table)))
    others = table.copy()
    others[np.arange(len(table)), best] = 0.0
    rivals = np.maximum(others.max(axis=1)[rows], others.max(axis=0)[best[rows]])
    ratios = table[rows, best[rows]] / (rivals + TIE)
    return len(rows) > 1 and bool(ratios.min() > 1.0 and np.log(ratios).mean() > math.log(points.plainly))
