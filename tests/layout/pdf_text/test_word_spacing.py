from itertools import pairwise

import pytest

from banmian.layout.pdf_text.word_spacing import Kind, LineGap, find_spaces


def gaps(text: str, widths: list[float], explicit: tuple[int, ...] = ()) -> list[LineGap]:
    pairs = pairwise(text)
    return [LineGap(widths[at], at in explicit, a, b) for at, (a, b) in enumerate(pairs)]


def spaced(text: str, widths: list[float], kind: Kind = "display", explicit: tuple[int, ...] = ()) -> str:
    found = find_spaces(gaps(text, widths, explicit), kind)
    return text[0] + "".join(" " * here + sign for here, sign in zip(found, text[1:], strict=True))


def test_even_gaps_are_letter_spacing():
    assert spaced("重大工程开工", [0.9] * 5) == "重大工程开工"


def test_a_line_loose_in_part_has_no_spaces():
    assert spaced("河水清清岸边垂柳", [0.6, 0.6, 0.6, 0.6, 0.04, 0.04, 0.04], kind="body") == "河水清清岸边垂柳"


def test_a_gap_wide_against_its_neighbours_is_a_space_in_display_type():
    assert spaced("山高水长路远", [0, 0, 0, 0.23, 0]) == "山高水长 路远"
    assert spaced("山高水长路远", [0.5, 0.5, 0.5, 1.5, 0.5]) == "山高水长 路远"


def test_body_type_closes_what_justification_left():
    assert spaced("要有光", [0.6, 0.05], kind="body") == "要有光"


def test_names_keep_the_spaces_between_them():
    assert spaced("记者程远通讯员白川", [0, 0.5, 0, 0.5, 0, 0, 0.5, 0]) == "记者 程远 通讯员 白川"


def test_names_padded_to_equal_width_close_up():
    assert spaced("张正李小明王刚", [1, 1, 0, 0, 1, 1]) == "张正 李小明 王刚"


def test_two_signs_alone_are_one_name():
    assert spaced("张正", [1.0]) == "张正"


@pytest.mark.parametrize("explicit", [(), (1,)])
def test_digits_inside_chinese_carry_no_space(explicit: tuple[int, ...]):
    assert spaced("共有116个", [0, 0.25, 0, 0, 0.25], explicit=explicit) == "共有116个"


def test_latin_words_keep_theirs():
    assert spaced("goodday", [0, 0, 0, 0.28, 0, 0]) == "good day"
    assert spaced("goodday", [0, 0, 0, 0.28, 0, 0], explicit=(3,)) == "good day"


def test_a_word_spelled_out_closes_up_and_its_words_stay_apart():
    widths = [0.3, 0.3, 1.0, 0.3, 0.3, 0.3]
    assert spaced("THENEWS", widths, explicit=tuple(range(6))) == "THE NEWS"


@pytest.mark.parametrize("explicit", [True, False])
def test_hangul_keeps_its_word_spaces(explicit: bool):
    words = ["시장은", "오늘", "문을", "열었다."]
    line = "".join(words)
    ends = {len("".join(words[:at])) - 1 for at in range(1, len(words))}
    gaps = [
        LineGap(0.3 if at in ends else 0.0, explicit and at in ends, line[at], line[at + 1])
        for at in range(len(line) - 1)
    ]
    assert {at for at, space in enumerate(find_spaces(gaps, "body")) if space} == ends


def test_dashes_and_quotation_marks_between_words_keep_their_spaces():
    assert spaced("you,—“so”", [0, 0, 0, 0.25, 0.25, 0, 0, 0], kind="body") == "you, — “so”"
    assert spaced("it’sso", [0, 0, 0, 0.25, 0], kind="body") == "it’s so"
    assert spaced("他说—好", [0, 0.25, 0.25], kind="body") == "他说—好"
