"""The articles of an area: by straight cuts where these leave hardly anything over, else by the best chains."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, comes_from_other_page
from banmian.layout.separation.candidates.block_continuity import starts_flush
from banmian.layout.separation.candidates.block_order import require_block
from banmian.layout.separation.candidates.headline_groups import group_heads
from banmian.layout.separation.chain_separation import ChainedArea, articles_of_chains, chain_area
from banmian.layout.separation.graph.graph_builder import build_graph
from banmian.layout.separation.learned_weights.graph_scorer import (
    Scorer,
)
from banmian.layout.separation.learned_weights.newspaper_habit_model import NewspaperHabits
from banmian.layout.separation.straight_cuts import Division, divide
from banmian.wording.unicode_script import may_begin_text

MOST_FAILED = 0.1
"""Straight cuts have failed when more than this share of the text lacks a head of its own or a beginning."""


def separate(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    scorer: Scorer | None = None,
    model: NewspaperHabits | None = None,
) -> list[ArticleCandidate]:
    """The articles of a region: by straight cuts where they leave hardly anything over, else by the best chains.

    ``model`` says what the newspaper does otherwise than others; it is left aside where it does not suit the region.
    """
    decided = decide_area(items, rules, type_, scorer, suitable(model, items, rules, type_))
    if isinstance(decided, Division):
        return list(decided.candidates)
    return articles_of_chains(decided, items, type_.em)


def suitable(
    model: NewspaperHabits | None, items: Sequence[Item], rules: Sequence[Rule], type_: Typography
) -> NewspaperHabits | None:
    """The habits of a newspaper if a region looks like those of its pages."""
    return model if model is not None and model.suits(build_graph(items, rules, type_)) else None


def decide_area(
    items: Sequence[Item],
    rules: Sequence[Rule],
    type_: Typography,
    scorer: Scorer | None = None,
    model: NewspaperHabits | None = None,
) -> Division | ChainedArea | None:
    """How a region is divided: straight, or by chains where cuts fail; None without heads and texts.

    ``model`` suits the region; it may be one that never cuts.
    """
    if model is not None and model.chains:
        return chain_area(items, rules, type_, scorer, model)
    division = divide(items, rules, type_)
    return chain_area(items, rules, type_, scorer, model) if failed_share(division, type_) > MOST_FAILED else division


def failed_share(division: Division, type_: Typography) -> float:
    """Share of a division's text that lacks a head of its own, shares one or begins in the midst of a sentence."""
    counted = [
        (candidate, sum(require_block(item).characters for item in candidate.texts))
        for candidate in division.candidates
        if candidate.texts
    ]
    failed = sum(characters for candidate, characters in counted if _has_failed(candidate, type_))
    return failed / max(1, sum(characters for _, characters in counted))


def _has_failed(candidate: ArticleCandidate, type_: Typography) -> bool:
    if comes_from_other_page(candidate.texts):
        return False
    first = require_block(candidate.texts[0])
    cut = not may_begin_text(first.text) or (type_.mostly_han and starts_flush(first, type_.em))
    titles = len(group_heads(candidate.heads, type_))
    headless = not candidate.heads if type_.mostly_han else not titles
    return cut or headless or titles > 1
