"""Counting pairs in transcriptions: not what stands in a judged text, not what was met once."""

from training.character_pairs import count_pairs, without_judged


def test_pairs_are_counted_by_what_they_stand_for():
    counts = count_pairs(["部隊出發，部隊", "部隊出發！"])
    assert counts["部", "队"] == 3
    assert counts["发", "|"] == 2
    assert ("|", "部") not in counts, "met once"


def test_a_paragraph_counts_once():
    assert count_pairs(["部隊出發"] * 3) == {}


def test_what_a_judged_text_has_is_not_counted():
    judged = "農會會長與鄉親"
    assert list(without_judged("昨日農會會長、與鄉親談話", {"農會會長與鄉"})) == ["昨日", "親談話"]
    assert count_pairs(["昨日農會會長與鄉", "今日農會會長與鄉"], [judged]) == {}
    assert count_pairs(["昨日農會會長來", "今日農會會長來"], [judged])["会", "会"] == 2, "four in a row"
