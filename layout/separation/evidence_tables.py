"""Tables of evidence: functions by name, in the order of the learned weights, and the decorator that enters them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Evidence = TypeVar("Evidence", bound=Callable[..., Any])


def enters_in(table: dict[str, Evidence]) -> Callable[[Evidence], Evidence]:
    """A decorator that enters a function in a table under its own name."""

    def enter(function: Evidence) -> Evidence:
        table[function.__name__] = function
        return function

    return enter
