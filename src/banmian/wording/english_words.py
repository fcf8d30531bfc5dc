"""English words, told by their frequency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.wording.wordfreq_lists import word_frequencies

_LATIN = re.compile("[A-Za-z]")


def english_frequency(word: str) -> float:
    """The share of all words that are `word`, ignoring case; 0 when it is not listed."""
    return word_frequencies("large_en").get(word.lower(), 0.0)


def are_english(words: Sequence[str], common: float, share: float) -> bool:
    """Whether this share of some words, at least one, have a frequency in English of ``common`` or more.

    Words without a Latin letter have not: a Chinese page is told without the list.
    """
    latin = [word for word in words if _LATIN.search(word)]
    if len(latin) < share * len(words):
        return False
    return sum(english_frequency(word) >= common for word in latin) / len(words) >= share


def is_one_word(left: str, right: str) -> bool:
    """Whether `left` and `right` are the halves of one word rather than the parts of a compound.

    The whole must be more frequent than its halves would occur together by chance.
    """
    whole, apart = english_frequency(left + right), english_frequency(left) * english_frequency(right)
    return whole > 10 * apart if whole else apart == 0.0
