"""Duplicate lines: runs that say again, whole and in order, what stands above them.

A text layer painted twice, or an extraction that ran over a page a second time, gives every article again. Copies are
left out of the articles, and kept where they stand, so that the text can be restored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.wording.unicode_script import holds_sentence

_GRAM = 16
"""So many characters in a row, white space left out, are looked up."""
_AT_ONCE, _LEAST, _ARTICLE = 24, 40, 80
"""Characters that a copy has at least right below what it copies, where much of the text is copies, and elsewhere."""
_MUCH = 0.3
"""The share of a text that is much of it."""
_TITLE_WIDTH = 30.0
"""A title's line is at most so wide (em)."""
_COMMAS = re.compile("[，,；;]")


@dataclass(frozen=True, slots=True)
class Copy:
    """The lines from ``first`` up to before ``end``, whose original ends before line ``below``; ``length`` in
    characters."""

    first: int
    end: int
    below: int
    length: int


def find_copies(lines: Sequence[PrintedLine]) -> list[Copy]:
    """The copies in a text, in order, none overlapping another."""
    found = _repeated(lines)
    total = sum(len(_dense(line)) for line in lines)
    much = sum(copy.length for copy in found if copy.length >= _LEAST) >= _MUCH * total
    return [copy for copy in found if _is_copy(copy, lines, much)]


def _dense(line: PrintedLine) -> str:
    return "".join(line.text.split())


def _repeated(lines: Sequence[PrintedLine]) -> list[Copy]:
    """Stretches of whole lines whose characters stand above, from a line's beginning to a line's end."""
    starts = [0, *accumulate(len(_dense(line)) for line in lines)]
    text = "".join(map(_dense, lines))
    places = {start: number for number, start in enumerate(starts)}
    first_at: dict[str, int] = {}
    for start in starts[:-1]:
        first_at.setdefault(text[start : start + _GRAM], start)
    found: list[Copy] = []
    at = 0
    while at < len(lines):
        origin = first_at[text[starts[at] : starts[at] + _GRAM]]
        end = at
        if origin < starts[at]:
            reach = _shared_length(text, origin, starts[at])
            for number in range(at + 1, len(lines) + 1):
                if starts[number] - starts[at] > reach:
                    break
                if origin + starts[number] - starts[at] in places:
                    end = number
        if end > at:
            below = places[origin + starts[end] - starts[at]]
            found.append(Copy(at, end, below, starts[end] - starts[at]))
        at = max(end, at + 1)
    return found


def _shared_length(text: str, origin: int, place: int) -> int:
    """How far the text from a place on is that from its origin on, which ends before the place."""
    length = 0
    while place + length < len(text) and origin + length < place and text[origin + length] == text[place + length]:
        length += 1
    return length


def _is_copy(copy: Copy, lines: Sequence[PrintedLine], much: bool) -> bool:
    """Whether a stretch that stands above is painted again: a list may open with what an article begins with."""
    if not any(line.ends or holds_sentence(line.text) for line in lines[copy.first : copy.end]):
        return False
    if copy.below == copy.first:
        return copy.length >= _AT_ONCE
    if much:
        return copy.length >= _LEAST
    whole = copy.length >= _ARTICLE and copy.end - copy.first > 1 and lines[copy.end - 1].ends
    return whole and all(end == len(lines) or _begins_anew(lines[end]) for end in (copy.below, copy.end))


def _begins_anew(line: PrintedLine) -> bool:
    """Whether a line has the form of a title or of names above a text."""
    return not line.ends and line.width <= _TITLE_WIDTH and not _COMMAS.search(line.text)
