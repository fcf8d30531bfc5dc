"""Evidence for a candidate being an advertisement and no article: small functions, each with a name and a unit.

Advertisements in old papers are as often without a frame as in one; they show by type of many sizes, by lines that
stand alone, by what they say. What each is worth is learned (`learned_weights`). Everything is seen in the frame in
which lines run level.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from banmian.layout.geometry import LEAST_SIDE, Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.evidence.evidence_tables import registers_in
from banmian.layout.separation.graph.page_graph import FAR
from banmian.wording.ads_and_indexes import advert_score
from banmian.wording.bylines import byline_score

DISPLAY = 1.25
"""Type from this size (em) is display type."""
POINTS = "，。、；：？！"
DIGITS = "0123456789〇一二三四五六七八九十百千"
LEAST = 0.05
"""Sizes are at least this (em)."""
SMALL_TYPE = 0.9
"""Smaller type than this (em) is smaller than the body."""
MOST_INKED = 1.5
"""Lines cover a box so many times at most."""


@dataclass(frozen=True)
class CandidateOnPage:
    """A candidate with lines, and what all candidates of the page cover."""

    candidate: ArticleCandidate
    type_: Typography
    page: Box

    @cached_property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [line for item in (*self.candidate.heads, *self.candidate.texts) for line in item.lines]

    @cached_property
    def text(self) -> str:
        """All its lines, a newline between them."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def box(self) -> Box:
        """The smallest box round it."""
        return span(self.candidate.items)

    @cached_property
    def sizes(self) -> list[float]:
        """Type size of each line (em)."""
        return [max(line.size / self.type_.em, LEAST) for line in self.lines]

    def share(self, characters: str) -> float:
        """Share of its characters that are among some."""
        return sum(char in characters for char in self.text) / max(1, len(self.text))


NoticeEvidence = Callable[[CandidateOnPage], float]

ADVERTISEMENT_EVIDENCE: dict[str, NoticeEvidence] = {}
"""By name, in the order in which weights are kept."""

register_advertisement_evidence = registers_in(ADVERTISEMENT_EVIDENCE)
"""Enters a function among the evidence."""


@register_advertisement_evidence
def framed(seen: CandidateOnPage) -> float:
    """1 in a box of its own."""
    return float(seen.candidate.framed)


@register_advertisement_evidence
def line_count(seen: CandidateOnPage) -> float:
    """How many lines it has, up to 60."""
    return float(min(len(seen.lines), 60))


@register_advertisement_evidence
def characters(seen: CandidateOnPage) -> float:
    """How many characters it has (natural logarithm)."""
    return float(np.log(1 + len(seen.text)))


@register_advertisement_evidence
def line_length(seen: CandidateOnPage) -> float:
    """Characters a line, the median."""
    return float(np.median([len(line.text) for line in seen.lines]))


@register_advertisement_evidence
def display_share(seen: CandidateOnPage) -> float:
    """Share of its characters in display type."""
    shown = sum(len(line.text) for line, size in zip(seen.lines, seen.sizes, strict=True) if size >= DISPLAY)
    return shown / max(1, sum(len(line.text) for line in seen.lines))


@register_advertisement_evidence
def largest(seen: CandidateOnPage) -> float:
    """Its largest type (em)."""
    return min(max(seen.sizes), FAR)


@register_advertisement_evidence
def size_spread(seen: CandidateOnPage) -> float:
    """How unlike its lines are in size (standard deviation of natural logarithms)."""
    return float(np.std(np.log(seen.sizes)))


@register_advertisement_evidence
def small_share(seen: CandidateOnPage) -> float:
    """Share of its lines in type smaller than the body's by a tenth."""
    return sum(size < SMALL_TYPE for size in seen.sizes) / len(seen.sizes)


@register_advertisement_evidence
def across_share(seen: CandidateOnPage) -> float:
    """Share of its lines that run across the page's direction."""
    return sum(line.vertical for line in seen.lines) / len(seen.lines)


@register_advertisement_evidence
def head_count(seen: CandidateOnPage) -> float:
    """How many pieces of display type it has, up to 12."""
    return float(min(len(seen.candidate.heads), 12))


@register_advertisement_evidence
def text_count(seen: CandidateOnPage) -> float:
    """How many pieces of text it has, up to 12."""
    return float(min(len(seen.candidate.texts), 12))


@register_advertisement_evidence
def longest_text(seen: CandidateOnPage) -> float:
    """Lines of its longest piece of body type, up to 30."""
    lengths = [len(item.lines) for item in seen.candidate.texts if item.size < DISPLAY * seen.type_.em]
    return float(min(max(lengths, default=0), 30))


@register_advertisement_evidence
def wide(seen: CandidateOnPage) -> float:
    """Width (em)."""
    return min(seen.box.width / seen.type_.em, FAR)


@register_advertisement_evidence
def high(seen: CandidateOnPage) -> float:
    """Height (em)."""
    return min(seen.box.height / seen.type_.em, FAR)


@register_advertisement_evidence
def inked(seen: CandidateOnPage) -> float:
    """Share of its box that its lines cover."""
    covered = sum(line.box.width * line.box.height for line in seen.lines)
    return min(covered / max(seen.box.width * seen.box.height, LEAST_SIDE), MOST_INKED)


@register_advertisement_evidence
def to_edge(seen: CandidateOnPage) -> float:
    """Distance to the nearest edge of what the page holds (em)."""
    box, page = seen.box, seen.page
    return min(min(box.x0 - page.x0, page.x1 - box.x1, box.y0 - page.y0, page.y1 - box.y1) / seen.type_.em, FAR)


@register_advertisement_evidence
def far_along(seen: CandidateOnPage) -> float:
    """Where along the lines it ends, 0 to 1: near the foot of a vertical page, at the right of a level one."""
    return (seen.box.x1 - seen.page.x0) / max(seen.page.width, LEAST_SIDE)


@register_advertisement_evidence
def offers(seen: CandidateOnPage) -> float:
    """How likely it offers or announces something by its wording, 0 to 1."""
    return advert_score(seen.text)


@register_advertisement_evidence
def signed(seen: CandidateOnPage) -> float:
    """How likely a line of it names an author, 0 to 1."""
    return max(byline_score(line.text) for line in seen.lines)


@register_advertisement_evidence
def points(seen: CandidateOnPage) -> float:
    """Share of its characters that are points."""
    return seen.share(POINTS)


@register_advertisement_evidence
def numbers(seen: CandidateOnPage) -> float:
    """Share of its characters that are digits."""
    return seen.share(DIGITS)


def evidence_of_candidate(candidate: ArticleCandidate, type_: Typography, page: Box) -> list[float]:
    """All evidence of a candidate with lines."""
    seen = CandidateOnPage(candidate, type_, page)
    return [float(work(seen)) for work in ADVERTISEMENT_EVIDENCE.values()]
