from itertools import pairwise

from export_cases import column, line
from hypothesis import given
from hypothesis import strategies as st

from banmian.export.character_sources import anchors, common_positions, likeness
from banmian.export.line_alignment import align_lines, lines_of_short_text, sort_lines

SIGNS = st.text(st.sampled_from("风浪船港湾，。ab"), min_size=1, max_size=60)


@given(SIGNS, SIGNS)
def test_pairs_are_equal_signs_in_rising_order(first: str, second: str) -> None:
    found = common_positions(first, second)
    assert all(first[a] == second[b] for a, b in found)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))


@given(st.lists(SIGNS, min_size=1, max_size=6))
def test_a_text_lies_on_the_lines_that_say_it(texts: list[str]) -> None:
    lines = [line(text, 0, rank * 15) for rank, text in enumerate(texts)]
    laid = align_lines("".join(texts), lines)
    assert laid is not None
    assert [(index, placed.text) for index, placed in laid] == list(enumerate(texts))
    assert [placed.bbox for _, placed in laid] == [tuple(one.bbox) for one in lines]


@given(st.lists(SIGNS, min_size=1, max_size=6), SIGNS, st.integers(0, 300))
def test_a_repaired_text_is_laid_whole_or_not_at_all(texts: list[str], new: str, at: int) -> None:
    read = "".join(texts)
    text = read[: at % len(read)] + new + read[at % len(read) + 1 :]
    laid = align_lines(text, [line(one, 0, rank * 15) for rank, one in enumerate(texts)])
    if laid is not None:
        assert "".join(placed.text + placed.joint for _, placed in laid) == text
        for _, placed in laid:
            assert [sign.text for sign in placed.glyphs] == [sign for sign in placed.text if not sign.isspace()]
            assert all(sign.start <= sign.end for sign in placed.glyphs)


def test_a_changed_sign_takes_the_place_of_what_was_read() -> None:
    laid = align_lines("渔港重开了", [line("渔巷重开了", 0, 0)])
    assert laid is not None
    sign = laid[0][1].glyphs[1]
    assert (sign.text, sign.start, sign.end) == ("港", 10, 20)


def test_a_sign_that_the_page_lacks_shares_the_place_of_the_one_before() -> None:
    laid = align_lines("渔港重，开了", [line("渔港重开了", 0, 0)])
    assert laid is not None
    assert [(s.text, s.start, s.end) for s in laid[0][1].glyphs][2:4] == [("重", 20, 25), ("，", 25, 30)]


def test_words_that_are_not_in_the_text_keep_no_place() -> None:
    laid = align_lines("船队归来。", [line("船队归来。下转二版", 0, 0)])
    assert laid is not None
    assert laid[0][1].bbox == (0, 0, 50, 10)


def test_lines_of_another_text_are_refused() -> None:
    assert anchors("潮水退去之后", [line("市场价格平稳", 0, 0)]) is None
    assert likeness("市场价格平稳", "潮水退去之后") == 0


def test_a_hyphen_that_breaks_a_word_is_told() -> None:
    laid = align_lines("the harbour opens", [line("the har-", 0, 0), line("bour opens", 0, 15)])
    assert laid is not None
    assert [(placed.text, placed.joint, placed.hyphen) for _, placed in laid] == [
        ("the har", "", True),
        ("bour opens", "", False),
    ]


def test_lines_go_down_and_vertical_ones_from_right_to_left() -> None:
    low, high, beside = line("下", 0, 30), line("上", 0, 0), line("旁", 40, 31)
    assert [one.text for one in sort_lines([low, beside, high])] == ["上", "下", "旁"]
    left, right = column("左列", 0, 0), column("右列", 30, 0)
    assert [one.text for one in sort_lines([left, right])] == ["右列", "左列"]


def test_a_byline_is_found_within_a_longer_line() -> None:
    other, holder = line("别的话", 0, 0), line("本报记者 秦帆 摄影 苏芒", 0, 15)
    assert lines_of_short_text("秦帆", [other, holder]) == [holder]
