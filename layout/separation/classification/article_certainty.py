"""How sure an article is to be whole: the chance that nothing of it is missing and nothing in it belongs elsewhere.

Told from the finished candidates of a page by a logistic function for those that were followed as chains and one for
those that straight cuts made (Platt 1999). Their evidence is that of grouping: how sure the choices were that an
article is made of, whether something outside might belong to it, how it begins and ends, and how it went on the rest
of the page. The weights were fitted (`training.separation.certainty`) on drawn pages of all families from which nothing
else was learned, and lie in ``certainty.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np

from banmian.layout.page_facts import Typography
from banmian.layout.separation.candidates.article_candidate import (
    ArticleCandidate,
    comes_from_other_page,
    is_headline,
    is_strong,
)
from banmian.layout.separation.candidates.block_order import require_block
from banmian.layout.separation.evidence.evidence_tables import registers_in
from banmian.wording.jump_lines import find_jumps
from banmian.wording.unicode_script import may_begin_text, may_end_paragraph

WEIGHTS = "certainty.json"
MOST_MARGIN = 12.0
"""Log odds beyond which a choice is as sure as can be."""


@dataclass(frozen=True)
class CandidateAmongOthers:
    """A candidate with text among all of its page's, ``whole``."""

    candidate: ArticleCandidate
    page: Sequence[ArticleCandidate]
    type_: Typography

    @cached_property
    def chances(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Logarithm of the chance of each choice that the candidate is made of."""
        return log_chances(self.candidate.margins)

    @cached_property
    def headlines(self) -> int:
        """How many of its heads are headlines."""
        return sum(is_headline(head, self.type_) for head in self.candidate.heads)


def log_chances(margins: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Logarithms of the chances that margins (log odds) stand for."""
    bounded = np.clip(np.asarray(margins, dtype=np.float64), -MOST_MARGIN, MOST_MARGIN)
    return -np.logaddexp(0.0, -bounded)


Certain = Callable[[CandidateAmongOthers], float]
CERTAINTY_EVIDENCE: dict[str, Certain] = {}
"""By name, in the order in which weights are kept."""

register_certainty_evidence = registers_in(CERTAINTY_EVIDENCE)
"""Enters a function among the evidence."""


@register_certainty_evidence
def least_sure(judged: CandidateAmongOthers) -> float:
    """Logarithm of the chance of its least sure choice; 0 without choices."""
    return float(judged.chances.min(initial=0.0))


@register_certainty_evidence
def all_sure(judged: CandidateAmongOthers) -> float:
    """Logarithm of the chance that all its choices are right, were they independent."""
    return float(judged.chances.sum())


@register_certainty_evidence
def choices(judged: CandidateAmongOthers) -> float:
    """How many choices it is made of (natural logarithm of one more)."""
    return float(np.log1p(len(judged.candidate.margins)))


@register_certainty_evidence
def unclaimed(judged: CandidateAmongOthers) -> float:
    """Logarithm of the chance that what might have come next in it rightly went elsewhere."""
    return float(log_chances([judged.candidate.rival_margin])[0])


@register_certainty_evidence
def headless(judged: CandidateAmongOthers) -> float:
    """1 where it has no headline and does not come from another page."""
    return float(not judged.headlines and not comes_from_other_page(judged.candidate.texts))


@register_certainty_evidence
def weak_title(judged: CandidateAmongOthers) -> float:
    """1 where none of its headlines is surely display type."""
    return float(bool(judged.headlines) and not any(is_strong(head, judged.type_) for head in judged.candidate.heads))


@register_certainty_evidence
def more_titles(judged: CandidateAmongOthers) -> float:
    """Titles after the first (natural logarithm of one more)."""
    return float(np.log1p(max(judged.headlines - 1, 0)))


@register_certainty_evidence
def cut_opening(judged: CandidateAmongOthers) -> float:
    """1 where its text begins in the midst of a sentence."""
    return float(not may_begin_text(require_block(judged.candidate.texts[0]).text))


@register_certainty_evidence
def cut_ending(judged: CandidateAmongOthers) -> float:
    """1 where its text ends in the midst of a sentence and does not go on on another page."""
    last = require_block(judged.candidate.texts[-1])
    leaves = any(jump.kind == "to" for jump in find_jumps(last.lines[-1].text))
    return float(not leaves and not may_end_paragraph(last.text))


@register_certainty_evidence
def length(judged: CandidateAmongOthers) -> float:
    """Characters of its text (natural logarithm of one more)."""
    return float(np.log1p(sum(require_block(item).characters for item in judged.candidate.texts)))


@register_certainty_evidence
def framed(judged: CandidateAmongOthers) -> float:
    """1 in a frame."""
    return float(judged.candidate.framed)


@register_certainty_evidence
def advertises(judged: CandidateAmongOthers) -> float:
    """The chance that it is an advertisement."""
    return judged.candidate.advertisement_chance


@register_certainty_evidence
def page_sure(judged: CandidateAmongOthers) -> float:
    """Mean logarithm of the chance of all choices of the page; 0 where there were none."""
    margins = [margin for candidate in judged.page for margin in candidate.margins]
    return float(log_chances(margins).mean()) if margins else 0.0


@register_certainty_evidence
def page_headless(judged: CandidateAmongOthers) -> float:
    """Share of the page's texts in candidates without a headline."""
    held = [candidate for candidate in judged.page if candidate.texts]
    bare = sum(len(one.texts) for one in held if headless(CandidateAmongOthers(one, judged.page, judged.type_)))
    return bare / max(1, sum(len(one.texts) for one in held))


@dataclass(frozen=True)
class Certainty:
    """Bias and weights of the evidence for articles that were followed as chains, and for those cut straight."""

    chained: tuple[float, ...]
    cut: tuple[float, ...]

    def chance(self, judged: CandidateAmongOthers) -> float:
        """The chance that a candidate is whole."""
        bias, *weights = self.chained if judged.candidate.chained else self.cut
        odds = bias + float(np.dot(weights, evidence_of_certainty(judged)))
        return float(1.0 / (1.0 + np.exp(-np.clip(odds, -MOST_MARGIN, MOST_MARGIN))))


def evidence_of_certainty(judged: CandidateAmongOthers) -> list[float]:
    """All evidence of one candidate."""
    return [work(judged) for work in CERTAINTY_EVIDENCE.values()]


def score_certainty(
    candidates: Sequence[ArticleCandidate], type_: Typography, certainty: Certainty | None = None
) -> list[ArticleCandidate]:
    """The candidates of a page, those with text with the chance that they are whole as their ``confidence``."""
    known = certainty or default_certainty()
    return [
        replace(one, confidence=known.chance(CandidateAmongOthers(one, candidates, type_))) if is_judged(one) else one
        for one in candidates
    ]


def is_judged(candidate: ArticleCandidate) -> bool:
    """Whether a candidate has text, of which alone certainty is told."""
    return any(item.lines for item in candidate.texts)


@lru_cache(maxsize=1)
def default_certainty() -> Certainty:
    """The certainty of the package. Raises ValueError where its weights are those of other evidence."""
    file_values = json.loads(
        resources.files("banmian.layout.separation.learned_weights").joinpath(WEIGHTS).read_text("utf-8")
    )
    if file_values["evidence"] != list(CERTAINTY_EVIDENCE):
        raise ValueError("certainty.json was fitted to other evidence")
    return Certainty(tuple(file_values["chained"]), tuple(file_values["cut"]))
