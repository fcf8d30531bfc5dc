"""Line joins: the lines of one paragraph joined into one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from banmian.document.changes import Change
from banmian.wording.english_words import is_one_word
from banmian.wording.german_detection import is_german
from banmian.wording.personal_names import close_padding, is_name
from banmian.wording.unicode_script import HAN, SPACE, han_count, is_han, is_hangul, is_latin

Setting = Literal["han", "latin", "syllables"]
"""How a text is set: without spaces between its words, or with them; or with them and broken within words at the ends
of its lines, as Korean often is."""

RULE = "line"
HYPHEN_RULE = "hyphenation"
_LONGEST_NAME = 4
_CONTEXT = 60
_NEXT_ROLE = re.compile("(?:本报|全媒体|见习|特约)*(?:记者|記者|通讯员|通訊員|实习生)")
_ROLE = re.compile("记者|記者|通讯员|通訊員|实习生")
_LAST_NAME = re.compile(rf"(?:[{SPACE}、，/／]|者|员|員|生)([{HAN}]{{2,4}})$")
_LAST_ROLE = re.compile(f"(?:{_ROLE.pattern})$")
_CLOSE_SET = re.compile(rf"(?:{_ROLE.pattern})[{HAN}]{{2,3}}(?=[{SPACE}、，）)])")
_FIRST_NAME = re.compile(rf"([{HAN}]{{2,4}})(?:[{SPACE}、，）)]|$)")
_CLOSED = re.compile(rf"([{HAN}{SPACE}]{{2,40}})[）)]")
HYPHENS = "-\u2010\u00ad¬"
"""Marks at the end of a line after the first part of a word."""
_WORD_END = re.compile(r"([^\W\d_]+)$")
_WORD_START = re.compile(r"([^\W\d_]+)")
_GERMAN_AND = ("und", "oder", "sowie")
"""Words between which and a hyphen the second part of a compound is left out."""
_PARTICLE = re.compile(r"\s*(?:을|를|은|는|에|에서|에게|의|로|으로|와|과|까지|부터|다|이다|고|며)[.,\"”’]*(?=\s|$)")
"""An ending of a Korean word that begins no word."""
_WORD_ENDING = re.compile(
    r"[가-힣](?:[을를은는]|에서|에게|까지|부터|으로|(?:했|한|된|있|없|이|니)다)$|[가-힣]{2}[이가의와과로]$"
)
"""An ending of a Korean word that is hardly ever within one, nor, after two syllables, often."""
_FEW_PARTICLES = 0.07
"""Where more line breaks than this share are followed by such an ending, lines are broken within words."""


def join_lines(lines: Sequence[str]) -> tuple[str, list[Change]]:
    """One text from the lines of one paragraph, and the changes relative to ``"\n".join(lines)``.

    Han characters are joined without space, words of scripts that use spaces with one; a word hyphenated at the
    line's end is rejoined when the result is a word.
    """
    text = lines[0] if lines else ""
    context = ""
    setting = setting_of("\n".join(lines))
    pieces: list[str] = []
    length = 0
    changes: list[Change] = []
    current = text
    for following in lines[1:]:
        kept = current.rstrip()
        rest = following.lstrip()
        trailing, leading = current[len(kept) :], following[: len(following) - len(rest)]
        cut, between, rule = line_join(context + kept, rest, setting)
        context = (context + kept)[-_CONTEXT:]
        kept_length = length + len(kept) - cut
        before = kept[len(kept) - cut :] + trailing + "\n" + leading
        pieces.append(kept[: len(kept) - cut] + between)
        changes.append(Change(rule, kept_length, before, between))
        length = kept_length + len(between)
        current = rest
    pieces.append(current)
    return "".join(pieces), changes


def setting_of(text: str) -> Setting:
    """How a text is set, with a line break at each of its printed ends: with a third of Han characters it is set
    without spaces."""
    if han_count(text) * 3 > len(text):
        return "han"
    following = text.split("\n")[1:]
    broken = sum(_PARTICLE.match(line) is not None for line in following)
    return "syllables" if broken > _FEW_PARTICLES * len(following) else "latin"


_AFTER_WORDS, _BEFORE_WORDS = ".,;:!?)]”’》」』…·~%", "([“‘《「『·~"
"""Marks that follow a word without a space, and that stand before one."""


def line_join(upper: str, lower: str, setting: Setting) -> tuple[int, str, str]:
    """How to join two lines: (characters of `upper` to drop, text between, rule)."""
    if not upper or not lower:
        return 0, "", RULE
    last, first = upper[-1], lower[0]
    if last in HYPHENS and len(upper) > 1 and is_latin(upper[-2]) and is_latin(first):
        return (1, "", HYPHEN_RULE) if first.islower() and is_broken_word(upper[:-1], lower) else (0, "", RULE)
    if is_han(last) and is_han(first) and _parts_names(upper, lower):
        return 0, " ", RULE
    if is_han(last) or is_han(first):
        return 0, "", RULE
    if is_latin(last) and is_latin(first):
        return 0, " ", RULE
    if is_hangul(last) and is_hangul(first):
        within = setting == "syllables" and not (_WORD_ENDING.search(upper) and not _PARTICLE.match(lower))
        return 0, "" if within else " ", RULE
    if (is_hangul(last) and first not in _AFTER_WORDS) or (is_hangul(first) and last not in _BEFORE_WORDS):
        return 0, " ", RULE
    if setting == "han":
        return 0, "", RULE
    if _is_set_off(upper, lower):
        return 0, " ", RULE
    if "\u2e80" <= last <= "\uffef" or "\u2e80" <= first <= "\uffef" or last in "“‘—([/" or first in "”’)]/,.;:!?—":
        return 0, "", RULE
    return 0, " ", RULE


def _is_set_off(upper: str, lower: str) -> bool:
    """Whether a mark beside a line break has a space on its other side, as Russian dashes and high French marks have,
    or closes a German quotation."""
    if lower in ("—", "–") or (lower[0] in "—–;:!?»" and lower[1:2] == " "):
        return True
    if upper[-1] in "—–" and upper[-2:-1] in ("", " "):
        return True
    return upper[-1] == "“" and upper.rfind("„") > upper.rfind("“", 0, -1)


def _parts_names(upper: str, lower: str) -> bool:
    """Whether the line break is between two names in a bracket of reporters."""
    opened = max(upper.rfind("（"), upper.rfind("("))
    if opened < 0 or max(upper.rfind("）"), upper.rfind(")")) > opened:
        return False
    if not _ROLE.search(upper, opened):
        closed = _CLOSED.match(lower)
        return closed is not None and _are_names(upper[opened + 1 :]) and _are_names(closed[1])
    left, right = _LAST_NAME.search(upper), _FIRST_NAME.match(lower)
    if _LAST_ROLE.search(upper):
        close = _CLOSE_SET.search(upper, opened) or _CLOSE_SET.match(lower)
        return right is not None and is_name(right[1]) and not close
    if left is not None and is_name(left[1]) and _NEXT_ROLE.match(lower):
        return True
    return (
        left is not None
        and right is not None
        and is_name(left[1])
        and is_name(right[1])
        and len(left[1]) + len(right[1]) > _LONGEST_NAME
    )


def _are_names(text: str) -> bool:
    """Whether a text is one name, or several with gaps between them."""
    names = close_padding(text).split()
    return bool(names) and all(map(is_name, names))


def is_broken_word(upper: str, lower: str) -> bool:
    """Whether the last word of `upper`, its hyphen left out, and the first of `lower` are parts of one word.

    In German they are wherever the second begins with a small letter: the parts of its compounds that keep a hyphen
    begin with capitals.
    """
    left, right = _WORD_END.search(upper), _WORD_START.match(lower)
    if left is None or right is None:
        return False
    if upper[: left.start()].endswith("-") or right[1] in _GERMAN_AND:
        return False
    if is_one_word(left[1], right[1]):
        return True
    return right[1][0].islower() and (is_german(upper) or is_german(lower))
