"""Head alignment: title lines that stand together, and the bodies of several articles that they head.

`align_heads` keeps the order: the best way to make heads of the lines and bodies of the paragraphs is found by dynamic
programming over the paragraphs. `assign_heads` gives up the order of the bodies, which must be known: the lines become
heads by dynamic programming, then heads and bodies are assigned to each other (`scipy.optimize`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from banmian.repair.bare_text.evidence_weights import HEAD_LIST, HeadListWeights
from banmian.wording.shared_wording import Rarity, grams

if TYPE_CHECKING:
    import numpy as np


class AlignedHead(NamedTuple):
    """Lines ``first`` up to before ``last`` head the paragraphs from number ``start`` up to the next head's."""

    first: int
    last: int
    start: int


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs in order. ``openings``: for each, points that an article begins with it."""

    texts: Sequence[str]
    openings: Sequence[float]


def align_heads(
    lines: Sequence[str], seams: Sequence[float], paragraphs: Paragraphs, weights: HeadListWeights = HEAD_LIST
) -> list[AlignedHead]:
    """The heads that ``lines`` form and where the body of each begins; the first body begins with paragraph 0.

    ``seams``: for each line, points that a head begins with it.
    """
    import numpy as np

    count, sizes = len(lines), range(1, min(weights.longest, len(lines)) + 1)
    share = np.array(_shares(lines, paragraphs.texts))
    sums = _sums_before(share)
    states = [(end - size, end) for size in sizes for end in range(size, count + 1)]
    begin, stop = (np.array(side) for side in zip(*states, strict=True))
    shared = weights.wording * (sums[stop] - sums[begin])
    fixed = np.array(seams)[begin] + np.array([head_size_points(end - start, weights) for start, end in states])
    unused = weights.unused * np.arange(count + 1)

    def reached(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each number of lines used the best score, lines left out counting against it, and its state."""
        best = np.full(count + 1, -np.inf)
        np.maximum.at(best, stop, scores)
        with_rest = np.maximum.accumulate(best - unused)
        last = np.zeros(count + 1, int)
        for state in np.argsort(scores, kind="stable"):
            last[stop[state]] = state
        source = np.maximum.accumulate(np.where(best - unused >= with_rest, np.arange(count + 1), 0))
        return with_rest + unused, last[source]

    scores = np.where(begin == 0, 0.0, unused[begin]) + fixed + shared[:, 0] * (1 + weights.early)
    before: list[np.ndarray] = []
    for place in range(1, share.shape[1]):
        ended, last = reached(scores)
        fresh = ended[begin] + fixed + paragraphs.openings[place] + weights.early * shared[:, place]
        before.append(np.where(fresh > scores, last[begin], np.arange(len(states))))
        scores = np.maximum(fresh, scores) + shared[:, place]
    ended, last = reached(scores)
    return _path(states, before, int(last[count]))


def head_size_points(lines: int, weights: HeadListWeights = HEAD_LIST) -> float:
    """Points, 0 or less, for a head of so many lines."""
    return weights.second * (lines > 1) + weights.crowd * max(0, lines - 2)


def _path(states: Sequence[tuple[int, int]], before: Sequence[np.ndarray], state: int) -> list[AlignedHead]:
    """The heads on the way to the last state."""
    found: list[AlignedHead] = []
    for place in range(len(before), 0, -1):
        earlier = int(before[place - 1][state])
        if earlier != state:
            found.append(AlignedHead(*states[state], place))
            state = earlier
    found.append(AlignedHead(*states[state], 0))
    return found[::-1]


def _shares(lines: Sequence[str], paragraphs: Sequence[str]) -> list[list[float]]:
    """For each line and paragraph how much of the line's wording the paragraph has, rare wording counting most."""
    wordings = [grams(paragraph) for paragraph in paragraphs]
    rarity = Rarity(wordings)
    places: dict[str, list[int]] = {}
    for place, wording in enumerate(wordings):
        for gram in wording:
            places.setdefault(gram, []).append(place)
    return [_shared(grams(line), places, rarity, len(paragraphs)) for line in lines]


def _shared(own: set[str], places: Mapping[str, Sequence[int]], rarity: Rarity, count: int) -> list[float]:
    found, total = [0.0] * count, rarity.weight(own)
    for gram in own:
        for place in places.get(gram, ()):
            found[place] += rarity.weight((gram,)) / total
    return found


def _sums_before(shares: np.ndarray) -> np.ndarray:
    """For each line, and after the last, the sums of what the lines before it share."""
    import numpy as np

    return np.vstack([np.zeros((1, shares.shape[1])), np.cumsum(shares, axis=0)])


def assign_heads(shares: Sequence[Sequence[float]], seams: Sequence[float]) -> tuple[float, list[tuple[int, int, int]]]:
    """The heads that lines form and the body of each, in any order: (first line, line after its last, body).

    ``shares``: for each line and body, points that they belong together. Also gives the sum of all points.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    sums = _sums_before(np.array(shares))
    heads = _likely_heads(sums, seams)
    table = np.array([sums[last] - sums[first] for first, last in heads])
    rows, bodies = linear_sum_assignment(table, maximize=True)
    found = [(*heads[row], int(body)) for row, body in zip(rows, bodies, strict=True)]
    return float(sum(head_points(shares, seams, *one) for one in found)), found


def head_points(shares: Sequence[Sequence[float]], seams: Sequence[float], first: int, last: int, body: int) -> float:
    """Points for lines ``first`` up to before ``last`` being the head of a body."""
    shared = sum(shares[line][body] for line in range(first, last))
    return shared + seams[first] + head_size_points(last - first)


def _likely_heads(
    sums: np.ndarray, seams: Sequence[float], weights: HeadListWeights = HEAD_LIST
) -> list[tuple[int, int]]:
    """The lines as heads, each taken for that of the body that it tells most of."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(sums)):
        options = []
        for first in range(max(0, last - weights.longest), last):
            shared = float((sums[last] - sums[first]).max())
            options.append((best[first][0] + shared + seams[first] + head_size_points(last - first), first))
        best.append(max(options))
    found: list[tuple[int, int]] = []
    last = len(sums) - 1
    while last:
        found.append((best[last][1], last))
        last = best[last][1]
    return found[::-1]


def split_into_heads(
    shares: Sequence[Sequence[float]] | np.ndarray,
    seams: Sequence[float],
    count: int,
    weights: HeadListWeights = HEAD_LIST,
) -> list[tuple[int, int]]:
    """The lines as so many heads, each taken for that of the body that it tells most of; none where there are too few
    lines or too many."""
    import numpy as np

    sums = _sums_before(np.array(shares))
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for last in range(1, len(sums)):
        found: dict[int, tuple[float, int]] = {}
        for first in range(max(0, last - weights.longest), last):
            shared = float((sums[last] - sums[first]).max()) + seams[first] + head_size_points(last - first)
            for heads, (score, _) in best[first].items():
                if heads < count and (heads + 1 not in found or score + shared > found[heads + 1][0]):
                    found[heads + 1] = (score + shared, first)
        best.append(found)
    if count not in best[-1]:
        return []
    parted: list[tuple[int, int]] = []
    last = len(sums) - 1
    for left in range(count, 0, -1):
        parted.append((best[last][left][1], last))
        last = parted[-1][0]
    return parted[::-1]


def split_in_order(
    shares: Sequence[Sequence[float]] | np.ndarray, seams: Sequence[float], weights: HeadListWeights = HEAD_LIST
) -> list[tuple[int, int]]:
    """The lines as one head for each body, in the order of these; none where there are too few lines or too many.

    ``shares``: for each line and body, points that they belong together.
    """
    import numpy as np

    sums = _sums_before(np.array(shares))
    lines, bodies = len(shares), len(shares[0])
    best = np.full((bodies + 1, lines + 1), -np.inf)
    before = np.zeros((bodies + 1, lines + 1), int)
    best[0, 0] = 0.0
    for body in range(bodies):
        for last in range(body + 1, lines + 1):
            for first in range(max(body, last - weights.longest), last):
                shared = sums[last, body] - sums[first, body] + seams[first] + head_size_points(last - first)
                if best[body, first] + shared > best[body + 1, last]:
                    best[body + 1, last], before[body + 1, last] = best[body, first] + shared, first
    if not np.isfinite(best[bodies, lines]):
        return []
    heads: list[tuple[int, int]] = []
    last = lines
    for body in range(bodies, 0, -1):
        heads.append((int(before[body, last]), last))
        last = heads[-1][0]
    return heads[::-1]
