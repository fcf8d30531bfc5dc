"""Drop caps: a large first glyph around which the first lines of a text are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.wording.english_words import are_english, is_one_word

BELOW = 1.5
"""The line that returns to a drop cap's left edge begins at most this many sizes below the inset ones."""

MOST_GLYPHS = 2
"""A drop cap has at most this many glyphs,"""
LEAST_RATIO = 1.5
"""and at least this many times the size of the lines beside it."""
GAP = 1.2
"""The lines are at most this far to its right, in em."""
OVERLAP = 0.6
"""The two boxes overlap by at most this, in em, where they are measured on a scan."""
LONE_LETTERS = ("A", "I")
"""Words of English that are a drop cap alone."""
COMMON = 1e-5
"""Frequency of a common English word,"""
ENGLISH = 0.6
"""and the share of them in an English line."""


def attach_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """The lines, each drop cap attached to the beginning of the first line beside it.

    The lines beside it get its left edge, so that their inset is not taken for a paragraph's indent.
    """
    lines = [part for line in lines for part in _without_cap(line)]
    result = list(lines)
    for cap in [line for line in lines if _could_be(line)]:
        beside = sorted((line for line in result if _beside(cap, line)), key=lambda line: line.box.y0)
        if len(beside) < 2:
            continue
        if not _closed_below(cap, beside[-1], result):
            continue
        first = _begun(cap, beside[0])
        moved = {id(line): _widen(line, cap) for line in beside[1:]} | {id(beside[0]): first}
        result = [moved.get(id(line), line) for line in result if line is not cap]
    return result


def _without_cap(line: Line) -> list[Line]:
    """A line whose first glyph is far larger than the rest, which it shares a foot with, as two lines; else itself."""
    first, rest = line.glyphs[:1], line.glyphs[1:]
    if line.vertical or not rest or line.changes or "".join(glyph.text for glyph in line.glyphs) != line.text:
        return [line]
    size = max(glyph.size for glyph in rest)
    cap = first[0]
    if not cap.text.isalpha() or cap.size < LEAST_RATIO * size:
        return [line]
    parts = ((cap.text, first), (line.text[len(cap.text) :], rest))
    return [
        replace(
            line, text=text, read=text, glyphs=glyphs, box=union(glyph.box for glyph in glyphs), size=glyphs[0].size
        )
        for text, glyphs in parts
    ]


def _could_be(line: Line) -> bool:
    return 0 < len(line.text.strip()) <= MOST_GLYPHS and line.text.strip().isalpha()


def _beside(cap: Line, line: Line) -> bool:
    if line is cap or line.vertical or cap.size < LEAST_RATIO * line.size:
        return False
    gap = line.box.x0 - cap.box.x1
    return -OVERLAP * line.size <= gap <= GAP * line.size and cap.box.y_overlap(line.box) > 0.5 * line.box.height


def _closed_below(cap: Line, last: Line, lines: Sequence[Line]) -> bool:
    """Whether the line after the inset ones returns to the cap's left edge."""
    size = last.size
    return any(
        abs(line.box.x0 - cap.box.x0) <= size and -0.5 * size <= line.box.y0 - last.box.y1 <= BELOW * size
        for line in lines
        if line is not cap
    )


def _widen(line: Line, cap: Line) -> Line:
    return replace(line, box=Box(cap.box.x0, line.box.y0, line.box.x1, line.box.y1))


def _begun(cap: Line, line: Line) -> Line:
    space = " " if _is_word_of_its_own(cap, line) else ""
    start = len(cap.text + space)
    return replace(
        _widen(line, cap),
        text=cap.text + space + line.text,
        read=(cap.read or cap.text) + space + (line.read or line.text),
        glyphs=(*cap.glyphs, *line.glyphs),
        changes=(*cap.changes, *(change.shifted(start) for change in line.changes)),
    )


def _is_word_of_its_own(cap: Line, line: Line) -> bool:
    """Whether a drop cap is the first word of an English line rather than its first letter (A quarrel, not About)."""
    first, *others = re.findall(r"[^\W\d_]+", line.text) or [""]
    if cap.text not in LONE_LETTERS or not first or not others or is_one_word(cap.text, first):
        return False
    return are_english(others, COMMON, ENGLISH)
