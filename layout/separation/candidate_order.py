"""Reading order of the article candidates of a page, by recursive XY-cuts (Nagy and Seth 1984).

The page is divided by the gaps that run through it, along its rows first (a turned page: its columns, which are tiers),
then the other way; what no gap divides comes from the top (from the left).
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.straight_cuts import AXES, Axis
from banmian.layout.spatial_grouping import group_between_gaps

SLACK = 0.5
"""Boxes may overlap by so many em and still have a way between them."""


def order_candidates(
    candidates: Sequence[ArticleCandidate], type_: Typography, first: Axis = "rows"
) -> list[ArticleCandidate]:
    """The candidates in order. A page is divided into its rows ``first``, a turned one into its columns: its tiers."""
    boxes = [span(candidate.items) for candidate in candidates]
    order = _divide(list(range(len(boxes))), boxes, SLACK * type_.em, first)
    return [candidates[number] for number in order]


def _divide(numbers: list[int], boxes: Sequence[Box], slack: float, first: Axis) -> list[int]:
    if len(numbers) < 2:
        return numbers
    for axis in sorted(AXES, key=lambda axis: axis != first):
        parts = _parts(numbers, boxes, slack, axis)
        if len(parts) > 1:
            return [number for part in parts for number in _divide(part, boxes, slack, first)]
    low = 0 if first == "columns" else 1
    return sorted(numbers, key=lambda number: (boxes[number][low], boxes[number][1 - low]))


def _parts(numbers: Sequence[int], boxes: Sequence[Box], slack: float, axis: Axis) -> list[list[int]]:
    """The numbers in rows or columns between which a gap runs."""
    low, high = (0, 2) if axis == "columns" else (1, 3)
    return group_between_gaps(numbers, [(boxes[number][low], boxes[number][high]) for number in numbers], -slack)
