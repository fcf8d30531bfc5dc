"""What each number of layout and repair is worth.

    python -m benchmarks.ablation [layout|ocr|pdf_text|repair ...] [--only WORD ...] [--minutes N] [--cache DIR]
        [--table FILE] [--tests] [--all-sets] [--anew]

Every named number that decides something (`benchmarks.ablation.number_kinds`) is put out of action (a weight to 0, a
limit to 0 and beyond all lengths), everything is arranged and repaired again, and the first set whose figures or
documents move is noted. Many numbers are put out of action at once (`benchmarks.ablation.groups`), in a process that is
killed where it does not end (`benchmarks.ablation.child_processes`). With --tests, those that moved nothing are then
tried against the tests. Where one of its two values moves nothing and fails no test, a number is a guess: it goes with
its rule, or gets a page that asks for it. Readings of scans are kept in the cache. Quick pages come first, so that most
numbers are done with before the slow ones; --minutes ends a part between two pages.

What the document says already, or a run that was ended has kept, is not tried again while the number stays as it is;
--anew tries everything. A run goes over the sets of the repository; --all-sets adds those beside the checkout.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from banmian.opencv import cv2
from benchmarks.ablation.cases import Case, page_cases, text_cases
from benchmarks.ablation.child_processes import FAILED, forget_results, in_child
from benchmarks.ablation.constants import Constant, Setting, beyond, constants_of, milder, set_to
from benchmarks.ablation.earlier_findings import Findings, read_findings
from benchmarks.ablation.groups import single_out, without_repeats
from benchmarks.ablation.number_kinds import DECISION, kind_of
from benchmarks.ablation.number_tests import find_tests, tests_elsewhere
from benchmarks.ablation.paths import OTHER_SETS, OWN_SETS, ROOT
from benchmarks.ablation.reading_numbers import is_read, names_read
from benchmarks.ablation.recorded_engine import OtherPictureError
from benchmarks.ablation.scans import scan_cases
from benchmarks.ablation.steps import Step
from benchmarks.ablation.table import Effects, Kept, write_table
from benchmarks.ablation.text_layers import layer_cases

LEAST_SECONDS, SLOWER = 1.0, 3.0
"""A case that takes more processor seconds than the first and so many times more than usual has moved."""
ASKED_OTHERWISE = "the engine is asked otherwise"
"""What moves where an engine whose answers are kept would have to read other pictures."""
TABLE = ROOT / "docs" / "numbers.md"
"""What earlier runs found."""
READERS = ("banmian.layout.ocr", "banmian.layout.pdf_text", "banmian.layout.readers")
Cases = Callable[[Path, Collection[str]], Iterable[Case | Step]]
PARTS: dict[str, tuple[str, tuple[str, ...], Cases, tuple[str, ...]]] = {
    "layout": ("banmian.layout", READERS, page_cases, ("tests/layout",)),
    "ocr": ("banmian.layout.ocr", ("banmian.layout.ocr.model_files",), scan_cases, ("tests/layout/ocr",)),
    "pdf_text": ("banmian.layout.pdf_text", (), layer_cases, ("tests/layout/pdf_text",)),
    "repair": (
        "banmian.repair",
        (),
        lambda cache, sets: [*text_cases(sets), *(case.arranged() for case in page_cases(cache, sets))],
        ("tests/repair",),
    ),
}
"""Part: its package, what is left out of it, what it is tried on, and where its tests are."""

ON_PICTURES = {"ocr"}
"""Parts where a hundred times a limit is tried as beyond all lengths: pictures and kernels are made of such sizes."""


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
    parser.add_argument("--tests", action="store_true", help="what moved nothing is tried against the tests too")
    parser.add_argument("--all-sets", action="store_true", help="pages beside the checkout too")
    parser.add_argument("--anew", action="store_true", help="try what is known as well")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    kept = sorted(options.cache.glob("*.numbers"))
    earlier = Findings() if options.anew else read_findings(options.table or TABLE, kept)
    sets = (*OWN_SETS, *OTHER_SETS) if options.all_sets else OWN_SETS
    for part in sorted(PARTS):
        package, without, cases_of, folders = PARTS[part]
        decisions = [one for one in constants_of(package, without) if kind_of(one) == DECISION]
        settings = _settings(part, decisions)
        asked = [s for s in settings if not options.parts or part in options.parts]
        tried = [s for s in asked if _is_named(s, options.only) and not earlier.is_settled(s)]
        notes = Kept(options.cache / f"{part}.numbers", settings, tried, earlier)
        if tried:
            print(f"## {part}: {len(decisions)} numbers decide; {len(tried)} values of them are tried", flush=True)
            end = time.monotonic() + 60 * options.minutes
            effects = find_effects(tried, _made_when_asked(cases_of, options.cache, sets), notes.note, end)
            if options.tests:
                idle = [setting for setting in tried if setting not in effects]
                find_tests([*folders, *tests_elsewhere(folders, idle)], idle, notes.note_test, end)
        notes.write()
    if options.table:
        write_table(options.table, [options.cache / f"{part}.numbers" for part in sorted(PARTS)])


def _settings(part: str, numbers: Sequence[Constant]) -> list[Setting]:
    settings = [Setting(number, value) for number in numbers for value in number.neutral_values]
    return [milder(one) if beyond(one) else one for one in settings] if part in ON_PICTURES else settings


def _made_when_asked(cases_of: Cases, cache: Path, sets: Collection[str]) -> Iterator[Case | Step]:
    yield from cases_of(cache, sets)


def _is_named(setting: Setting, words: Sequence[str]) -> bool:
    return any(word in setting.constant.label for word in words)


def find_effects(
    settings: Sequence[Setting],
    cases: Iterable[Case | Step],
    note: Callable[[Effects, Collection[Setting], int], None],
    end: float,
) -> Effects:
    """Where each setting first moves something, and what.

    After each case ``note`` is told that, the settings of numbers that were read so far, and how many cases there were.

    A case is tried with those numbers alone that it reads, and none after ``end`` (`time.monotonic`). Where a value
    lets a case come to no result, one that is less extreme is tried in its place from then on (`milder`).
    """
    effects: Effects = {}
    read: set[Setting] = set()
    tried: dict[Setting, Setting] = {setting: setting for setting in settings}
    for done, case in enumerate(cases if time.monotonic() < end else (), 1):
        if time.monotonic() > end or len(effects) == len(settings):
            break
        forget_results()
        with names_read() as names:
            case.result()
        start = time.process_time()
        before = case.result()
        moved = partial(moved_by, case, before, time.process_time() - start)
        left = [s for s in settings if s not in effects and is_read(s.constant, names())]
        read.update(left)
        for setting, what in _those_that_move(left, tried, moved):
            effects[setting] = case.group, tuple(what)
            print(f"{setting.label:<95} {case.group}/{case.name}: {'; '.join(what[:3])}", flush=True)
        print(f"{case.group}/{case.name}: {len(left)} tried, {len(settings) - len(effects)} left", flush=True)
        note(effects, read, done)
    return effects


def _those_that_move(
    settings: Sequence[Setting], tried: dict[Setting, Setting], moved: Callable[[Sequence[Setting]], list[str]]
) -> Iterator[tuple[Setting, list[str]]]:
    """The settings that move something and what; ``tried`` has the one to try for each, and takes milder ones."""
    reports: dict[Setting, list[str]] = {}

    def moves(group: Sequence[Setting]) -> list[str]:
        what = reports[group[0]] = moved([tried[one] for one in group])
        return what

    for together in without_repeats(settings, lambda setting: setting.constant.label):
        for setting in single_out(together, moves):
            what = reports[setting]
            if what[0].startswith(FAILED) and (other := milder(setting)) != tried[setting]:
                tried[setting] = other
                what = moved([other])
            if what:
                yield setting, what


def moved_by(case: Case | Step, before: Any, seconds: float, settings: Sequence[Setting]) -> list[str]:
    """What some settings move in a case that took so many processor seconds."""

    def work() -> list[str]:
        with ExitStack() as stack:
            for setting in settings:
                stack.enter_context(set_to(setting.constant, setting.value))
            try:
                return case.differing(before, case.result())
            except OtherPictureError:
                return [ASKED_OTHERWISE]

    return in_child(work, LEAST_SECONDS + SLOWER * seconds)


if __name__ == "__main__":
    main()
