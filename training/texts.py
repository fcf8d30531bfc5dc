"""What the synthetic columns say: words, random characters, and lines of transcriptions where some are given."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import jieba  # type: ignore[import-untyped]
from wordfreq.chinese import SIMPLIFIED_MAP

from banmian.wording.unicode_script import is_han

POINTS = "、，。：；！？（）「」『』—…"
POINT_SHARES = (50, 18, 8, 3, 2, 2, 2, 6, 6, 4, 4, 2, 2, 1, 1)
NUMERALS = "一二三四五六七八九十〇百千廿卅"
LEAST_FREQUENCY = 20
"""Rarer entries of jieba's list are mostly names cut wrongly."""
TRANSCRIBED = 0.5
"""Share of lines out of transcriptions, where some are given."""


class Texts:
    """Lines to be set, of characters that the recogniser knows.

    `transcribed` are lines of real papers, which the user brings; without them all lines are invented.
    """

    def __init__(self, characters: Iterable[str], transcribed: Sequence[str] = ()) -> None:
        known = set(characters)
        self._characters = sorted(character for character in known if is_han(character) and _in_big5(character))
        self._words, self._frequencies = _traditional_words(known)
        self._transcribed = ["".join(sign for sign in line if sign in known) for line in transcribed]
        self._transcribed = [line for line in self._transcribed if len(line) > 1]

    def line(self, chance: random.Random) -> str:
        """One line of 2 to 38 signs."""
        if self._transcribed and chance.random() < TRANSCRIBED:
            return self._cutting(chance)
        length = _length(chance)
        points = chance.choice((0, 0.05, 0.12, 0.2))
        signs: list[str] = []
        words = chance.random() < 0.5
        while len(signs) < length:
            if words:
                signs += chance.choices(self._words, self._frequencies)[0]
            else:
                signs.append(chance.choice(self._characters))
            if chance.random() < points * (1.6 if words else 1):
                signs += chance.choices(POINTS, POINT_SHARES)
        if chance.random() < 0.06:
            place = chance.randrange(len(signs) + 1)
            signs[place:place] = chance.choices(NUMERALS, k=chance.randint(2, 6))
        return "".join(signs[:length])

    def _cutting(self, chance: random.Random) -> str:
        number = chance.randrange(len(self._transcribed))
        text = "".join(self._transcribed[number : number + 4])
        length = _length(chance)
        start = chance.randrange(max(1, len(text) - length))
        text = text[start : start + length]
        fate = chance.random()
        if fate < 0.2:
            return text.replace("，", "、")
        return text.replace("、", "，") if fate < 0.25 else text


def lines_of(file: Path) -> list[str]:
    """The lines of a text file of transcriptions, without spaces."""
    return ["".join(line.split()) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _length(chance: random.Random) -> int:
    return chance.choices(
        (chance.randint(6, 10), chance.randint(2, 5), chance.randint(11, 18), chance.randint(19, 38)), (5, 1, 2, 2)
    )[0]


def _in_big5(character: str) -> bool:
    try:
        return len(character.encode("big5")) == 2
    except UnicodeEncodeError:
        return False


def _traditional_words(known: set[str]) -> tuple[list[str], list[float]]:
    """jieba's words in traditional characters with the roots of their frequencies.

    Where a simplified character stands for several, the choice goes by turns: a glyph is to be told, not a word.
    """
    forms: dict[str, list[str]] = defaultdict(list)
    for code, plain in SIMPLIFIED_MAP.items():
        if _in_big5(chr(code)) and isinstance(plain, str):
            forms[plain].append(chr(code))
    jieba.initialize()
    words, roots = [], []
    for number, (word, frequency) in enumerate(jieba.dt.FREQ.items()):
        if frequency < LEAST_FREQUENCY or not all(map(is_han, word)):
            continue
        set_so = "".join(forms[sign][number % len(forms[sign])] if forms.get(sign) else sign for sign in word)
        if all(sign in known for sign in set_so):
            words.append(set_so)
            roots.append(frequency**0.5)
    return words, roots
