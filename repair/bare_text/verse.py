"""Verse, whose line breaks are intended."""

from __future__ import annotations

import re

from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.wording.unicode_script import HAN, han_count

_REGULAR = re.compile(rf"([{HAN}]{{4,7}})[，,、]([{HAN}]{{4,7}})[。！？；，,.!?;]?")
_SHORT = 22
_RUN = 4
_COUPLETS = 3


def is_regular(text: str) -> bool:
    """Whether a line is a couplet of two equal halves, as regulated verse prints it."""
    match = _REGULAR.fullmatch(text.strip())
    return match is not None and len(match[1]) == len(match[2]) and len(match[1]) in (4, 5, 6, 7)


def regular_verse(lines: list[PrintedLine], start: int) -> int:
    """How many lines from `start` on are regular couplets, one a line; 0 when fewer than three."""
    end = start
    while end < len(lines) and is_regular(lines[end].text) and (end == start or lines[end].gap <= 1):
        end += 1
    same = len({han_count(line.text) for line in lines[start:end]}) == 1
    return end - start if end - start >= _COUPLETS and same else 0


def free_verse(lines: list[PrintedLine], start: int) -> int:
    """How many short lines from `start` on follow each other without a blank line; 0 when too few for verse.

    For text with one line per paragraph: there a line break that ends no paragraph is intended.
    """
    end = start
    while end < len(lines) and (end == start or lines[end].gap == 0) and _is_short(lines[end]):
        end += 1
    return end - start if end - start >= _RUN else 0


def _is_short(line: PrintedLine) -> bool:
    return (
        0 < han_count(line.text) <= _SHORT
        and not line.level
        and not re.match(r"[-*•■●◆▲]|\d|[（(]?[一二三四五六七八九十]{1,3}[)）、]|[/／]", line.text)
        and not re.search(r"[：:；;]$|\d{4}|[/／]", line.text)
    )
