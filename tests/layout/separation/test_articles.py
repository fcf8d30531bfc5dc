from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.articles import failed_share, separate, separate_by_chains
from banmian.layout.separation.candidate import ArticleCandidate
from banmian.layout.separation.partition import divide

TYPE = Typography(EM, "", 1.0)


def items():
    return [
        node("head", 0, 0, 210, 30, 30.0), node("text", 0, 40, 100, 200, indent=2), node("text", 110, 40, 210, 200),
        node("head", 240, 0, 450, 30, 30.0), node("text", 240, 40, 340, 200, indent=2), node("text", 350, 40, 450, 200),
    ]  # fmt: skip


def test_each_thing_stands_in_one_article():
    given = items()
    found = separate_by_chains(given, [], TYPE)
    assert sorted(item.box for candidate in found for item in candidate.items) == sorted(item.box for item in given)


def test_two_heads_side_by_side_head_the_columns_below_them():
    found = [candidate for candidate in separate_by_chains(items(), [], TYPE) if candidate.texts]
    assert sorted(tuple(text.box.x0 for text in candidate.texts) for candidate in found) == [(0, 110), (240, 350)]
    assert all(len(candidate.heads) == 1 for candidate in found)


def test_a_picture_goes_to_the_article_that_it_touches_most():
    picture = Item("picture", Box(110, 210, 210, 300))
    found = separate_by_chains([*items(), picture], [], TYPE)
    home = next(candidate for candidate in found if picture in candidate.pictures)
    assert home.heads[0].box.x0 == 0


def test_a_frame_stands_by_itself():
    box = Item("box", Box(0, 400, 100, 500))
    assert ArticleCandidate(boxes=(box,)) in separate_by_chains([*items(), box], [], TYPE)


def test_nothing_gives_no_article():
    assert separate_by_chains([], [], TYPE) == []


def test_straight_cuts_that_leave_text_without_a_head_have_failed():
    assert failed_share(divide(items(), [], TYPE), TYPE) == 0
    assert failed_share(divide([item for item in items() if item.kind == "text"], [], TYPE), TYPE) == 1


def test_where_cuts_fail_chains_are_taken():
    texts = [item for item in items() if item.kind == "text"]
    assert all(candidate.linked for candidate in separate(texts, [], TYPE))
    assert not any(candidate.linked for candidate in separate(items(), [], TYPE))


def test_a_small_head_is_a_head_in_han_where_straight_cuts_leave_it_its_text():
    small = node("head", 0, 0, 200, 14, 11.5)
    division = divide([small, node("text", 0, 20, 200, 200, indent=2.0)], [], TYPE)
    assert [len(candidate.heads) for candidate in division.candidates] == [1]
    assert failed_share(division, TYPE) == 0
    assert failed_share(division, Typography(EM, "", 0.0)) == 1
