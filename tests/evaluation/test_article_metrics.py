import pytest

from banmian.evaluation.article_matching import nearest, pairs_from
from banmian.evaluation.article_metrics import by_body, by_region, covering, text_coverage
from banmian.evaluation.box_areas import intersection_over_union, overlap, union_area
from banmian.evaluation.comparable import Box, ComparableArticle, Passage, Place
from banmian.evaluation.pooled_ratios import Ratio

BRIDGE = "新桥在秋天合龙，桥长一千二百米，两岸的孩子以后走路上学，不用等船。"
TEA = "茶园的第二道茶采完了，收茶的车从早排到晚，价钱比去年高出两成。采茶的人说，雨水来得正是时候。"
LIBRARY = "老街的书屋夜里也开门，管书的老人说，来得最多的是跑夜车的司机。"


def story(name: str, text: str, *boxes: Box) -> ComparableArticle:
    return ComparableArticle(name, (Passage("paragraph", text),), places=tuple(Place(1, box) for box in boxes))


TRUTHS = [
    story("a", BRIDGE, (0, 0, 0.5, 1)),
    story("b", TEA, (0.5, 0, 1, 0.5)),
    story("c", LIBRARY, (0.5, 0.5, 1, 1)),
]


def test_the_truth_itself_is_all_right() -> None:
    assert by_body(TRUTHS, TRUTHS)["article_f1"].value == 1
    assert by_region(TRUTHS, TRUTHS)["region_f1"].value == 1
    assert covering(TRUTHS, TRUTHS).value == 1
    assert text_coverage(TRUTHS, TRUTHS).value == 1


def test_merged_articles() -> None:
    merged = story("bc", TEA + LIBRARY, (0.5, 0, 1, 1))
    outputs = [TRUTHS[0], merged]
    figures = by_body(TRUTHS, outputs)
    assert figures["article_precision"] == Ratio(1, 2)
    assert figures["article_recall"] == Ratio(1, 3)
    assert figures["article_f1"] == Ratio(2, 5)
    # half of the merged region is article b: intersection over union 0.5, just enough for one of the two
    assert by_region(TRUTHS, outputs)["region_f1"] == Ratio(4, 5)
    assert covering(TRUTHS, outputs).value == pytest.approx(0.5 * 1 + 0.25 * 0.5 + 0.25 * 0.5)
    assert text_coverage(TRUTHS, outputs).value == 1


def test_torn_article() -> None:
    half = len(TEA) // 2
    outputs = [TRUTHS[0], TRUTHS[2], story("b1", TEA[:half]), story("b2", TEA[half:])]
    assert by_body(TRUTHS, outputs)["article_f1"] == Ratio(4, 7)
    sizes = [len(text) - 11 for text in (BRIDGE, LIBRARY, TEA)]
    held = sizes[0] + sizes[1] + max(half, len(TEA) - half) - 11
    assert text_coverage(TRUTHS, outputs) == Ratio(held, sum(sizes))


def test_no_boxes_no_figure() -> None:
    assert by_region(TRUTHS, [story("a", BRIDGE)]) == {}
    assert covering(TRUTHS, [story("a", BRIDGE)]).value is None


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    assert pairs_from([[0.9, 0.95], [0.92, 0.94]], 0.9) == [(0, 1), (1, 0)]
    assert pairs_from([[0.95, 0.1], [0.95, 0.1]], 0.9) == [(0, 0)]


def test_a_story_nobody_answers() -> None:
    matches = nearest([TRUTHS[0]], [TRUTHS[1]])
    assert matches[0].output is None


def test_a_slogan_is_answered_by_its_headline() -> None:
    slogan = ComparableArticle("s", headline="一步一个脚印")
    matches = nearest([slogan], [TRUTHS[0], ComparableArticle("t", headline="一步 一个脚印")])
    assert matches[0].output is not None
    assert matches[0].output.name == "t"


def test_areas_of_overlapping_boxes_count_once() -> None:
    assert union_area([(0, 0, 0.5, 0.5), (0.25, 0.25, 0.75, 0.75)]) == pytest.approx(0.4375)
    assert union_area([]) == 0
    common, either = overlap([Place(1, (0, 0, 1, 1))], [Place(2, (0, 0, 1, 1))])
    assert (common, either) == (0, 2)
    assert intersection_over_union([], []) == 0
