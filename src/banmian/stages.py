"""Pipelines as lists of named stages, so that their order is in one place and each can be timed, left out,
explained.

A pipeline is a tuple of `Stage` values over one frozen dataclass, its state. A stage takes the state and returns it
with some fields replaced; it names the fields that it needs and those that it gives, and touches no others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, Generic, Protocol, TypeVar


class Counted(Protocol):
    """The state of a pipeline, which can count what it holds."""

    def counts(self) -> Mapping[str, int]:
        """How many lines, tables, articles … there are now."""
        ...


State = TypeVar("State", bound=Counted)


@dataclass(frozen=True, slots=True)
class Stage(Generic[State]):
    """One step of a pipeline. ``purpose`` is what it does, in a few words for docs and reports.

    ``needs`` and ``gives`` are names of the state's fields. What a stage gives is there from the start, if only
    empty, so that a stage can be left out.
    """

    name: str
    purpose: str
    function: Callable[[State], State]
    needs: tuple[str, ...]
    gives: tuple[str, ...]


def stage(name: str, purpose: str, function: Callable[[State], State], *, needs: str, gives: str) -> Stage[State]:
    """A stage; ``needs`` and ``gives`` are each one string of names with spaces between."""
    return Stage(name, purpose, function, tuple(needs.split()), tuple(gives.split()))


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A stage's function that puts into one field of the state, a tuple, what ``function`` makes of that field."""

    function: Callable[[Any], Iterable[Any]]
    field: str

    def __call__(self, state: Any) -> Any:
        """The state with the field rewritten."""
        return replace(state, **{self.field: tuple(self.function(getattr(state, self.field)))})


def rewrite(name: str, purpose: str, function: Callable[[Any], Iterable[Any]], *, field: str) -> Stage[Any]:
    """A stage that needs and gives one field of the state, which is a tuple."""
    return Stage(name, purpose, Rewrite(function, field), (field,), (field,))


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one run of a stage did: seconds, and of what there was more or less afterwards (before, after).

    ``subject`` is what it was run on (a page, a text).
    """

    pipeline: str
    subject: str
    stage: str
    seconds: float
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Watch:
    report: Callable[[StageReport], None]
    without: Collection[str]


_WATCH: ContextVar[_Watch | None] = ContextVar("stages", default=None)


@contextmanager
def watch_stages(report: Callable[[StageReport], None], without: Collection[str] = ()) -> Iterator[None]:
    """Have every stage that runs within reported; those named in ``without`` do not run."""
    token = _WATCH.set(_Watch(report, without))
    try:
        yield
    finally:
        _WATCH.reset(token)


def run_stages(pipeline: str, stages: Sequence[Stage[State]], state: State, subject: str = "") -> State:
    """The state after all stages of the pipeline, in their order."""
    watch = _WATCH.get()
    if watch is None:
        for stage in stages:
            state = stage.function(state)
        return state
    for stage in stages:
        if stage.name not in watch.without:
            begun, before = perf_counter(), state
            state = stage.function(state)
            seconds = perf_counter() - begun
            changed = _changed(before.counts(), state.counts())
            watch.report(StageReport(pipeline, subject, stage.name, seconds, changed))
    return state


def stage_table(stages: Sequence[Stage[State]]) -> str:
    """The stages as a table in Markdown, which the docs have."""
    rows = [f"| {stage.name} | {stage.purpose} | {', '.join(stage.gives)} |" for stage in stages]
    return "\n".join(["| stage | what it does | gives |", "|---|---|---|", *rows])


def _changed(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (before.get(name, 0), count) for name, count in after.items() if before.get(name, 0) != count}
