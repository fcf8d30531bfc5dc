"""Columns that were cut off from their article: a second look once the page is divided.

A column without a head that begins level with the article to its left, whose columns are full, is that article's last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, comes_from_other_page, is_headline
from banmian.layout.separation.candidates.block_continuity import join_score
from banmian.layout.separation.candidates.block_order import require_block

GUTTER = 3.5
"""A stray column is at most this many em beside its article."""
LEVEL = 1.6
"""Columns that begin or end within this many em of each other are level."""
GOES_ON = 0.2
"""Join score from which a stray column may go on from the article beside it."""


def rejoin_stray_columns(candidates: Sequence[ArticleCandidate], type_: Typography) -> list[ArticleCandidate]:
    """The candidates, each headless text that continues the article beside it joined to that."""
    result = list(candidates)
    for stray in [candidate for candidate in candidates if _wants_head(candidate, type_)]:
        homes = [
            candidate for candidate in result if candidate is not stray and _goes_on_beside(candidate, stray, type_)
        ]
        if len(homes) != 1:
            continue
        home = homes[0]
        whole = replace(
            home,
            heads=(*home.heads, *stray.heads),
            texts=(*home.texts, *stray.texts),
            pictures=(*home.pictures, *stray.pictures),
            tables=(*home.tables, *stray.tables),
            boxes=(*home.boxes, *stray.boxes),
        )
        result = [whole if candidate is home else candidate for candidate in result if candidate is not stray]
    return result


def _goes_on_beside(candidate: ArticleCandidate, stray: ArticleCandidate, type_: Typography) -> bool:
    em = type_.em
    if (
        candidate.frame != stray.frame
        or not candidate.texts
        or not any(is_headline(head, type_) and not head.vertical for head in candidate.heads)
    ):
        return False
    area, beside, last = span(candidate.texts), span(stray.texts), candidate.texts[-1].box
    level = span(candidate.heads).y0 - em <= beside.y0 <= candidate.texts[0].box.y0 + LEVEL * em
    near = 0 < beside.x0 - area.x1 <= GUTTER * em
    full = area.y1 - last.y1 <= LEVEL * em and beside.y1 <= area.y1 + LEVEL * em
    if not (level and near and full):
        return False
    return join_score(require_block(candidate.texts[-1]), require_block(stray.texts[0]), em) >= GOES_ON


def _wants_head(candidate: ArticleCandidate, type_: Typography) -> bool:
    return (
        bool(candidate.texts)
        and not comes_from_other_page(candidate.texts)
        and not any(is_headline(head, type_) for head in candidate.heads)
    )
