"""Line splitting: lines that a reader drew across a rule or a gutter are cut there.

A recogniser follows a vertical line down through the rule below it into the next band, and takes the rule for the
character 一. No line of type crosses a rule, so it is two lines; nor does one cross a gutter (`gutters`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import union
from banmian.layout.line_text import text_of
from banmian.layout.model import Glyph, Line, Rule
from banmian.layout.segmentation.gutters import RULE_SIGNS, STROKE, find_crossed_gutters

LEAST_RULE = 4.0
"""A rule that cuts lines is at least this long, in their em,"""
COVER = 0.85
"""and covers this share of the line's breadth."""
MARGIN = 0.6
"""It is at least this far (em) inside the line's ends."""


def split_at_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """The lines, each cut at the rules that cross it from side to side."""
    parts: list[Line] = []
    for line in lines:
        cuts = sorted({sum(line.along(rule.box)) / 2 for rule in rules if _cuts(rule, line)})
        parts += _split(line, cuts) if cuts and line.glyphs else [line]
    return parts


def split_at_gutters(lines: Sequence[Line]) -> list[Line]:
    """The lines, each cut where it crosses a gutter that separates the lines on both sides of it."""
    parts: list[Line] = []
    for line, crossed in find_crossed_gutters(lines):
        pieces = _split(line, crossed.in_gaps) if crossed.in_gaps else [line]
        parts += [part for piece in pieces for part in _parted(piece, crossed.between_words)]
    return parts


def _cuts(rule: Rule, line: Line) -> bool:
    if not rule.box.touches(line.box):
        return False
    if rule.horizontal != line.vertical or rule.length < LEAST_RULE * line.size:
        return False
    return rule.crosses(line.box, MARGIN * line.size, COVER)


def _split(line: Line, cuts: Sequence[float]) -> list[Line]:
    groups: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in line.glyphs:
        low, high = line.along(glyph.box)
        middle = (low + high) / 2
        thin = high - low <= STROKE * line.size and (line.vertical or not glyph.text.isalnum())
        if thin and any(abs(middle - cut) <= STROKE * line.size for cut in cuts):
            continue
        groups[sum(middle > cut for cut in cuts)].append(glyph)
    return [_part(line, glyphs) for glyphs in groups if glyphs]


def _parted(line: Line, places: Sequence[float]) -> list[Line]:
    """A line cut at some gutters; what was read of a rule in them is none of its text."""
    if not line.glyphs:
        return [line]
    groups: list[list[Glyph]] = [[] for _ in range(len(places) + 1)]
    for glyph in line.glyphs:
        groups[sum(sum(line.along(glyph.box)) / 2 > place for place in places)].append(glyph)
    kept = [glyphs for glyphs in groups if any(glyph.text not in RULE_SIGNS for glyph in glyphs)]
    return [line] if len(kept) == len(groups) == 1 else [_part(line, glyphs) for glyphs in kept]


def _part(line: Line, glyphs: Sequence[Glyph]) -> Line:
    text = text_of(line, glyphs)
    box = union(glyph.box for glyph in glyphs)
    return replace(line, text=text, read=text, changes=(), glyphs=tuple(glyphs), box=box)
