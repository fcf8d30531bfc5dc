"""Which test asks for a number: one that fails while the number has another value.

The tests are collected once. Each of them, and every trial, runs in a forked process of its own; fixtures are made anew
there. A number is tried in the test file of its module first, then in each test that calls a function which reads it:
those of its part's folders, and those of other packages that import its module.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.ablation.child_processes import in_child
from benchmarks.ablation.constants import Constant, Setting, set_to
from benchmarks.ablation.groups import single_out, without_repeats
from benchmarks.ablation.paths import ROOT
from benchmarks.ablation.reading_numbers import is_read, names_read

LONGEST = 15.0
"""Tests that take more processor seconds are left out."""
ENDLESS = 20.0
"""A test that takes more with other numbers has failed."""

Note = Callable[[Setting, str], None]


def find_tests(folders: Sequence[str], settings: Sequence[Setting], note: Note, end: float) -> None:
    """Tell ``note`` of each setting that a test of ``folders`` or files fails with, and its name; not after ``end``."""
    with TemporaryDirectory() as folder:
        options = ["-p", "no:cacheprovider", f"--basetemp={folder}/tests"]
        pytest.main([*options, *(str(ROOT / name) for name in folders)], plugins=[_Trials(settings, note, end)])


def tests_elsewhere(folders: Sequence[str], settings: Sequence[Setting]) -> list[str]:
    """The test files outside ``folders`` that import a module of the settings' numbers."""
    modules = {setting.constant.module for setting in settings}
    known = [ROOT / name for name in folders]
    found = importing_tests(modules, ROOT / "tests")
    return [str(path) for path in found if not any(path.is_relative_to(folder) for folder in known)]


def importing_tests(modules: Iterable[str], tests: Path) -> list[Path]:
    """The files below ``tests`` that import one of the modules, in order; those of ablation itself are left out."""
    ways = [
        way
        for package, _, name in (module.rpartition(".") for module in sorted(modules))
        for way in (rf"{package}\.{name}\b", rf"from {package} import (?:\([^)]*|[^\n(]*)\b{name}\b")
    ]
    imported = re.compile("|".join(ways) or r"(?!)")
    texts = {path: path.read_text("utf-8") for path in sorted(tests.rglob("test_*.py"))}
    return [path for path, text in texts.items() if "benchmarks.ablation" not in text and imported.search(text)]


class _Trials:
    """Tries settings in the place of running the tests that were collected."""

    def __init__(self, settings: Sequence[Setting], note: Note, end: float) -> None:
        self._left, self._note, self._end = list(settings), note, end

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        for item in session.items:
            own = [setting for setting in self._left if test_file(setting.constant) == item.path]
            if own and not _fails(item, []):
                self._try(item, own)
        for item in session.items:
            names = in_child(partial(_names, item), LONGEST) if self._left and time.monotonic() < self._end else []
            self._try(item, [s for s in self._left if is_read(s.constant, frozenset(names))])
        return True

    def _try(self, item: pytest.Item, settings: Sequence[Setting]) -> None:
        """Single out the settings that a test fails with."""
        if time.monotonic() > self._end:
            return
        for together in without_repeats(settings, lambda setting: setting.constant.label):
            for setting in single_out(together, partial(_fails, item)):
                self._left.remove(setting)
                self._note(setting, getattr(item, "originalname", None) or item.name)


def test_file(constant: Constant) -> Path:
    """Where the tests of a number's module are, if it has a file of its own."""
    *packages, name = constant.module.removeprefix("banmian.").split(".")
    return ROOT.joinpath("tests", *packages, f"test_{name}.py")


def _names(item: pytest.Item) -> list[str]:
    """The names that functions use which a test calls; none where it fails or is skipped as things are."""
    with names_read() as names:
        passed = _passes(item)
    return sorted(names()) if passed else []


def _fails(item: pytest.Item, settings: Sequence[Setting]) -> bool:
    report = in_child(partial(_outcome, item, settings), ENDLESS)
    return report != ["passes"]


def _outcome(item: pytest.Item, settings: Sequence[Setting]) -> list[str]:
    with ExitStack() as stack:
        for setting in settings:
            stack.enter_context(set_to(setting.constant, setting.value))
        return ["passes" if _passes(item) else "fails"]


def _passes(item: pytest.Item) -> bool:
    with redirect_stdout(StringIO()):
        reports = runtestprotocol(item, nextitem=item, log=False)
    return any(report.when == "call" and report.passed for report in reports) and not any(r.failed for r in reports)
