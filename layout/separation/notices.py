"""Advertisements among the article candidates of a vertical page, told by learned weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.layout.geometry import union
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidate import ArticleCandidate
from banmian.layout.separation.notice_evidence import evidence_of_candidate
from banmian.layout.separation.scorer import Scorer, default_scorer


def with_notices(
    candidates: Sequence[ArticleCandidate], type_: Typography, scorer: Scorer | None = None
) -> list[ArticleCandidate]:
    """The candidates, those with lines with the chance that each is an advertisement."""
    worded = [any(item.lines for item in found.texts) for found in candidates]
    if not any(worded):
        return list(candidates)
    page = union(span(found.items) for found, says in zip(candidates, worded, strict=True) if says)
    evidence = [
        evidence_of_candidate(found, type_, page) for found, says in zip(candidates, worded, strict=True) if says
    ]
    odds = iter((scorer or default_scorer()).notices.log_odds(np.array(evidence)))
    return [
        replace(found, notice=float(1.0 / (1.0 + np.exp(-next(odds))))) if says else found
        for found, says in zip(candidates, worded, strict=True)
    ]
