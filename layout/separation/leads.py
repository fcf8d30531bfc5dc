"""Leads: the first paragraph of an article, in a frame or on a ground of its own between its headline and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidate import ArticleCandidate, comes_from_other_page, is_strong, is_title
from banmian.layout.separation.reading_order import require_block

REACH = 8.0
"""A lead begins at most so many em below the headline."""
LABEL_LENGTH = 6
"""The head of a lead is at most a label of so many characters."""


def rejoin_leads(candidates: Sequence[ArticleCandidate], type_: Typography) -> list[ArticleCandidate]:
    """The candidates, each lead before the text of its article."""
    result = list(candidates)
    for lead in [candidate for candidate in candidates if _could_be_lead(candidate, type_)]:
        homes = [
            (_height_above(lead, other, type_), number) for number, other in enumerate(result) if other is not lead
        ]
        height, number = min(homes, default=(float("inf"), -1))
        if height > REACH * type_.em:
            continue
        home = result[number]
        labels = tuple(replace(head, role="section") for head in lead.heads)
        result[number] = replace(home, heads=(*labels, *home.heads), texts=(*lead.texts, *home.texts))
        result = [candidate for candidate in result if candidate is not lead]
    return result


def _could_be_lead(candidate: ArticleCandidate, type_: Typography) -> bool:
    """Whether a candidate is text alone in a frame, under a label at most."""
    bare = candidate.framed and bool(candidate.texts) and not (candidate.pictures or candidate.tables)
    labelled = all(_is_label(head, type_) for head in candidate.heads)
    return bare and labelled and not comes_from_other_page(candidate.texts)


def _is_label(head: Item, type_: Typography) -> bool:
    text = "".join(line.text for line in head.lines)
    return not is_strong(head, type_) and not head.vertical and len(text) <= LABEL_LENGTH


def _height_above(lead: ArticleCandidate, other: ArticleCandidate, type_: Typography) -> float:
    """How far above a lead the headline of an article ends; infinite where the lead is not over the article's text."""
    heads = [head for head in other.heads if is_title(head, type_) and is_strong(head, type_)]
    if other.framed or not other.texts or not heads or not lead.frame:
        return float("inf")
    place, foot = lead.frame, max(head.box.y1 for head in other.heads)
    over = all(text.box.y0 >= place.y1 - type_.em or _is_beside(text.box, place) for text in other.texts)
    within = span(other.items).x_overlap(place) >= place.width / 2
    longer = _characters(other) > _characters(lead)
    gap = place.y0 - foot
    return max(gap, 0.0) if over and within and longer and gap >= -type_.em else float("inf")


def _is_beside(box: Box, place: Box) -> bool:
    """Whether a text stands at the right of a place, not above it."""
    return box.x0 >= place.x1 and box.y0 >= place.y0 - place.height / 2


def _characters(candidate: ArticleCandidate) -> int:
    return sum(require_block(item).characters for item in candidate.texts)
