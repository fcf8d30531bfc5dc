"""Article candidates that advertisements are learned from."""

from dataclasses import replace

from banmian.layout.separation.learned_weights.graph_scorer import default_scorer
from training.separation.generated_pages import pages_of
from training.separation.labelled_candidates import candidates_of


def test_articles_of_vertical_pages_are_no_advertisements():
    (page,) = pages_of("vertical", 9305)
    found = list(candidates_of(page, default_scorer()))
    assert len(found) >= len(page.articles)
    assert not any(one.advert for one in found)


def test_what_the_truth_has_among_its_notices_is_an_advertisement():
    (page,) = pages_of("vertical", 9305)
    named = replace(page, articles=page.articles[1:] + page.articles[:1], notices=1)
    found = list(candidates_of(named, default_scorer()))
    assert sum(one.advert for one in found) == 1


def test_lines_of_drawn_pages_are_told_one_by_one():
    found = [one for page in pages_of("republican", 1003) for one in candidates_of(page, default_scorer())]
    assert any(one.advert for one in found)
    assert not all(one.advert for one in found)
