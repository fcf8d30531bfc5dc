"""A character that stands on both sides of a break: read twice, or the end of one word and the beginning of another."""

import pytest

from banmian.repair.rules.ocr_confusions import repeated_at_break


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("山上有人在", "在场的人"), ("大家都说是", "是非自有公论"), ("他说的", "的确如此"), ("他把书放", "放学回家")],
)
def test_an_everyday_character_may_end_and_begin(upper, lower):
    assert repeated_at_break(upper, lower) == 0
