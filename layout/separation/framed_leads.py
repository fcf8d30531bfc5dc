"""Leads in a frame: an article's opening in bold type on a tint, beside its main picture and under its headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.column_heads import is_in_own_bold
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidate import ArticleCandidate, is_title

LABEL = 8
"""A lead has no headline, at most a label of so many characters over it."""
BETWEEN = 1.0
"""Its frame begins at most so many em above the foot of the headlines or below the top of the text."""


def attach_framed_leads(candidates: Sequence[ArticleCandidate], type_: Typography) -> list[ArticleCandidate]:
    """The candidates, each lead in a frame the first text of the one article that has it between head and text."""
    found = list(candidates)
    for lead in [candidate for candidate in candidates if _is_lead(candidate, type_)]:
        homes = [candidate for candidate in found if _opens(lead, candidate, type_)]
        if len(homes) == 1:
            home = homes[0]
            label = tuple(replace(head, role="section") for head in lead.heads)
            over = [text for text in home.texts if _is_between(text, lead, type_)]
            rest = [text for text in home.texts if all(text is not other for other in over)]
            whole = replace(home, heads=(*label, *home.heads), texts=(*over, *lead.texts, *rest))
            found = [whole if candidate is home else candidate for candidate in found if candidate is not lead]
    return found


def _is_lead(candidate: ArticleCandidate, type_: Typography) -> bool:
    """Whether a candidate is a text in bold type in a frame, without a headline, pictures or tables."""
    if candidate.frame is None or len(candidate.texts) != 1 or len(candidate.heads) > 1:
        return False
    if candidate.pictures or candidate.tables or candidate.boxes:
        return False
    if any(len(line.text) > LABEL for head in candidate.heads for line in head.lines):
        return False
    return all(is_in_own_bold(line, type_) for line in candidate.texts[0].lines)


def _opens(lead: ArticleCandidate, article: ArticleCandidate, type_: Typography) -> bool:
    """Whether a lead stands within an article outside frames, below its headlines and above all its text."""
    titles = [head for head in article.heads if is_title(head, type_)]
    if article.framed or not article.texts or not titles or lead.frame is None:
        return False
    slack = BETWEEN * type_.em
    over = all(head.box.y1 <= lead.frame.y0 + slack for head in titles)
    under = all(text.box.y0 >= lead.frame.y0 - slack or _is_between(text, lead, type_) for text in article.texts)
    return over and under and article.area.contains_point(lead.frame.cx, lead.frame.cy)


def _is_between(text: Item, lead: ArticleCandidate, type_: Typography) -> bool:
    """Whether a line by itself, as an author's name is, stands over a lead."""
    return lead.frame is not None and len(text.lines) == 1 and text.box.y1 <= lead.frame.y0 + BETWEEN * type_.em
