"""Matching of true articles and output articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from banmian.evaluation.comparable import ComparableArticle
from banmian.evaluation.text_normalization import normalize_text

ANSWERS_FROM = 0.3
"""Least body similarity at which an output article counts as the match of a true one."""

SHORTEST_BODY = 20
"""Least length of a body that is compared, in characters; shorter ones are slogans or captions."""


@dataclass(frozen=True, slots=True)
class Match:
    """A true article, the most similar output article, and their similarity, 0 to 1."""

    truth: ComparableArticle
    output: ComparableArticle | None
    similarity: float


def body_similarity(truth: str, output: str) -> float:
    """1 - Levenshtein distance / length of the longer (normalised similarity), of normalized bodies."""
    return float(Levenshtein.normalized_similarity(truth, output))


def compared_texts(truth: ComparableArticle, output: ComparableArticle) -> tuple[str, str]:
    """The normalized bodies of both; headings and body together where the truth does not separate them."""
    if truth.heads_marked:
        return normalize_text(truth.text), normalize_text(output.text)
    return normalize_text(truth.whole), normalize_text(output.whole)


def with_bodies(stories: Sequence[ComparableArticle]) -> list[ComparableArticle]:
    """The articles that are compared by their body (`SHORTEST_BODY`)."""
    return [story for story in stories if len(normalize_text(story.text)) >= SHORTEST_BODY]


def similarities(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> list[list[float]]:
    """Body similarity of every true article (rows) to every output article (columns)."""
    return [[body_similarity(*compared_texts(truth, output)) for output in outputs] for truth in truths]


def nearest(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> list[Match]:
    """For every true article the most similar output article; several may have the same one.

    An article without a body (a table, a picture with its caption, a slogan) is matched by headline, or not at all.
    """
    return [_nearest(truth, outputs) for truth in truths]


def _nearest(truth: ComparableArticle, outputs: Sequence[ComparableArticle]) -> Match:
    if len(normalize_text(truth.text)) < SHORTEST_BODY:
        head = normalize_text(truth.headline)
        same = [story for story in outputs if head and normalize_text(story.headline) == head]
        return Match(truth, same[0], 1.0) if same else Match(truth, None, 0.0)
    row = similarities([truth], outputs)[0]
    best = max(range(len(row)), key=row.__getitem__, default=None)
    if best is None or row[best] < ANSWERS_FROM:
        return Match(truth, None, 0.0 if best is None else row[best])
    return Match(truth, outputs[best], row[best])


def pairs_from(scores: Sequence[Sequence[float]], threshold: float) -> list[tuple[int, int]]:
    """One-to-one pairs of rows and columns that score at least ``threshold``, the best first."""
    ranked = sorted(
        ((score, -row, -column) for row, line in enumerate(scores) for column, score in enumerate(line)),
        reverse=True,
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for score, row, column in ranked:
        if score < threshold:
            break
        if -row not in rows and -column not in columns:
            rows.add(-row)
            columns.add(-column)
            pairs.append((-row, -column))
    return pairs
