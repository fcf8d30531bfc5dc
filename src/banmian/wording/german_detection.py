"""German text, told from other languages in Latin letters by its words."""

from __future__ import annotations

import re

from banmian.wording.english_words import english_frequency
from banmian.wording.wordfreq_lists import word_frequencies

LEAST_WORDS = 3
MOSTLY = 0.5
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_german(text: str) -> bool:
    """Whether more than half of a text's words, and three at least, are words that German has more often than English.

    The first and the last word are left out: in a line they may be halves.
    """
    words = _WORD.findall(text.lower())[1:-1]
    german = word_frequencies("small_de")
    german_words = sum(german.get(word, 0.0) > english_frequency(word) for word in words)
    return german_words >= LEAST_WORDS and german_words > MOSTLY * len(words)
