"""Dividing a page into articles: the best set of straight cuts, found by trying them all.

Newspaper pages are made up of rectangles, cut from the page one from the other, so the search is over
guillotine partitions (recursive XY-cuts; Nagy and Seth 1984), but with the whole partition scored
instead of each cut alone: every region is judged as one article (`article_candidate.judge`), and a division is
taken when its parts together are better articles than the whole. Regions repeat between divisions, so
each is judged once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from banmian.layout.geometry import INSIDE, Box, union
from banmian.layout.model import Rule
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, Known, judge
from banmian.layout.thresholds import ARRANGEMENT, PARTITION, PartitionWeights

Axis = Literal["rows", "columns"]

AXES: tuple[Axis, ...] = ("rows", "columns")
CROSSING_SHARE = 0.06
"""A rule that spans a region parts it when what crosses it has at most this share of the region's characters."""
PICTURE_WEIGHT = 40
"""A picture, table or frame counts like this many characters."""
SPECK = 2
"""Lines of so few characters are never in the way of a cut."""
MOST_HEADS = 5
"""A region with more headlines than this is no single article, and is not judged as one."""
HEAD_LEADING = 0.7
"""Lines of one headline are at most this many of its em apart."""
HEAD_END = 0.15
"""The ends of a headline that may reach over a gutter: this share of it at either side,"""
HEAD_REACH = 2.0
"""and at most this many em."""
CENTRED_SHARE = 0.03
"""A banner's middle is that of what it is over, within this share of the width."""
BREADTH = ((90, 1), (50, 2), (26, 4))
"""Of a region with this many items only this many cuts are tried, the most promising ones: keeps the search short."""
RULE_SIDE = 0.8
"""What reaches this far (em) over a rule on both sides crosses it."""
BANNER_SHIFT = 1.5
"""A banner may be off the middle by at least this (em)."""
CUT_SLACK = 0.3
"""A cut may lie this far (em) inside of boxes."""
WIDEST_GAP = 4.0
"""A gap counts up to this width (em)."""
BETTER = 1e-9
"""Scores closer than this are equal: the division that was found first stays."""


@dataclass(frozen=True)
class Cut:
    """A straight gap through a region: ``at`` in page units, ``gap`` its width."""

    axis: Axis
    at: float
    gap: float


@dataclass(frozen=True)
class Division:
    """A region cut in two or more, or left whole: then ``candidate`` is set and there are no ``parts``."""

    score: float
    candidate: ArticleCandidate | None = None
    axis: Axis = "rows"
    parts: tuple[Division, ...] = ()

    @cached_property
    def candidates(self) -> tuple[ArticleCandidate, ...]:
        """The articles of the region from top to bottom and left to right as they were cut."""
        if self.candidate is not None:
            return (self.candidate,)
        return tuple(candidate for part in self.parts for candidate in part.candidates)


def find_clear_cuts(boxes: Sequence[Box], axis: Axis, slack: float) -> list[Cut]:
    """All straight cuts through `boxes` that cross none of them by more than `slack`."""

    def extent(box: Box) -> tuple[float, float]:
        return (box.y0, box.y1) if axis == "rows" else (box.x0, box.x1)

    cuts: list[Cut] = []
    reach = float("-inf")
    for start, end in sorted(map(extent, boxes)):
        if start >= reach - slack and reach > float("-inf"):
            cuts.append(Cut(axis, (start + reach) / 2, start - reach))
        reach = max(reach, end)
    return cuts


def find_ruled_cuts(items: Sequence[Item], axis: Axis, separators: Separators, em: float, area: Box) -> list[Cut]:
    """Cuts along long rules that hardly anything crosses, though the gap there is not quite clear."""
    across = axis == "rows"
    rules = (separators.spanning_width if across else separators.spanning_height)(area)
    if not rules:
        return []
    total = sum(map(_weight, items))
    cuts: list[Cut] = []
    low, high = (1, 3) if across else (0, 2)
    first, last = area[low], area[high]
    for rule in rules:
        at = rule.cy if across else rule.cx
        if any(abs(at - cut.at) < em for cut in cuts):
            continue
        if not first <= at <= last:
            cuts.append(Cut(axis, at, 0.0))  # nothing crosses it; it keeps those close to it from counting
            continue
        before, after = at - RULE_SIDE * em, at + RULE_SIDE * em
        crossing = sum(_weight(item) for item in items if item.box[low] < before and item.box[high] > after)
        if crossing <= CROSSING_SHARE * total:
            cuts.append(Cut(axis, at, 0.0))
    return cuts


def _weight(item: Item) -> int:
    return item.block.characters if item.block else PICTURE_WEIGHT


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
        self._texts: Known = {}
        self._spanning: dict[Box, list[float]] = {}
        self._separators = Separators(tuple(rules))
        self._type = type_
        self._weights = weights

    def best(self, items: tuple[Item, ...]) -> Division:
        key = frozenset(map(id, items))
        if key not in self._known:
            self._known[key] = self._divide(items)
        return self._known[key]

    def _divide(self, items: tuple[Item, ...]) -> Division:
        area = span(items)
        divisions = [(cut, *_divide_at(items, cut)) for cut in self._cuts(items, area)] if len(items) > 1 else []
        divisions = [each for each in divisions if each[1] and each[2]]
        best: Division | None = None
        if not divisions or sum(_heads_an_article(item, self._type) for item in items) <= MOST_HEADS:
            candidate = judge(items, self._type, self._weights, self._texts)
            best = Division(candidate.score, candidate)
        for cut, first, second in self._most_promising(divisions, items, area):
            parts = (self.best(first), self.best(second))
            score = parts[0].score + parts[1].score + self._worth(cut, area)
            score += self._weights.banner * self._is_banner(parts, cut)
            if best is None or score > best.score + BETTER:
                best = Division(score, None, cut.axis, parts)
        assert best is not None
        return best

    def _is_banner(self, parts: tuple[Division, Division], cut: Cut) -> bool:
        """Whether the upper part is a head alone that is centred over articles side by side."""
        head, below = parts[0].candidate, parts[1]
        if cut.axis != "rows" or head is None or len(head.items) != len(head.heads):
            return False
        first = min(below.candidates, key=lambda candidate: candidate.area.y0)
        row = [
            candidate.area
            for candidate in below.candidates
            if candidate.heads and candidate.texts and candidate is not first
        ]
        top = first.area
        if not (first.heads and first.texts) or not any(box.is_beside(top) for box in row):
            return False
        area = union(candidate.area for candidate in below.candidates)
        return abs(span(head.heads).cx - area.cx) <= max(BANNER_SHIFT * self._type.em, CENTRED_SHARE * area.width)

    def _most_promising(self, divisions: list[_Halves], items: tuple[Item, ...], area: Box) -> list[_Halves]:
        """All cuts of a small region; of a large one as many as time allows, the likeliest first."""
        most = next((count for size, count in BREADTH if len(items) >= size), len(divisions))
        if len(divisions) <= most:
            return divisions
        return sorted(divisions, key=lambda each: -self._promise(each[0], each[2], area))[:most]

    def _promise(self, cut: Cut, second: Sequence[Item], area: Box) -> float:
        """How promising a cut looks by itself: its gap, rules, heads right below it, even parts."""
        em = self._type.em
        worth = self._worth(cut, area)
        if cut.axis == "columns":
            return worth + 0.5 + min(cut.at - area.x0, area.x1 - cut.at) / max(area.width, em)
        top = min(item.box.y0 for item in second)
        heads = [item for item in second if item.box.y0 < top + 2 * em and _heads_an_article(item, self._type)]
        headed = sum(item.box.width for item in heads) / max(area.width, em)
        return worth + min(1.0, 2 * headed) + min(cut.at - area.y0, area.y1 - cut.at) / max(area.height, em)

    def _cuts(self, items: tuple[Item, ...], area: Box) -> list[Cut]:
        em = self._type.em
        solid = [item for item in items if _weight(item) > SPECK] or items
        whole = _whole_heads(solid)
        narrowed = [_body_of(item, em) for item in solid]
        cuts = find_clear_cuts(whole, "rows", CUT_SLACK * em) + find_clear_cuts(narrowed, "columns", CUT_SLACK * em)
        for axis in AXES:
            known = [cut.at for cut in cuts if cut.axis == axis]
            ruled = find_ruled_cuts(items, axis, self._separators, em, area)
            cuts += [cut for cut in ruled if all(abs(cut.at - at) > em for at in known)]
        return cuts

    def _worth(self, cut: Cut, area: Box) -> float:
        worth = self._weights.cut_gap * min(WIDEST_GAP, max(0.0, cut.gap / self._type.em))
        if cut.axis == "rows" and self._ruled(cut, area):
            worth += self._weights.cut_rule
        return worth

    def _ruled(self, cut: Cut, area: Box) -> bool:
        half = cut.gap / 2 + 0.5 * self._type.em
        if area not in self._spanning:
            self._spanning[area] = [rule.cy for rule in self._separators.spanning_width(area)]
        return any(abs(at - cut.at) <= half for at in self._spanning[area])


_Halves = tuple[Cut, tuple[Item, ...], tuple[Item, ...]]


def _whole_heads(items: Sequence[Item]) -> list[Box]:
    """The boxes of `items`, with the lines of one headline, set in one size below each other, as one box."""
    boxes: list[Box] = []
    last: Item | None = None
    for item in sorted(items, key=lambda item: (item.kind != "head", item.box.y0)):
        if last is not None and _goes_on_head(last, item):
            boxes[-1] = union([boxes[-1], item.box])
        else:
            boxes.append(item.box)
        last = item
    return boxes


def _body_of(item: Item, em: float) -> Box:
    """The item's box; of a head without its ends, which may reach a little into the next column."""
    if item.kind != "head" or item.vertical:
        return item.box
    end = min(HEAD_END * item.box.width, HEAD_REACH * em)
    return Box(item.box.x0 + end, item.box.y0, item.box.x1 - end, item.box.y1)


def _goes_on_head(upper: Item, lower: Item) -> bool:
    if not upper.kind == lower.kind == "head" or upper.vertical or lower.vertical:
        return False
    size = min(upper.size, lower.size)
    gap = -upper.box.y_overlap(lower.box)
    within = upper.box.x_share(lower.box) > INSIDE
    return within and gap <= HEAD_LEADING * size and max(upper.size, lower.size) <= ARRANGEMENT.same_size * size


def _heads_an_article(item: Item, type_: Typography) -> bool:
    return item.kind == "head" and not item.dark and item.size >= ARRANGEMENT.sure_display_ratio * type_.em


def _divide_at(items: Sequence[Item], cut: Cut) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    low, high = (1, 3) if cut.axis == "rows" else (0, 2)
    first: list[Item] = []
    second: list[Item] = []
    for item in items:
        (first if item.box[low] + item.box[high] < 2 * cut.at else second).append(item)
    return tuple(first), tuple(second)
