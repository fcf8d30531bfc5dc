"""Rows of justified type in narrow columns that a detector cut at their spaces, joined again.

Pieces are of one row where the gap between them is a space of it (`gutter_or_space`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from banmian.document.changes import Change
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Rule
from banmian.layout.segmentation.gutter_or_space import ALIKE, LEVEL, WIDEST, WordRows, may_be_stretched
from banmian.layout.segmentation.rows import SAME_ROW

BROADEST_ROW = 20.0
"""Spaces are stretched in columns no broader than this (em)."""


def join_stretched_rows(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """The lines, those that are pieces of one row joined over its spaces."""
    rows = WordRows(lines)
    upright = [rule.box for rule in rules if not rule.horizontal]
    ordered = sorted((line for line in lines if may_be_stretched(line)), key=lambda line: line.box.cy)
    heights = [line.box.cy for line in ordered]
    after: dict[int, Line] = {}
    inner: set[int] = set()
    for line in ordered:
        reach = LEVEL * line.size
        near = ordered[bisect_left(heights, line.box.cy - reach) : bisect_right(heights, line.box.cy + reach)]
        beside = [other for other in near if other.box.x0 >= line.box.x1]
        other = min(beside, key=lambda one: one.box.x0, default=None)
        if other is not None and id(other) not in inner and _are_one_row(line, other, rows, upright):
            after[id(line)] = other
            inner.add(id(other))
    return [_joined(line, after) for line in lines if id(line) not in inner]


def _are_one_row(line: Line, other: Line, rows: WordRows, upright: Sequence[Box]) -> bool:
    em, gap = (line.size + other.size) / 2, other.box.x0 - line.box.x1
    if gap > WIDEST * em or other.box.x1 - line.box.x0 > BROADEST_ROW * em:
        return False
    if max(line.size, other.size) > ALIKE * min(line.size, other.size):
        return False
    if not any(map(str.isalpha, line.text + other.text)):
        return False
    if line.box.y_share(other.box) <= SAME_ROW or line.reversed_out != other.reversed_out:
        return False
    cy = (line.box.cy + other.box.cy) / 2
    if any(line.box.x1 <= rule.cx <= other.box.x0 and rule.y0 <= cy <= rule.y1 for rule in upright):
        return False
    return rows.is_gutter(line.box.x1, other.box.x0, cy, em) is False


def _joined(line: Line, after: dict[int, Line]) -> Line:
    """A line with the pieces of its row that follow it."""
    pieces = [line]
    while (following := after.get(id(pieces[-1]))) is not None:
        pieces.append(following)
    if len(pieces) == 1:
        return line
    glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
    changes: list[Change] = []
    before = 0
    for piece in pieces:
        changes += [replace(change, offset=before + change.offset) for change in piece.changes]
        before += len(piece.text) + 1
    return replace(
        line,
        text=" ".join(piece.text for piece in pieces),
        read=" ".join(piece.read for piece in pieces),
        changes=tuple(changes),
        glyphs=glyphs,
        box=union(piece.box for piece in pieces),
        size=max(piece.size for piece in pieces),
        confidence=round(fmean(glyph.confidence for glyph in glyphs), 4),
    )
