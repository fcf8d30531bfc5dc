"""The document that says what each number is worth: made of what the runs found, kept a file a part in the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.ablation.child_processes import FAILED
from benchmarks.ablation.constants import Constant, Setting, constants_of
from benchmarks.ablation.earlier_findings import ASKED, IDLE, UNREAD, Findings, key_of, moves
from benchmarks.ablation.number_kinds import DECISION, KINDS, kind_of

Effects = dict[Setting, tuple[str, tuple[str, ...]]]
"""Where a setting first moved something, by name of the set, and what: figures, or "text" for the document."""

STEPS = {"ocr", "pdf_text"}
"""Parts that are tried stage by stage."""
HEAD = Path(__file__).with_name("numbers_head.md")
"""How the document begins."""


class Kept:
    """What was found on a part's settings, written to ``path`` whenever there is more.

    ``tried`` are those that this run goes over; of the others stays what ``earlier`` runs found.
    """

    def __init__(self, path: Path, settings: Sequence[Setting], tried: Collection[Setting], earlier: Findings) -> None:
        self._path, self._settings, self._tried, self._earlier = path, settings, frozenset(tried), earlier
        self._effects: Effects = {}
        self._tests: dict[Setting, str] = {}
        self._read: frozenset[Setting] = frozenset()
        self._cases = 0

    def note(self, effects: Effects, read: Collection[Setting], cases: int) -> None:
        """Write down what the settings moved in so many cases, and which of them are of numbers read there."""
        self._effects, self._read, self._cases = dict(effects), frozenset(read), cases
        self.write()

    def note_test(self, setting: Setting, test: str) -> None:
        """Write down a test that fails with a setting."""
        self._tests[setting] = test
        self.write()

    def write(self) -> None:
        """Write all that is known now."""
        new: dict[str, list[str]] = {}
        for setting, test in self._tests.items():
            new.setdefault(setting.constant.label, []).append(test)
        rows = [
            {
                **dict(zip(("number", "value", "at"), key_of(setting), strict=True)),
                "cell": self._cell(setting),
                "tests": [*self._earlier.tests_of(setting), *new.get(setting.constant.label, ())],
            }
            for setting in self._settings
        ]
        found = {"day": date.today().isoformat(), "cases": self._cases, "rows": rows}
        self._path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def _cell(self, setting: Setting) -> str:
        if setting in self._effects:
            group, what = self._effects[setting]
            return f"{group}: {'document' if what[0] == 'text' else what[0].removeprefix(FAILED)}"
        if self._earlier.is_settled(setting):
            return self._earlier.cell(setting)
        if setting in self._tests:
            return ASKED
        if setting in self._read:
            return IDLE
        return self._earlier.cell(setting) or (UNREAD if self._cases and setting in self._tried else "")


def write_table(path: Path, parts: Sequence[Path]) -> None:
    """Write the document from the files of the parts."""
    path.write_text("\n".join([HEAD.read_text("utf-8"), *(_table(part) for part in parts), _others()]), "utf-8")


def _table(part: Path) -> str:
    kept = json.loads(part.read_text("utf-8"))
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(kept["rows"], key=lambda row: str(row["number"]).partition(":")[0]):
        found = rows.setdefault((row["number"], row["value"]), {"tests": row["tests"]})
        found[row["at"]] = row["cell"]
    lines = [
        f"| `{number}` | {value} | {found.get('0', '')} | {found.get('beyond', '')} | {_tests(found['tests'])} |"
        for (number, value), found in rows.items()
    ]
    cases = "stages of pages and files" if part.stem in STEPS else "pages and texts"
    tried = f"{len(rows)} numbers, the last run on {kept['cases']} {cases} ({kept['day']})"
    cells = [[cell for at, cell in found.items() if at != "tests"] for found in rows.values()]
    head = f"## {part.stem}\n\n{tried}: {_counts(cells)}.\n"
    columns = ("| number | value | at 0 | beyond all lengths | test |", "|---|---|---|---|---|")
    return "\n".join([head, *columns, *lines, ""])


def _counts(numbers: Sequence[Sequence[str]]) -> str:
    """How many numbers move something with each of their values, how many by way of a test, and the rest."""
    moved = sum(all(map(moves, cells)) for cells in numbers)
    asked = sum(all(moves(cell) or cell == ASKED for cell in cells) for cells in numbers)
    idle = [cells for cells in numbers if not any(moves(cell) or cell == ASKED for cell in cells)]
    unread = sum(all(cell == UNREAD for cell in cells) for cells in idle)
    one_way = len(numbers) - asked - len(idle)
    return (
        f"{moved} move something either way, {asked - moved} more do with the tests, {one_way} do one way alone, "
        f"{len(idle) - unread} neither way, {unread} were not read"
    )


def _others() -> str:
    """The numbers that decide nothing, by their kinds."""
    named: dict[str, list[Constant]] = {kind: [] for kind in KINDS}
    for package in ("banmian.layout", "banmian.repair"):
        for constant in constants_of(package, ("banmian.layout.ocr.model_files",)):
            if kind_of(constant) != DECISION:
                named[kind_of(constant)].append(constant)
    lines = [
        f"- *{kind}* ({len(named[kind])}), {meaning}: " + ", ".join(f"`{one.label}`" for one in named[kind]) + "."
        for kind, meaning in KINDS.items()
    ]
    return "\n".join(["## Numbers that decide nothing\n", *lines, ""])


def _tests(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(f"`{name}`" for name in names))
