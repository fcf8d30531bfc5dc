from dataclasses import replace

from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.separation.candidate import ArticleCandidate
from banmian.layout.separation.leads import rejoin_leads

TYPE = Typography(EM, "", 1.0)
HEAD = node("head", 0, 0, 300, 30, 30.0, text="渡口新桥通车")
STORY = ArticleCandidate(heads=(HEAD,), texts=(node("text", 0, 160, 140, 300), node("text", 160, 160, 300, 300)))
LEAD = ArticleCandidate(texts=(node("text", 10, 60, 130, 140),), frame=Box(0, 50, 140, 150))


def test_text_in_a_frame_right_below_a_headline_begins_its_article() -> None:
    (found,) = rejoin_leads([STORY, LEAD], TYPE)
    assert found.texts == (*LEAD.texts, *STORY.texts)
    assert found.heads == STORY.heads


def test_its_label_names_the_section() -> None:
    label = node("head", 10, 52, 50, 64, 12.0, text="城市人物")
    (found,) = rejoin_leads([STORY, replace(LEAD, heads=(label,))], TYPE)
    assert [(head.role, head.lines[0].text) for head in found.heads] == [("section", "城市人物"), ("", "渡口新桥通车")]


def test_a_frame_with_a_headline_is_an_article_of_its_own() -> None:
    boxed = replace(LEAD, heads=(node("head", 10, 52, 120, 72, 20.0, text="渡船停航三日"),))
    assert rejoin_leads([STORY, boxed], TYPE) == [STORY, boxed]


def test_a_frame_below_the_text_or_far_from_the_headline_is_none() -> None:
    low = ArticleCandidate(texts=(node("text", 10, 330, 130, 380),), frame=Box(0, 320, 140, 400))
    assert rejoin_leads([STORY, low], TYPE) == [STORY, low]
    far = replace(STORY, heads=(node("head", 0, -200, 300, -170, 30.0),))
    assert rejoin_leads([far, LEAD], TYPE) == [far, LEAD]


def test_a_frame_beside_the_article_is_none() -> None:
    aside = ArticleCandidate(texts=(node("text", 410, 60, 530, 140),), frame=Box(400, 50, 540, 150))
    assert rejoin_leads([STORY, aside], TYPE) == [STORY, aside]
