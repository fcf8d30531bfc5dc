"""Groups of things: those that touch each other, directly or by others between them, and those between gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def group_by_contact(things: Iterable[Thing], touch: Callable[[Thing, Thing], bool]) -> list[list[Thing]]:
    """The groups; in each, the last of the things that joined parts of it comes first."""
    groups: list[list[Thing]] = []
    for thing in things:
        near = [group for group in groups if any(touch(thing, other) for other in group)]
        groups = [group for group in groups if all(group is not other for other in near)]
        groups.append([thing, *(member for group in near for member in group)])
    return groups


def group_between_gaps(
    things: Sequence[Thing], extents: Sequence[tuple[float, float]], gap: float = 0.0
) -> list[list[Thing]]:
    """The groups along one direction, in order, from the extent of each thing in it (first and last coordinate).

    Between one group and the next is a gap of at least ``gap``; if negative, they may overlap by so much.
    """
    groups: list[list[Thing]] = []
    reach = float("-inf")
    for (start, end), thing in sorted(zip(extents, things, strict=True), key=lambda item: item[0]):
        if start >= reach + gap:
            groups.append([])
        groups[-1].append(thing)
        reach = max(reach, end)
    return groups
