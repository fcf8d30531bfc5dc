"""OCR confusions that are certain from their context."""

from __future__ import annotations

import re

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule, for_any_document
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.unicode_script import HAN, is_han

_SURE = 0.95
"""Confidence of 和 for a letter that is read for it."""

NAME = "slip"
ECHO_NAME = "repeated_character"
_RARE = 14.5
"""A doubled character that costs this much as a word (in nats) is not a word in use."""
_EVERYDAY = 8.7
"""A character that costs less as a word occurs alone in any text (的, 是, 在)."""
_AND = re.compile(rf"(?<=[{HAN}”》）])[ \t\u3000]*\band\b[ \t\u3000]*(?=[{HAN}“《（])")


def repair_ocr_confusions(text: str) -> tuple[str, list[Change]]:
    """`text` with a single English "and" between Han characters changed to 和, and the changes."""
    return substitute(text, _AND, "和", NAME, _SURE)


def repeated_at_break(upper: str, lower: str) -> int:
    """How many characters at the start of `lower` repeat the end of `upper` by mistake at a column break.

    A single character counts only where no word doubles it (人人, 天天), where it does not end one word and begin
    another (日报 | 报道), and where the text reads better without it.
    """
    for size in range(min(8, len(upper), len(lower)), 1, -1):
        if upper[-size:] == lower[:size] and all(is_han(c) for c in upper[-size:]) and size >= 3:
            return size
    last = upper[-1:]
    if not last or last != lower[:1] or not is_han(last):
        return 0
    words = lexicon()
    if words.costs_in(last).get(last * 2, _RARE) < _RARE:
        return 0
    if _ends_word(upper) and _begins_word(lower) and not _is_cut_word(upper, lower[1:]):
        return 0
    left, right = upper[-6:], lower[:6]
    return 1 if words.cost(left + right[1:]) + 1.0 < words.cost(left + right) else 0


def _ends_word(upper: str) -> bool:
    """Whether the last character of `upper` ends a word, or is used as a word alone."""
    words = lexicon()
    last = upper[-1:]
    alone = words.costs_in(last).get(last, _RARE) < _EVERYDAY
    return alone or any(upper[-size:] in words for size in (2, 3, 4) if len(upper) >= size)


def _is_cut_word(upper: str, rest: str) -> bool:
    """Whether a word of three characters and more spans the break, at least two of them in `upper`."""
    words = lexicon()
    return any(upper[-left:] + rest[:right] in words for left in (2, 3) for right in (1, 2) if len(rest) >= right)


def _begins_word(lower: str) -> bool:
    words = lexicon()
    return any(lower[:size] in words for size in (2, 3, 4) if len(lower) >= size)


RULE = RepairRule(
    (NAME,),
    "a lone ` and ` between Han → 和",
    "0.95: a recogniser's word for the character",
    for_any_document(repair_ocr_confusions),
    texts=("paragraph",),
)
