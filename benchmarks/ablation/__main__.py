"""What each number of layout and repair is worth.

    python -m benchmarks.ablation [layout|ocr|pdf_text|repair] [--only WORD] [--without WORD ...] [--cache DIR]

Every named number is put out of action by itself (a weight to 0, a limit to 0 and beyond all lengths), everything
is arranged and repaired again, and the first page or text whose figures or document move is shown. Where one of the
two moves nothing anywhere, the number is a guess: it goes with its rule, or gets a page that asks for it. Readings
of scans are kept in the cache.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.ablation.constants import Constant, constants_of, modules_below, set_to, source_of, unnamed_numbers
from benchmarks.ablation.sets import Case, Result, differing, layer_cases, page_cases, scan_cases, text_cases

MOST_SECONDS = 60
"""A document that takes longer than this with a number put out of action counts as moved."""
READERS = ("banmian.layout.ocr", "banmian.layout.pdf_text", "banmian.layout.readers")
PARTS: dict[str, tuple[str, tuple[str, ...], Callable[[Path], list[Case]]]] = {
    "layout": ("banmian.layout", READERS, page_cases),
    "ocr": ("banmian.layout.ocr", ("banmian.layout.ocr.weights",), scan_cases),
    "pdf_text": ("banmian.layout.pdf_text", (), layer_cases),
    "repair": ("banmian.repair", (), lambda cache: [*text_cases(), *(case.arranged() for case in page_cases(cache))]),
}
"""Part: its package, what is left out of it, and what it is tried on."""


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.add_argument("part", nargs="?", choices=sorted(PARTS), help="one part alone")
    parser.add_argument("--only", default="", help="numbers whose name holds this word")
    parser.add_argument("--without", nargs="*", default=[], help="numbers whose name holds one of these are left out")
    parser.add_argument("--cache", type=Path, default=Path("out/ablation"), help="where readings are kept")
    options = parser.parse_args()
    for part in [options.part] if options.part else sorted(PARTS):
        package, without, cases_of = PARTS[part]
        constants = [c for c in constants_of(package, without) if options.only in c.label]
        constants = [c for c in constants if not any(word in c.label for word in options.without)]
        cases = cases_of(options.cache)
        unnamed = sum(unnamed_numbers(source_of(module)) for module in modules_below(package))
        print(f"## {part}: {len(constants)} named numbers, {unnamed} unnamed", flush=True)
        before = {id(case): look_at(case) for case in cases}
        cases.sort(key=lambda case: before[id(case)].seconds)
        idle = [constant for constant in constants if not show(constant, cases, before)]
        print(f"{len(idle)} of {len(constants)} can go", flush=True)


@dataclass(frozen=True, slots=True)
class Before:
    """What a case gave with every number in place, and how long that took."""

    items: bytes
    result: Result
    seconds: float


def look_at(case: Case) -> Before:
    """A case with every number in place."""
    start = time.process_time()
    return Before(case.items(), case.result(), time.process_time() - start)


def show(constant: Constant, cases: Sequence[Case], before: dict[int, Before]) -> bool:
    """Print what moves with each neutral value; whether something does with every one.

    A limit that is never reached, or always, without anything that moves can be taken out.
    """
    moved = [next(trials(constant, value, cases, before), "") for value in constant.neutral_values]
    for value, found in zip(constant.neutral_values, moved, strict=True):
        print(f"{constant.label:<70} {constant.value!s:<12} at {value!s:<12} {found or '-'}", flush=True)
    return all(moved)


def trials(constant: Constant, value: Any, cases: Sequence[Case], before: dict[int, Before]) -> Iterator[str]:
    """Each case that moves with a value of a number, and how."""
    for case in cases:
        found = moved_by(constant, value, case, before[id(case)])
        if found:
            yield f"{case.group}/{case.name}: {'; '.join(found[:3])}"


def moved_by(constant: Constant, value: Any, case: Case, before: Before) -> list[str]:
    """What a value of a number moves in a case; a failure or endless work is a move too."""
    with set_to(constant, value):
        try:
            with time_limit():
                if constant.early and case.items() == before.items:
                    return []
                return differing(before.result, case.result())
        except Exception as error:
            return [type(error).__name__]


@contextmanager
def time_limit() -> Iterator[None]:
    """Raises TimeoutError after `MOST_SECONDS`."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    main()
