"""Scripts of characters, and classes of punctuation: marks that open, close, end or divide."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_KNOWN = 1 << 14
"""Characters of which it is kept what they are."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3005\u3007"
"""Han characters, the repetition mark 々 and the numeral 〇, as the inside of a character class."""

SPACE = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""White space that is inside a line, as the inside of a character class."""

OPENING = "“‘（(《〈【［[〔「『{｛"
CLOSING = "”’）)》〉】］]〕」』}｝"
SENTENCE_END = "。！？!?…"
DIVIDING = "，、；：,;:"
POINTS = "，。、；：？！,.;:?!"
"""Marks that divide or end a sentence, without brackets, quotation marks and dashes."""
TRAILING_MARKS, LEADING_MARKS = "，。、；：！？）〕］｝」』】》〉”’", "（〔［｛「『【《〈“‘"
"""Marks in the first half of their em, blank after it, and in the second half, blank before it."""
PARAGRAPH_END = SENTENCE_END + "；;：:" + CLOSING
"""Marks after which a printed line that ends short can be the last of its paragraph."""

_HAN = re.compile(f"[{HAN}]")
_STOP = re.compile("[。！？；]")
_FULL = re.compile("[\u3000-\u30ff\u31f0-\u31ff\ufe30-\ufe4f\uff01-\uffef]")


def is_han(character: str) -> bool:
    """Whether one character is Han."""
    return bool(character) and (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character in "\u3005\u3007"
    )


def is_hangul(character: str) -> bool:
    """Whether one character is a syllable or a letter of Hangul, which fills an em and is set with word spaces."""
    return "\uac00" <= character <= "\ud7a3" or "\u3130" <= character <= "\u318f"


def han_count(text: str) -> int:
    """How many Han characters `text` has."""
    return len(_HAN.findall(text))


def is_latin(character: str) -> bool:
    """Whether one character is a letter of a script that puts spaces between its words."""
    return character.isalpha() and character < "\u2e80"


@lru_cache(maxsize=MOST_KNOWN)
def takes_word_space(character: str) -> bool:
    """Whether a word space may be beside a character: not beside Han, kana and marks that fill an em."""
    return not is_han(character) and not _FULL.match(character)


def has_word_spaces(text: str) -> bool:
    """Whether `text` is of a script that puts spaces between its words: most of its letters are neither Han nor
    kana. A space that a recogniser or a text layer states there, between two characters that take one, is kept."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and 2 * sum(map(takes_word_space, letters)) > len(letters)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a sentence mark, ignoring closing quotes and brackets."""
    tail = text.rstrip().rstrip(CLOSING + "\"' ")
    if tail.endswith("."):
        return not tail[-2:-1].isdigit()
    return bool(tail) and tail[-1] in SENTENCE_END


def holds_sentence(text: str) -> bool:
    """Whether `text` is, or holds, a sentence: a stop or a semicolon stands in it, which no heading or label has."""
    return bool(_STOP.search(text))


def may_begin_text(text: str) -> bool:
    """Whether `text` begins as a text can: with neither a point nor a closing mark."""
    first = text.lstrip()[:1]
    return bool(first) and first not in POINTS + CLOSING


def may_end_paragraph(text: str) -> bool:
    """Whether `text` ends with a mark that a paragraph can end with: a sentence's, a colon's, a closing one."""
    text = text.rstrip()
    return bool(text) and (text[-1] in PARAGRAPH_END or (text[-1] == "." and not text[-2:-1].isdigit()))
