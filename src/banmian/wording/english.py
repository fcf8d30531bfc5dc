"""Frequencies of English words from wordfreq's list (Apache-2.0), loaded on first use.

The list is read from the package's file: importing the package loads its segmenters and tables of languages too.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import cache

import msgpack

from banmian.wording.package_files import file_of

_LATIN = re.compile("[A-Za-z]")


@cache
def _frequencies() -> dict[str, float]:
    packed = file_of("wordfreq", "data", "large_en.msgpack.gz", lacking="its list of English words is needed")
    with gzip.open(packed) as content:
        _, *buckets = msgpack.load(content, raw=False)
    frequencies: dict[str, float] = {}
    for hundredths, words in enumerate(buckets):  # of a power of ten, by which a word is rarer than 1
        frequencies.update(dict.fromkeys(words, 10 ** (-hundredths / 100)))
    return frequencies


def english_frequency(word: str) -> float:
    """The share of all words that are `word`, ignoring case; 0 when it is not listed."""
    return _frequencies().get(word.lower(), 0.0)


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
