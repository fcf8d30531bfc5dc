"""Ablation finds the numbers of a package, sets them wherever they were imported, and sets them back."""

import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from banmian.layout import thresholds
from banmian.layout.box_arrays import covered_by_any
from banmian.layout.geometry import Box
from banmian.layout.segmentation import drop_caps, page_furniture
from banmian.layout.segmentation.page_furniture import HEAD_ZONE
from banmian.opencv import cv2
from benchmarks.ablation.__main__ import PARTS, find_effects
from benchmarks.ablation.child_processes import in_child
from benchmarks.ablation.constants import HUGE, Constant, Setting, constants_of, milder, set_to
from benchmarks.ablation.earlier_findings import Findings, read_findings
from benchmarks.ablation.groups import single_out, without_repeats
from benchmarks.ablation.number_kinds import CAPACITY, DECISION, LOOK, MODULES, NUMBERS, kind_of
from benchmarks.ablation.number_tests import find_tests, importing_tests
from benchmarks.ablation.paths import ROOT
from benchmarks.ablation.steps import Step
from benchmarks.ablation.table import Kept, write_table


def found(label: str) -> Constant:
    return next(constant for constant in constants_of("banmian.layout") if constant.label == label)


def test_numbers_of_modules_and_of_values_are_found() -> None:
    labels = {constant.label for constant in constants_of("banmian.layout", ["banmian.layout.ocr"])}
    assert {"layout.segmentation.drop_caps:GAP", "layout.thresholds:ARRANGEMENT.line_gap"} <= labels
    assert not any(label.startswith("layout.ocr") for label in labels)


def test_a_number_is_set_and_set_back() -> None:
    with set_to(found("layout.segmentation.drop_caps:GAP"), 7.0):
        assert drop_caps.GAP == 7.0
    assert drop_caps.GAP != 7.0
    with set_to(found("layout.thresholds:ARRANGEMENT.line_gap"), 7.0):
        assert thresholds.ARRANGEMENT.line_gap == 7.0
    assert thresholds.ARRANGEMENT.line_gap != 7.0


def test_a_number_is_set_where_it_was_imported() -> None:
    from banmian.layout import page_content

    with set_to(found("layout.segmentation.page_furniture:HEAD_ZONE"), 0.5):
        assert page_content.HEAD_ZONE == page_furniture.HEAD_ZONE == 0.5
    assert page_content.HEAD_ZONE == HEAD_ZONE


def test_a_number_is_set_where_it_is_a_default() -> None:
    boxes = [Box(0, 0, 10, 10)], [Box(0, 0, 10, 4)]
    with set_to(found("layout.geometry:INSIDE"), 0.3):
        assert covered_by_any(*boxes) == [True]
    assert covered_by_any(*boxes) == [False]


def test_groups_single_out_what_moves_something() -> None:
    asked: list[int] = []

    def moves(group: Sequence[int]) -> bool:
        asked.append(len(group))
        return any(number in (3, 70, 71) for number in group)

    assert single_out(range(200), moves) == [3, 70, 71]
    assert len(asked) < 50


def test_a_round_changes_nothing_twice() -> None:
    rounds = list(without_repeats(["a0", "a9", "b0", "b9", "c0"], lambda change: change[0]))
    assert rounds == [["a0", "b0", "c0"], ["a9", "b9"]]


def endless_picture() -> list[str]:
    kernel = np.ones((2001, 2001), np.uint8)
    kernel[0, 0] = 0
    cv2.morphologyEx(np.zeros((3000, 3000), np.uint8), cv2.MORPH_CLOSE, kernel)
    return []


def endless_wait() -> list[str]:
    time.sleep(600)
    return []


def crash() -> list[str]:
    os._exit(1)


def error() -> list[str]:
    raise ValueError


@pytest.mark.parametrize(
    ("work", "report"),
    [
        (lambda: ["text"], ["text"]),
        (list, []),
        (endless_picture, ["fails: takes too long"]),
        (crash, ["fails: crash"]),
        (error, ["fails: ValueError"]),
    ],
)
def test_a_trial_that_never_ends_or_crashes_is_reported(work: Callable[[], list[str]], report: list[str]) -> None:
    assert in_child(work, 1.0) == report


def test_a_trial_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.ablation.child_processes.WAITED", 0.5)
    assert in_child(endless_wait, 1.0) == ["fails: takes too long"]


def test_a_number_whose_trial_hangs_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.ablation.__main__.LEAST_SECONDS", 0.5)

    def stage() -> tuple[float, bool]:
        if drop_caps.GAP > 50 * 1.2:
            endless_picture()
        return 0.0, drop_caps.BELOW > 100

    numbers = [found(f"layout.segmentation.drop_caps:{name}") for name in ("GAP", "BELOW", "OVERLAP")]
    settings = [Setting(number, HUGE) for number in numbers]
    effects = find_effects(settings, [Step("stage", stage, "set")], lambda *_: None, float("inf"))
    assert effects == {
        settings[0]: ("set", ("fails: takes too long",)),
        settings[1]: ("set", ("text",)),
    }


def test_where_a_value_fails_a_less_extreme_one_is_tried() -> None:
    def stage() -> bool:
        return drop_caps.GAP < 1e6 or bool(1 // 0)

    setting = Setting(found("layout.segmentation.drop_caps:GAP"), HUGE)
    assert find_effects([setting], [Step("stage", stage, "set")], lambda *_: None, float("inf")) == {}


def test_milder_values_end() -> None:
    gap = found("layout.segmentation.drop_caps:GAP")
    never, always = (Setting(gap, value) for value in gap.neutral_values)
    for setting, value in ((never, 0.012), (always, 120.0)):
        other = milder(setting)
        assert other.value == pytest.approx(value)
        assert milder(other) == other


def test_numbers_that_decide_nothing_are_named_by_kind() -> None:
    constants = [one for package in ("banmian.layout", "banmian.repair") for one in constants_of(package)]
    assert not NUMBERS.keys() - {constant.label for constant in constants}
    assert all((ROOT / f"{name.replace('.', '/')}.py").exists() for name in MODULES)
    assert kind_of(found("layout.separation_overlay:STROKE")) == LOOK
    assert kind_of(found("layout.box_arrays:PAIRS_AT_ONCE")) == CAPACITY
    assert kind_of(found("layout.segmentation.drop_caps:GAP")) == DECISION


def test_a_number_is_asked_for_by_the_test_that_fails_without_it(tmp_path: Path) -> None:
    (tmp_path / "test_gap.py").write_text(
        "from banmian.layout.segmentation import drop_caps\n\n\n"
        "def test_that_reads_it():\n    assert drop_caps.GAP is not None\n\n\n"
        "def test_that_needs_it():\n    assert drop_caps.GAP > 0\n"
    )
    gap = found("layout.segmentation.drop_caps:GAP")
    settings = [Setting(gap, value) for value in gap.neutral_values]
    named: list[tuple[Setting, str]] = []
    find_tests([str(tmp_path)], settings, lambda *what: named.append(what), float("inf"))
    assert named == [(settings[0], "test_that_needs_it")]


@pytest.mark.parametrize(
    "line",
    [
        "from banmian.layout.separation.graph.chain_solver import solve",
        "from banmian.layout.separation.graph import (\n    head_stacks,\n    chain_solver,\n)",
        "import banmian.layout.separation.graph.chain_solver as s",
    ],
)
def test_tests_of_a_number_are_found_in_any_package(tmp_path: Path, line: str) -> None:
    (tmp_path / "learning").mkdir()
    asking = tmp_path / "learning" / "test_one.py"
    asking.write_text(f"{line}\n")
    (tmp_path / "test_other.py").write_text(
        "from banmian.layout.separation.graph import chain_solver_of_others, head_stacks\n"
    )
    (tmp_path / "test_ablation.py").write_text(f"import benchmarks.ablation\n{line}\n")
    assert importing_tests(["banmian.layout.separation.graph.chain_solver"], tmp_path) == [asking]
    assert importing_tests([], tmp_path) == []


def test_a_table_says_where_a_number_moves_something_first(tmp_path: Path) -> None:
    gap, below = (found(f"layout.segmentation.drop_caps:{name}") for name in ("GAP", "BELOW"))
    settings = [Setting(number, value) for number in (gap, below) for value in number.neutral_values]
    kept = Kept(tmp_path / "layout.numbers", settings, settings, Findings())
    kept.note({settings[0]: ("real", ("text",))}, settings[:3], 3)
    kept.note_test(settings[1], "test_that_needs_it")
    write_table(tmp_path / "numbers.md", [tmp_path / "layout.numbers"])
    table = (tmp_path / "numbers.md").read_text("utf-8")
    assert "drop_caps:GAP` | 1.2 | real: document | nothing | `test_that_needs_it` |" in table
    assert "drop_caps:BELOW` | 1.5 | **nothing** | not read |  |" in table
    assert (
        "0 move something either way, 1 more do with the tests, 0 do one way alone, 1 neither way, 0 were not read"
        in table
    )


def test_what_is_known_of_a_number_is_not_tried_again(tmp_path: Path) -> None:
    gap, below = (found(f"layout.segmentation.drop_caps:{name}") for name in ("GAP", "BELOW"))
    table = tmp_path / "numbers.md"
    table.write_text(
        f"| `{gap.label}` | {gap.value} | real: document | nothing | `test_one`, `test_two` |\n"
        f"| `{below.label}` | 99 | real: document | real: document |  |\n"
    )
    (tmp_path / "layout.numbers").write_text(
        json.dumps(
            {"rows": [{"number": below.label, "value": "1.5", "at": "0", "cell": "drawn: document", "tests": []}]}
        )
    )
    known = read_findings(table, [tmp_path / "layout.numbers"])
    assert [known.is_settled(Setting(gap, value)) for value in gap.neutral_values] == [True, True]
    assert [known.is_settled(Setting(below, value)) for value in below.neutral_values] == [True, False]
    settings = [Setting(number, value) for number in (gap, below) for value in number.neutral_values]
    notes = Kept(tmp_path / "layout.numbers", settings, settings, known)
    notes.note({}, settings, 1)
    again = read_findings(tmp_path / "none.md", [tmp_path / "layout.numbers"])
    assert again.cell(settings[0]) == "real: document"
    assert again.tests_of(settings[0]) == ("test_one", "test_two")
    assert again.cell(settings[3]) == "**nothing**"


def rows_of_numbers() -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "numbers.md").read_text("utf-8"), re.M)


def test_the_document_names_numbers_in_the_order_of_modules_and_each_once() -> None:
    rows = rows_of_numbers()
    assert len(rows) > 1000
    assert len(set(rows)) == len(rows)
    for part in PARTS:
        text = (ROOT / "docs" / "numbers.md").read_text("utf-8")
        modules = re.findall(r"^\| `([^`]+):", text.partition(f"\n## {part}\n")[2].partition("\n## ")[0], re.M)
        assert modules, part
        assert modules == sorted(modules), part


def test_the_document_has_a_row_for_every_number_that_decides() -> None:
    decide = {
        f"| `{one.label}` | {one.value} |"
        for package, without, *_ in PARTS.values()
        for one in constants_of(package, without)
        if kind_of(one) == DECISION
    }
    text = (ROOT / "docs" / "numbers.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `[^`]+` \| [^|]+ \|", text, re.M))
    assert decide - rows == set(), "make ablation gives new numbers their rows"
    assert rows - decide == set(), "rows of numbers that are gone or have another value"
