import numpy as np
import pytest
from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.classification.learned_advertisements import score_advertisements
from banmian.layout.separation.evidence.advertisement_evidence import ADVERTISEMENT_EVIDENCE, CandidateOnPage
from banmian.layout.separation.learned_weights.graph_scorer import default_scorer

TYPE = Typography(EM, "", 1.0)
PAGE = Box(0, 0, 600, 400)
ARTICLE = ArticleCandidate((node("head", 0, 0, 210, 30, 30.0),), (node("text", 0, 40, 100, 340),))
BILL = ArticleCandidate(
    tuple(
        node("head", 400, 60 * at, 560, 60 * at + 12.0 * size, 10.0 * size) for at, size in enumerate((4, 1.5, 3, 2))
    ),
    (node("text", 400, 260, 470, 272, text="電話九二二四"),),
)


@pytest.mark.parametrize(
    ("name", "candidate", "value"),
    [
        ("framed", ARTICLE, 0.0),
        ("display_share", BILL, 0.8),
        ("largest", BILL, 4.0),
        ("head_count", BILL, 4.0),
        ("text_count", ARTICLE, 1.0),
        ("wide", ARTICLE, 21.0),
        ("far_along", BILL, 0.93),
    ],
)
def test_what_is_measured_of_a_candidate(name, candidate, value):
    assert ADVERTISEMENT_EVIDENCE[name](CandidateOnPage(candidate, TYPE, PAGE)) == pytest.approx(value, abs=0.1)


def test_all_evidence_of_candidates_is_finite():
    for candidate in (ARTICLE, BILL):
        found = [work(CandidateOnPage(candidate, TYPE, PAGE)) for work in ADVERTISEMENT_EVIDENCE.values()]
        assert np.isfinite(found).all()


def test_the_weights_ask_for_the_evidence_there_is():
    assert default_scorer().notices.names == tuple(ADVERTISEMENT_EVIDENCE)


def test_a_bill_is_sooner_an_advertisement_than_an_article_is():
    article, bill = score_advertisements([ARTICLE, BILL], TYPE)
    assert bill.advertisement_chance > article.advertisement_chance
    assert article.advertisement_chance < 0.5


def test_what_holds_no_lines_is_left_as_it_is():
    picture = ArticleCandidate(pictures=(Item("picture", Box(0, 0, 90, 90)),))
    assert score_advertisements([picture], TYPE) == [picture]


def test_a_headline_alone_is_no_advertisement():
    alone = ArticleCandidate(BILL.heads)
    assert score_advertisements([ARTICLE, alone], TYPE)[1] == alone


def test_the_one_text_of_a_page_is_an_article():
    assert score_advertisements([BILL], TYPE) == [BILL]
    assert score_advertisements([ARTICLE, BILL], TYPE)[1].advertisement_chance > 0
