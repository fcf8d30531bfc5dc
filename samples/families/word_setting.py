"""Setting of words into lines: breaking at spaces, hyphens in narrow columns, justification by the spaces alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samples.typeset.line_breaking import Measure, Slot, TextStyle
from samples.typeset.sheet import PaintedLine

SYLLABLE = re.compile(
    "(?<=[aeiouyäöü])(?=[bcdfghjklmnpqrstvwxz][aeiouyäöü])|(?<=[bcdfgklmnprstvwx])(?=[bdfgkmnprstvwz][aeiouyäöü])"
)
LEAST_PART = 3
WIDEST_SPACE = 0.75
"""Widest space that justification may make, in em; looser lines are left ragged."""


def syllable_ends(word: str) -> list[int]:
    """Places where a word of letters alone may be broken by a hyphen."""
    if not word.isalpha() or len(word) < 2 * LEAST_PART:
        return []
    return [
        match.start()
        for match in SYLLABLE.finditer(word.lower())
        if LEAST_PART - 1 <= match.start() <= len(word) - LEAST_PART
    ]


def set_words(
    text: str, slots: Sequence[Slot], style: TextStyle, measure: Measure, hyphens: bool = True
) -> list[PaintedLine] | None:
    """A paragraph's lines in the first of the given slots, or None where it does not fit."""
    words = [word for word in text.split(" ") if word]
    lines: list[PaintedLine] = []
    for number, slot in enumerate(slots):
        lead = style.indent * style.size if number == 0 else 0.0
        row, words = _take(words, slot.length - lead, style, measure, hyphens)
        if not row:
            return None
        lines.append(_line(row, slot, lead, style, measure, bool(words)))
        if not words:
            return lines
    return None


def _width(text: str, style: TextStyle, measure: Measure) -> float:
    return sum(measure(style.face, char) for char in text) * style.size


def _take(
    words: list[str], room: float, style: TextStyle, measure: Measure, hyphens: bool
) -> tuple[list[str], list[str]]:
    """The words of one line, the last one perhaps with a hyphen, and the words that are left."""
    row: list[str] = []
    used, space = 0.0, _width(" ", style, measure)
    for number, word in enumerate(words):
        width = _width(word, style, measure)
        gap = space if row else 0.0
        if used + gap + width <= room:
            row.append(word)
            used += gap + width
            continue
        for end in reversed(syllable_ends(word) if hyphens else []):
            if used + gap + _width(word[:end] + "-", style, measure) <= room:
                return [*row, word[:end] + "-"], [word[end:], *words[number + 1 :]]
        if not row:
            return [word], words[number + 1 :]
        return row, words[number:]
    return row, []


def _line(row: list[str], slot: Slot, lead: float, style: TextStyle, measure: Measure, full: bool) -> PaintedLine:
    text = " ".join(row)
    space = _width(" ", style, measure)
    rest = slot.length - lead - _width(text, style, measure)
    extra = rest / (len(row) - 1) if full and style.justify and len(row) > 1 else 0.0
    if space + extra > WIDEST_SPACE * 2 * style.size:
        extra = 0.0
    if rest < 0:
        extra = max(extra, rest / max(1, len(row) - 1)) if len(row) > 1 else 0.0
    offsets, at = [], lead
    for char in text:
        offsets.append(at)
        at += measure(style.face, char) * style.size + (extra if char == " " else 0.0)
    return PaintedLine(text, slot.x, slot.y, style.size, style.face, tuple(offsets), style.colour, role=style.role)


def joined_lines(texts: Sequence[str]) -> str:
    """What lines say together: words parted by spaces, broken words made whole, signs of other scripts unparted."""
    whole = ""
    for text in texts:
        if whole.endswith("-") and text[:1].islower():
            whole = whole[:-1] + text
        elif whole and text and _is_word_sign(whole[-1]) and _is_word_sign(text[0]):
            whole += " " + text
        else:
            whole += text
    return whole


def _is_word_sign(char: str) -> bool:
    return ord(char) < 0x2E80
