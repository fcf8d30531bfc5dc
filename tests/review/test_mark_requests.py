"""Marks of checking as a browser sends them."""

import pytest
from export_cases import NAME, issue

from banmian.review.checking_progress import Progress
from banmian.review.mark_requests import marks_on, read_mark
from banmian.review.refusals import RefusedError

FIRST = f"{NAME}-p01-01"


def test_marks_carry_who_sent_them_and_the_headline_that_they_are_of() -> None:
    document = issue()[0]
    page = read_mark(document, {"who": " 秦帆 ", "state": "checked", "page": 1})
    article = read_mark(document, {"who": "米兰", "state": "again", "page": 1, "article": FIRST})
    assert (page.who, page.headline, article.headline) == ("秦帆", None, document.articles[0].headline)
    shown = marks_on(Progress([page, article]), document, 1)
    assert (shown["page"]["who"], shown["articles"][FIRST]["state"]) == ("秦帆", "again")
    assert marks_on(Progress([page]), document, 2) == {"page": None, "articles": {}}


@pytest.mark.parametrize(
    "values",
    [
        None,
        {"who": "秦帆", "state": "done", "page": 1},
        {"who": "", "state": "checked", "page": 1},
        {"who": "秦帆", "state": "checked", "page": 9},
        {"who": "秦帆", "state": "checked", "page": 1, "article": "none"},
        {"who": "秦帆", "state": "checked"},
    ],
)
def test_what_is_no_mark_is_refused(values: object) -> None:
    with pytest.raises(RefusedError):
        read_mark(issue()[0], values)
