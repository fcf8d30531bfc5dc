"""Leads: the opening of a feature in bold type, often on a tint, beside its main picture and under its headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.body_size_headlines import is_in_own_bold
from banmian.layout.segmentation.picture_captions import LEAST_LEAD
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, is_headline

LABEL = 8
"""A lead has no headline, at most a label of so many characters over it."""
BETWEEN = 1.0
"""It begins at most so many em above the foot of the headlines or below the top of the text."""


def attach_leads(candidates: Sequence[ArticleCandidate], type_: Typography) -> list[ArticleCandidate]:
    """The candidates, each lead the first text of the one article that has it between its headline and its text.

    Where the lead took the headline, the one text without a headline that stands under both is added to it. A lead that
    has its article already comes before text that stands lower, also in a column before it.
    """
    found = [_with_lead_first(candidate, type_) for candidate in candidates]
    for lead in [candidate for candidate in found if _is_lead(candidate, type_)]:
        if _headlines(lead, type_):
            bodies = [candidate for candidate in found if _goes_on(lead, candidate, found, type_)]
            if len(bodies) == 1:
                found = _joined(found, lead, bodies[0], (*lead.texts, *bodies[0].texts))
            continue
        homes = [candidate for candidate in found if _opens(lead, candidate, type_)]
        if len(homes) == 1:
            over = [text for text in homes[0].texts if _is_between(text, lead, type_)]
            rest = [text for text in homes[0].texts if all(text is not other for other in over)]
            found = _joined(found, homes[0], lead, (*over, *lead.texts, *rest))
    return found


def _joined(
    candidates: Sequence[ArticleCandidate], home: ArticleCandidate, other: ArticleCandidate, texts: Sequence[Item]
) -> list[ArticleCandidate]:
    """The candidates, one with the texts, pictures and, as labels of its section, the heads of the other."""
    labels = tuple(replace(head, role="section") for head in other.heads)
    whole = replace(
        home,
        heads=(*labels, *home.heads),
        texts=tuple(texts),
        pictures=(*home.pictures, *other.pictures),
        tables=(*home.tables, *other.tables),
    )
    return [whole if candidate is home else candidate for candidate in candidates if candidate is not other]


def _with_lead_first(candidate: ArticleCandidate, type_: Typography) -> ArticleCandidate:
    """The candidate, a text in bold type that stands higher than all others of more than a line first among them."""
    long = [text for text in candidate.texts if len(text.lines) > 1]
    top = min(long, key=lambda text: text.box.y0, default=None)
    if top is None or not _is_bold(top.lines, type_) or all(_is_bold(text.lines, type_) for text in long):
        return candidate
    if any(text is not top and text.box.y0 < top.box.y1 for text in long):
        return candidate
    over = [text for text in candidate.texts if len(text.lines) == 1 and text.box.y1 <= top.box.y0 + BETWEEN * type_.em]
    rest = [text for text in candidate.texts if text is not top and all(text is not other for other in over)]
    return replace(candidate, texts=(*over, top, *rest))


def _is_bold(lines: Sequence[Line], type_: Typography) -> bool:
    """Whether a text is in bold type and as long as a lead."""
    long = sum(len(line.text) for line in lines) >= LEAST_LEAD
    return long and all(is_in_own_bold(line, type_) for line in lines)


def _headlines(candidate: ArticleCandidate, type_: Typography) -> list[Item]:
    """The headlines of a candidate; a label in a frame is none."""
    if candidate.framed and all(len(line.text) <= LABEL for head in candidate.heads for line in head.lines):
        return []
    return [head for head in candidate.heads if is_headline(head, type_)]


def _is_lead(candidate: ArticleCandidate, type_: Typography) -> bool:
    """Whether all the text of a candidate is in bold type; in a frame it has no pictures."""
    if candidate.framed and (candidate.pictures or candidate.tables or candidate.boxes):
        return False
    return _is_bold(candidate.text_lines, type_)


def _opens(lead: ArticleCandidate, article: ArticleCandidate, type_: Typography) -> bool:
    """Whether a lead stands within an article outside frames, below its headlines and above all its text."""
    headlines = _headlines(article, type_)
    if article is lead or article.framed or not article.texts or not headlines:
        return False
    top, slack = _place(lead).y0, BETWEEN * type_.em
    over = all(head.box.y1 <= top + slack for head in headlines)
    under = all(text.box.y0 >= top - slack or _is_between(text, lead, type_) for text in article.texts)
    return over and under and article.area.contains_point(_place(lead).cx, _place(lead).cy)


def _goes_on(
    lead: ArticleCandidate, body: ArticleCandidate, candidates: Sequence[ArticleCandidate], type_: Typography
) -> bool:
    """Whether a text without a headline stands under a lead's headline, with no other headline beside the two."""
    if body.framed or lead.framed or not body.texts or body.heads or _is_lead(body, type_):
        return False
    if body.area.y0 < max(head.box.y1 for head in _headlines(lead, type_)) - BETWEEN * type_.em:
        return False
    whole = union([lead.area, body.area])
    others = [head for other in candidates if other is not lead for head in _headlines(other, type_)]
    return not any(whole.contains_point(head.box.cx, head.box.cy) for head in others)


def _place(lead: ArticleCandidate) -> Box:
    return lead.frame or lead.area


def _is_between(text: Item, lead: ArticleCandidate, type_: Typography) -> bool:
    """Whether a line by itself, as an author's name is, stands over a lead."""
    return len(text.lines) == 1 and text.box.y1 <= _place(lead).y0 + BETWEEN * type_.em
