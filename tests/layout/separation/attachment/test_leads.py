from dataclasses import replace

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item, ItemKind
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.attachment.leads import attach_leads
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate

EM = 10.0
TYPE = Typography(em=EM, font="song", han=1.0)


def item(kind: ItemKind, text: str, box: Box, size: float = EM, bold: bool = False) -> Item:
    line = Line(text, box, size, font="hei" if bold else "song", bold=bold)
    return Item(kind, box, make_block([line], EM))


OPENING = "每天清晨兩時，他便起身磨豆，街上的燈還沒有亮，渡口已有人等着第一碗豆漿，這一等就是四十年。"
FRAME = Box(100, 90, 250, 250)
LEAD = ArticleCandidate(texts=(item("text", OPENING, Box(105, 120, 245, 130), bold=True),), frame=FRAME)
HEAD = item("head", "豆腐坊的燈", Box(150, 50, 400, 80), size=30.0)
BODY = item("text", "豆腐坊在渡口旁邊開了四十年，", Box(100, 300, 240, 310))
PICTURE = Item("picture", Box(260, 90, 400, 250))
TOP = item("text", "上面的一欄", Box(260, 60, 310, 70))
ABOVE = replace(TOP, block=make_block([*TOP.lines, *TOP.lines], EM))
ARTICLE = ArticleCandidate(heads=(HEAD,), texts=(BODY,), pictures=(PICTURE,))


def test_bold_text_in_a_frame_between_a_headline_and_its_text_opens_the_article():
    (whole,) = attach_leads([ARTICLE, LEAD], TYPE)
    assert (whole.heads, whole.texts) == ((HEAD,), (*LEAD.texts, BODY))


def test_a_label_over_the_lead_names_the_section():
    label = item("head", "匠人", Box(105, 100, 125, 110), size=13.0, bold=True)
    (whole,) = attach_leads([ARTICLE, replace(LEAD, heads=(label,))], TYPE)
    assert [(head.role, head.lines[0].text) for head in whole.heads] == [("section", "匠人"), ("", "豆腐坊的燈")]


def test_a_lead_needs_no_frame():
    (whole,) = attach_leads([ARTICLE, replace(LEAD, frame=None)], TYPE)
    assert whole.texts == (*LEAD.texts, BODY)


def test_a_lead_that_took_the_headline_is_followed_by_the_text_without_one():
    lead = replace(LEAD, heads=(HEAD,), frame=None)
    body = replace(ARTICLE, heads=())
    (whole,) = attach_leads([lead, body], TYPE)
    assert (whole.heads, whole.texts, whole.pictures) == ((HEAD,), (*LEAD.texts, BODY), (PICTURE,))
    other = replace(ARTICLE, heads=(item("head", "渡口新橋", Box(150, 260, 240, 280), size=20.0),), texts=())
    assert attach_leads([lead, body, other], TYPE) == [lead, body, other]
    two = [lead, body, replace(body)]
    assert attach_leads(two, TYPE) == two


def test_a_lead_comes_before_columns_that_begin_lower_left_of_it():
    (opening,) = LEAD.texts
    line = opening.lines[0]
    lead = replace(opening, block=make_block([line, replace(line, box=Box(105, 135, 245, 145))], EM))
    column = replace(BODY, block=make_block([BODY.lines[0], replace(BODY.lines[0], box=Box(100, 315, 240, 325))], EM))
    article = replace(ARTICLE, texts=(column, lead))
    assert attach_leads([article], TYPE)[0].texts == (lead, column)
    beside = replace(column, box=Box(100, 110, 240, 325))
    assert attach_leads([replace(article, texts=(beside, lead))], TYPE)[0].texts == (beside, lead)


def test_an_author_s_name_stays_over_the_lead():
    name = item("text", "記者 梁珊", Box(200, 82, 250, 90))
    (whole,) = attach_leads([replace(ARTICLE, texts=(name, BODY)), LEAD], TYPE)
    assert whole.texts == (name, *LEAD.texts, BODY)


@pytest.mark.parametrize(
    "candidates",
    [
        [ARTICLE, replace(LEAD, texts=(item("text", OPENING, Box(105, 120, 145, 130)),))],
        [ARTICLE, replace(LEAD, heads=(item("head", "另一篇的標題在這裡啊", Box(105, 100, 245, 115), 14.0),))],
        [replace(ARTICLE, texts=(*ARTICLE.texts, ABOVE)), LEAD],
        [replace(ARTICLE, heads=()), LEAD],
        [ARTICLE, LEAD, replace(ARTICLE, texts=(replace(BODY),))],
    ],
    ids=["body face", "a headline of its own", "beside text above", "no headline", "two homes"],
)
def test_other_texts_in_frames_stay_as_they_are(candidates: list[ArticleCandidate]):
    assert attach_leads(candidates, TYPE) == candidates
