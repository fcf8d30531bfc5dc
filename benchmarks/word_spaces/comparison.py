"""Which word spaces of a text are in what was read of it, whatever else was misread."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

REACH = 3
"""Boundaries where more characters than this are missing or added are lost text, and count as no space."""
CONTEXT = 12
"""Characters on each side of a space that is shown."""


@dataclass(slots=True)
class Spaces:
    """How many word spaces were ``wanted`` and ``kept``, and the places where one is ``lost`` or ``added``.

    The places are shown by the characters around them, ``|`` at the space itself.
    """

    wanted: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def add(self, other: Spaces) -> None:
        """Take in those of another page."""
        self.wanted += other.wanted
        self.kept += other.kept
        self.lost += other.lost
        self.added += other.added


def compare_spaces(truth: str, read: str) -> Spaces:
    """The word spaces of `truth` that are in `read`; line ends are spaces in both."""
    wanted, found = _spaces(truth), _spaces(read)
    there, here = "".join(truth.split()), "".join(read.split())
    spaces = Spaces()
    for place, start, end in _boundaries(there, here):
        got = any(at in found for at in range(start, end + 1))
        if place in wanted:
            spaces.wanted += 1
            spaces.kept += got
        if got != (place in wanted):
            shown = there[max(0, place - CONTEXT) : place] + "|" + there[place : place + CONTEXT]
            (spaces.lost if place in wanted else spaces.added).append(shown)
    return spaces


def _spaces(text: str) -> set[int]:
    """Before how many characters each space of a text stands."""
    words = text.split()
    places, at = set(), 0
    for word in words[:-1]:
        at += len(word)
        places.add(at)
    return places


def _boundaries(there: str, here: str) -> list[tuple[int, int, int]]:
    """Each place between two characters of a text, with the first and last place that it is at in the other."""
    pairs: list[tuple[int, int]] = []
    for block in Levenshtein.opcodes(there, here):
        if block.tag in ("equal", "replace"):
            pairs += zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=False)
    return [
        (one[0] + 1, one[1] + 1, other[1])
        for one, other in pairwise(pairs)
        if other[0] - one[0] <= REACH and other[1] - one[1] <= REACH
    ]
