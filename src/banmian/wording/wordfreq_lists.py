"""Frequencies of words of a language from wordfreq's lists (Apache-2.0), loaded on first use.

A list is read from the package's file: importing the package loads its segmenters and tables of languages too.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import Literal

import msgpack

from banmian.wording.package_files import file_of

WordList = Literal["large_en", "small_de"]


@cache
def word_frequencies(name: WordList) -> dict[str, float]:
    """The share of all words that each word of a list is, in lower case."""
    packed = file_of("wordfreq", "data", f"{name}.msgpack.gz", lacking="its lists of words are needed")
    with gzip.open(packed) as content:
        _, *buckets = msgpack.load(content, raw=False)
    frequencies: dict[str, float] = {}
    for hundredths, words in enumerate(buckets):  # of a power of ten, by which a word is rarer than 1
        frequencies.update(dict.fromkeys(words, 10 ** (-hundredths / 100)))
    return frequencies
