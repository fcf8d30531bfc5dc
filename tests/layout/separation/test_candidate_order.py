from graph_cases import EM, node

from banmian.layout.page_facts import Typography
from banmian.layout.separation.candidate_order import order_candidates
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate

TYPE = Typography(EM, "", 1.0)


def article(x0, y0, x1, y1, size=20.0):
    head = node("head", x0, y0, x1, y0 + size, size)
    return ArticleCandidate(heads=(head,), texts=(node("text", x0, y0 + size + 10, x1, y1),))


LEAD, LEFT, RIGHT = article(0, 0, 400, 100, 40.0), article(0, 120, 190, 300), article(210, 120, 400, 260)


def test_rows_come_before_columns():
    assert order_candidates([RIGHT, LEFT, LEAD], TYPE) == [LEAD, LEFT, RIGHT]


def test_on_a_turned_page_tiers_come_before_what_stands_in_them():
    first, second, next_tier = article(0, 0, 190, 100), article(0, 120, 190, 300), article(210, 0, 400, 300)
    assert order_candidates([next_tier, second, first], TYPE, "columns") == [first, second, next_tier]


def test_articles_that_no_way_divides_come_from_the_top():
    pinwheel = [
        article(0, 0, 200, 100),
        article(220, 0, 300, 200),
        article(100, 220, 300, 300),
        article(0, 120, 80, 300),
    ]
    assert order_candidates(pinwheel[::-1], TYPE)[0] is pinwheel[0]
