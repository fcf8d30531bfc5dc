"""Ablation finds the numbers of a package, sets them wherever they were imported, and sets them back."""

from collections.abc import Sequence
from pathlib import Path

from banmian.layout import thresholds
from banmian.layout.segmentation import drop_caps, page_furniture
from banmian.layout.segmentation.page_furniture import HEAD_ZONE
from benchmarks.ablation.constants import Constant, Setting, constants_of, set_to, unnamed_numbers
from benchmarks.ablation.groups import single_out, without_repeats
from benchmarks.ablation.table import keep, write_table


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


def test_unnamed_numbers_are_counted() -> None:
    assert unnamed_numbers("LIMIT = 3.5\n\ndef f(x):\n    return 0.3 * x + 1 > LIMIT or x < 17\n") == 2


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


def test_a_table_says_where_a_number_moves_something_first(tmp_path: Path) -> None:
    gap = found("layout.segmentation.drop_caps:GAP")
    never, always = (Setting(gap, value) for value in gap.neutral_values)
    keep(tmp_path / "layout.numbers", [never, always], {never: ("real", ("text",))}, 3)
    write_table(tmp_path / "numbers.md", [tmp_path / "layout.numbers"])
    assert "drop_caps:GAP` | 1.2 | real: document | **nothing** |" in (tmp_path / "numbers.md").read_text("utf-8")
