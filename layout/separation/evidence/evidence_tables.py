"""Tables of evidence: functions by name, in the order of the learned weights, and the decorator that enters them.

Weights are kept under the names of the functions; those that were renamed are known by their earlier names too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from banmian.layout.separation.graph.measurements import Edges
from banmian.layout.separation.graph.page_graph import Floats

EdgeEvidence = Callable[[Edges], Floats]
Evidence = TypeVar("Evidence", bound=Callable[..., Any])

EARLIER_NAMES = {
    "governor_first": "head_directly_above_first",
    "governor_next": "head_directly_above_next",
    "same_governor": "same_head_directly_above",
    "own_governor": "first_is_head_directly_above",
    "inset_under_governor": "inset_under_head_above",
    "next_is_home": "next_is_first_text",
    "astray_under_head": "next_under_head_of_other",
    "head_of_next": "head_over_first_text",
    "first_signs": "first_is_byline",
    "next_signs": "next_is_byline",
    "governor": "size_of_head_above",
    "governor_ratio": "head_above_ratio",
    "signs": "is_byline",
    "signed_above": "byline_above",
}
"""Names of evidence in files that were learned before they were changed, and what the same is called now."""


def current_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of evidence in a file as they are now."""
    return tuple(EARLIER_NAMES.get(name, name) for name in names)


def registers_in(table: dict[str, Evidence]) -> Callable[[Evidence], Evidence]:
    """A decorator that enters a function in a table under its own name."""

    def enter(function: Evidence) -> Evidence:
        table[function.__name__] = function
        return function

    return enter
