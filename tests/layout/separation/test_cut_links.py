from graph_cases import EM, two_headed_columns

from banmian.layout.page_facts import Typography
from banmian.layout.separation import area_separation
from banmian.layout.separation.area_separation import SURE_LINK, failed_share
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import ChainedArea, chain_area
from banmian.layout.separation.cut_links import surest_cut_link
from banmian.layout.separation.straight_cuts import Division

TYPE = Typography(EM, "", 1.0)


def surest(*articles):
    items = two_headed_columns()
    candidates = [
        ArticleCandidate(tuple(items[at] for at in heads), tuple(items[at] for at in texts))
        for heads, texts in articles
    ]
    return surest_cut_link(candidates, chain_area(items, [], TYPE))


def test_where_cuts_and_chains_agree_no_link_is_cut():
    assert surest(((0,), (1, 2)), ((3,), (4, 5))) == 0


def test_a_column_cut_off_from_its_head_is_cut_from_what_chains_are_sure_of():
    assert surest(((0,), (1,)), ((3,), (4, 5)), ((), (2,))) > SURE_LINK


def test_what_chains_part_and_cuts_hold_together_is_no_cut_link():
    assert surest(((0, 3), (1, 2, 4, 5))) == 0


def test_a_head_that_stands_alone_may_be_over_several_articles():
    assert surest(((0,), ()), ((), (1, 2)), ((3,), (4, 5))) == 0


def test_cuts_that_run_through_an_article_yield_to_chains(monkeypatch):
    items = two_headed_columns()
    left = ArticleCandidate((items[0],), (items[1],))
    right = ArticleCandidate((items[3],), (items[4], items[5], items[2]))
    wrong = Division(0.0, None, "columns", (Division(0.0, left), Division(0.0, right)))
    assert failed_share(wrong, TYPE) == 0
    monkeypatch.setattr(area_separation, "divide", lambda *_: wrong)
    assert isinstance(area_separation.decide_area(items, [], TYPE), ChainedArea)


def test_cuts_that_chains_agree_with_stay():
    assert isinstance(area_separation.decide_area(two_headed_columns(), [], TYPE), Division)
