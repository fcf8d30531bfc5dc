"""Dividing a page into articles: the best set of straight cuts, found by trying them all.

Newspaper pages are made up of rectangles, cut from the page one from the other, so the search is over
guillotine partitions (recursive XY-cuts; Nagy and Seth 1984), but with the whole partition scored
instead of each cut alone: every region is judged as one article (`layout.leaf`), and a division is
taken when its parts together are better articles than the whole. Regions repeat between divisions, so
each is judged once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from layout.geometry import Box
from layout.items import Item, span
from layout.leaf import Leaf, judge
from layout.page import Rule
from layout.thresholds import PARTITION, PartitionWeights
from layout.typography import Typography

Axis = Literal["rows", "columns"]

SEARCH_BUDGET = 4000
"""Regions judged on one page before only the most telling cut of each further region is tried."""


@dataclass(frozen=True)
class Cut:
    """A straight white way through a region: ``at`` in page units, ``gap`` its width."""

    axis: Axis
    at: float
    gap: float


@dataclass(frozen=True)
class Division:
    """A region cut in two or more, or left whole: then ``leaf`` is set and there are no ``parts``."""

    score: float
    leaf: Leaf | None = None
    axis: Axis = "rows"
    parts: tuple[Division, ...] = ()

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The articles of the region from top to bottom and left to right as they were cut."""
        if self.leaf is not None:
            return (self.leaf,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)


def clear_ways(items: Sequence[Item], axis: Axis, slack: float) -> list[Cut]:
    """All straight ways through `items` that cross none of them by more than `slack`."""

    def extent(box: Box) -> tuple[float, float]:
        return (box.y0, box.y1) if axis == "rows" else (box.x0, box.x1)

    ways: list[Cut] = []
    reach = float("-inf")
    for start, end in sorted(extent(item.box) for item in items):
        if start >= reach - slack and reach > float("-inf"):
            ways.append(Cut(axis, (start + reach) / 2, start - reach))
        reach = max(reach, end)
    return ways


def divide(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    weights: PartitionWeights = PARTITION,
) -> Division:
    """The best division of `items` (at least one) into articles."""
    return _Search(list(items), rules, type_, weights).best(tuple(items))


class _Search:
    """One search over one page; remembers every region that it has judged."""

    def __init__(self, items: list[Item], rules: Sequence[Rule], type_: Typography, weights: PartitionWeights) -> None:
        self._known: dict[frozenset[int], Division] = {}
        self._rules = [rule for rule in rules if rule.horizontal]
        self._type = type_
        self._weights = weights

    def best(self, items: tuple[Item, ...]) -> Division:
        key = frozenset(map(id, items))
        if key not in self._known:
            self._known[key] = self._divide(items)
        return self._known[key]

    def _divide(self, items: tuple[Item, ...]) -> Division:
        leaf = judge(items, self._type, self._weights)
        best = Division(leaf.score, leaf)
        if len(items) == 1:
            return best
        cuts = self._cuts(items)
        if len(self._known) > SEARCH_BUDGET and len(cuts) > 1:
            cuts = [max(cuts, key=lambda cut: self._worth(cut, items))]
        for cut in cuts:
            first, second = _parted(items, cut)
            parts = (self.best(first), self.best(second))
            score = parts[0].score + parts[1].score + self._worth(cut, items)
            if score > best.score + 1e-9:
                best = Division(score, None, cut.axis, parts)
        return best

    def _cuts(self, items: tuple[Item, ...]) -> list[Cut]:
        slack = 0.3 * self._type.em
        return clear_ways(items, "rows", slack) + clear_ways(items, "columns", slack)

    def _worth(self, cut: Cut, items: tuple[Item, ...]) -> float:
        worth = self._weights.cut_gap * min(4.0, max(0.0, cut.gap / self._type.em))
        if cut.axis == "rows" and self._ruled(cut, span(items)):
            worth += self._weights.cut_rule
        return worth

    def _ruled(self, cut: Cut, area: Box) -> bool:
        half = max(cut.gap / 2, 0.3 * self._type.em)
        return any(
            abs(rule.box.cy - cut.at) <= half and rule.box.x_overlap(area) >= 0.6 * area.width for rule in self._rules
        )


def _parted(items: Sequence[Item], cut: Cut) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    def middle(item: Item) -> float:
        return item.box.cy if cut.axis == "rows" else item.box.cx

    return (
        tuple(item for item in items if middle(item) < cut.at),
        tuple(item for item in items if middle(item) >= cut.at),
    )


def neighbours(leaves: Sequence[Leaf]) -> list[tuple[Leaf, Leaf]]:
    """Leaves that follow each other in reading order."""
    return list(pairwise(leaves))
