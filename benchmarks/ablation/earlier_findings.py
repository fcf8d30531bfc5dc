"""What earlier runs found on numbers, read from the document that they wrote or from what an ended run has kept."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.ablation.constants import Setting, beyond

ASKED = "nothing"
"""What a cell says where no page moves and a test fails."""
IDLE = "**nothing**"
"""What it says where neither does."""
UNREAD = "not read"
_ROW = re.compile(r"\| `([^`]+)` \| (.+?) \| (.*?) \| (.*?) \| (.*?) \|$")
_TEST = re.compile(r"`([^`]+)`")

Key = tuple[str, str, str]
"""A number, its value, and which other value was tried: 0 or beyond."""


@dataclass(slots=True)
class Findings:
    """Cells of the table by number, value and what was tried; names of tests by number and value."""

    cells: dict[Key, str] = field(default_factory=dict)
    tests: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def cell(self, setting: Setting) -> str:
        """What is known of a setting; "" where it was not tried."""
        return self.cells.get(key_of(setting), "")

    def tests_of(self, setting: Setting) -> tuple[str, ...]:
        """The tests that fail without the number."""
        return self.tests.get(key_of(setting)[:2], ())

    def is_settled(self, setting: Setting) -> bool:
        """Whether a page moves or a test fails with a setting, so that it need not be tried again."""
        return moves(self.cell(setting)) or self.cell(setting) == ASKED


def key_of(setting: Setting) -> Key:
    """How a setting is named in a table."""
    return setting.constant.label, str(setting.constant.value), "beyond" if beyond(setting) else "0"


def moves(cell: str) -> bool:
    """Whether a cell names a set, and what moves there."""
    return ": " in cell


def read_findings(table: Path, kept: Collection[Path]) -> Findings:
    """What a table says, and over it what runs have kept that ended before they wrote one."""
    found = Findings()
    for line in table.read_text("utf-8").splitlines() if table.exists() else ():
        if row := _ROW.match(line):
            number, value, at_zero, beyond_all, tests = row.groups()
            found.cells[number, value, "0"], found.cells[number, value, "beyond"] = at_zero, beyond_all
            found.tests[number, value] = tuple(_TEST.findall(tests))
    for path in kept:
        for one in json.loads(path.read_text("utf-8"))["rows"]:
            found.cells[one["number"], one["value"], one["at"]] = one["cell"]
            found.tests[one["number"], one["value"]] = tuple(one["tests"])
    return found
