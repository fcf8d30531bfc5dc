"""Dividing a region that no straight cut divides: each head claims the text that follows it.

Old pages are not cut from rectangles: an article fills what the one before it left. Where a region
still holds several heads, text belongs to the head right above it, or to whatever the text above it
belongs to, or, at the top of a column, to the text with which the column before ended. After the
rule of American Stories (Dell et al. 2023), carried on from block to block.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography, shares_column
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidate import ArticleCandidate, comes_from_other_page, judge
from banmian.layout.separation.continuity import join_score
from banmian.layout.separation.head_grouping import group_heads
from banmian.layout.separation.reading_order import require_block

HEAD_REACH = 14.0
"""A head claims text at most so many em below it."""
GOES_ON = -0.6
"""A column whose first line joins the last one of the column before at least so well goes on from it."""


def divide_by_claims(candidate: ArticleCandidate, type_: Typography) -> list[ArticleCandidate]:
    """The candidate as one candidate a head, each with the texts it claims; unchanged when it has one head or none."""
    groups = group_heads(candidate.heads, type_)
    if len(groups) < 2 or len(candidate.texts) < 2:
        return [candidate]
    claims = _Claims(groups, candidate.texts, type_)
    owned: dict[int, list[Item]] = {}
    for text in candidate.texts:
        owned.setdefault(claims.owner(text), []).append(text)
    parts = [[*group, *owned.pop(number, [])] for number, group in enumerate(groups)]
    parts += list(owned.values())
    placed = [item for part in parts for item in part]
    _share_out([item for item in candidate.items if all(item is not other for other in placed)], parts)
    return [judge(part, type_) for part in parts if part]


class _Claims:
    """Who owns each text of one region; owners are numbered like the heads, headless texts from 1000."""

    def __init__(self, groups: Sequence[Sequence[Item]], texts: Sequence[Item], type_: Typography) -> None:
        self._boxes = [span(group) for group in groups]
        self._texts = list(texts)
        self._type = type_
        self._owners: dict[int, int] = {}
        self._open: set[int] = set()

    def owner(self, text: Item) -> int:
        """The number of the head that owns `text`."""
        key = id(text)
        if key not in self._owners:
            if key in self._open:
                return self._own(text)
            self._open.add(key)
            self._owners[key] = self._claimed(text)
        return self._owners[key]

    def _own(self, text: Item) -> int:
        return 1000 + next(number for number, other in enumerate(self._texts) if other is text)

    def _claimed(self, text: Item) -> int:
        if comes_from_other_page([text]):
            return self._own(text)
        head = self._head_above(text.box)
        above = self._text_above(text)
        if head is not None and (above is None or self._boxes[head].y1 >= above.box.y1 - self._type.em):
            return head
        if above is not None:
            return self.owner(above)
        before = self._column_before(text)
        if before is not None:
            return self.owner(before)
        centred = self._head_over_row(text)
        return self._own(text) if centred is None else centred

    def _head_above(self, box: Box) -> int | None:
        reach = HEAD_REACH * self._type.em
        fits = [
            (head.y1, number)
            for number, head in enumerate(self._boxes)
            if head.cy < box.y0 + self._type.em and box.y0 - head.y1 <= reach and shares_column(head, box)
        ]
        return max(fits)[1] if fits else None

    def _head_over_row(self, text: Item) -> int | None:
        """The head that is over a column to the right which begins level with this first one."""
        em = self._type.em
        right = [
            other
            for other in self._texts
            if other.box.x0 >= text.box.x1 - em and abs(other.box.y0 - text.box.y0) <= 2 * em
        ]
        heads = (self._head_above(other.box) for other in sorted(right, key=lambda other: other.box.x0))
        return next((head for head in heads if head is not None), None)

    def _text_above(self, text: Item) -> Item | None:
        fits = [
            other
            for other in self._texts
            if other is not text and other.box.cy < text.box.y0 and shares_column(other.box, text.box)
        ]
        return max(fits, key=lambda other: other.box.y1) if fits else None

    def _column_before(self, text: Item) -> Item | None:
        """The text at the foot of a column to the left whose last line this one's first continues best."""
        em = self._type.em
        fits = [
            (
                join_score(require_block(other), require_block(text), em) - (text.box.x0 - other.box.x1) / (20 * em),
                number,
            )
            for number, other in enumerate(self._texts)
            if other is not text and other.box.cx < text.box.x0 and -2 * em <= text.box.x0 - other.box.x1 <= 12 * em
        ]
        best = max(fits, default=(GOES_ON, -1))
        return self._texts[best[1]] if best[0] > GOES_ON else None


def _share_out(rest: Sequence[Item], parts: list[list[Item]]) -> None:
    """Give bylines, labels and pictures to the nearest part."""
    boxes = [span(part) if part else None for part in parts]
    for item in rest:
        near = [(box.distance(item.box), number) for number, box in enumerate(boxes) if box is not None]
        parts[min(near)[1]].append(item)
