from graph_cases import node

from banmian.layout.separation.article_building.prominence import rank_candidates
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate


def article(x0, y0, x1, y1, size=20.0):
    head = node("head", x0, y0, x1, y0 + size, size)
    return ArticleCandidate(heads=(head,), texts=(node("text", x0, y0 + size + 10, x1, y1),))


LEAD, LEFT, RIGHT = article(0, 0, 400, 100, 40.0), article(0, 120, 190, 300), article(210, 120, 400, 260)


def test_the_larger_headline_leads_then_the_larger_room():
    assert rank_candidates([RIGHT, LEFT, LEAD]) == [3, 2, 1]
