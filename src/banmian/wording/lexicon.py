"""Frequencies of Chinese words, loaded once on first use. Traditional text is looked up in simplified form.

Words and counts are those that jieba (MIT) ships as ``dict.txt``; its segmenter is not used.
"""

from __future__ import annotations

import math
from functools import cache

from banmian.wording.package_files import file_of
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han

LONGEST = 5
"""Words longer than this are not looked up."""
MOST_RECENT = 1 << 12
"""Texts whose cost is kept: most are asked for more than once."""
_UNKNOWN_CHARACTER = 15.0
_UNKNOWN_OTHER = 4.0


class Lexicon:
    """``costs``: for each word the negative natural logarithm of its share of all words."""

    def __init__(self, counts: dict[str, int]) -> None:
        logarithm = math.log(sum(counts.values()) or 1)
        log = math.log
        self._recent: dict[str, float] = {}
        self.costs = {word: logarithm - log(count) for word, count in counts.items() if count > 0}

    def __contains__(self, word: str) -> bool:
        return simplify(word) in self.costs

    def cost(self, text: str) -> float:
        """The cost of the cheapest segmentation of `text` into words, in nats: lower is likelier."""
        found = self._recent.get(text)
        if found is None:
            if len(self._recent) >= MOST_RECENT:
                self._recent.clear()
            found = self._recent[text] = self._costs_to(text)[-1]
        return found

    def _costs_to(self, text: str) -> list[float]:
        """The cost of the cheapest segmentation of each prefix of `text`."""
        costs = self.costs
        text = simplify(text)
        best = [0.0] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            character = text[end - 1]
            known = costs.get(character)
            if known is None:
                known = _UNKNOWN_CHARACTER if is_han(character) else _UNKNOWN_OTHER
            cheapest = best[end - 1] + known
            for start in range(max(0, end - LONGEST), end - 1):
                word = costs.get(text[start:end])
                if word is not None and best[start] + word < cheapest:
                    cheapest = best[start] + word
            best[end] = cheapest
        return best

    def cut_cost(self, left: str, right: str) -> float:
        """The cost in nats of a word boundary between `left` and `right`: above 0 a word spans it."""
        whole = self._costs_to(left + right)
        return whole[len(left)] + self.cost(right) - whole[-1]

    def segment(self, text: str) -> list[str]:
        """The cheapest segmentation of `text` into words."""
        costs, shown, text = self.costs, text, simplify(text)
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            unknown = _UNKNOWN_CHARACTER if is_han(text[end - 1]) else _UNKNOWN_OTHER
            option = (best[end - 1][0] + costs.get(text[end - 1], unknown), end - 1)
            for start in range(max(0, end - LONGEST), end - 1):
                word = costs.get(text[start:end])
                if word is not None and best[start][0] + word < option[0]:
                    option = (best[start][0] + word, start)
            best.append(option)
        words: list[str] = []
        end = len(text)
        while end > 0:
            start = best[end][1]
            words.append(shown[start:end])
            end = start
        return words[::-1]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read on the first call (about a quarter of a second)."""
    counts: dict[str, int] = {}
    with file_of("jieba", "dict.txt", lacking="repair needs its word list").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            if len(word) <= LONGEST:
                counts[word] = int(count)
    return Lexicon(counts)
