"""What synthetic rows of Latin script say: frequent words of German, English, French and Italian in random order.

The words and their frequencies are wordfreq's (data: CC BY-SA 4.0). Punctuation, figures, dates, prices and the
spelling of the 19th century are added by lot.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from zlib import crc32

LANGUAGES = ("de", "en", "fr", "it")
OLD_SHARES, NEW_SHARES = (88, 4, 6, 2), (40, 32, 20, 8)
"""How often each language is drawn for blackletter and for roman rows."""
WORDS = 80_000
"""Words of a language, the most frequent ones."""
LONGEST = 20
JUDGED = 12
"""Every so many words is kept for judging."""
FLATTENED = 0.65
"""Power of their frequencies by which words are drawn: rare ones are to be seen too."""
NOUNS = re.compile(r".+(ung|ungen|heit|heiten|keit|schaft|tion|tionen|ismus|nis|tum|mann|haus|land|stadt|er|en)$")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
PRICED = ("Fr.", "Mk.", "M.", "Fl.", "Kr.", "$", "£", "Rp.", "Pf.", "Kg.", "Ctr.")
CAPITALS = "ABCDEFGHKLMNOPQRSTUVWXYZ"
"""Without I and J, which are one letter in blackletter."""
FUNCTION_WORDS = 250
"""The most frequent German words are hardly ever nouns."""
UMLAUTS = {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
SPELLED_OLD: tuple[tuple[str, str], ...] = (
    (r"ss$", "ß"),
    (r"ss(?=[tlmnk])", "ß"),
)
SPELLED_OLDER = (
    (r"\bT(?=[aeiouäöü])", "Th"),
    (r"t(?=(um|ür|eil|al)\b)", "th"),
    (r"ieren$", "iren"),
    (r"iert$", "irt"),
    (r"k(?=[ao])", "c"),
    (r"^K(?=[ao])", "C"),
    (r"zent", "cent"),
    (r"nis$", "niß"),
    (r"ei$", "ey"),
)


class LatinTexts:
    """Rows to be set, of signs that the recogniser knows. ``judging`` has the words that training never sees."""

    def __init__(self, signs: Iterable[str], judging: bool = False) -> None:
        self._signs = frozenset(signs) | {" ", "ſ"}
        self._words = {language: _words_of(language, judging) for language in LANGUAGES}

    def words(self, language: str) -> list[str]:
        """The words of a language, the most frequent first."""
        return self._words[language][0]

    def row(self, chance: random.Random, old: bool) -> str:
        """The text of one row, of blackletter where it is ``old``."""
        lengths = chance.randint(30, 58), chance.randint(10, 30), chance.randint(2, 12)
        length = chance.choices(lengths, (72, 18, 10))[0]
        kind = chance.random()
        if kind < 0.05:
            text = " ".join(_figures(chance) for _ in range(1 + length // 8))
        elif kind < 0.09:
            text = self._letters(chance, length, old)
        else:
            language = chance.choices(LANGUAGES, OLD_SHARES if old else NEW_SHARES)[0]
            text = self._sentences(chance, language, length, old)
        if not old and chance.random() < 0.07:
            text = text.replace("ß", "ss").upper()
        return " ".join("".join(sign for sign in text if sign in self._signs).split())

    def _sentences(self, chance: random.Random, language: str, length: int, old: bool) -> str:
        words, sums = self._words[language]
        parts: list[str] = []
        count, begins = 0, chance.random() < 0.3
        quoted = ""
        while count <= length:
            rank = chance.choices(range(len(words)), cum_weights=sums)[0]
            word = _cased(words[rank], rank, language, begins, chance)
            if language == "de":
                if chance.random() < 0.07 and len(word) > 3:
                    other = words[chance.choices(range(len(words)), cum_weights=sums)[0]]
                    word += chance.choice((other, other, "-" + other.capitalize(), "- und " + other.capitalize()))
                word = _old_spelling(word, chance) if old or chance.random() < 0.3 else word
            begins = False
            fate = chance.random()
            if fate < 0.035:
                word = _figures(chance)
            elif fate < 0.055 and not quoted:
                opening, quoted = _quotes(language, old, chance)
                word = opening + word
            elif fate < 0.075:
                word = f"({word})"
            elif fate < 0.08:
                word = f"{chance.choice('§†*&')} {word}"
            mark = _mark(chance)
            begins = mark in (".", "!", "?")
            if quoted and chance.random() < 0.3:
                word, mark, quoted = word + (mark + quoted if chance.random() < 0.5 else quoted + mark), "", ""
            parts.append(word + mark)
            count += len(parts[-1]) + 1
            if chance.random() < 0.02:
                parts.append("—")
        text = " ".join(parts)
        start = chance.randrange(4) if chance.random() < 0.2 else 0
        text = text[start : start + length].strip()
        return text + "-" if text[-1:].isalpha() and len(text) > 8 and chance.random() < 0.5 else text

    def _letters(self, chance: random.Random, length: int, old: bool) -> str:
        """Letters in random order, so that each is seen beside each."""
        letters = "abcdefghijklmnopqrstuvwxyzäöüßabcdefghijklmnopqrstuvwxyz" + ("" if old else "éèàçêëôû")
        capitals = CAPITALS + "ÄÖÜ" + ("" if old else "IJÉ")
        words: list[str] = []
        while sum(len(word) + 1 for word in words) < length:
            inner = "".join(chance.choice(letters) for _ in range(chance.randint(1, 9)))
            words.append(chance.choice(capitals) + inner if chance.random() < 0.5 else inner)
        return " ".join(words)


def _words_of(language: str, judging: bool) -> tuple[list[str], list[float]]:
    """Words by their frequency, and the running sums of a power of it."""
    from wordfreq import get_frequency_dict

    frequencies: Mapping[str, float] = get_frequency_dict(language, wordlist="large")
    words = [word for word in frequencies if word.isalpha() and len(word) <= LONGEST][:WORDS]
    kept = [word for word in words if (crc32(word.encode()) % JUDGED == 0) == judging]
    return kept, list(accumulate(frequencies[word] ** FLATTENED for word in kept))


def _cased(word: str, rank: int, language: str, begins: bool, chance: random.Random) -> str:
    odds = 0.08
    if language == "de" and rank > FUNCTION_WORDS:
        odds = 0.7 if NOUNS.match(word) else 0.4
    return word[0].upper() + word[1:] if begins or chance.random() < odds else word


def _old_spelling(word: str, chance: random.Random) -> str:
    for wanted, spelled in SPELLED_OLD:
        word = re.sub(wanted, spelled, word)
    if chance.random() < 0.15:
        for wanted, spelled in SPELLED_OLDER:
            word = re.sub(wanted, spelled, word)
    if word[0] in UMLAUTS and chance.random() < 0.6:
        word = UMLAUTS[word[0]] + word[1:]
    return word


def _mark(chance: random.Random) -> str:
    fate = chance.random()
    if fate < 0.09:
        return ","
    if fate < 0.165:
        return "."
    if fate < 0.2:
        return chance.choice((";", ":", "!", "?", "'s", "-", ".—", "’", "…" if fate < 0.18 else ";"))
    return ""


def _quotes(language: str, old: bool, chance: random.Random) -> tuple[str, str]:
    if language == "de" or old:
        pairs = [("„", "“")] * 6 + [("»", "«"), ("‚", "‘"), ("„", '"')]
    elif language == "en":
        pairs = [("“", "”")] * 4 + [("‘", "’"), ('"', '"')]
    else:
        pairs = [("«", "»"), ("« ", " »"), ("“", "”")]
    return chance.choice(pairs)


def _date(chance: random.Random) -> str:
    return f"{chance.randint(1, 31)}. {chance.choice(MONTHS)} {chance.randint(1780, 1960)}"


def _price(chance: random.Random) -> str:
    hundredths = "—" if chance.random() < 0.25 else f"{chance.randrange(0, 100, 5):02}"
    amount = f"{chance.randint(0, 60)}{chance.choice('.,')}{hundredths}"
    return amount if chance.random() < 0.5 else f"{chance.choice(PRICED)} {amount}"


def _long_number(chance: random.Random) -> str:
    return f"{chance.randint(1, 999)}{chance.choice((' ', ',', '.', ''))}{chance.randint(0, 999):03}"


FIGURES: tuple[Callable[[random.Random], str], ...] = (
    _date,
    _price,
    _long_number,
    lambda chance: str(chance.randint(0, 99)),
    lambda chance: str(chance.randint(1750, 1960)),
    lambda chance: f"{chance.randint(1, 99)}{chance.choice('½¼¾')}",
    lambda chance: f"{chance.randint(1, 100)} %",
    lambda chance: f"{chance.randint(0, 90)}°{chance.choice(('', ' N', ' R.'))}",
    lambda chance: f"{chance.randint(0, 24)}{chance.choice('.:')}{chance.randint(0, 59):02} Uhr",
    lambda chance: f"No. {chance.randint(1, 400)}",
    lambda chance: f"№ {chance.randint(1, 700)}",
    lambda chance: f"{chance.randint(1, 12)}/{chance.randint(1, 12)}",
    lambda chance: f"+{chance.randint(1, 9)},{chance.randint(0, 9)}",
    lambda chance: f"§ {chance.randint(1, 200)}",
    lambda chance: f"{chance.choice('abcdefgh')})",
    lambda chance: chance.choice(("II", "III", "IV", "V.", "VI", "VII.", "VIII", "IX", "X", "XI", "XIV.", "XIX.")),
    lambda chance: "".join(f"{chance.choice(CAPITALS)}." for _ in range(chance.randint(1, 3))),
)


def _figures(chance: random.Random) -> str:
    return chance.choice(FIGURES)(chance)
