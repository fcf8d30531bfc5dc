"""How prominent an article is on its page: an editor's lead is what has the largest headline and the most room."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.separation.candidates.article_candidate import ArticleCandidate


def rank_candidates(candidates: Sequence[ArticleCandidate]) -> list[int]:
    """The rank of each candidate by weight, 1 for the lead: the larger headline first, then the more room."""
    weights = [_prominence(candidate) for candidate in candidates]
    order = sorted(range(len(weights)), key=lambda number: weights[number], reverse=True)
    return [order.index(number) + 1 for number in range(len(weights))]


def _prominence(candidate: ArticleCandidate) -> tuple[float, float]:
    size = max((head.size for head in candidate.heads), default=0.0)
    return round(size, 1), sum(item.box.area for item in candidate.items)
