"""Groups of things that touch each other, directly or by others between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
