"""Which head lines make one headline together."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidates.article_candidate import group_into_stacks, is_headline, is_strong

UNEVEN = 2.6
"""Lines of one column begin within so many em of each other, and end no further beyond the others."""
ACROSS = 1.2
"""A head across the text is so many times as long across it as along it."""


def group_heads(heads: Sequence[Item], type_: Typography) -> list[list[Item]]:
    """The headlines in stacks."""
    headlines = [head for head in heads if is_headline(head, type_) and is_strong(head, type_)]
    return _with_heads_across(group_into_stacks(headlines), type_.em)


def _with_heads_across(groups: Sequence[list[Item]], em: float) -> list[list[Item]]:
    """The groups, those joined that are one head: lines along the text that begin at a line across it."""
    across = [group for group in groups if _is_across(group)]
    along = [list(group) for group in groups if not _is_across(group)]
    for group in across:
        box = span(group)
        beside = [other for other in along if begins_at(box, span(other), em)]
        if len(beside) == 1:
            beside[0].extend(group)
        else:
            along.append(list(group))
    return along


def begins_at(head: Box, other: Box, em: float) -> bool:
    """Whether something begins where a head ends, in the same lines."""
    near = -0.5 * em <= other.x0 - head.x1 <= UNEVEN * em
    return near and other.y_overlap(head) >= 0.5 * other.height


def _is_across(group: Sequence[Item]) -> bool:
    box = span(group)
    return any(item.vertical for item in group) and box.height >= ACROSS * box.width
