"""Which characters stand next to each other in old print, counted in free transcriptions (`models/README.md`).

A pair is worth by how much the second character is likelier after the first than anywhere, so a rare character is worth
no less than a common one: only how it goes with its neighbours counts. Unseen pairs are worth what is left for them by
absolute discounting (Ney, Essen and Kneser 1994). Traditional characters are looked up in simplified form.
"""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han

COUNTS = Path(__file__).with_name("models") / "character-pairs-1.gz"
"""A line for each first character: itself, and each that follows it with the count of both."""
DISCOUNT = 0.75
"""What of each count is given to pairs that were not seen."""
POINT, SIGN = "|", "#"
"""What stands for points, brackets and other marks, and for letters and figures."""


class CharacterPairs:
    """Counts of pairs, (first, second) in simplified form."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        self._counts = counts
        self._all: Counter[str] = Counter()
        self._followers: Counter[str] = Counter()
        self._leaders: Counter[str] = Counter()
        for (first, second), count in counts.items():
            self._all[first] += count
            self._followers[first] += 1
            self._leaders[second] += 1

    def association(self, first: str, second: str) -> float:
        """By how many nats `second` is likelier after `first` than anywhere; 0 where nothing is known of `first`.

        How likely a character is anywhere is told by how many different ones it follows (Kneser and Ney 1995).
        """
        first, second = as_counted(first), as_counted(second)
        if first not in self._all:
            return 0.0
        unseen = DISCOUNT * self._followers[first] / self._all[first]
        count = self._counts.get((first, second), 0)
        if not count:
            return math.log(unseen)
        anywhere = self._leaders[second] / len(self._counts)
        return math.log((count - DISCOUNT) / (self._all[first] * anywhere) + unseen)


def as_counted(character: str) -> str:
    """What a character is counted as: Han ones in simplified form, others by their kind."""
    if is_han(character):
        return simplify(character)
    return SIGN if character.isalnum() else POINT


@cache
def character_pairs() -> CharacterPairs:
    """The pairs in the package, whose file is read on the first call."""
    return CharacterPairs(read_pairs(COUNTS))


def read_pairs(path: Path) -> dict[tuple[str, str], int]:
    """Pairs with their counts from a file as `training.character_pairs` writes it."""
    counts: dict[tuple[str, str], int] = {}
    for row in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        first, *followers = row.split(" ")
        for follower in followers:
            counts[first, follower[0]] = int(follower[1:])
    return counts
