"""Pairs of characters: what follows what in old print, in nats, whatever the script and however rare the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.ocr.character_pairs import CharacterPairs, as_counted, character_pairs, read_pairs

COUNTED = CharacterPairs({("部", "队"): 6, ("部", "分"): 2, ("一", "队"): 2, ("一", "分"): 5, ("一", "日"): 9})


def test_what_was_met_together_is_worth_more_than_what_was_not():
    assert COUNTED.association("部", "隊") > 0 > COUNTED.association("部", "日")
    assert COUNTED.association("部", "队") > COUNTED.association("部", "分")


def test_of_unseen_pairs_a_rare_character_is_worth_as_much_as_a_common_one():
    assert COUNTED.association("部", "鑫") == COUNTED.association("部", "日")


def test_where_nothing_is_known_nothing_is_said():
    assert COUNTED.association("鑫", "日") == 0


@pytest.mark.parametrize(("sign", "kind"), [("隊", "队"), ("、", "|"), ("「", "|"), ("A", "#"), ("3", "#")])
def test_what_a_sign_is_counted_as(sign, kind):
    assert as_counted(sign) == kind


def test_the_pairs_in_the_package_know_old_print():
    pairs = character_pairs()
    assert pairs.association("甚", "夥") > 3 > 0 > pairs.association("甚", "彩")


@given(st.text("部隊一分日鑫、A", min_size=2, max_size=2))
def test_every_pair_has_a_finite_worth(pair):
    assert -20 < COUNTED.association(*pair) < 20


def test_a_file_is_read_as_it_was_written(tmp_path):
    from training.character_pairs import write_pairs

    counts = {("部", "队"): 6, ("部", "|"): 12, ("|", "#"): 2}
    write_pairs(tmp_path / "pairs.gz", counts)
    assert read_pairs(tmp_path / "pairs.gz") == counts
