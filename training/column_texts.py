"""What the synthetic columns say: words, random characters, and lines of transcriptions where some are given."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from banmian.wording.unicode_script import is_han

POINTS = "、，。：；！？（）「」『』—…"
POINT_SHARES = (50, 18, 8, 3, 2, 2, 2, 6, 6, 4, 4, 2, 2, 1, 1)
BRACKETS = ("「」", "『』", "（）", "《》", "〈〉", "【】", "〔〕")
NUMERALS = "一二三四五六七八九十〇百千廿卅"
KANA = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F5)))) + "ーーー"
LEAST_FREQUENCY = 20
"""Rarer entries of jieba's list are mostly names cut wrongly."""
TRANSCRIBED = 0.5
"""Share of lines out of transcriptions, where some are given."""
EXCHANGED_LINES = 0.15
EXCHANGED = 0.15
"""Share of lines in which characters are exchanged for others that look alike, and of their characters."""
OTHER_FORMS: Mapping[str, str] = dict(
    zip("吿囘旣鄕槪閙倂顚屛曁輙甁髠刋莭頺覔巓淸靑⋯", "告回既鄉概鬧併顛屏暨輒瓶髡刊節頹覓巔清青…", strict=True)
)
"""Forms of old type, and how they are said where the recogniser does not know them."""


@dataclass(frozen=True)
class Words:
    """Words, each drawn as often as its weight says."""

    words: Sequence[str]
    weights: Sequence[float]

    @cached_property
    def heaped(self) -> list[float]:
        """The weights, each with those before it, as a lot is drawn from them."""
        return list(itertools.accumulate(self.weights))

    def drawn(self, chance: random.Random) -> str:
        """One word."""
        return chance.choices(self.words, cum_weights=self.heaped)[0]


class Texts:
    """Lines to be set, of characters that the recogniser knows.

    `transcribed` are lines of real papers, which the user brings; without them all lines are invented. `alike` names
    for characters those that look like them, to be set in their place now and then: what is read is to come from the
    glyph and not from what usually stands there.
    """

    def __init__(
        self,
        characters: Iterable[str],
        words: Words,
        transcribed: Sequence[str] = (),
        alike: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        known = set(characters)
        self._said = {sign: sign for sign in known} | {
            old: new for old, new in OTHER_FORMS.items() if old not in known and new in known
        }
        self._all = sorted(character for character in known if is_han(character))
        self._traditional = [character for character in self._all if in_big5(character)]
        self._kana = [sign for sign in KANA if sign in known]
        self._words = words
        self._alike = alike or {}
        self._transcribed = ["".join(sign for sign in line if sign in self._said) for line in transcribed]
        self._transcribed = [line for line in self._transcribed if len(line) > 1]

    def said(self, text: str) -> str:
        """A line as the recogniser is to read it."""
        return "".join(self._said.get(sign, sign) for sign in text)

    def line(self, chance: random.Random) -> str:
        """One line of running text, 2 to 38 signs."""
        text = self._text(chance, _length(chance))
        return self._exchanged(text, chance) if self._alike and chance.random() < EXCHANGED_LINES else text

    def headline(self, chance: random.Random) -> str:
        """A headline of 1 to 14 signs, bracketed in part at times."""
        length = chance.choices((chance.randint(1, 4), chance.randint(4, 9), chance.randint(9, 14)), (3, 6, 2))[0]
        text = self._text(chance, length).strip("、，。")[:length] or chance.choice(self._traditional)
        if chance.random() < 0.2:
            first = chance.randrange(len(text))
            last = chance.randint(first + 1, len(text))
            brackets = chance.choice(BRACKETS)
            text = text[:first] + brackets[0] + text[first:last] + brackets[1] + text[last:]
        if chance.random() < 0.1:
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice("一一一二三十") + text[place:]
        return self._exchanged(text, chance) if self._alike and chance.random() < EXCHANGED_LINES else text

    def _text(self, chance: random.Random, length: int) -> str:
        if self._transcribed and chance.random() < TRANSCRIBED:
            return self._cutting(chance, length)
        points = chance.choice((0, 0.05, 0.12, 0.2))
        signs: list[str] = []
        kind = chance.choices(("words", "traditional", "all", "kana"), (50, 36, 8, 6))[0]
        while len(signs) < length:
            if kind == "words":
                signs += list(self._words.drawn(chance))
            elif kind == "kana" and self._kana and chance.random() < 0.6:
                signs += chance.choices(self._kana, k=chance.randint(1, 4))
            else:
                signs.append(chance.choice(self._all if kind == "all" else self._traditional))
            if chance.random() < points * (1.6 if kind == "words" else 1):
                signs += chance.choices(POINTS, POINT_SHARES)
        if chance.random() < 0.06:
            place = chance.randrange(len(signs) + 1)
            signs[place:place] = chance.choices(NUMERALS, k=chance.randint(2, 6))
        return "".join(signs[:length])

    def _cutting(self, chance: random.Random, length: int) -> str:
        number = chance.randrange(len(self._transcribed))
        text = self._transcribed[number]
        if chance.random() < 0.6 or len(text) < length:
            text = "".join(self._transcribed[number : number + 4])
            start = chance.randrange(max(1, len(text) - length))
            text = text[start : start + length]
        text = text[:length] if len(text) > MOST_SIGNS else text
        fate = chance.random()
        if fate < 0.2:
            return text.replace("，", "、")
        return text.replace("、", "，") if fate < 0.25 else text

    def _exchanged(self, text: str, chance: random.Random) -> str:
        return "".join(
            chance.choice(self._alike[sign]) if sign in self._alike and chance.random() < EXCHANGED else sign
            for sign in text
        )


MOST_SIGNS = 42
"""Longer lines are cut."""


def lines_of(file: Path) -> list[str]:
    """The lines of a text file of transcriptions, without spaces."""
    return ["".join(line.split()) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _length(chance: random.Random) -> int:
    return chance.choices(
        (chance.randint(6, 10), chance.randint(2, 5), chance.randint(11, 18), chance.randint(19, 38)), (5, 1, 2, 2)
    )[0]


def in_big5(character: str) -> bool:
    """Whether a character is a traditional one in use: Big5 has it."""
    try:
        return len(character.encode("big5")) == 2
    except UnicodeEncodeError:
        return False


def traditional_words(known: set[str]) -> Words:
    """jieba's words in traditional characters with the roots of their frequencies.

    Where a simplified character stands for several, the choice goes by turns: a glyph is to be told, not a word.
    """
    import jieba  # type: ignore[import-untyped]
    from wordfreq.chinese import SIMPLIFIED_MAP

    forms: dict[str, list[str]] = defaultdict(list)
    for code, plain in SIMPLIFIED_MAP.items():
        if in_big5(chr(code)) and isinstance(plain, str):
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
    return Words(words, roots)
