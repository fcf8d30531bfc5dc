"""Alignment of a text with the lines that were read: which character comes from which line.

A text of the article document is what the lines say after repair, without jump lines: most characters are the same,
in the same order. They are paired by the longest common runs (`difflib`); those between two pairs are placed
between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from banmian.document.lines_as_read import LineRead

ENOUGH = 0.6
"""Least share of a text's characters that its lines must contain; below it they are not its lines."""

ALIKE = 0.5
"""Least share of a line's characters that a text must contain for the line to be one of its lines."""


class Anchor(NamedTuple):
    """The place of a character: the index of its line, and the ranks of the first and last character of the line
    that it represents.

    ``exact`` where the page shows that very character.
    """

    line: int
    first: int
    last: int
    exact: bool


def common_positions(first: str, second: str) -> list[tuple[int, int]]:
    """Positions of common characters, in order; equal beginnings and ends are paired directly."""
    if first == second:
        return [(index, index) for index in range(len(first))]
    most = min(len(first), len(second))
    prefix = 0
    while prefix < most and first[prefix] == second[prefix]:
        prefix += 1
    suffix = 0
    while suffix < most - prefix and first[-1 - suffix] == second[-1 - suffix]:
        suffix += 1
    middle = SequenceMatcher(
        None, first[prefix : len(first) - suffix], second[prefix : len(second) - suffix], autojunk=False
    )
    found = [(index, index) for index in range(prefix)]
    for run in middle.get_matching_blocks():
        found += [(prefix + run.a + step, prefix + run.b + step) for step in range(run.size)]
    found += [(len(first) - suffix + step, len(second) - suffix + step) for step in range(suffix)]
    return found


def likeness(line: str, text: str) -> float:
    """Share of a line's characters that the text contains in the same order."""
    bare = remove_spaces(line)
    return len(common_positions(bare, remove_spaces(text))) / len(bare) if bare else 0.0


def remove_spaces(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def anchors(text: str, lines: Sequence[LineRead]) -> list[Anchor] | None:
    """A place for every character of ``text`` except white space, in order; None where too few are found.

    ``lines`` are in reading order. Characters without a counterpart share the unpaired characters of the line
    between their neighbours', or the character before them where there are none.
    """
    wanted = remove_spaces(text)
    glyphs = [(number, rank) for number, line in enumerate(lines) for rank in range(len(remove_spaces(line.text)))]
    paired = common_positions(wanted, "".join(remove_spaces(line.text) for line in lines))
    if not wanted or len(paired) < ENOUGH * len(wanted):
        return None
    if len(paired) == len(wanted) == len(glyphs):
        return [Anchor(line, own, own, True) for line, own in glyphs]
    found: list[Anchor] = []
    before = (-1, max(-1, paired[0][1] - paired[0][0] - 1))
    for at, glyph in [*paired, (len(wanted), min(len(glyphs), paired[-1][1] + len(wanted) - paired[-1][0]))]:
        loose = range(before[1] + 1, glyph)
        count = at - before[0] - 1
        for rank in range(count):
            found.append(_loose(glyphs, loose, rank, count, before[1], glyph))
        if at < len(wanted):
            line, own = glyphs[glyph]
            found.append(Anchor(line, own, own, exact=True))
        before = (at, glyph)
    return found


def _loose(glyphs: Sequence[tuple[int, int]], loose: range, rank: int, count: int, before: int, after: int) -> Anchor:
    """The place of the `rank`-th of `count` unpaired characters among unpaired characters."""
    if not loose:
        line, own = glyphs[before if before >= 0 else after]
        return Anchor(line, own, own, exact=False)
    first = loose[rank * len(loose) // count]
    last = loose[max(rank * len(loose) // count, (rank + 1) * len(loose) // count - 1)]
    line, own = glyphs[first]
    return Anchor(line, own, glyphs[last][1] if glyphs[last][0] == line else own, exact=False)
