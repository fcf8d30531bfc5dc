"""Articles as chains of text on pages that straight cuts do not divide.

In older papers text flows on: an article runs down its column to the next head, goes on beside it
under the same head, then at the top of the next column, past heads of other articles. Each text there
has at most one that it goes on from. The chains are found by taking the best links first: what is
right below, the next column under the same head, the top of the next column, each weighed with whether
the wording goes on. After the rule of American Stories (Dell et al. 2023) for what a head owns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.region_classification import share_edges
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidate import ArticleCandidate, arrives, judge
from banmian.layout.separation.continuity import begins_sentence, join_score, starts_flush
from banmian.layout.separation.governing import (
    UNEVEN,
    Heads,
    begins_at,
    head_groups,
    is_subheading,
    shares_column,
    with_lone_lines,
)
from banmian.layout.separation.partition import Division
from banmian.layout.separation.reading_order import group_into_columns, require_block
from banmian.layout.thresholds import CHAINS, ChainWeights

PAUSES = "、，,"
"""Older papers end sentences and whole articles with these."""
RUN = 3
"""This many lines that end well before the ones above them are in a shorter column."""


def is_broken(division: Division, type_: Typography, weights: ChainWeights = CHAINS) -> bool:
    """Whether a division has failed: most of its text lacks a head, shares one or begins in a sentence.

    Asked of Chinese pages only: notices in Latin letters begin flush and without heads as a rule.
    """
    if type_.han <= 0.5:
        return False
    counted = [
        (candidate, sum(require_block(item).characters for item in candidate.texts))
        for candidate in division.candidates
    ]
    whole = sum(characters for _, characters in counted)
    failed = sum(characters for candidate, characters in counted if candidate.texts and _has_failed(candidate, type_))
    return failed > weights.broken * max(1, whole)


def _has_failed(candidate: ArticleCandidate, type_: Typography) -> bool:
    if arrives(candidate.texts):
        return False
    first = require_block(candidate.texts[0])
    return starts_flush(first, type_.em) or not begins_sentence(first) or len(head_groups(candidate.heads, type_)) != 1


def _evenly_set(item: Item, em: float) -> list[Item]:
    """A text item in pieces whose lines begin and end on the same edges: others belong to other columns."""
    pieces: list[list[Line]] = []
    for number, line in enumerate(item.lines):
        if pieces and _is_level(pieces[-1], item.lines[number:], em):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    if len(pieces) == 1:
        return [item]
    blocks = [make_block(lines, em) for lines in pieces]
    return [Item("text", block.box, block) for block in blocks]


def _is_level(piece: Sequence[Line], rest: Sequence[Line], em: float) -> bool:
    """Whether the first of `rest` goes on with the edges of a piece; one short line does, several do not."""
    left, right = min(line.box.x0 for line in piece), max(line.box.x1 for line in piece)
    coming = rest[:RUN]
    shortened = len(coming) == RUN and right - max(line.box.x1 for line in coming) > UNEVEN * em
    return abs(rest[0].box.x0 - left) <= UNEVEN * em and rest[0].box.x1 - right <= UNEVEN * em and not shortened


def chained(
    items: Sequence[Item], rules: Sequence[Rule], type_: Typography, weights: ChainWeights = CHAINS
) -> list[ArticleCandidate]:
    """The articles that `items` make, each with its texts in the order in which they go on from each other."""
    walls = [rule.box for rule in rules]
    texts = [part for item in items if item.kind == "text" for part in _evenly_set(item, type_.em)]
    groups = head_groups([item for item in items if item.kind == "head"], type_, walls)
    groups, texts = with_lone_lines(groups, texts, walls, type_.em)
    under = [group for group in groups if is_subheading(group, groups, texts, walls, type_, weights)]
    groups = [group for group in groups if all(group is not other for other in under)]
    told = [item for group in (*groups, *under) for item in group]
    others = [item for item in items if item.kind != "text" and all(item is not other for other in told)]
    texts = share_edges([*texts, *(item for group in under for item in group)], type_)
    if not texts:
        return [judge(items, type_)]
    chains = _Links(groups, texts, walls, type_, weights).chains()
    owned: list[tuple[list[Item], list[Item]]] = [([], chain.texts) for chain in chains]
    for number, group in enumerate(groups):
        home = next((at for at, chain in enumerate(chains) if number in chain.heads), None)
        home = _enclosing(span(group), chains, owned, type_.em) if home is None else home
        if home is None:
            owned.append((list(group), []))
        else:
            owned[home][0].extend(group)
    return _leaves(owned, others, type_)


@dataclass
class _Chain:
    """Texts in order, and the numbers of the head groups that they are under."""

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
        walls: Sequence[Box],
        type_: Typography,
        weights: ChainWeights,
    ) -> None:
        ordered = [item for column in group_into_columns(texts) for item in column]
        self._texts = ordered
        self._across = [wall for wall in walls if wall.width >= wall.height]
        self._em, self._weights = type_.em, weights
        area = span(ordered)
        self._top, self._height = area.y0, max(area.height, self._em)
        self._above = [self._text_above(text.box) for text in ordered]
        self._head = Heads(groups, walls, type_, weights).governing(ordered, self._above)
        self._amid = [self._touches_text_above(number) for number in range(len(ordered))]

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
        return max(self._weights.clash, join_score(require_block(upper), require_block(lower), self._em))

    def _stands_after_another(self, lower: int) -> bool:
        """Whether another text is in an earlier column under the same text."""
        box = self._texts[lower].box
        mates = [other.box for at, other in enumerate(self._texts) if self._above[at] == self._above[lower]]
        return any(mate.x1 <= box.x0 + self._em for mate in mates)

    def _place(self, upper: int, lower: int, head: int | None) -> float | None:
        """How well the places of two texts speak for the second going on from the first; None if not at all."""
        one, other = self._texts[upper].box, self._texts[lower].box
        if head is not None:
            same = self._head[upper] == head and one.cx < other.cx and one.x_overlap(other) <= self._em
            return self._weights.same_head if same and self._is_next(one, other) else None
        if self._texts[upper].kind == "head" and begins_at(one, other, self._em):
            return self._weights.same_head
        if self._above[lower] == upper:
            parted = any(self._parts(rule, one, other) for rule in self._across)
            even = "head" in (self._texts[upper].kind, self._texts[lower].kind)
            even = even or abs(one.width - other.width) <= UNEVEN * self._em or other.y0 - one.y1 <= self._em
            if not parted and self._runs_on(one, other):
                return self._weights.run_on
            place = self._weights.below if even else self._weights.below_uneven
            later = self._weights.later_below * self._stands_after_another(lower)
            return place + later + self._weights.ruled * parted
        if require_block(self._texts[lower]).characters < self._weights.least_text:
            return None
        if one.cx >= other.cx or one.x_overlap(other) > 0.3 * min(one.width, other.width):
            return None
        if self._above[lower] is not None and self._texts[self._above[lower] or 0].box.x_overlap(other) > 0:
            near = self._weights.next_column + self._weights.not_at_top
        else:
            near = self._weights.next_column
        near += self._weights.late * (one.y1 - self._top) / self._height
        near += self._weights.skipping * (other.y0 > one.y1 and self._above[lower] is not None)
        near += self._weights.paused * (require_block(self._texts[upper]).text.rstrip()[-1:] in PAUSES)
        near += self._weights.amid * self._amid[lower]
        away = max(0.0, other.x0 - one.x1) / self._em
        return near - self._weights.distance * max(0.0, away - self._weights.gutter)

    def _touches_text_above(self, lower: int) -> bool:
        """Whether a text is as close under another one as lines are, with no rule between.

        Under the midst of a text that runs over several columns each of these begins anew.
        """
        above = self._above[lower]
        if above is None:
            return False
        one, other = self._texts[above].box, self._texts[lower].box
        last = self._texts[above].lines[-1].box
        if other.x0 - last.x0 > max(UNEVEN * self._em, self._weights.amid_start * last.width):
            return False
        return other.y0 - one.y1 <= self._em and not any(self._parts(rule, one, other) for rule in self._across)

    def _runs_on(self, one: Box, other: Box) -> bool:
        """Whether two texts are so close, on the same edges, that nothing can begin between them."""
        level = max(abs(one.x0 - other.x0), abs(one.x1 - other.x1)) <= UNEVEN * self._em
        return level and other.y0 - one.y1 <= self._em

    def _is_next(self, one: Box, other: Box) -> bool:
        return other.x0 - one.x1 <= 3 * self._weights.gutter * self._em

    def _parts(self, rule: Box, upper: Box, lower: Box) -> bool:
        between = upper.y1 - 0.5 * self._em <= rule.cy <= lower.y0 + 0.5 * self._em
        return between and rule.x_overlap(lower) >= self._weights.rule_share * lower.width

    def _text_above(self, box: Box) -> int | None:
        """The text right above a place; of several that end level there the last in reading order."""
        over = [
            number
            for number, other in enumerate(self._texts)
            if other.box.cy < box.y0 and shares_column(other.box, box)
        ]
        foot = max((self._texts[number].box.y1 for number in over), default=0.0)
        level = [number for number in over if foot - self._texts[number].box.y1 <= self._em]
        return max(level, key=lambda number: self._texts[number].box.x0, default=None)


def _enclosing(
    head: Box, chains: Sequence[_Chain], owned: Sequence[tuple[list[Item], list[Item]]], em: float
) -> int | None:
    """The headless chain in whose midst a head is, or that begins right beside it."""
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


def _leaves(
    owned: Sequence[tuple[list[Item], list[Item]]], rest: Sequence[Item], type_: Typography
) -> list[ArticleCandidate]:
    """A candidate for each owner, with the small heads, pictures, tables and boxes of `rest` that are nearest."""
    parts = [[*heads, *texts] for heads, texts in owned]
    loose: list[Item] = []
    for item in rest:
        if item.kind == "head":
            near = min(range(len(parts)), key=lambda number: _distance(parts[number], item.box))
            parts[near].append(item)
        else:
            loose.append(item)
    candidates: list[ArticleCandidate] = []
    for part, (_, texts) in zip(parts, owned, strict=True):
        body = [item for item in part if item.kind == "text" or all(item is not text for text in texts)]
        candidates.append(replace(judge(body, type_), texts=tuple(texts), linked=True))
    candidates += [judge([item], type_) for item in loose]
    return sorted(candidates, key=lambda candidate: (candidate.items[0].box.x0, candidate.items[0].box.y0))


def _distance(part: Sequence[Item], box: Box) -> float:
    return min(max(0.0, -item.box.x_overlap(box)) + max(0.0, -item.box.y_overlap(box)) for item in part)
