"""Dashes: 破折号 (——), of which the recogniser drops one half, or both at the end of a line.

A dash of two em is a bar of ink that no other character is: longer than any stroke, thin, at half the height of its
line. Where such a bar lies in a line or right before or after it, it is the dash, whatever was read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from banmian.document.changes import Change
from banmian.layout.geometry import Box, union
from banmian.layout.line_text import spaced_glyphs
from banmian.layout.model import Glyph, Line, Rule
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.wording.unicode_script import has_word_spaces

RULE = "dash"
DASH = "—"
LEAST, MOST = 1.45, 2.3
"""Length of a bar that is a dash,"""
THICKNESS = 0.16
"""most thickness of it,"""
ASIDE = 0.18
"""how far its middle may be from that of its line,"""
NEAR = 0.6
"""and how far it may lie before or after the line: all in em of the line."""
WITHIN = 0.15
"""A glyph whose middle is this far inside the bar, in em, was read there."""
MISREAD = frozenset("—–－-─―一ー_~〜…丨｜|│︱二」』「『")
"""What a dash, or half of one, is read as."""
SURE = 0.9


def restore_dashes(
    lines: Sequence[Line], parts: ConnectedComponents, rules: Sequence[Rule]
) -> tuple[list[Line], list[Rule]]:
    """The lines with the dashes that the page's ink shows, and the rules that are no dash.

    `parts` are the page's connected components.
    """
    result = list(lines)
    taken: list[Box] = []
    for bar in _bars(lines, parts):
        at = _line_of(bar, result)
        if at is None:
            continue
        changed = _with_dash(result[at], bar)
        if changed is not None:
            result[at] = changed
            taken.append(bar)
    kept = [rule for rule in rules if not any(bar.grown(1).covers(rule.box) for bar in taken)]
    return result, kept


def _bars(lines: Sequence[Line], parts: ConnectedComponents) -> list[Box]:
    """The components that are long and thin enough to be the dash of some line."""
    if not lines:
        return []
    spans = parts.boxes[:, 2:].max(axis=1)
    thin = parts.boxes[:, 2:].min(axis=1)
    least = LEAST * min(line.size for line in lines)
    found = np.flatnonzero((spans >= least) & (thin * LEAST <= THICKNESS * spans))
    return [Box(x, y, x + width, y + height) for x, y, width, height in parts.boxes[found].tolist()]


def _sets_one_em(line: Line) -> bool:
    """Whether a line is of a script with word spaces, whose dashes are one em and read as they are."""
    return not line.vertical and has_word_spaces(line.text)


def _line_of(bar: Box, lines: Sequence[Line]) -> int | None:
    """The line in whose middle a bar lies, or that it precedes or follows most closely."""
    best, least = None, 1.0
    for at, line in enumerate(lines):
        long, thin = (bar.height, bar.width) if line.vertical else (bar.width, bar.height)
        size = line.size
        if _sets_one_em(line):
            continue
        if not LEAST * size <= long <= MOST * size or thin > THICKNESS * size:
            continue
        aside = abs(bar.cx - line.box.cx) if line.vertical else abs(bar.cy - line.box.cy)
        if aside > ASIDE * size:
            continue
        (first, last), (start, end) = line.along(bar), line.along(line.box)
        apart = max(start - last, first - end, 0.0) / size
        if apart <= NEAR and apart < least:
            best, least = at, apart
    return best


def _with_dash(line: Line, bar: Box) -> Line | None:
    """The line with a dash at the bar in place of what was read there; None where other glyphs were, or a dash."""
    first, last = line.along(bar)
    margin = WITHIN * line.size
    middles = [sum(line.along(glyph.box)) / 2 for glyph in line.glyphs]
    there = [at for at, middle in enumerate(middles) if first - margin < middle < last + margin]
    read = [line.glyphs[at].text for at in there]
    if not MISREAD.issuperset(read) or read == [DASH, DASH]:
        return None
    start = there[0] if there else sum(middle < first for middle in middles)
    end = there[-1] + 1 if there else start
    dash = [
        Glyph(DASH, half, line.size, line.font, line.color, SURE, tuple((text, 1 - SURE) for text in read))
        for half in _halves(bar, line)
    ]
    return _replaced(line, start, end, dash)


def _halves(bar: Box, line: Line) -> tuple[Box, Box]:
    if line.vertical:
        return bar._replace(y1=bar.cy), bar._replace(y0=bar.cy)
    return bar._replace(x1=bar.cx), bar._replace(x0=bar.cx)


def _replaced(line: Line, start: int, end: int, glyphs: Sequence[Glyph]) -> Line:
    """The line with glyphs in place of those from `start` to `end`, and the change that says so."""
    spaced = spaced_glyphs(line)
    shown = [glyph.text + (" " if id(glyph) in spaced else "") for glyph in line.glyphs]
    if "".join(shown).rstrip() != line.text.rstrip():
        return line
    head, gone, tail = "".join(shown[:start]), "".join(shown[start:end]), "".join(shown[end:])
    after = "".join(glyph.text for glyph in glyphs)
    if start == end == len(line.glyphs):
        head = line.text
    elif end == len(line.glyphs):
        gone = line.text[len(head) :]
    all_glyphs = (*line.glyphs[:start], *glyphs, *line.glyphs[end:])
    return replace(
        line,
        text=head + after + tail,
        glyphs=all_glyphs,
        box=union(glyph.box for glyph in all_glyphs),
        changes=(*line.changes, Change(RULE, len(head), gone, after, SURE)),
    )
