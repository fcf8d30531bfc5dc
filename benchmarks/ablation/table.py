"""The document that says what each number is worth: made of what the runs found, kept a file a part in the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.ablation.child_processes import FAILED
from benchmarks.ablation.constants import Constant, Setting, beyond, constants_of
from benchmarks.ablation.number_kinds import DECISION, KINDS, kind_of

Effects = dict[Setting, tuple[str, tuple[str, ...]]]
"""Where a setting first moved something, by name of the set, and what: figures, or "text" for the document."""

STEPS = {"ocr", "pdf_text"}
"""Parts that are tried stage by stage."""
HEAD = Path(__file__).with_name("numbers_head.md")
"""How the document begins."""


class Kept:
    """What was found on a part's settings, written to ``path`` whenever there is more."""

    def __init__(self, path: Path, settings: Sequence[Setting]) -> None:
        self._path, self._settings = path, settings
        self._effects: Effects = {}
        self._tests: dict[Setting, str] = {}
        self._read: frozenset[Setting] = frozenset()
        self._cases = 0

    def note(self, effects: Effects, read: Collection[Setting], cases: int) -> None:
        """Write down what the settings moved in so many cases, and which of them are of numbers read there."""
        self._effects, self._read, self._cases = dict(effects), frozenset(read), cases
        self._write()

    def note_test(self, setting: Setting, test: str) -> None:
        """Write down a test that fails with a setting."""
        self._tests[setting] = test
        self._write()

    def _write(self) -> None:
        rows = [
            {
                "number": setting.constant.label,
                "value": str(setting.constant.value),
                "at": _extreme(setting),
                "set": self._effects.get(setting, ("", ()))[0],
                "moves": list(self._effects.get(setting, ("", ()))[1]),
                "test": self._tests.get(setting, ""),
                "read": setting in self._read,
            }
            for setting in self._settings
        ]
        found = {"day": date.today().isoformat(), "cases": self._cases, "rows": rows}
        self._path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_table(path: Path, parts: Sequence[Path]) -> None:
    """Write the document from the files of the parts."""
    path.write_text("\n".join([HEAD.read_text("utf-8"), *(_table(part) for part in parts), _others()]), "utf-8")


def _table(part: Path) -> str:
    kept = json.loads(part.read_text("utf-8"))
    rows: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in kept["rows"]:
        rows.setdefault((row["number"], row["value"]), {})[row["at"]] = row
    lines = [
        f"| `{number}` | {value} | {_cell(found.get('0'))} | {_cell(found.get('beyond'))} | {_tests(found)} |"
        for (number, value), found in rows.items()
    ]
    cases = "stages of pages and files" if part.stem in STEPS else "pages and texts"
    tried = f"{len(rows)} numbers, tried on {kept['cases']} {cases} ({kept['day']})"
    head = f"## {part.stem}\n\n{tried}: {_counts(list(rows.values()))}.\n"
    columns = ("| number | value | at 0 | beyond all lengths | test |", "|---|---|---|---|---|")
    return "\n".join([head, *columns, *lines, ""])


def _counts(numbers: Sequence[dict[str, dict[str, Any]]]) -> str:
    """How many numbers move something with each of their values, how many by way of a test, and the rest."""
    moved = sum(all(row["moves"] for row in found.values()) for found in numbers)
    asked = sum(all(row["moves"] or row["test"] for row in found.values()) for found in numbers)
    idle = [found for found in numbers if not any(row["moves"] or row["test"] for row in found.values())]
    unread = sum(not any(row["read"] for row in found.values()) for found in idle)
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


def _extreme(setting: Setting) -> str:
    return "beyond" if beyond(setting) else "0"


def _cell(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    if not row["moves"] and not row["read"]:
        return "not read"
    if not row["moves"]:
        return "nothing" if row["test"] else "**nothing**"
    what = row["moves"][0]
    return f"{row['set']}: {'document' if what == 'text' else what.removeprefix(FAILED)}"


def _tests(found: dict[str, dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(f"`{row['test']}`" for row in found.values() if row["test"]))
