"""Advertisements among the article candidates of a vertical page, recognised by learned weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.geometry import union
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.evidence.advertisement_evidence import evidence_of_candidate
from banmian.layout.separation.learned_weights.graph_scorer import Scorer, default_scorer


def score_advertisements(
    candidates: Sequence[ArticleCandidate], type_: Typography, scorer: Scorer | None = None
) -> list[ArticleCandidate]:
    """The candidates, those with text with the chance that each is an advertisement.

    The one text of a page is none: advertisements are told by how they stand among others.
    """
    worded = [found for found in candidates if any(item.lines for item in found.texts)]
    if len(worded) < 2:
        return list(candidates)
    page = union(span(found.items) for found in worded)
    evidence = np.array([evidence_of_candidate(found, type_, page) for found in worded])
    odds = (scorer or default_scorer()).notices.log_odds(evidence)
    chances = {id(found): float(chance) for found, chance in zip(worded, 1.0 / (1.0 + np.exp(-odds)), strict=True)}
    return [
        replace(found, advertisement_chance=chances[id(found)]) if id(found) in chances else found
        for found in candidates
    ]
