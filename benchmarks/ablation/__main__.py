"""What each number of layout and repair is worth.

    python -m benchmarks.ablation [layout|ocr|pdf_text|repair ...] [--only WORD] [--cache DIR] [--table FILE]

Every named number is put out of action (a weight to 0, a limit to 0 and beyond all lengths), everything is arranged
and repaired again, and the first set whose figures or documents move is noted. Many numbers are put out of action at
once (`benchmarks.ablation.groups`). Where one of its two values moves nothing anywhere, a number is a guess: it goes
with its rule, or gets a page that asks for it. Readings of scans are kept in the cache.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.ablation.constants import Setting, constants_of, modules_below, set_to, source_of, unnamed_numbers
from benchmarks.ablation.groups import single_out, time_limit, without_repeats
from benchmarks.ablation.sets import Case, Result, differing, layer_cases, page_cases, scan_cases, text_cases
from benchmarks.ablation.table import Effects, keep, write_table

LEAST_SECONDS, SLOWER = 10.0, 10.0
"""A case that takes longer than the first and so many times longer than usual has moved."""
READERS = ("banmian.layout.ocr", "banmian.layout.pdf_text", "banmian.layout.readers")
PARTS: dict[str, tuple[str, tuple[str, ...], Callable[[Path], list[Case]]]] = {
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
    parser.add_argument("--cache", type=Path, default=Path("out/ablation"), help="where readings are kept")
    parser.add_argument("--table", type=Path, help="the document that the table is written to")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    for part in options.parts or sorted(PARTS):
        package, without, cases_of = PARTS[part]
        constants = [c for c in constants_of(package, without) if any(word in c.label for word in options.only)]
        settings = [Setting(constant, value) for constant in constants for value in constant.neutral_values]
        unnamed = sum(unnamed_numbers(source_of(module)) for module in modules_below(package))
        print(f"## {part}: {len(constants)} named numbers, {unnamed} unnamed", flush=True)
        effects = find_effects(settings, cases_of(options.cache))
        for setting in settings:
            if setting not in effects:
                print(f"{setting.label:<95} -", flush=True)
        keep(options.cache / f"{part}.numbers", settings, effects)
    if options.table:
        write_table(options.table, sorted(options.cache.glob("*.numbers")))


@dataclass(frozen=True, slots=True)
class Before:
    """What a case gave with every number in place, and how long that took."""

    items: bytes
    result: Result
    seconds: float


def look_at(case: Case) -> Before:
    """A case with every number in place."""
    start = time.perf_counter()
    return Before(case.items(), case.result(), time.perf_counter() - start)


def find_effects(settings: Sequence[Setting], cases: Sequence[Case]) -> Effects:
    """Where each setting first moves something, and what. Cases with known figures are looked at first, quick ones
    before slow ones."""
    before = {id(case): look_at(case) for case in cases}
    effects: Effects = {}
    for case in sorted(cases, key=lambda case: (not case.truth, before[id(case)].seconds)):
        left = [setting for setting in settings if setting not in effects]
        for together in without_repeats(left, lambda setting: setting.constant.label):
            for setting in single_out(together, partial(moves, case, before[id(case)])):
                effects[setting] = case.group, tuple(moved_by([setting], case, before[id(case)]))
                print(f"{setting.label:<95} {case.group}/{case.name}: {'; '.join(effects[setting][1][:3])}", flush=True)
        print(f"{case.group}/{case.name}: {len(left)} tried, {len(settings) - len(effects)} left", flush=True)
    return effects


def moves(case: Case, before: Before, settings: Sequence[Setting]) -> bool:
    """Whether a case moves with all of some settings."""
    return bool(moved_by(settings, case, before))


def moved_by(settings: Sequence[Setting], case: Case, before: Before) -> list[str]:
    """What some settings move in a case; a failure or endless work is a move too."""

    try:
        with ExitStack() as stack:
            stack.enter_context(time_limit(LEAST_SECONDS + SLOWER * before.seconds))
            for setting in settings:
                stack.enter_context(set_to(setting.constant, setting.value))
            if before.items and all(setting.constant.early for setting in settings) and case.items() == before.items:
                return []
            return differing(before.result, case.result())
    except Exception as error:
        return [type(error).__name__]


if __name__ == "__main__":
    main()
