"""In which order the articles of a page come: as the page is divided, and by their weight.

A page is divided by the gaps that run through it, along its rows first (a vertical page: its tiers), then
down its columns; what no way divides comes from the top (from the left). An editor's lead is what has the
largest headline and room.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidate import ArticleCandidate

SLACK = 0.5
"""Boxes may overlap by so many em and still have a way between them."""


def order_candidates(
    candidates: Sequence[ArticleCandidate], type_: Typography, tiers: bool = False
) -> list[ArticleCandidate]:
    """The candidates in order. ``tiers``: the page is turned, so that its tiers stand as columns."""
    boxes = [span(candidate.items) for candidate in candidates]
    order = _divide(list(range(len(boxes))), boxes, SLACK * type_.em, "x" if tiers else "y")
    return [candidates[number] for number in order]


def rank_candidates(candidates: Sequence[ArticleCandidate]) -> list[int]:
    """The rank of each candidate by weight, 1 for the lead: the larger headline first, then the more room."""
    weights = [_weight(candidate) for candidate in candidates]
    order = sorted(range(len(weights)), key=lambda number: weights[number], reverse=True)
    return [order.index(number) + 1 for number in range(len(weights))]


def _weight(candidate: ArticleCandidate) -> tuple[float, float]:
    size = max((head.size for head in candidate.heads), default=0.0)
    return round(size, 1), sum(item.box.area for item in candidate.items)


def _divide(numbers: list[int], boxes: Sequence[Box], slack: float, first: str) -> list[int]:
    if len(numbers) < 2:
        return numbers
    for axis in "xy" if first == "x" else "yx":
        parts = _parts(numbers, boxes, slack, axis)
        if len(parts) > 1:
            return [number for part in parts for number in _divide(part, boxes, slack, first)]
    low = 0 if first == "x" else 1
    return sorted(numbers, key=lambda number: (boxes[number][low], boxes[number][1 - low]))


def _parts(numbers: Sequence[int], boxes: Sequence[Box], slack: float, axis: str) -> list[list[int]]:
    """The numbers in groups between which a gap runs across an axis."""
    low, high = (0, 2) if axis == "x" else (1, 3)
    parts: list[list[int]] = []
    reach = float("-inf")
    for number in sorted(numbers, key=lambda number: boxes[number][low]):
        if boxes[number][low] >= reach - slack:
            parts.append([])
        parts[-1].append(number)
        reach = max(reach, boxes[number][high])
    return parts
