"""Shared wording: how much of its wording one text shares with another, rare wording counting most."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import repeat
from operator import add

from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN

SAME_TITLE = 0.6
"""Two titles more similar than this are the same."""
_COMMON = 9.0
_RAREST = 14.0
_UNLISTED = 12.0
_USUAL = 7.0
_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(rf"[{HAN}]+|[A-Za-z]{{2,}}|\d{{2,}}")


def grams(text: str) -> set[str]:
    """The character pairs inside Han runs, and the Latin words and numbers, of `text`."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0].isascii():
            found.add(run.lower())
        else:
            found.update(map(add, run, run[1:]))
    return found


def characters(text: str) -> set[str]:
    """The Han characters of `text`."""
    return set(_HAN.findall(text))


def title_grams(title: str) -> set[str]:
    """The grams of a title, ignoring its spaces."""
    return grams(title.replace(" ", ""))


def overlap(left: set[str], right: set[str]) -> float:
    """The common part of two wordings as a share of both together, 0 to 1."""
    common = len(left & right)
    return common / max(1, len(left) + len(right) - common)


class Rarity:
    """The weight of each gram over a set of texts: the rarer, the greater."""

    def __init__(self, texts: Iterable[set[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(text)
            total += 1
        self.total = max(1, total)
        steps = {count: math.log(1 + self.total / count) for count in set(counts.values())}
        self.weights = {gram: steps[count] for gram, count in counts.items()}
        self.highest = math.log(1 + self.total)

    def weight(self, wording: Iterable[str]) -> float:
        """The sum of the weights of some grams."""
        return sum(map(self.weights.get, wording, repeat(self.highest)))

    def share(self, part: set[str], whole: set[str]) -> float:
        """How much of the wording of `part` is found in `whole`, 0 to 1."""
        total = self.weight(part)
        return self.weight(part & whole) / total if total else 0.0

    def likeness(self, one: set[str], other: set[str]) -> float:
        """Similarity of two wordings, 0 to 1: shared weight over the geometric mean of both."""
        left, right = self.weight(one), self.weight(other)
        return self.weight(one & other) / math.sqrt(left * right) if left and right else 0.0


def recurring_bigrams(text: str, least: int = 3, most: int = 8) -> dict[str, float]:
    """The pairs of characters that recur in `text`, with their weights: names, places, topics.

    They are in simplified form. The weight is the number of occurrences times the rarity in Chinese; pairs with
    fewer than `least` occurrences, and common words, are left out.
    """
    counts: Counter[str] = Counter()
    for run in _RUN.findall(simplify(text)):
        if not run[0].isascii():
            counts.update(map(add, run, run[1:]))
    costs = lexicon().costs_in("".join(counts))
    weights = {
        gram: count * min(costs.get(gram, _UNLISTED), _RAREST)
        for gram, count in counts.items()
        if count >= least and costs.get(gram, _UNLISTED) >= _COMMON
    }
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    return dict(top)


def recurring_share(refrains: dict[str, float], text: str) -> float | None:
    """How much of the recurring pairs occurs in `text`, 0 to 1; None when there are none."""
    total = sum(refrains.values())
    if not total:
        return None
    text = simplify(text)
    return sum(weight for gram, weight in refrains.items() if gram in text) / total


def shared_rare_wording(one: str, other: str) -> float:
    """How much of their rarer wording two texts share, 0 to 1: the shared weight over the mean of both."""
    left, right = (_weights(text) for text in (one, other))
    total = math.sqrt(sum(left.values()) * sum(right.values()))
    return sum(weight for gram, weight in left.items() if gram in right) / total if total else 0.0


def _weights(text: str) -> dict[str, float]:
    """The pairs of characters of a text that are not common words, each with its rarity compared with those."""
    pairs = grams(simplify(text))
    costs = lexicon().costs_in("".join(pairs))
    found = {gram: min(costs.get(gram, _UNLISTED), _RAREST) - _USUAL for gram in pairs}
    return {gram: weight for gram, weight in found.items() if weight > 1}
