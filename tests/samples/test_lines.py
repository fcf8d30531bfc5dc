from random import Random

from hypothesis import given
from hypothesis import strategies as st

from samples.typeset.line_breaking import NOT_FIRST, NOT_LAST, Slot, TextStyle, set_down, set_line, set_paragraph

STYLE = TextStyle("serif", 10.0, 14.0)
LOOSE = TextStyle("serif", 10.0, 14.0, loose=0.5, spaced=0.5, painted_spaces=0.5)
TEXT = st.text(alphabet="山水田桥上下，。“”、（）0123 AZ", min_size=1, max_size=120).map(str.strip).filter(bool)


def measure(face: str, char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def slots(length: float, count: int = 80) -> list[Slot]:
    return [Slot(0.0, 14.0 * k, length) for k in range(count)]


@given(TEXT, st.integers(60, 240), st.integers(0, 9))
def test_set_lines_keep_every_character_in_order(text: str, length: int, seed: int) -> None:
    lines = set_paragraph(text, slots(length), LOOSE, measure, Random(seed))
    assert lines is not None
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@given(TEXT, st.integers(80, 240))
def test_lines_stay_inside_their_slots(text: str, length: int) -> None:
    for line in set_paragraph(text, slots(length), STYLE, measure, Random(0)) or []:
        assert line.offsets[-1] + 10.0 * measure("", line.text[-1]) <= length + 1e-6


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_quote() -> None:
    text = "渡口的船来了，人也来了；“上船吧。”船长说：“今天水平，明天有风。”大家都笑了（真的笑了）。" * 3
    for length in range(80, 200, 7):
        lines = set_paragraph(text, slots(length), STYLE, measure, Random(0))
        assert lines is not None
        assert not [line for line in lines if line.text[0] in NOT_FIRST or line.text[-1] in NOT_LAST]


def test_all_lines_but_the_last_reach_the_right_edge() -> None:
    lines = set_paragraph("山" * 47, slots(105), STYLE, measure, Random(0))
    assert lines is not None
    assert {round(line.offsets[-1] + 10, 6) for line in lines[:-1]} == {105.0}


def test_a_paragraph_without_room_is_refused() -> None:
    assert set_paragraph("山" * 40, slots(100, 2), STYLE, measure, Random(0)) is None


def test_a_line_set_down_gives_a_space_half_an_em() -> None:
    assert set_down("山 水", 0, 0, STYLE).offsets == (0.0, 10.0, 15.0)


def test_tracking_spreads_glyphs() -> None:
    assert set_line("山水", 0, 0, STYLE, measure, 0.5).offsets == (0.0, 15.0)
