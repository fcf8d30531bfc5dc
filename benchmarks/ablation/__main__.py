"""What each number of layout and repair is worth.

    python -m benchmarks.ablation [layout|ocr|pdf_text|repair ...] [--only WORD] [--minutes N] [--cache DIR]
        [--table FILE]

Every named number is put out of action (a weight to 0, a limit to 0 and beyond all lengths), everything is arranged
and repaired again, and the first set whose figures or documents move is noted. Many numbers are put out of action at
once (`benchmarks.ablation.groups`). Where one of its two values moves nothing anywhere, a number is a guess: it goes
with its rule, or gets a page that asks for it. Readings of scans are kept in the cache. Quick pages come first, so
that most numbers are done with before the slow ones; --minutes ends a part between two pages.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.ablation.constants import Setting, constants_of, modules_below, set_to, source_of, unnamed_numbers
from benchmarks.ablation.groups import single_out, time_limit, without_repeats
from benchmarks.ablation.reading_numbers import is_read, names_read
from benchmarks.ablation.sets import Case, layer_cases, page_cases, scan_cases, text_cases
from benchmarks.ablation.steps import Step
from benchmarks.ablation.table import Effects, keep, write_table

LEAST_SECONDS, SLOWER = 4.0, 6.0
"""A case that takes longer than the first and so many times longer than usual has moved."""
MOST_MEMORY = 16 << 30
"""Bytes of address space; a picture beyond all lengths asks for more, which is a move too."""
READERS = ("banmian.layout.ocr", "banmian.layout.pdf_text", "banmian.layout.readers")
PARTS: dict[str, tuple[str, tuple[str, ...], Callable[[Path], Iterable[Case | Step]]]] = {
    "layout": ("banmian.layout", READERS, page_cases),
    "ocr": ("banmian.layout.ocr", ("banmian.layout.ocr.weights",), scan_cases),
    "pdf_text": ("banmian.layout.pdf_text", (), layer_cases),
    "repair": ("banmian.repair", (), lambda cache: [*text_cases(), *(case.arranged() for case in page_cases(cache))]),
}
"""Part: its package, what is left out of it, and what it is tried on."""


def main() -> None:
    """Read the arguments, try all numbers, print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*sorted(PARTS), []], help="some parts alone")
    parser.add_argument("--only", nargs="*", default=[""], help="numbers whose name holds one of these words")
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="for each part: no further page after so many"
    )
    parser.add_argument("--cache", type=Path, default=Path("out/ablation"), help="where readings are kept")
    parser.add_argument("--table", type=Path, help="the document that the table is written to")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for part in options.parts or sorted(PARTS):
        package, without, cases_of = PARTS[part]
        constants = [c for c in constants_of(package, without) if any(word in c.label for word in options.only)]
        settings = [Setting(constant, value) for constant in constants for value in constant.neutral_values]
        unnamed = sum(unnamed_numbers(source_of(module)) for module in modules_below(package))
        print(f"## {part}: {len(constants)} named numbers, {unnamed} unnamed", flush=True)
        note = partial(keep, options.cache / f"{part}.numbers", settings)
        find_effects(settings, cases_of(options.cache), note, time.monotonic() + 60 * options.minutes)
    if options.table:
        write_table(options.table, sorted(options.cache.glob("*.numbers")))


def find_effects(
    settings: Sequence[Setting], cases: Iterable[Case | Step], note: Callable[[Effects, int], None], end: float
) -> Effects:
    """Where each setting first moves something, and what; ``note`` is told after each case, with their number.

    A case is tried with those numbers alone that it reads, and none after ``end`` (`time.monotonic`).
    """
    effects: Effects = {}
    for done, case in enumerate(cases, 1):
        if time.monotonic() > end:
            break
        with names_read() as names:
            case.result()
        start = time.perf_counter()
        before = case.result()
        seconds = time.perf_counter() - start
        left = [s for s in settings if s not in effects and is_read(s.constant, names())]
        for together in without_repeats(left, lambda setting: setting.constant.label):
            moved = partial(moved_by, case, before, seconds)
            for setting in single_out(together, moved):
                effects[setting] = case.group, tuple(moved([setting]))
                print(f"{setting.label:<95} {case.group}/{case.name}: {'; '.join(effects[setting][1][:3])}", flush=True)
        print(f"{case.group}/{case.name}: {len(left)} tried, {len(settings) - len(effects)} left", flush=True)
        note(effects, done)
    return effects


def moved_by(case: Case | Step, before: Any, seconds: float, settings: Sequence[Setting]) -> list[str]:
    """What some settings move in a case that took so many seconds; a failure or endless work is a move too."""
    try:
        with ExitStack() as stack:
            stack.enter_context(time_limit(LEAST_SECONDS + SLOWER * seconds))
            for setting in settings:
                stack.enter_context(set_to(setting.constant, setting.value))
            return case.differing(before, case.result())
    except Exception as error:
        return [type(error).__name__]


if __name__ == "__main__":
    main()
