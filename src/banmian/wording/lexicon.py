"""Frequencies of Chinese words, loaded once on first use. Traditional text is looked up in simplified form.

Words and counts are those that jieba (MIT) ships as ``dict.txt``; its segmenter is not used.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import compress

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

    def __init__(self, costs: dict[str, float]) -> None:
        self._recent: dict[str, float] = {}
        self.costs = costs

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
    """The lexicon, read on the first call (about a sixth of a second)."""
    # each line: word, count, part of speech
    said = file_of("jieba", "dict.txt", lacking="repair needs its word list").read_text("utf-8").split()
    words, counts = said[::3], said[1::3]
    short = [len(word) <= LONGEST for word in words]
    words, counts = list(compress(words, short)), list(compress(counts, short))
    numbers = {count: int(count) for count in set(counts)}
    total = math.log(sum(map(numbers.__getitem__, counts)))
    costs = {count: total - math.log(number) for count, number in numbers.items()}
    return Lexicon(dict(zip(words, map(costs.__getitem__, counts), strict=True)))
