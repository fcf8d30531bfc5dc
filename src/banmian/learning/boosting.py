"""Small boosted trees in numpy: log odds that were there before are improved a little at a time.

Gradient boosting with second-order steps (Friedman 2001; Chen and Guestrin 2016) over binned evidence. Few rows and
few, shallow trees are meant: a newspaper's twenty pages, not a corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from banmian.layout.separation.graph.page_graph import Flags, Floats, Ints

BINS = 32
DEPTH = 3
RATE = 0.25
SHRINKAGE = 8.0
"""Weight of rows that vote for no change in each leaf,"""
LEAST_WEIGHT = 2.0
"""least second derivative of a leaf,"""
LEAST_GAIN = 1.0
"""and least gain of a split."""

Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Binned:
    """Evidence in bins, (m, f), and the upper bounds of the bins of each feature."""

    bins: Ints
    bounds: list[Floats]

    @classmethod
    def of(cls, evidence: Floats) -> Binned:
        """Bins of about equally many rows."""
        bounds = [
            np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) if len(column) else np.zeros(0)
            for column in evidence.T
        ]
        bins = np.stack([np.searchsorted(known, column) for known, column in zip(bounds, evidence.T, strict=True)], 1)
        return cls(bins, bounds)


def boost(evidence: Floats, truth: Flags, odds: Floats, weight: Floats, trees: int) -> list[Rows]:
    """Trees whose values add up to what improves ``odds``; each a table as in a weights file.

    ``evidence`` is (m, names), the others (m,). Stops early where nothing is to be gained.
    """
    if not len(truth):
        return []
    binned = Binned.of(evidence)
    target, now, found = truth.astype(float), odds.copy(), []
    for _ in range(trees):
        chance = 1.0 / (1.0 + np.exp(-np.clip(now, -30, 30)))
        slope, bend = weight * (chance - target), weight * chance * (1.0 - chance)
        rows: list[tuple[int, float, int, int, float]] = []
        step = np.zeros(len(now))
        _grow(binned, np.arange(len(now)), slope, bend, DEPTH, rows, step)
        if len(rows) == 1 and abs(rows[0][4]) < 1e-3:
            break
        now += step
        names = ("feature", "threshold", "left", "right", "value")
        found.append({name: [row[at] for row in rows] for at, name in enumerate(names)})
    return found


def _grow(
    binned: Binned,
    chosen: Ints,
    slope: Floats,
    bend: Floats,
    depth: int,
    rows: list[tuple[int, float, int, int, float]],
    step: Floats,
) -> None:
    """Write the best tree over the chosen rows into ``rows``, and what it adds into ``step``."""
    at = len(rows)
    value = -RATE * slope[chosen].sum() / (bend[chosen].sum() + SHRINKAGE)
    split = _best_split(binned, chosen, slope, bend) if depth else None
    if split is None:
        rows.append((0, 0.0, at, at, round(float(value), 4)))
        step[chosen] = rows[at][4]
        return
    feature, bound = split
    rows.append((0, 0.0, at, at, 0.0))
    lower = binned.bins[chosen, feature] <= bound
    left = len(rows)
    _grow(binned, chosen[lower], slope, bend, depth - 1, rows, step)
    right = len(rows)
    _grow(binned, chosen[~lower], slope, bend, depth - 1, rows, step)
    threshold = float(binned.bounds[feature][bound])
    rows[at] = (feature, threshold, left, right, round(float(value), 4))


def _best_split(binned: Binned, chosen: Ints, slope: Floats, bend: Floats) -> tuple[int, int] | None:
    """Feature and bin of the split that gains most, the bin being the last of the lower side."""
    g, h = slope[chosen], bend[chosen]
    whole_g, whole_h = g.sum(), h.sum()
    best, found = LEAST_GAIN, None
    for feature, bounds in enumerate(binned.bounds):
        if not len(bounds):
            continue
        bins = binned.bins[chosen, feature]
        low_g = np.cumsum(np.bincount(bins, g, len(bounds) + 1))[:-1]
        low_h = np.cumsum(np.bincount(bins, h, len(bounds) + 1))[:-1]
        gain = _worth(low_g, low_h) + _worth(whole_g - low_g, whole_h - low_h) - _worth(whole_g, whole_h)
        gain = np.where((low_h >= LEAST_WEIGHT) & (whole_h - low_h >= LEAST_WEIGHT), gain, 0.0)
        at = int(gain.argmax())
        if gain[at] > best:
            best, found = float(gain[at]), (feature, at)
    return found


def _worth(slope: Any, bend: Any) -> Any:
    return slope**2 / (bend + SHRINKAGE)
