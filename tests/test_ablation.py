"""Ablation finds the numbers of a package, sets them wherever they were imported, and sets them back."""

from banmian.layout import thresholds
from banmian.layout.segmentation import drop_caps, page_furniture
from banmian.layout.segmentation.page_furniture import HEAD_ZONE
from benchmarks.ablation.constants import Constant, constants_of, set_to, unnamed_numbers


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
