"""What certainty is learned from on pages whose areas people drew."""

from collections import Counter

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.learning.labelled_pages import LabelledPage
from training.separation.certainty import characters_in_order, likeness

EM = 10.0
SAID = "渡口新桥今日通车两岸"


def lines(count: int, x: float) -> list[Line]:
    return [Line(SAID, Box(x, 15 * at, x + 100, 15 * at + EM), EM) for at in range(count)]


OWN, OTHER = lines(8, 0), lines(4, 200)
PAGE = LabelledPage(
    Page(1, 400, 200, "px", "ocr", lines=[*OWN, *OTHER]), (), "fold", "polygons",
    tuple((line.box, 0, at) for at, line in enumerate(OWN)) + tuple((line.box, 1, at) for at, line in enumerate(OTHER)),
)  # fmt: skip
LENGTH = Counter({0: 80, 1: 40})


def made_of(*said: Line) -> ArticleCandidate:
    block = make_block(list(said), EM)
    return ArticleCandidate(texts=(Item("text", block.box, block),))


def test_most_characters_that_stand_in_one_order_count():
    assert characters_in_order([(1, 10), (4, 5), (2, 20), (3, 20)]) == 50
    assert characters_in_order([]) == 0


@pytest.mark.parametrize(
    ("candidate", "alike"),
    [
        (made_of(*OWN), 1.0),
        (made_of(*OWN[:4]), 80 / 120),
        (made_of(*OWN, *OTHER), 160 / 200),
        (made_of(*OWN[4:], *OWN[:4]), 0.5),
    ],
)
def test_a_candidate_is_as_right_as_it_is_whole_and_in_order(candidate, alike):
    assert likeness(candidate, PAGE, LENGTH, vertical=False) == pytest.approx(alike)


def test_a_candidate_of_which_nobody_knows_the_truth_is_not_judged():
    stray = [Line(SAID, Box(0, 500 + 15 * at, 100, 510 + 15 * at), EM) for at in range(4)]
    assert likeness(made_of(*stray), PAGE, LENGTH, vertical=False) is None
