"""Frequencies of English words from wordfreq's list (Apache-2.0), loaded on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", "large")


def english_frequency(word: str) -> float:
    """The share of all words that are `word`, ignoring case; 0 when it is not listed."""
    return _frequencies().get(word.lower(), 0.0)


def english_share(words: Sequence[str], least: float) -> float:
    """Share of some words, at least one, that are as frequent as ``least`` in English."""
    return sum(english_frequency(word) >= least for word in words) / len(words)


def is_one_word(left: str, right: str) -> bool:
    """Whether `left` and `right` are the halves of one word rather than the parts of a compound.

    The whole must be more frequent than its halves would occur together by chance.
    """
    whole, apart = english_frequency(left + right), english_frequency(left) * english_frequency(right)
    return whole > 10 * apart if whole else apart == 0.0
