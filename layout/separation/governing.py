"""Heads among text that no straight cut parts: which lines make one head, and which head a text is under.

Everything is seen in the frame in which the lines of the text run level. A head along the text governs what
is right below it; a head across it (a horizontal head of a vertical page) what is right beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidate import is_strong, is_title, parted, stacks
from banmian.layout.separation.continuity import starts_indented
from banmian.layout.separation.reading_order import require_block
from banmian.layout.thresholds import CHAINS, ChainWeights

UNEVEN = 2.6
"""Lines of one column begin within this many em of each other, and end no further beyond the others."""
SHORTER = 0.85
"""A kicker or subheadline is at most this long beside the lines of the text."""
OPENING = "（(【〔▲△●◎○■□◆"
"""Reports in old papers begin with a dateline in brackets, items of a list with a mark."""
UNDERLINE = 1.2
"""A rule this close under a head (em) is an ornament of it."""
ACROSS = 1.2
"""A head across the text is this many times as long across it as along it."""


def head_groups(heads: Sequence[Item], type_: Typography, walls: Sequence[Box] = ()) -> list[list[Item]]:
    """The titles in stacks, those apart that a rule parts."""
    titles = [head for head in heads if is_title(head, type_) and is_strong(head, type_)]
    return _with_heads_across(stacks(titles, walls), walls, type_.em)


def _with_heads_across(groups: Sequence[list[Item]], walls: Sequence[Box], em: float) -> list[list[Item]]:
    """The groups, those joined that are one head: lines along the text that begin at a line across it."""
    across = [group for group in groups if _is_across(group)]
    along = [list(group) for group in groups if not _is_across(group)]
    for group in across:
        box = span(group)
        beside = [other for other in along if begins_at(box, span(other), em) and not parted(box, span(other), walls)]
        if len(beside) == 1:
            beside[0].extend(group)
        else:
            along.append(list(group))
    return along


def begins_at(head: Box, other: Box, em: float) -> bool:
    """Whether something begins where a head ends, in the same lines."""
    near = -0.5 * em <= other.x0 - head.x1 <= UNEVEN * em
    return near and other.y_overlap(head) >= 0.5 * other.height


def shares_column(one: Box, other: Box, weights: ChainWeights = CHAINS) -> bool:
    """Whether one of two boxes is above the other: they share enough of the narrower one's width."""
    return one.x_overlap(other) >= weights.share * min(one.width, other.width)


def with_lone_lines(
    groups: Sequence[Sequence[Item]], texts: Sequence[Item], walls: Sequence[Box], em: float
) -> tuple[list[list[Item]], list[Item]]:
    """The groups with the kickers and subheadlines that are right above and below them, and the other texts.

    Such a line is alone, on other edges than the text that it would else belong to.
    """
    grown = [list(group) for group in groups]
    kept: list[Item] = []
    for text in sorted(texts, key=lambda item: item.box.y0):
        home = next((group for group in grown if _is_lone_line(text, span(group), texts, walls, em)), None)
        if home is None:
            kept.append(text)
        else:
            home.append(replace(text, kind="head"))
    return grown, kept


def _is_lone_line(text: Item, head: Box, texts: Sequence[Item], walls: Sequence[Box], em: float) -> bool:
    if len(text.lines) != 1 or parted(text.box, head, walls):
        return False
    if _follows(head, text.box, em):
        mates = [other for other in texts if other is not text and _follows(text.box, other.box, em)]
        return bool(mates) and all(_is_askew(text.box, other.box, em) for other in mates)
    if _follows(text.box, head, em):
        over = [other for other in texts if other is not text and _follows(other.box, text.box, em)]
        return all(_is_askew(text.box, other.box, em) or parted(other.box, text.box, walls) for other in over)
    return False


def _is_askew(one: Box, other: Box, em: float) -> bool:
    return abs(other.x0 - one.x0) > UNEVEN * em and one.width < SHORTER * other.width


def _follows(upper: Box, lower: Box, em: float) -> bool:
    return shares_column(upper, lower) and -0.5 * em <= lower.y0 - upper.y1 <= UNEVEN * em


def is_subheading(
    group: Sequence[Item],
    groups: Sequence[Sequence[Item]],
    texts: Sequence[Item],
    walls: Sequence[Box],
    type_: Typography,
    weights: ChainWeights = CHAINS,
) -> bool:
    """Whether a head follows the text above it, no rule between, and is small beside a head that is over both."""
    box, size = span(group), _size(group)
    if len(group) > 2 or _is_across(group):
        return False
    above = [text for text in texts if text.box.cy < box.y0 and shares_column(text.box, box)]
    nearest = max(above, key=lambda text: text.box.y1, default=None)
    if nearest is None or box.y0 - nearest.box.y1 > weights.subheading_gap * type_.em:
        return False
    if parted(nearest.box, box, walls):
        return False
    return any(
        size <= weights.under_head * _size(other)
        and span(other).y1 <= box.y0
        and span(other).x_overlap(box) >= 0.5 * box.width
        and not parted(span(other), box, walls)
        for other in groups
        if other is not group
    )


def _size(group: Sequence[Item]) -> float:
    return max(item.size for item in group)


def _is_across(group: Sequence[Item]) -> bool:
    box = span(group)
    return any(item.vertical for item in group) and box.height >= ACROSS * box.width


class Heads:
    """The head groups of a region, numbered, and what each governs."""

    def __init__(
        self,
        groups: Sequence[Sequence[Item]],
        walls: Sequence[Box],
        type_: Typography,
        weights: ChainWeights = CHAINS,
    ) -> None:
        self._boxes = [span(group) for group in groups]
        self._across = [_is_across(group) for group in groups]
        self._walls = list(walls)
        self._em, self._weights = type_.em, weights

    def governing(self, texts: Sequence[Item], above: Sequence[int | None]) -> list[int | None]:
        """For each text the number of the head that it is under, if one; `above` tells the text above each."""
        over = [None if at is None else texts[at].box for at in above]
        found = [self._along(text.box, box) for text, box in zip(texts, over, strict=True)]
        for number, across in enumerate(self._across):
            if across:
                first = self._first_beside(self._boxes[number], texts)
                if first is not None:
                    found[first] = number
        return found

    def _along(self, box: Box, above: Box | None) -> int | None:
        """The head right above a text, with no other text between."""
        fits = [
            (min(head.y1, box.y0), head.x_overlap(box), at)
            for at, head in enumerate(self._boxes)
            if not self._across[at]
            and head.cy < box.y0 + self._em
            and box.y0 - head.y1 <= self._weights.head_reach * self._em
            and head.x_overlap(box) >= self._weights.head_share * min(head.width, box.width)
            and not any(self._walls_off(wall, head, box) for wall in self._walls)
        ]
        if not fits:
            return None
        foot = max(fits)[0]
        _, _, best = max((fit for fit in fits if foot - fit[0] <= self._em), key=lambda fit: fit[1])
        return best if above is None or foot >= above.y1 - self._em else None

    def _walls_off(self, wall: Box, head: Box, text: Box) -> bool:
        """Whether a wall runs between a head and a text along most of both, and is no line under the head."""
        if wall.height > wall.width or wall.cy - head.y1 <= UNDERLINE * self._em:
            return False
        between = head.cy < wall.cy < text.cy and head.y1 - 0.5 * self._em <= wall.cy <= text.y0 + 0.5 * self._em
        return between and all(wall.x_overlap(box) > 0.5 * box.width for box in (head, text))

    def _first_beside(self, head: Box, texts: Sequence[Item]) -> int | None:
        """The text with which the article of a head across begins: what is beside it, or runs on to there.

        A head can be set into its text. Then the text above runs on beside it, and is the beginning.
        """
        beside = [
            (text.box.y0, number)
            for number, text in enumerate(texts)
            if head.x0 - 0.5 * self._em <= text.box.x0 <= head.x1 + UNEVEN * self._em
            and text.box.cx > head.x1
            and text.box.y_overlap(head) >= 0.5 * text.box.height
        ]
        if not beside:
            return None
        first = min(beside)[1]
        if _opens(texts[first], self._em):
            return first
        over = [
            (text.box.y1, number)
            for number, text in enumerate(texts)
            if abs(text.box.y1 - head.y0) <= UNEVEN * self._em
            and text.box.x0 <= head.x0 + self._em
            and text.box.x1 >= texts[first].box.x1 - self._em
            and not any(wall.width > wall.height and parted(text.box, head, [wall]) for wall in self._walls)
        ]
        return max(over)[1] if over else first


def _opens(text: Item, em: float) -> bool:
    """Whether a text opens an article: with an indent, a mark, or the bracket of a dateline."""
    block = require_block(text)
    return block.text.lstrip()[:1] in OPENING or starts_indented(block, em) is True
