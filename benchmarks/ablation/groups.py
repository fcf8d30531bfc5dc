"""Many changes tried at once: a group that moves nothing holds none that does, and one that moves is halved.

Dorfman's group testing: where few of the changes move a case, this asks for far fewer runs than one for each. Groups
are as large as the share of those that moved something so far suggests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Change = TypeVar("Change")

MOST_TOGETHER = 512
"""Changes that are tried together."""
FIRST = 8
"""Changes in the first group."""
BEST = 0.7
"""A group that holds this many that move something on average tells most."""


def single_out(changes: Sequence[Change], moves: Callable[[Sequence[Change]], object]) -> list[Change]:
    """Those of `changes` that move something when they are made alone, or only in company.

    ``moves`` says whether something moves with all of some changes made.
    """
    found: list[Change] = []
    place, tried = 0, 0
    while place < len(changes):
        size = int(BEST * (tried + 1) / (len(found) + 1)) if tried else FIRST
        group = changes[place : place + max(1, min(MOST_TOGETHER, size))]
        found += _halved(group, moves)
        place, tried = place + len(group), tried + len(group)
    return found


def _halved(group: Sequence[Change], moves: Callable[[Sequence[Change]], object]) -> list[Change]:
    if not moves(group):
        return []
    if len(group) == 1:
        return list(group)
    middle = len(group) // 2
    return _halved(group[:middle], moves) + _halved(group[middle:], moves)


def without_repeats(changes: Sequence[Change], name: Callable[[Change], object]) -> Iterator[list[Change]]:
    """The changes in rounds, none of which changes one thing twice."""
    rest = list(changes)
    while rest:
        seen: set[object] = set()
        now: list[Change] = []
        later: list[Change] = []
        for change in rest:
            (later if name(change) in seen else now).append(change)
            seen.add(name(change))
        yield now
        rest = later
