"""Frequencies of Chinese words. Traditional text is looked up in simplified form.

Words and counts are those that jieba (MIT) ships as ``dict.txt``; its segmenter is not used. The file is read on first
use, its lines for a character when a text is looked up that has it: a document uses a fraction of the words.
"""

from __future__ import annotations

import math
import re
from functools import cache

from banmian.wording.package_files import file_of
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han

LONGEST = 5
"""Words longer than this are not looked up."""
MOST_RECENT = 1 << 12
"""Texts whose cost is kept: most are asked for more than once."""
_ALL_COUNTS = 59_949_825
"""The sum of the counts of all words of at most `LONGEST` characters."""
_BEGINNING_ALIKE = re.compile(rb"(.[\x80-\xbf]*)[^\n]*\n(?:\1[^\n]*\n)*")
"""Lines of the file that begin with the same character, in UTF-8."""
_UNKNOWN_CHARACTER = 15.0
_UNKNOWN_OTHER = 4.0


class Lexicon:
    """Words with their costs. ``listed`` are the lines of the file by the character that they begin with."""

    def __init__(self, listed: dict[str, bytes]) -> None:
        self._recent: dict[str, float] = {}
        self._listed = listed
        self._begun: set[str] = set()
        self._costs: dict[str, float] = {}

    def __contains__(self, word: str) -> bool:
        word = simplify(word)
        return word in self.costs_in(word)

    def costs_in(self, text: str) -> dict[str, float]:
        """For each word that `text`, in simplified form, may contain the negative natural logarithm of its share."""
        if not self._begun.issuperset(text):
            for character in set(text) - self._begun:
                self._read(self._listed.get(character, b""))
                self._begun.add(character)
        return self._costs

    def _read(self, lines: bytes) -> None:
        # each line: word, count, part of speech
        said = lines.decode("utf-8").split()
        total = math.log(_ALL_COUNTS)
        for word, count in zip(said[::3], said[1::3], strict=True):
            if len(word) <= LONGEST:
                self._costs[word] = total - math.log(int(count))

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
        text = simplify(text)
        costs = self.costs_in(text)
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
        shown, text = text, simplify(text)
        costs = self.costs_in(text)
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
    """The lexicon, whose file is read on the first call (a fortieth of a second)."""
    listed: dict[str, bytes] = {}
    data = file_of("jieba", "dict.txt", lacking="repair needs its word list").read_bytes()
    for found in _BEGINNING_ALIKE.finditer(data):
        character = found[1].decode("utf-8")
        listed[character] = listed.get(character, b"") + found[0]
    return Lexicon(listed)
