"""How certain it is that an article of a bare text has its own headline and its whole body, and nothing of another.

A logistic regression on what is known after heads and bodies are assigned (`Evidence`); its weights are fitted on
invented documents by ``benchmarks/text_certainty.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Literal

from banmian.repair.bare_text.evidence_weights import CERTAINTY, HEAD_LIST, CertaintyWeights, HeadListWeights
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_dashed
from banmian.repair.bare_text.lexical_overlap import LexicalOverlap
from banmian.repair.bare_text.segment import ArticleSegment, is_signed
from banmian.repair.bare_text.topic_shift import BEFORE, NEAR, touching_points

_REACH = 6
"""So many bodies on each side may be those that a head belongs to."""
_MOST_WORDING = 3.0
"""More shared wording says no more."""
_PARAGRAPHS = 40
"""So many of its paragraphs are looked at."""
_ROWS = 4
"""Heads have seldom so many lines."""

Side = Literal["above", "below", "apart", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an article: 0 to 1 each, wording 0 to 3.

    ``headless``; ``apart``: its head is not beside it; ``told``: wording that head and body share, ``rival``: that the
    head shares more with another body near by; ``alike``: share of the other heads on the same side of their bodies;
    ``bare``: share of articles without a head; ``left``: heads without a body, for each article; ``opened``: it begins
    by signs of its own; ``lines``: its head has two lines of which neither is marked as a subheadline or larger,
    ``many``: more than three; ``listed``: its head stands among others; ``divided``: it has subheadings; ``broken``: it
    ends within a sentence; ``seam``: how likely another body begins between two of its paragraphs, by what they share.
    """

    headless: float
    apart: float
    told: float
    rival: float
    alike: float
    bare: float
    left: float
    opened: float
    lines: float
    many: float
    listed: float
    divided: float
    broken: float
    seam: float


def article_certainties(
    segments: Sequence[ArticleSegment],
    left: Sequence[tuple[int, HeadlineGroup]],
    weights: CertaintyWeights = CERTAINTY,
) -> list[float]:
    """For each segment the chance that it is right, 0 to 1."""
    known = asdict(weights)
    found = []
    for evidence in collect_evidence(segments, left):
        points = known["base"] + sum(known[name] * value for name, value in asdict(evidence).items())
        found.append(1 / (1 + math.exp(-points)))
    return found


def collect_evidence(segments: Sequence[ArticleSegment], left: Sequence[tuple[int, HeadlineGroup]]) -> list[Evidence]:
    """What is known of each segment."""
    overlap = LexicalOverlap([segment.text for segment in segments])
    sides = [_side(segment) for segment in segments]
    counts = Counter(side for side in sides if side != "none")
    listed = _listed(segments)
    headless = [side == "none" and not one.brief for one, side in zip(segments, sides, strict=True)]
    bare = sum(headless) / max(1, len(segments))
    lost = min(1.0, len(left) / max(1, len(segments)))
    found = []
    for place, (segment, side) in enumerate(zip(segments, sides, strict=True)):
        told = rival = 0.0
        if segment.heads is not None and segment.heads.titles:
            near = range(max(0, place - _REACH), min(len(segments), place + _REACH + 1))
            scores = overlap.scores(segment.heads.text, near)
            told = scores.pop(place)
            rival = max(0.0, max(scores.values(), default=0.0) - told)
        others = counts.total() - (side != "none")
        titles = segment.heads.titles if segment.heads is not None else ()
        last = segment.last_prose
        marked = any(title.level for title in titles) or any(is_dashed(title.text) for title in titles[1:])
        found.append(
            Evidence(
                headless=float(headless[place]),
                apart=float(side == "apart"),
                told=min(told, _MOST_WORDING),
                rival=min(rival, _MOST_WORDING),
                alike=(counts[side] - 1) / others if side != "none" and others else float(side != "none"),
                bare=bare,
                left=lost,
                opened=float(segment.dated or bool(segment.bylines) or is_signed(segment)),
                lines=float(len(titles) > 1 and not marked),
                many=float(len(titles) >= _ROWS),
                listed=float(place in listed),
                divided=float(any(item.role == "title" for item in segment.items)),
                broken=float(last is not None and not last.ends),
                seam=_seam(segment),
            )
        )
    return found


def _seam(segment: ArticleSegment, weights: HeadListWeights = HEAD_LIST) -> float:
    """How likely, 0 to 1, another body begins between two paragraphs of a segment, by what they share."""
    texts = [item.text for item in segment.prose[:_PARAGRAPHS]]
    points = [
        touching_points(texts[max(0, place - BEFORE) : place], texts[place : place + NEAR])
        for place in range(1, len(texts))
    ]
    return (max(points, default=weights.fewest) - weights.fewest) / (weights.most - weights.fewest)


def _side(segment: ArticleSegment) -> Side:
    """On which side of its body the head of a segment stands."""
    if segment.heads is None or not segment.heads.titles:
        return "none"
    if not segment.items:
        return "apart"
    lines = {line.number for item in segment.elements() for line in item.lines}
    first, last = segment.heads.titles[0].lines[0].number, segment.heads.titles[-1].lines[-1].number
    start, end = segment.items[0].lines[0].number, segment.items[-1].lines[-1].number
    if last < start:
        return "above" if _reaches(last, start, lines) else "apart"
    return "below" if first > end and _reaches(end, first, lines) else "apart"


def _reaches(upper: int, lower: int, lines: set[int], blank: int = 4) -> bool:
    """Whether nothing but lines of the same article, and a few blank ones, stand between two lines."""
    own = sorted({upper, lower, *(number for number in lines if upper < number < lower)})
    return all(below - above <= blank for above, below in pairwise(own))


def _listed(segments: Sequence[ArticleSegment]) -> set[int]:
    """The numbers of the segments whose heads stand right beside the head of another."""
    rows = sorted(
        (title.part.start, title.part.end, place)
        for place, segment in enumerate(segments)
        if segment.heads is not None
        for title in segment.heads.titles
    )
    bodies = sorted(item.part.start for segment in segments for item in segment.items if item.role != "title")
    found: set[int] = set()
    at = 0
    for (_, end, place), (start, _, other) in pairwise(rows):
        while at < len(bodies) and bodies[at] < end:
            at += 1
        if place != other and (at == len(bodies) or bodies[at] > start):
            found |= {place, other}
    return found
