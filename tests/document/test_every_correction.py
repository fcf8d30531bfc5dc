"""Each kind of correction on the invented issue: what it makes, that it is valid, and that undoing leaves no trace."""

import pytest
from correction_cases import CASES, FIRST, HEADLINE, OPENING, POEM, SAYING, correction
from export_cases import NAME, issue

from banmian.document.corrections.applying import apply_corrections, corrected
from banmian.document.corrections.corrections_file import (
    ACTIONS,
    Corrections,
    StaleCorrectionError,
    bylines_of,
    bylines_text,
    corrections_from_json,
    corrections_to_json,
)
from banmian.document.json_form import document_to_dict
from banmian.document.model import Byline, Dateline, Document
from banmian.document.validation import validate
from banmian.export.text_placement import place_text


def made(case: str) -> Document:
    document, stale = apply_corrections(issue()[0], Corrections([correction(case)]))
    assert stale == []
    return document


def test_every_action_has_a_case() -> None:
    assert {case["action"] for case in CASES.values()} == set(ACTIONS)


@pytest.mark.parametrize("case", CASES)
def test_it_makes_a_valid_document_and_leaves_the_one_before_it(case: str) -> None:
    document = issue()[0]
    result = corrected(document, correction(case))
    assert document_to_dict(document) == document_to_dict(issue()[0])
    assert document_to_dict(result) != document_to_dict(document)
    validate(document_to_dict(result))


@pytest.mark.parametrize("case", CASES)
def test_it_is_kept_and_its_texts_are_placed_for_every_export(case: str) -> None:
    kept = Corrections([correction(case)])
    assert corrections_from_json(corrections_to_json(kept)) == kept
    _, lines = issue()
    placed = place_text(NAME, made(case), lines)
    words = "".join(line.text for page in placed.pages for piece in page.pieces for line in piece.lines)
    for article in made(case).articles:
        for block in article.blocks:
            assert block.text.replace("\n", "")[:6] in words.replace("\n", "")


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case].get("before")])
def test_it_is_lost_where_its_words_are_not_there(case: str) -> None:
    with pytest.raises(StaleCorrectionError):
        corrected(issue()[0], correction(case, before="别的话别的话"))


def test_what_texts_become() -> None:
    assert made("bylines").articles[0].bylines == [Byline("秦帆", "记者"), Byline("米兰")]
    assert made("dateline").articles[0].dateline == Dateline("海风日报", None, "海风日报5月7日讯")
    assert made("furniture").furniture[0].text == "海风\n日报"
    assert made("caption").articles[0].images[0].caption == "归港。"
    assert made("credit").articles[0].images[0].credit is None
    assert made("cell").articles[1].tables[0].rows[1] == ["海燕", "120"]
    assert made("title").publication.title == "海风晚报"
    assert made("date").publication.date == "2024-05-07"
    assert [page.label for page in made("page label").pages] == ["01版", "B2版"]


def test_what_is_emptied_is_removed() -> None:
    before = issue()[0]
    assert corrected(before, correction("dateline", after=None)).articles[0].dateline is None
    assert corrected(before, correction("furniture", after="")).furniture == before.furniture[1:]


def test_a_dateline_whose_day_stays_keeps_it() -> None:
    named = corrected(issue()[0], correction("dateline", after="海风晚报5月6日电")).articles[0].dateline
    assert named == Dateline(None, "2024-05-06", "海风晚报5月6日电")


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(StaleCorrectionError, match="is no date"):
        corrected(issue()[0], correction("date", after="6 May"))


def test_what_paragraphs_become() -> None:
    assert [block.text for block in made("divide").articles[0].blocks] == [OPENING, SAYING[:10], SAYING[10:]]
    assert [block.text for block in made("join").articles[0].blocks] == [OPENING + SAYING]
    assert made("role of a block").articles[0].blocks[0].type == "subheading"
    article = made("a block for a headline").articles[0]
    assert article.headline == OPENING
    assert [(block.type, block.text) for block in article.blocks] == [("subheading", HEADLINE), ("paragraph", SAYING)]
    article = made("a head for a paragraph").articles[0]
    assert (article.kicker, article.blocks[0].text) == (None, "晨讯")
    assert made("a kicker for a byline").articles[0].bylines[-1] == Byline("晨讯")
    assert made("a block for a caption").articles[1].images[0].caption == "潮来天地青，\n潮去沙痕白。"


def test_what_articles_become() -> None:
    assert [article.id for article in made("order").articles[:2]] == [POEM, FIRST]
    assert made("order, last").articles[-1].id == FIRST
    demoted = made("demote")
    assert (demoted.furniture[-1].kind, demoted.furniture[-1].text) == (
        "advertisement", "海边小诗\n潮来天地青，\n潮去沙痕白。",
    )  # fmt: skip
    assert demoted.tables[0].caption == "渔船一览"
    promoted = made("promote")
    assert promoted.furniture == []
    assert promoted.articles[-1].text == "海风日报"
    assert made("promote into").articles[1].blocks[-1].text == "海风日报"
    assert made("kind").furniture[0].kind == "folio"


def test_of_two_merged_articles_either_heading_stays() -> None:
    kept, other = made("merge").articles[0], made("merge under the other's heading").articles[0]
    assert (kept.headline, other.headline) == (HEADLINE, "海边小诗")
    assert [block.text for block in kept.blocks][2] == "海边小诗"
    assert [block.text for block in other.blocks][:3] == ["晨讯", HEADLINE, OPENING]
    assert other.repairs[0].block == 3


def test_what_is_drawn_has_its_box() -> None:
    added = made("add").articles[0]
    assert added.blocks[1].text == "漏读的一行。"
    assert added.blocks[1].regions[0].bbox == [20.0, 135.0, 130.0, 145.0]
    assert made("add a headline").articles[0].regions[-1].bbox == [20.0, 80.0, 130.0, 90.0]
    assert made("add an article").articles[-1].headline == "新文"
    block = made("redraw a block").articles[0]
    assert block.blocks[0].regions[0].bbox in [region.bbox for region in block.regions]
    assert made("redraw an article").articles[1].regions[0].bbox == [270.0, 90.0, 390.0, 190.0]
    assert made("redraw a picture").articles[0].images[0].regions[0].bbox[0] == 140.0
    assert made("redraw furniture").furniture[0].regions[0].bbox[3] == 40.0


def test_bylines_are_written_as_they_are_read() -> None:
    for bylines in ([], [Byline("秦帆", "记者")], [Byline("米兰"), Byline("秦帆", "摄")]):
        assert bylines_of(bylines_text(bylines)) == bylines
    assert bylines_of("记者:秦帆\n\n") == [Byline("秦帆", "记者")]
