"""Continuity: whether one piece of text continues where another breaks off, by wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.line_joins import HYPHENS, is_broken_word
from banmian.wording.personal_names import is_name
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import CLOSING, DIVIDING, HAN, OPENING, ends_sentence, is_han, is_latin


@dataclass(frozen=True, slots=True)
class ContinuityThresholds:
    """For whether one text continues where another breaks off."""

    window: int = 7
    """Characters considered on each side of the break."""
    word_cut: float = 3.0
    """Saved nats from which a word is taken to run across the break."""
    goes_on: float = 0.5
    """From this score the caller may join the two if their places agree."""


CONTINUITY = ContinuityThresholds()

_MARKED = (
    r"[ \t\u3000]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是|"
    r"\d{1,2}[.、．]\D|第[一二三四五六七八九十]{1,3}[，、章节条]|[■●◆▲★□○◇△☆#]|——|"
    r".{2,10}[报社网]\d{0,2}月?\d{0,2}日?讯|本报讯"
)
_FRESH = re.compile(_MARKED + ")")
_OPENER = re.compile(
    _MARKED
    + r"|近日|日前|昨日|昨天|近年来|连日来|今年以来|去年以来|据悉|据了解|据介绍|此外，|同时，|另外，|当前，|随后，|"
    r"[^，。]{2,3}(?:强调|指出|表示|认为|说)，)"
)
_SPEAKER = re.compile(rf"([{HAN}]{{1,2}})(?:强调|指出|表示|认为|介绍|告诉|要求|強調|認為|介紹|說|说)")
_REMEMBERED = 2048
_LEANING = frozenset(
    "的和与及在对把将为从向以被让使由于或而且并等是有个至到比跟给按据凭就也都还又再很更最不各每该本此其所之第因但若如"
)
_TRAILING = frozenset("的了着们地得吗呢吧之者性化度率等")
_UNIT = frozenset("年月日个名亿万元项次人家户件起条公里米吨千百%％％℃倍岁位套台辆亩时分秒点余多")
_QUOTES = {"”": "“", "’": "‘", "》": "《", "）": "（", ")": "(", "」": "「", "』": "『", "】": "【"}
_PAIR_SCAN = 160
_OPENING = 20


@lru_cache(maxsize=_REMEMBERED)
def continues(upper: str, lower: str, thresholds: ContinuityThresholds = CONTINUITY) -> float:
    """How likely `lower` continues where `upper` breaks off, 0 to 1, by wording alone.

    About 0.9: a word, number or quotation spans the break. About 0.5: undecided. Below 0.2: `upper` ends its
    sentence, or `lower` opens a new one. A finished sentence never scores more than 0.3: whether a new one belongs
    to the same article depends on place and topic.
    """
    upper, lower = simplify(upper[-_PAIR_SCAN:].rstrip()), simplify(lower[:_PAIR_SCAN].lstrip())
    if not upper or not lower:
        return 0.0
    last, first = upper[-1], lower[0]
    pair = _pairing(upper, lower)
    if ends_sentence(upper):
        return 0.05 if _OPENER.match(lower) else (0.02 if pair < 0 else 0.85 if pair > 0 else 0.2)
    if last in HYPHENS and is_latin(first) and is_latin(upper[-2:-1]):
        broken = first.islower() and is_broken_word(upper[:-1], lower)
        return _weigh(0.95 if broken else 0.6 if first.islower() else 0.3, pair)
    if first in CLOSING:
        return 0.95 if pair > 0 else 0.3
    if last in OPENING:
        return 0.95 if first not in DIVIDING else 0.1
    if first in DIVIDING or first in "。！？!?…%％℃":
        return 0.15 if last in DIVIDING else 0.85
    if last in DIVIDING or last in "—-–":
        score = 0.65 if last in "，,、" else 0.5
        return _weigh(0.2 if _FRESH.match(lower) else score, pair)
    if last.isdigit() or last in ".％%":
        if first.isdigit() or first in _UNIT or first in ".．":
            return 0.92
        return _weigh(0.65 if first.islower() else 0.45 if is_han(first) else 0.3, pair)
    if is_latin(last) and is_latin(first):
        return _weigh(0.75 if first.islower() or last == "-" else 0.4, pair)
    if not (is_han(last) and is_han(first)):
        return _weigh(0.2 if _FRESH.match(lower) else 0.45, pair)
    return _weigh(_han_score(upper, lower, thresholds), pair)


def is_fresh(text: str) -> bool:
    """Whether `text` begins like a paragraph or article: a number, a mark, 近日, someone 指出."""
    return bool(_OPENER.match(simplify(text[:_OPENING])))


def _han_score(upper: str, lower: str, thresholds: ContinuityThresholds) -> float:
    left = _han_end(upper, thresholds.window)
    right = _han_start(lower, thresholds.window)
    words = lexicon()
    saved = words.cut_cost(left, right)
    if saved > thresholds.word_cut:
        return min(0.95, 0.7 + 0.03 * saved)
    if _cuts_name(left, lower):
        return 0.85
    if left[-1] not in _LEANING and (_FRESH.match(lower) or (_OPENER.match(lower) and "说，" not in lower[:6])):
        return 0.12
    score = 0.42 + max(0.0, saved) * 0.06
    if left[-1] in _LEANING and left[-2:] not in words:
        score += 0.25
    if right[0] in _TRAILING and right[:2] not in words:
        score += 0.3
    return min(score, 0.9)


def _cuts_name(left: str, lower: str) -> bool:
    """Whether the name of the speaker in `lower` begins with the last character of `left`."""
    speaker = _SPEAKER.match(lower)
    if speaker is None:
        return False
    return is_name(left[-1] + speaker[1]) and not is_name(speaker[1])


def _han_end(text: str, most: int) -> str:
    start = len(text)
    while start > 0 and len(text) - start < most and is_han(text[start - 1]):
        start -= 1
    return text[start:]


def _han_start(text: str, most: int) -> str:
    end = 0
    while end < len(text) and end < most and is_han(text[end]):
        end += 1
    return text[:end]


def _pairing(upper: str, lower: str) -> int:
    """1 when `lower` closes what `upper` leaves open, -1 when the two contradict, 0 otherwise."""
    upper, lower = upper[-_PAIR_SCAN:], lower[:_PAIR_SCAN]
    verdict = 0
    for closing, opening in _QUOTES.items():
        opened = upper.rfind(opening) > upper.rfind(closing)
        end, start = lower.find(closing), lower.find(opening)
        closes = end >= 0 and (start < 0 or end < start)
        if opened and closes:
            return 1
        if (closes and not opened and upper.count(opening) == upper.count(closing)) or (
            opened and start >= 0 and (end < 0 or start < end) and opening != "《"
        ):
            verdict = -1
    return verdict


def _weigh(score: float, pair: int) -> float:
    if pair > 0:
        return min(0.97, score + 0.35)
    if pair < 0:
        return score * 0.35
    return score
