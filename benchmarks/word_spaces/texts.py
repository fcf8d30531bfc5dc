"""Invented text of a language: its frequent words by lot, with the punctuation that newspapers have."""

from __future__ import annotations

from functools import cache
from random import Random

from wordfreq import get_frequency_dict, top_n_list

WORDS = 6000
PARTICLES = (
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "으로",
    "와",
    "과",
    "도",
    "만",
    "까지",
    "부터",
    "했다",
    "이다",
)
"""What Korean words end with."""
LETTERS: dict[str, str] = {"en": "a", "fr": "aày", "ru": "аиковсуя"}
"""Words of one letter; two of them never follow one another."""
CAPITALISED = 0.3
"""Share of the longer German words that are written as nouns are."""


class Words:
    """Words and sentences of one language (``en``, ``de``, ``fr``, ``ru``, ``ko``), the same for the same seed."""

    def __init__(self, language: str, seed: int) -> None:
        self._language, self._random = language, Random(f"{language} {seed}")
        self._last = ""

    def word(self) -> str:
        """One word, without punctuation."""
        words, weights = _frequent(self._language)
        word = self._random.choices(words, weights)[0]
        while len(word) == len(self._last) == 1:
            word = self._random.choices(words, weights)[0]
        self._last = word
        if self._language == "ko":
            return word + self._random.choice(PARTICLES)
        noun = self._language == "de" and len(word) > 4 and self._random.random() < CAPITALISED
        return word.capitalize() if noun else word

    def sentence(self) -> str:
        """Six to sixteen words, with a figure, a comma, a quotation or a colon here and there, and a stop."""
        chance = self._random
        words = [self.word() for _ in range(chance.randint(6, 16))]
        words[0] = words[0][:1].upper() + words[0][1:]
        for place in range(1, len(words) - 1):
            kind = chance.random()
            if kind < 0.10:
                words[place] += ","
            elif kind < 0.13:
                words[place] = str(chance.choice((chance.randint(2, 31), chance.randint(1850, 2026))))
            elif kind < 0.15:
                words[place] = f"({words[place]})"
            elif kind < 0.17:
                words[place] = self._quoted(words[place])
            elif kind < 0.18:
                words[place] += ":"
            elif kind < 0.19:
                words[place] += ";"
        return " ".join(words) + chance.choices(".?!", (12, 1, 1))[0]

    def _quoted(self, word: str) -> str:
        opening, closing = {"de": "„“", "ko": "“”", "en": "“”"}.get(self._language, "«»")
        space = " " if self._language == "fr" else ""
        return opening + space + word + space + closing

    def paragraph(self, words: int) -> str:
        """Sentences of at least so many words together."""
        sentences = [self.sentence()]
        while sum(len(sentence.split()) for sentence in sentences) < words:
            sentences.append(self.sentence())
        return " ".join(sentences)


@cache
def _frequent(language: str) -> tuple[list[str], list[float]]:
    """The frequent words of a language that are letters alone, and how often each is drawn."""
    share = get_frequency_dict(language)
    letters = LETTERS.get(language, "")
    words = [word for word in top_n_list(language, WORDS) if word.isalpha() and (len(word) > 1 or word in letters)]
    return words, [share[word] for word in words]
