"""Doubling: words and glyphs that were painted twice for bold type, and extracted twice."""

from __future__ import annotations

import re

from banmian.document.changes import Change
from banmian.repair.rules.rule import RepairRule, for_any_document
from banmian.repair.thresholds import DOUBLING, DoublingThresholds
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.unicode_script import CLOSING, HAN, OPENING, SENTENCE_END, SPACE, han_count

NAME = "doubling"
_BRACKETS = dict(zip("“‘《〈「『（(【〔[", "”’》〉」』）)】〕]", strict=True))
_PART = re.compile(rf"[^{SPACE}\n]+")
_PAIRED = re.compile(rf"(?:([{HAN}A-Za-z\d“”‘’《》「」『』（）()，、。！？：；,.!?:;%％…—·-])\1)+")


def repair_doubling(text: str, thresholds: DoublingThresholds = DOUBLING) -> tuple[str, list[Change]]:
    """`text` with doubled banners (AB AB) and doubled glyphs (AABBCC) reduced to single ones, and the changes.

    Only what nobody says twice is removed: short lines without a sentence mark, phrases of four characters and
    more, runs of four or more doubled glyphs that are not words themselves (高高兴兴 stays).
    """
    pieces: list[str] = []
    changes: list[Change] = []
    length = 0
    for line in text.split("\n"):
        healed, offset, before, after = _repair_line(line, thresholds)
        if before:
            changes.append(Change(NAME, length + offset, before, after))
        pieces.append(healed)
        length += len(healed) + 1
    return ("\n".join(pieces), changes) if changes else (text, [])


def _repair_line(line: str, thresholds: DoublingThresholds) -> tuple[str, int, str, str]:
    """(repaired line, offset, before, after); ``before`` is empty when nothing changed."""
    bare = line.strip()
    if len(bare) < 2 * thresholds.phrase:
        return line, 0, "", ""
    offset = len(line) - len(line.lstrip())
    healed = single_glyphs(bare, thresholds)
    if healed is None and len(bare) <= thresholds.banner_length:
        healed = _single_phrase(bare, thresholds)
    if healed is None or healed == bare:
        return line, 0, "", ""
    return line[:offset] + healed + line[offset + len(bare) :], offset, bare, healed


def is_glyph_doubled(line: str) -> bool:
    """Whether every glyph of a line was painted twice."""
    return single_glyphs(line.strip()) is not None


def single_glyphs(bare: str, thresholds: DoublingThresholds = DOUBLING) -> str | None:
    """Every glyph of the line twice in place (春春风风送送暖暖), but for a pair of marks round it."""
    bracketed = bare[:1] in OPENING and bare[:1] != bare[1:2] and bare[-1:] in CLOSING
    if bracketed:
        inside = single_glyphs(bare[1:-1], thresholds)
        return None if inside is None else bare[0] + inside + bare[-1]
    dense = re.sub(rf"[{SPACE}]", "", bare)
    if len(dense) < 2 * thresholds.pairs or not _PAIRED.fullmatch(dense):
        return None
    if len(set(dense)) < thresholds.distinct or han_count(dense) * 2 < len(dense):
        return None
    if _is_reduplication(dense):
        return None
    parts: list[str] = _PART.findall(bare)
    if all(len(part) % 2 == 0 and _PAIRED.fullmatch(part) for part in parts):
        return re.sub(r"(.)\1", r"\1", bare)
    return dense[::2]


def _is_reduplication(dense: str) -> bool:
    """Whether the run is made of words that double their characters (平平安安, 忙忙碌碌)."""
    words = lexicon()
    fours = [dense[k : k + 4] for k in range(0, len(dense), 4)]
    known = sum(four in words for four in fours if len(four) == 4)
    return known * 2 >= len(fours)


def _single_phrase(bare: str, thresholds: DoublingThresholds) -> str | None:
    """A phrase that makes up a line twice, but for a pair of marks round it."""
    if any(mark in bare[:-1] for mark in SENTENCE_END):
        return None
    if _BRACKETS.get(bare[:1]) == bare[-1:]:
        inside = _single_phrase(bare[1:-1].strip(), thresholds)
        if inside:
            return bare[0] + inside + bare[-1]
    whole = _fold(bare, thresholds.phrase, thresholds)
    if whole:
        return whole
    parts = _PART.findall(bare)
    if len(parts) < 2:
        return None
    folded = [_fold(part, thresholds.part_phrase, thresholds) for part in parts]
    if all(folded):
        gaps = re.findall(rf"(?<=[^{SPACE}])[{SPACE}]+(?=[^{SPACE}])", bare)
        return "".join(part + gap for part, gap in zip(folded, [*gaps, ""], strict=True) if part)
    if len(parts) % 2 == 0 and parts[: len(parts) // 2] == parts[len(parts) // 2 :]:
        half = len(parts) // 2
        phrase = "".join(parts[:half])
        if _is_phrase(phrase, thresholds.phrase, thresholds):
            return bare[: _part_ends(bare)[half - 1]]
    return None


def _part_ends(bare: str) -> list[int]:
    return [match.end() for match in _PART.finditer(bare)]


def _fold(part: str, least: int, thresholds: DoublingThresholds) -> str | None:
    """X, of at least `least` characters, when `part` is X repeated twice or more."""
    for times in (2, 3, 4):
        size, rest = divmod(len(part), times)
        if rest == 0 and size >= least and part == part[:size] * times and _is_phrase(part[:size], least, thresholds):
            return part[:size]
    return None


def _is_phrase(phrase: str, least: int, thresholds: DoublingThresholds) -> bool:
    return len(phrase) >= least and len(set(phrase)) >= thresholds.distinct and han_count(phrase) >= thresholds.distinct


RULE = RepairRule(
    (NAME,),
    "a banner painted twice, each glyph painted twice: 春春风风送送暖暖 → 春风送暖",
    "1: nobody says it twice",
    for_any_document(repair_doubling),
    texts=("title",),
)
