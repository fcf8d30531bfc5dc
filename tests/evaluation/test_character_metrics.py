import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.evaluation.character_metrics import (
    character_errors,
    character_errors_in_any_order,
    clusters,
    integrity,
    windows,
)
from banmian.evaluation.pooled_ratios import Ratio, f1, pool
from banmian.evaluation.text_normalization import normalize_text

SAMPLES = Path(__file__).parents[2] / "samples"

# With what dinglehopper 0.11.0 says of each pair: `character_error_rate_n(truth, output)`, run in an environment of
# its own, because it brings another OpenCV. Where it is installed it is asked anew.
PAIRS = [
    ("桥通了车，河两岸的人都来看。", "桥通了车，河两岸的人都来看。", 0.0, 14),
    ("桥通了车，河两岸的人都来看。", "桥通车了，河両岸的人来看。", 0.2857142857142857, 14),
    ("北坡水厂 11月4日讯", "北坡水 厂1l月4日讯", 0.2727272727272727, 11),
    ("葛\U000e0100城的茶", "葛城的茶", 0.25, 4),
    ("Cafe\u0301 Nord", "Café Nord", 0.0, 9),
    ("茶", "", 1.0, 1),
]
DAMAGED = (0.8194207836456558, 1174)
"""The same of `samples/damaged.txt` against its paragraphs."""


def naive_distance(one: list[str], other: list[str]) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def test_swapped_columns_cost_order_but_no_character() -> None:
    left, right = "东村修路。", "西村架桥。"
    assert character_errors_in_any_order(left + right, right + left) == Ratio(0, 10)
    # 东修路 / 西架桥 differ, 村 and 。 stay: three substitutions in each half
    assert character_errors(left + right, right + left) == Ratio(6, 10)


def test_doubled_headline_costs_its_length() -> None:
    assert character_errors("山里来了新老师", "山里来了新老师山里来了新老师") == Ratio(7, 7)
    assert character_errors_in_any_order("山里来了新老师", "山里来了新老师山里来了新老师") == Ratio(7, 7)


def test_lost_line_costs_its_characters() -> None:
    assert character_errors("一二三四五六七八九十", "一二三八九十") == Ratio(4, 10)


def test_nothing_over_nothing_has_no_value_and_something_is_infinite() -> None:
    assert character_errors("", "").value is None
    assert character_errors("", "x").value == math.inf


def test_combined_characters_are_one() -> None:
    assert clusters("e\u0301葛\U000e0100") == ["é", "葛\U000e0100"]


@given(st.text("甲乙丙丁 a", max_size=12), st.text("甲乙丙丁 a", max_size=12))
def test_distance_is_that_of_the_textbook(truth: str, output: str) -> None:
    assert character_errors(truth, output).part == naive_distance(clusters(truth), clusters(output))
    assert character_errors_in_any_order(truth, output).part <= character_errors(truth, output).part


@pytest.mark.parametrize(("truth", "output", "rate", "length"), PAIRS)
def test_agrees_with_dinglehopper(truth: str, output: str, rate: float, length: int) -> None:
    assert character_errors(truth, output).whole == length
    assert character_errors(truth, output).value == pytest.approx(rate)


def test_agrees_with_dinglehopper_on_a_page() -> None:
    truth, output = damaged_page()
    assert character_errors(truth, output) == Ratio(round(DAMAGED[0] * DAMAGED[1]), DAMAGED[1])


def test_dinglehopper_says_so_still() -> None:
    dinglehopper = pytest.importorskip("dinglehopper.character_error_rate")
    for truth, output, rate, length in PAIRS:
        assert dinglehopper.character_error_rate_n(truth, output) == (pytest.approx(rate), length)
    assert dinglehopper.character_error_rate_n(*damaged_page()) == (pytest.approx(DAMAGED[0]), DAMAGED[1])


def damaged_page() -> tuple[str, str]:
    articles = json.loads((SAMPLES / "damaged.truth.json").read_text("utf-8"))["pages"][0]["articles"]
    truth = "\n".join(text for article in articles for text in article["paragraphs"])
    return truth, (SAMPLES / "damaged.txt").read_text("utf-8")


def test_windows_of_a_short_text_are_the_text() -> None:
    assert windows("十二个字以内") == ["十二个字以内"]
    assert len(windows("一二三四五六七八九十甲乙丙丁")) == 3
    assert windows("") == []


def test_one_wrong_character_breaks_the_windows_that_hold_it() -> None:
    truth = "".join(chr(0x4E00 + n) for n in range(30))
    assert integrity([truth], [truth]) == Ratio(19, 19)
    wrong = truth[:15] + "X" + truth[16:]
    assert integrity([truth], [wrong]) == Ratio(7, 19)


def test_folding_drops_space_and_width() -> None:
    assert normalize_text("“新桥” ——１１６ 个，好。") == '"新桥"--116个,好.'
    assert normalize_text(None) == ""


def test_figures_add_up_before_they_are_divided() -> None:
    assert pool([{"a": Ratio(1, 2)}, {"a": Ratio(0, 8)}])["a"].value == 0.1
    assert f1(2, 4, 2).value == pytest.approx(2 * (0.5 * 1) / 1.5)
