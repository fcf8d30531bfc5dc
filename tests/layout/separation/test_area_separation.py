from graph_cases import EM, node, two_headed_columns

from banmian.layout.page_facts import Typography
from banmian.layout.separation.area_separation import failed_share, separate
from banmian.layout.separation.straight_cuts import divide

TYPE = Typography(EM, "", 1.0)


def test_straight_cuts_that_leave_text_without_a_head_have_failed():
    assert failed_share(divide(two_headed_columns(), [], TYPE), TYPE) == 0
    assert failed_share(divide([item for item in two_headed_columns() if item.kind == "text"], [], TYPE), TYPE) == 1


def test_where_cuts_fail_chains_are_taken():
    texts = [item for item in two_headed_columns() if item.kind == "text"]
    assert all(candidate.chained for candidate in separate(texts, [], TYPE))
    assert not any(candidate.chained for candidate in separate(two_headed_columns(), [], TYPE))


def test_a_small_head_is_a_head_in_han_where_straight_cuts_leave_it_its_text():
    small = node("head", 0, 0, 200, 14, 11.5)
    division = divide([small, node("text", 0, 20, 200, 200, indent=2.0)], [], TYPE)
    assert [len(candidate.heads) for candidate in division.candidates] == [1]
    assert failed_share(division, TYPE) == 0
    assert failed_share(division, Typography(EM, "", 0.0)) == 1
