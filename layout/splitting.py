"""Lines that a reader drew across a rule, cut where the rule stands.

A recogniser follows a vertical line down through the rule below it into the next band, and takes the
rule for the sign 一. No line of type crosses a rule, so what it read is two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout.geometry import union
from layout.page import Glyph, Line, Rule

LEAST_RULE = 4.0
"""A rule that cuts lines is at least so many of their em long,"""
COVER = 0.85
"""and covers this share of the line's breadth."""
MARGIN = 0.6
"""It stands at least so many em inside the line's ends."""
STROKE = 0.35
"""A glyph lower than this share of the em, on the rule, is the rule itself."""


def split_at_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """The lines, each cut at the rules that cross it from side to side."""
    parts: list[Line] = []
    for line in lines:
        cuts = sorted({_along(rule, line) for rule in rules if _cuts(rule, line)})
        parts += _split(line, cuts) if cuts and line.glyphs else [line]
    return parts


def _along(rule: Rule, line: Line) -> float:
    return rule.box.cy if line.vertical else rule.box.cx


def _cuts(rule: Rule, line: Line) -> bool:
    if rule.horizontal != line.vertical or max(rule.box.width, rule.box.height) < LEAST_RULE * line.size:
        return False
    margin = MARGIN * line.size
    if line.vertical:
        across = rule.box.x_overlap(line.box) >= COVER * line.box.width
        inside = line.box.y0 + margin < rule.box.cy < line.box.y1 - margin
    else:
        across = rule.box.y_overlap(line.box) >= COVER * line.box.height
        inside = line.box.x0 + margin < rule.box.cx < line.box.x1 - margin
    return across and inside


def _split(line: Line, cuts: Sequence[float]) -> list[Line]:
    groups: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in line.glyphs:
        low, high = (glyph.box.y0, glyph.box.y1) if line.vertical else (glyph.box.x0, glyph.box.x1)
        middle = (low + high) / 2
        thin = high - low <= STROKE * line.size
        if thin and any(abs(middle - cut) <= STROKE * line.size for cut in cuts):
            continue
        groups[sum(middle > cut for cut in cuts)].append(glyph)
    return [_part(line, glyphs) for glyphs in groups if glyphs]


def _part(line: Line, glyphs: Sequence[Glyph]) -> Line:
    text = "".join(glyph.text for glyph in glyphs)
    box = union(glyph.box for glyph in glyphs)
    return replace(line, text=text, read=text, changes=(), glyphs=tuple(glyphs), box=box)
