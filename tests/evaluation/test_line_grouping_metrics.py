import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.evaluation.line_grouping_metrics import Grouping, compare_grouping


def test_the_same_groups_under_other_names_are_right() -> None:
    found = compare_grouping(["a", "a", "b", None], [2, 2, 1, None])
    assert (found.recall, found.precision, found.f1) == (1, 1, 1)


def test_an_article_in_two_halves_is_half_found() -> None:
    found = compare_grouping(["a"] * 4, [1, 1, 2, 2])
    assert (found.recall, found.precision) == (0.5, 0.5)


def test_two_articles_in_one_count_for_the_larger() -> None:
    assert compare_grouping(["a", "a", "a", "b"], [1] * 4).recall == 0.75


def test_lines_of_no_article_cost_precision_or_recall() -> None:
    assert compare_grouping(["a", "a", None], [1, 1, 1]) == Grouping(2, 2, 3)
    assert compare_grouping(["a", "a", "a"], [1, 1, None]) == Grouping(2, 3, 2)


def test_pages_add_up() -> None:
    whole = compare_grouping(["a"], [1]) + compare_grouping(["a", "a"], [1, 2])
    assert whole.f1 == pytest.approx(2 / 3)
    assert Grouping().f1 == Grouping().recall == Grouping().precision == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_it_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found, back = compare_grouping(one, other), compare_grouping(other, one)
    assert 0 <= found.paired <= len(pairs) == found.wanted == found.found == back.wanted
    assert compare_grouping(one, one).paired == len(pairs)
