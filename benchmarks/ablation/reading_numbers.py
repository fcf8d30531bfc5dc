"""Which numbers a piece of work reads: only there can another value move anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType

from benchmarks.ablation.constants import Constant, defaulting


@contextmanager
def names_read() -> Iterator[Callable[[], frozenset[str]]]:
    """All names that functions use which are called within, and their own with `()`: afterwards what is yielded tells
    them."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield lambda: frozenset(name for code in called for name in (*code.co_names, f"{code.co_name}()"))
    finally:
        sys.setprofile(before)


def is_read(constant: Constant, names: frozenset[str]) -> bool:
    """Whether functions that use ``names`` may read a number."""
    return (constant.field or constant.name) in names or any(
        f"{function.__name__}()" in names for function, _ in defaulting(constant)
    )
