"""Pictures in a frame with one text, which are that text's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.separation.candidates.article_candidate import ArticleCandidate


def attach_framed_pictures(candidates: Sequence[ArticleCandidate]) -> list[ArticleCandidate]:
    """The candidates of a frame: where it holds one text, the pictures in it are that text's."""
    texts = [candidate for candidate in candidates if candidate.texts]
    bare = [
        candidate
        for candidate in candidates
        if candidate.pictures and not (candidate.texts or candidate.heads or candidate.tables)
    ]
    if len(texts) != 1 or not bare:
        return list(candidates)
    pictures = tuple(item for candidate in bare for item in candidate.pictures)
    whole = replace(texts[0], pictures=(*texts[0].pictures, *pictures))
    return [
        whole if candidate is texts[0] else candidate
        for candidate in candidates
        if all(candidate is not other for other in bare)
    ]
