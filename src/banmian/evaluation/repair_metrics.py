"""Metrics of repair: were the recorded repairs right, judged by what was read, the result, and the truth?

What was read comes from undoing an article's ``repairs``. Both it and the output are aligned with the truth by
Levenshtein's edit operations on normalized characters; only what both alignments cover is counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from banmian.evaluation.article_matching import Match
from banmian.evaluation.character_alignment import align
from banmian.evaluation.comparable import ComparableArticle, Rewriting
from banmian.evaluation.pooled_ratios import NOTHING, Ratio
from banmian.evaluation.text_normalization import normalize_character

Spaced = tuple[str, frozenset[int]]
"""Normalized characters without white space, and the indices of those preceded by a space (no line end)."""


def rewriting_figures(matches: list[Match]) -> dict[str, Ratio]:
    """How the output is spaced, and precision and recall of what was done against spacing and doubling.

    ``spacing``: of the output's neighbouring characters whose place in the truth is known, the share that
    is spaced as in the truth (a space where it has one, none where it has none);
    ``spacing_precision``: of the spaces that were taken out, the share that the truth has not;
    ``spacing_recall``: of the spaces read that the truth has not, the share that was taken out;
    ``doubling_precision``: of the repeated characters that were taken out, the share that the truth has
    not; ``doubling_recall``: of the repeated characters read that the truth has not, the share taken out.
    """
    spacing = doubling = (0, 0, 0)
    agreement = NOTHING
    for truth, rewriting in _judgeable(matches):
        agreement += spacing_agreement(truth, rewriting.repaired)
        spacing = _add(spacing, spacing_counts(truth, rewriting))
        doubling = _add(doubling, doubling_counts(truth, rewriting))
    return {
        "spacing": agreement,
        **_precision_recall("spacing", spacing),
        **_precision_recall("doubling", doubling),
    }


def spacing_agreement(truth: str, text: str) -> Ratio:
    """Neighbours spaced as in the truth, of those that are neighbours in both (within a line)."""
    wanted = has_space_after(truth)
    gaps = _gaps_along(wanted, has_space_after(text))
    return Ratio(sum(gap == (index in wanted[1]) for index, gap in gaps.items()), len(gaps))


def spacing_counts(truth: str, rewriting: Rewriting) -> tuple[int, int, int]:
    """Spaces correctly removed, wrongly removed, and wrongly left."""
    wanted = has_space_after(truth)
    read = _gaps_along(wanted, has_space_after(rewriting.read))
    left = _gaps_along(wanted, has_space_after(rewriting.repaired))
    rightly = wrongly = kept = 0
    for index in read.keys() & left.keys():
        if read[index]:
            rightly += not left[index] and index not in wanted[1]
            wrongly += not left[index] and index in wanted[1]
            kept += left[index] and index not in wanted[1]
    return rightly, wrongly, kept


def doubling_counts(truth: str, rewriting: Rewriting) -> tuple[int, int, int]:
    """Repeated characters correctly removed, wrongly removed (the page intends them), and wrongly left."""
    wanted, read, left = (has_space_after(text)[0] for text in (truth, rewriting.read, rewriting.repaired))
    before, after = _extra_repeats(wanted, read), _extra_repeats(wanted, left)
    lost = _lost_repeats(wanted, left) - _lost_repeats(wanted, read)
    return max(0, before - after), len(lost), after


def has_space_after(text: str) -> Spaced:
    """The characters that count, and where a space is between two of one line."""
    characters: list[str] = []
    after_space: set[int] = set()
    space = False
    for character in text:
        parts = normalize_character(character)
        if character == "\n":
            space = False
        elif not parts:
            space = bool(characters)
        elif parts:
            if space:
                after_space.add(len(characters))
            space = False
            characters.extend(parts)
    return "".join(characters), frozenset(after_space)


def _gaps_along(truth: Spaced, text: Spaced) -> dict[int, bool]:
    """For each true character whose neighbours are aligned: does the text have a space before it?"""
    place: dict[int, int] = {}
    for step in align(truth[0], text[0]):
        if step.tag in ("equal", "replace"):
            place.update(zip(range(step.start, step.end), range(step.text_start, step.text_end), strict=True))
    return {
        index: place[index] in text[1]
        for index in range(1, len(truth[0]))
        if index in place and place.get(index - 1) == place[index] - 1
    }


def _extra_repeats(truth: str, text: str) -> int:
    """Characters of the text that the truth has not and that repeat what is before or after them."""
    return sum(
        len(_repeats(text, step.text_start, step.text_end)) for step in align(truth, text) if step.tag == "insert"
    )


def _lost_repeats(truth: str, text: str) -> set[int]:
    """Indices of true characters that repeat their neighbours and are missing from the text."""
    steps = (step for step in align(truth, text) if step.tag == "delete")
    return {index for step in steps for index in _repeats(truth, step.start, step.end)}


def _repeats(text: str, start: int, end: int) -> list[int]:
    """Indices of the stretch whose character is also next to it, or a stretch's length away."""
    return [
        index
        for index in range(start, end)
        if any(
            0 <= index + away < len(text) and text[index] == text[index + away]
            for away in (-1, 1, start - end, end - start)
        )
    ]


def _judgeable(matches: list[Match]) -> Iterator[tuple[str, Rewriting]]:
    for match in matches:
        if match.output is None or not match.truth.heads_marked:
            continue
        yield from _pairs(match.truth, match.output)


def _pairs(truth: ComparableArticle, output: ComparableArticle) -> Iterator[tuple[str, Rewriting]]:
    if output.body_rewriting is not None:
        yield truth.text, output.body_rewriting
    if output.headline_rewriting is not None and truth.headline:
        yield truth.headline, output.headline_rewriting


def _add(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    first, second, third = itertools.starmap(int.__add__, zip(one, other, strict=True))
    return first, second, third


def _precision_recall(name: str, counts: tuple[int, int, int]) -> dict[str, Ratio]:
    rightly, wrongly, left = counts
    figures = {
        f"{name}_precision": Ratio(rightly, rightly + wrongly),
        f"{name}_recall": Ratio(rightly, rightly + left),
    }
    return {key: ratio for key, ratio in figures.items() if ratio != NOTHING}
