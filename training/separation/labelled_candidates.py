"""Labelled article candidates: which are advertisements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from banmian.layout.geometry import union
from banmian.layout.model import Page
from banmian.layout.page_turning import turn_back
from banmian.layout.pipeline import STAGES, start_state
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.area_separation import separate
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.evidence.advertisement_evidence import evidence_of_candidate
from banmian.layout.separation.learned_weights.graph_scorer import Scorer
from banmian.learning.labelled_pages import NO_ARTICLE, UNKNOWN, LabelledPage, Places
from banmian.stages import run_stages

MOST_UNKNOWN = 0.4
"""A candidate with a larger share of unknown lines teaches nothing."""
ADVERT = 0.6
"""A candidate is an advertisement when more than this share of its lines is in no article."""


@dataclass(frozen=True)
class LabelledCandidate:
    """A candidate's evidence, whether it is an advertisement, and what kind of page it is from."""

    evidence: list[float]
    advert: bool
    source: str


def candidates_of(page: LabelledPage, scorer: Scorer) -> Iterator[LabelledCandidate]:
    """The labelled candidates with text of a vertical page."""
    bare = replace(page.page, lines=[line for line in page.page.lines if line.text.strip()])
    state = run_stages("labelling", STAGES, start_state(bare, partial(separate, scorer=scorer)), page.group)
    found = [one for one in state.candidates if any(item.lines for item in (*one.heads, *one.texts))]
    if not found or not state.facts.vertical:
        return
    places = Places(page.articles)
    whole = union(span(one.items) for one in found)
    for one in found:
        held = _articles(one, page, places, bare)
        count = sum(held.values())
        if not one.texts or held[UNKNOWN] > MOST_UNKNOWN * count:
            continue
        yield LabelledCandidate(
            evidence_of_candidate(one, state.facts.typography, whole),
            held[NO_ARTICLE] > ADVERT * count,
            page.source,
        )


def _articles(candidate: ArticleCandidate, page: LabelledPage, places: Places, printed: Page) -> Counter[int]:
    """How many lines of a candidate belong to which article."""
    held: Counter[int] = Counter()
    for item in (*candidate.heads, *candidate.texts):
        for line in item.lines:
            if page.areas:
                held[page.place_of(turn_back(line.box, printed.width))[0]] += 1
            else:
                held[_true_article(page, places.find(line.text))] += 1
    return held


def _true_article(page: LabelledPage, found: tuple[int, float] | None) -> int:
    """The article in which a line was found by its wording; `NO_ARTICLE` for one of a notice."""
    if found is None:
        return UNKNOWN
    return found[0] if found[0] < len(page.articles) - page.notices else NO_ARTICLE
