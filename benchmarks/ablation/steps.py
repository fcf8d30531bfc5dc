"""The stages of a pipeline one by one: each is run again on what it was given, which is far quicker than the whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from banmian.stages import Stage

GIVEN = {"engine", "picture", "source", "judge", "thresholds"}
"""Fields of a pipeline's state that its stages work with, and that are not what they find."""


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One run of a stage on what it was given. ``group`` is its set."""

    name: str
    result: Callable[[], object]
    group: str = ""

    def differing(self, before: object, after: object) -> list[str]:
        """Whether its result moved."""
        return [] if same(before, after) else ["text"]


@contextmanager
def steps_of(module: ModuleType, renewed: Callable[[Any], Any] = lambda state: state) -> Iterator[list[Step]]:
    """The stages of ``module.STAGES`` that run within, each with what it was given.

    ``renewed`` gives a state without what former runs left behind in its parts.
    """
    found: list[Step] = []

    def again(stage: Stage[Any], state: Any) -> Any:
        return stage.function(renewed(state))

    def note(stage: Stage[Any], state: Any) -> Any:
        found.append(Step(stage.name, partial(again, stage, state)))
        return again(stage, state)

    before = module.STAGES
    module.STAGES = tuple(dataclasses.replace(stage, function=partial(note, stage)) for stage in before)  # type: ignore[attr-defined]
    try:
        yield found
    finally:
        module.STAGES = before  # type: ignore[attr-defined]


def same(one: Any, other: Any) -> bool:
    """Whether two results are equal, arrays and what states hold included."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    if type(one) is not type(other):
        return False
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        names = {field.name for field in dataclasses.fields(one)}
        names -= GIVEN if "thresholds" in names else set()
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, Sequence) and not isinstance(one, str | bytes):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
