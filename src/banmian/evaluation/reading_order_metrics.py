"""Metrics of reading order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from banmian.evaluation.comparable import ComparableArticle, Passage
from banmian.evaluation.pooled_ratios import NOTHING, Ratio
from banmian.evaluation.text_normalization import normalize_text

FOUND_FROM = 60.0
"""Least similarity, in percent, of a true passage and the stretch of output that it is found in."""

ORDERED_KINDS = frozenset({"kicker", "headline", "subheadline", "byline", "paragraph"})
"""Kinds with a place in the order; captions, tables and section labels float."""

_TAKEN = "\0"


def order_errors(truth: Sequence[str], output: str) -> Ratio:
    """Reading-order edit distance: Levenshtein(true numbers, numbers as found) / the longer of both.

    As OmniDocBench defines it (Ouyang et al., CVPR 2025; ``get_order_paired``): the true passages are
    numbered in their order; those that are found in the output are put in the order in which they are
    there; one that is not found is missing from that sequence. 0 is the true order. OmniDocBench pairs
    passages with the output's paragraphs; here each is found where it fits best in the running text, so
    that an output may cut paragraphs otherwise (or have none). Both texts are folded before. OmniDocBench
    takes the mean of its pages; here counts are added up over pages, so that a page counts by its passages.
    """
    wanted = [normalize_text(text) for text in truth]
    numbers = [number for number, text in enumerate(wanted) if text]
    starts = positions([wanted[number] for number in numbers], normalize_text(output))
    placed = [(start, number) for start, number in zip(starts, numbers, strict=True) if start is not None]
    found = [number for _, number in sorted(placed)]
    return Ratio(Levenshtein.distance(numbers, found), len(numbers)) if numbers else NOTHING


def order_errors_within(matches: Sequence[tuple[ComparableArticle, ComparableArticle | None]]) -> Ratio:
    """`order_errors` of each true article within its matched output article, added up.

    It ignores the order of the articles of a page, which is often a matter of taste.
    """
    total = NOTHING
    for truth, output in matches:
        texts = [passage.text for passage in passages_in_order(tuple(truth.passages()))]
        total += order_errors(texts, output.whole if output else "")
    return total


def passages_in_order(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that have a place in the reading order."""
    return [passage for passage in passages if passage.kind in ORDERED_KINDS]


def positions(passages: Sequence[str], text: str) -> list[int | None]:
    """Where each passage begins in ``text`` (both folded); None where it is not found.

    The longest choose first, and no stretch of text is chosen twice: first where a passage is as it
    is, then where it fits best, from `FOUND_FROM` on.
    """
    found: list[int | None] = [None] * len(passages)
    by_length = sorted(range(len(passages)), key=lambda index: -len(passages[index]))
    for search in (_as_it_is, _best_fit):
        for index in by_length:
            if found[index] is not None:
                continue
            span = search(passages[index], text)
            if span is not None:
                found[index] = span[0]
                text = text[: span[0]] + _TAKEN * (span[1] - span[0]) + text[span[1] :]
    return found


def _as_it_is(passage: str, text: str) -> tuple[int, int] | None:
    start = text.find(passage)
    return None if start < 0 else (start, start + len(passage))


def _best_fit(passage: str, text: str) -> tuple[int, int] | None:
    if len(text) < len(passage):
        return (0, len(text)) if fuzz.ratio(passage, text) >= FOUND_FROM else None
    fit = fuzz.partial_ratio_alignment(passage, text, score_cutoff=FOUND_FROM)
    return None if fit is None else (fit.dest_start, fit.dest_end)
