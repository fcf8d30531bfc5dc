"""Articles as chains of text on pages that straight cuts do not divide.

In older papers text flows on: an article runs down its column to the next head, goes on beside it
under the same head, then at the top of the next column, past heads of other articles. Each text there
has at most one that it goes on from. The chains are found by taking the best links first: what stands
right below, the next column under the same head, the top of the next column, each weighed with whether
the wording goes on. After the rule of American Stories (Dell et al. 2023) for what a head owns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.blocks import make_block
from layout.geometry import Box
from layout.items import Item, span
from layout.joins import begins_sentence, join_score, starts_indented
from layout.leaf import Leaf, arrives, is_title, judge, parted, stacks
from layout.order import block_of, columns
from layout.page import Line, Rule
from layout.partition import Division
from layout.sorting import with_shared_edges
from layout.thresholds import ARRANGEMENT, CHAINS, ChainWeights
from layout.typography import Typography

UNEVEN = 2.6
"""Lines of one column begin within so many em of each other, and end no further beyond the others."""


def is_broken(division: Division, type_: Typography, weights: ChainWeights = CHAINS) -> bool:
    """Whether a division has failed: most of its text lacks a head, shares one or begins in a sentence.

    Asked of Chinese pages only: notices in Latin letters begin flush and without heads as a rule.
    """
    if type_.han <= 0.5:
        return False
    counted = [(leaf, sum(block_of(item).characters for item in leaf.texts)) for leaf in division.leaves]
    whole = sum(characters for _, characters in counted)
    failed = sum(characters for leaf, characters in counted if leaf.texts and _has_failed(leaf, type_))
    return failed > weights.broken * max(1, whole)


def _has_failed(leaf: Leaf, type_: Typography) -> bool:
    if arrives(leaf.texts):
        return False
    first = block_of(leaf.texts[0])
    flush = starts_indented(first, type_.em) is False and (len(first.lines) > 2 or first.shared)
    return flush or not begins_sentence(first) or len(_head_groups(leaf.heads, type_)) != 1


def _head_groups(heads: Sequence[Item], type_: Typography, walls: Sequence[Box] = ()) -> list[list[Item]]:
    """The titles in stacks, those apart that a rule parts."""
    sure = ARRANGEMENT.sure_display_ratio * type_.em
    titles = [head for head in heads if is_title(head, type_) and (head.vertical or head.size >= sure)]
    return stacks(titles, walls)


def _evenly_set(item: Item, em: float) -> list[Item]:
    """A text item in pieces whose lines begin and end on the same edges: others belong to other columns."""
    pieces: list[list[Line]] = []
    for line in item.lines:
        if pieces:
            left = min(other.box.x0 for other in pieces[-1])
            right = max(other.box.x1 for other in pieces[-1])
            if abs(line.box.x0 - left) <= UNEVEN * em and line.box.x1 - right <= UNEVEN * em:
                pieces[-1].append(line)
                continue
        pieces.append([line])
    if len(pieces) == 1:
        return [item]
    blocks = [make_block(lines, em) for lines in pieces]
    return [Item("text", block.box, block) for block in blocks]


def _with_subheadlines(
    groups: Sequence[Sequence[Item]], texts: Sequence[Item], em: float
) -> tuple[list[list[Item]], list[Item]]:
    """Lone lines between a head and the text below it, on other edges than that text, go with the head."""
    grown = [list(group) for group in groups]
    kept: list[Item] = []
    for text in sorted(texts, key=lambda item: item.box.y0):
        home = next((group for group in grown if _follows(span(group), text.box, em)), None)
        below = [other for other in texts if other is not text and _follows(text.box, other.box, em)]
        odd = [other for other in below if abs(other.box.x0 - text.box.x0) > UNEVEN * em]
        if home is not None and len(text.lines) == 1 and below and len(odd) == len(below):
            home.append(text)
        else:
            kept.append(text)
    return grown, kept


def _follows(upper: Box, lower: Box, em: float) -> bool:
    return _shares(upper, lower) and -0.5 * em <= lower.y0 - upper.y1 <= UNEVEN * em


def _is_subheading(
    group: Sequence[Item], texts: Sequence[Item], walls: Sequence[Box], type_: Typography, weights: ChainWeights
) -> bool:
    """Whether a small head follows the text above it, with no rule between."""
    box = span(group)
    if len(group) > 2 or max(item.size for item in group) > weights.subheading * type_.em:
        return False
    above = [text for text in texts if text.box.cy < box.y0 and _shares(text.box, box)]
    nearest = max(above, key=lambda text: text.box.y1, default=None)
    if nearest is None or box.y0 - nearest.box.y1 > weights.subheading_gap * type_.em:
        return False
    return not parted(nearest.box, box, walls)


def chained(
    items: Sequence[Item], rules: Sequence[Rule], type_: Typography, weights: ChainWeights = CHAINS
) -> list[Leaf]:
    """The articles that `items` make, each with its texts in the order in which they go on from each other."""
    walls = [rule.box for rule in rules]
    texts = [part for item in items if item.kind == "text" for part in _evenly_set(item, type_.em)]
    if not texts:
        return [judge(items, type_)]
    groups = _head_groups([item for item in items if item.kind == "head"], type_, walls)
    under = [group for group in groups if _is_subheading(group, texts, walls, type_, weights)]
    texts += [item for group in under for item in group]
    groups = [group for group in groups if all(group is not other for other in under)]
    texts = with_shared_edges(texts, type_)
    groups, texts = _with_subheadlines(groups, texts, type_.em)
    items = [item for item in items if item.kind != "text"] + texts + [head for group in groups for head in group]
    chains = _Links(groups, texts, rules, type_, weights).chains()
    owned: list[tuple[list[Item], list[Item]]] = [([], chain.texts) for chain in chains]
    for number, group in enumerate(groups):
        home = next((at for at, chain in enumerate(chains) if number in chain.heads), None)
        home = _enclosing(span(group), chains, owned, type_.em) if home is None else home
        if home is None:
            owned.append((list(group), []))
        else:
            owned[home][0].extend(group)
    placed = {id(item) for heads, chain in owned for item in (*heads, *chain)}
    rest = [item for item in items if id(item) not in placed]
    return _leaves(owned, rest, type_)


@dataclass
class _Chain:
    """Texts in order, and the numbers of the head groups that they stand under."""

    texts: list[Item]
    heads: set[int]


@dataclass(frozen=True)
class _Link:
    score: float
    upper: int
    lower: int


class _Links:
    """The search for links between the texts of one region."""

    def __init__(
        self,
        groups: Sequence[Sequence[Item]],
        texts: Sequence[Item],
        rules: Sequence[Rule],
        type_: Typography,
        weights: ChainWeights,
    ) -> None:
        self._boxes = [span(group) for group in groups]
        self._upright = [all(head.vertical for head in group) for group in groups]
        ordered = [item for column in columns(texts) for item in column]
        self._texts = ordered
        self._across = [rule.box for rule in rules if rule.horizontal]
        self._em, self._weights = type_.em, weights
        area = span(ordered)
        self._top, self._height = area.y0, max(area.height, self._em)
        self._above = [self._text_above(text.box) for text in ordered]
        self._head = [self._head_above(number) for number in range(len(ordered))]

    def chains(self) -> list[_Chain]:
        """All texts, linked: each text in exactly one chain."""
        after: dict[int, int] = {}
        before: dict[int, int] = {}
        for link in sorted(self._candidates(), key=lambda link: -link.score):
            if link.upper in after or link.lower in before or self._closes_ring(link, after):
                continue
            after[link.upper], before[link.lower] = link.lower, link.upper
        found: list[_Chain] = []
        for number in range(len(self._texts)):
            if number not in before:
                members = [number]
                while members[-1] in after:
                    members.append(after[members[-1]])
                heads = {head for head in (self._head[member] for member in members) if head is not None}
                found.append(_Chain([self._texts[member] for member in members], heads))
        return found

    @staticmethod
    def _closes_ring(link: _Link, after: dict[int, int]) -> bool:
        at = link.lower
        while at in after:
            at = after[at]
        return at == link.upper

    def _candidates(self) -> Iterator[_Link]:
        for lower in range(len(self._texts)):
            if arrives([self._texts[lower]]):
                continue
            head = self._head[lower]
            for upper in range(len(self._texts)):
                place = None if upper == lower else self._place(upper, lower, head)
                if place is None:
                    continue
                score = place + self._weights.wording * self._wording(self._texts[upper], self._texts[lower])
                if score > self._weights.least:
                    yield _Link(score, upper, lower)

    def _wording(self, upper: Item, lower: Item) -> float:
        if "head" in (upper.kind, lower.kind):
            return self._weights.subheading_join
        return max(self._weights.clash, join_score(block_of(upper), block_of(lower), self._em))

    def _stands_after_another(self, lower: int) -> bool:
        """Whether another text stands in an earlier column under the same text."""
        box = self._texts[lower].box
        mates = [other.box for at, other in enumerate(self._texts) if self._above[at] == self._above[lower]]
        return any(mate.x1 <= box.x0 + self._em for mate in mates)

    def _place(self, upper: int, lower: int, head: int | None) -> float | None:
        """How well the places of two texts speak for the second going on from the first; None if not at all."""
        one, other = self._texts[upper].box, self._texts[lower].box
        if head is not None:
            same = self._head[upper] == head and one.cx < other.cx and one.x_overlap(other) <= self._em
            return self._weights.same_head if same and self._is_next(one, other) else None
        if self._above[lower] == upper:
            parted = any(self._parts(rule, one, other) for rule in self._across)
            even = "head" in (self._texts[upper].kind, self._texts[lower].kind)
            even = even or abs(one.width - other.width) <= UNEVEN * self._em or other.y0 - one.y1 <= self._em
            place = self._weights.below if even else self._weights.below_uneven
            later = self._weights.later_below * self._stands_after_another(lower)
            return place + later + self._weights.ruled * parted
        if one.cx >= other.cx or one.x_overlap(other) > 0.3 * min(one.width, other.width):
            return None
        if self._above[lower] is not None and self._texts[self._above[lower] or 0].box.x_overlap(other) > 0:
            near = self._weights.next_column + self._weights.not_at_top
        else:
            near = self._weights.next_column
        near += self._weights.late * (one.y1 - self._top) / self._height
        away = max(0.0, other.x0 - one.x1) / self._em
        return near - self._weights.distance * max(0.0, away - self._weights.gutter)

    def _is_next(self, one: Box, other: Box) -> bool:
        return other.x0 - one.x1 <= 3 * self._weights.gutter * self._em

    def _parts(self, rule: Box, upper: Box, lower: Box) -> bool:
        between = upper.y1 - 0.5 * self._em <= rule.cy <= lower.y0 + 0.5 * self._em
        return between and rule.x_overlap(lower) >= 0.5 * lower.width

    def _walls_off(self, rule: Box, head: Box, text: Box) -> bool:
        """Whether a rule runs between a head and a text along most of both."""
        between = head.cy < rule.cy < text.cy and head.y1 - 0.5 * self._em <= rule.cy <= text.y0 + 0.5 * self._em
        return between and all(rule.x_overlap(box) > 0.5 * box.width for box in (head, text))

    def _head_above(self, number: int) -> int | None:
        """The head group right above a text, with no other text between."""
        box, above = self._texts[number].box, self._above[number]
        fits = [
            (min(head.y1, box.y0), head.x_overlap(box), at)
            for at, head in enumerate(self._boxes)
            if not self._upright[at]
            and head.cy < box.y0 + self._em
            and box.y0 - head.y1 <= self._weights.head_reach * self._em
            and head.x_overlap(box) >= self._weights.head_share * min(head.width, box.width)
            and not any(self._walls_off(rule, head, box) for rule in self._across)
        ]
        if not fits:
            return None
        foot = max(fits)[0]
        _, _, best = max((fit for fit in fits if foot - fit[0] <= self._em), key=lambda fit: fit[1])
        return best if above is None or foot >= self._texts[above].box.y1 - self._em else None

    def _text_above(self, box: Box) -> int | None:
        fits = [
            (other.box.y1, number)
            for number, other in enumerate(self._texts)
            if other.box.cy < box.y0 and _shares(other.box, box)
        ]
        return max(fits)[1] if fits else None


def _shares(one: Box, other: Box) -> bool:
    return one.x_overlap(other) >= CHAINS.share * min(one.width, other.width)


def _enclosing(
    head: Box, chains: Sequence[_Chain], owned: Sequence[tuple[list[Item], list[Item]]], em: float
) -> int | None:
    """The headless chain in whose midst a head stands, or that begins right beside it."""
    free = [number for number, chain in enumerate(chains) if not owned[number][0] and not chain.heads]
    for number in free:
        if span(chains[number].texts).intersection(head) >= 0.5 * head.area:
            return number
    for number in free:
        first = chains[number].texts[0].box
        beside = first.y_overlap(head) >= 0.5 * min(first.height, head.height)
        if beside and -em <= first.x0 - head.x1 <= UNEVEN * em:
            return number
    return None


def _leaves(owned: Sequence[tuple[list[Item], list[Item]]], rest: Sequence[Item], type_: Typography) -> list[Leaf]:
    """A leaf for each owner, with the small heads, pictures, tables and boxes of `rest` that stand nearest."""
    parts = [[*heads, *texts] for heads, texts in owned]
    loose: list[Item] = []
    for item in rest:
        if item.kind == "head":
            near = min(range(len(parts)), key=lambda number: _distance(parts[number], item.box))
            parts[near].append(item)
        else:
            loose.append(item)
    leaves: list[Leaf] = []
    for part, (_, texts) in zip(parts, owned, strict=True):
        leaves.append(replace(judge(part, type_), texts=tuple(texts)))
    leaves += [judge([item], type_) for item in loose]
    return sorted(leaves, key=lambda leaf: (leaf.items[0].box.x0, leaf.items[0].box.y0))


def _distance(part: Sequence[Item], box: Box) -> float:
    return min(max(0.0, -item.box.x_overlap(box)) + max(0.0, -item.box.y_overlap(box)) for item in part)
