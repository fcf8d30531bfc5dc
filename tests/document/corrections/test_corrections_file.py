from dataclasses import replace
from pathlib import Path

import pytest
from export_cases import NAME, issue

from banmian.document.corrections.applying import apply_corrections, corrected
from banmian.document.corrections.corrections_file import (
    CORRECTIONS_FILE,
    SET_ASIDE,
    Correction,
    Corrections,
    corrections_from_json,
    corrections_to_json,
    set_aside_if_damaged,
)
from banmian.document.json_form import ShapeError, document_to_dict
from banmian.document.model import Document
from banmian.document.validation import validate

WHO = {"who": "秦帆", "when": "2024-05-07T08:00:00+00:00"}
HEADLINE = "渔港重开 <script>alert(1)</script>"
FIRST, POEM = f"{NAME}-p01-01", f"{NAME}-p01-02"


def made(*corrections: Correction) -> Document:
    document, stale = apply_corrections(issue()[0], Corrections(list(corrections)))
    assert stale == []
    for article in document.articles:
        assert article.text == "\n".join(block.text for block in article.blocks)
    validate(document_to_dict(document))
    return document


def edit(field: str, before: str | None, after: str | None, **more: int) -> Correction:
    return Correction(
        **WHO, action="edit", article=FIRST, headline=HEADLINE, field=field, before=before, after=after, **more
    )


def test_a_headline_is_set_anew_and_its_repairs_forgotten() -> None:
    assert made(edit("headline", HEADLINE, "渔港重开")).articles[0].headline == "渔港重开"


def test_a_paragraph_is_set_anew() -> None:
    before = issue()[0].articles[0].blocks[1].text
    article = made(edit("block", before, "新的一段。", block=1)).articles[0]
    assert article.blocks[1].text == "新的一段。"
    assert article.blocks[1].confidence == 1.0
    assert article.repairs == []


def test_an_empty_paragraph_goes() -> None:
    before = issue()[0].articles[0].blocks[0].text
    article = made(edit("block", before, "", block=0)).articles[0]
    assert len(article.blocks) == 1
    assert article.repairs[0].block == 0


def test_a_block_moves_to_another_article_with_its_place() -> None:
    source = issue()[0].articles[0]
    moved = source.blocks[1]
    document = made(
        Correction(
            **WHO,
            action="move",
            article=FIRST,
            headline=HEADLINE,
            block=1,
            before=moved.text,
            other=POEM,
            other_headline="海边小诗",
            place=0,
        )
    )
    first, poem = document.articles[:2]
    assert [block.text for block in first.blocks] == [source.blocks[0].text]
    assert poem.blocks[0].text == moved.text
    assert moved.regions[0] in poem.regions
    assert moved.regions[0] not in first.regions


def test_an_article_that_nothing_is_left_of_goes_and_one_with_a_headline_keeps_its_place() -> None:
    document = issue()[0]
    rest = document.articles[2]
    assert rest.headline is None
    away = {"action": "move", "other": FIRST, "other_headline": HEADLINE, "block": 0}
    gone, kept = (
        Correction(**WHO, **away, article=a.id, headline=a.headline, before=a.blocks[0].text)
        for a in (rest, document.articles[1])
    )
    result, stale = apply_corrections(document, Corrections([gone]))
    assert stale == []
    assert rest.id not in [article.id for article in result.articles]
    result, stale = apply_corrections(document, Corrections([replace(kept, block=0)]))
    assert stale == []
    assert result.articles[1].headline == "海边小诗"
    assert result.articles[1].regions


def test_jumps_follow_what_is_merged_and_split() -> None:
    source = issue()[0]
    first, later = source.articles[0], source.articles[2]
    later.headline = "船队归来"
    merge = Correction(
        **WHO, action="merge", article=FIRST, headline=HEADLINE, other=later.id, other_headline="船队归来"
    )
    result, _ = apply_corrections(source, Corrections([merge]))
    assert result.articles[0].continued_to is None
    split = Correction(
        **WHO, action="split", article=FIRST, headline=HEADLINE, block=1, before=first.blocks[1].text, after="码头上"
    )
    result, _ = apply_corrections(source, Corrections([split]))
    head, part, rest = result.articles[0], result.articles[1], result.articles[3]
    assert head.continued_to is None
    assert part.continued_to is not None
    assert rest.continued_from is not None
    assert (part.continued_to.article_id, rest.continued_from.article_id) == (rest.id, part.id)


def test_articles_merge_and_split_back() -> None:
    together = Correction(
        **WHO, action="merge", article=FIRST, headline=HEADLINE, other=POEM, other_headline="海边小诗"
    )
    document = made(together)
    assert [article.id for article in document.articles][:2] == [FIRST, f"{NAME}-p02-01"]
    texts = [block.text for block in document.articles[0].blocks]
    assert texts[2] == "海边小诗"
    apart = Correction(
        **WHO,
        action="split",
        article=FIRST,
        headline=HEADLINE,
        block=3,
        before=texts[3],
        after="海边小诗",
    )
    document = made(together, apart)
    assert document.articles[1].id == f"{FIRST}-2"
    assert document.articles[1].headline == "海边小诗"
    assert [block.type for block in document.articles[1].blocks] == ["verse"]


def test_a_correction_finds_its_article_by_the_headline_when_ids_have_changed() -> None:
    document = issue()[0]
    document.articles[0].id = f"{NAME}-p01-07"
    result, stale = apply_corrections(document, Corrections([edit("headline", HEADLINE, "渔港重开")]))
    assert stale == []
    assert result.articles[0].headline == "渔港重开"


def reread(headline: str | None) -> Document:
    """The issue as a later run may read it: the first article under another id and headline."""
    document = issue()[0]
    document.articles[0].id = f"{NAME}-p01-07"
    document.articles[0].headline = headline
    return document


def test_a_moved_block_is_found_by_its_words_when_id_and_headline_have_changed() -> None:
    block = issue()[0].articles[0].blocks[1]
    move = Correction(
        **WHO, action="move", article=FIRST, headline=HEADLINE, block=1, before=block.text,
        other=POEM, other_headline="海边小诗",
    )  # fmt: skip
    result, stale = apply_corrections(reread(None), Corrections([move]))
    assert stale == []
    assert result.articles[1].blocks[-1].text == block.text


def test_a_split_is_made_again_when_id_and_headline_have_changed() -> None:
    block = issue()[0].articles[0].blocks[1]
    split = Correction(
        **WHO, action="split", article=FIRST, headline=HEADLINE, block=1, before=block.text, after="码头上"
    )
    result, stale = apply_corrections(reread("渔港又开"), Corrections([split]))
    assert stale == []
    assert [article.headline for article in result.articles[:2]] == ["渔港又开", "码头上"]


def test_a_merge_is_made_again_when_ids_have_changed() -> None:
    merge = Correction(**WHO, action="merge", article=FIRST, headline=HEADLINE, other=POEM, other_headline="海边小诗")
    document = reread(HEADLINE)
    document.articles[1].id = f"{NAME}-p01-09"
    result, stale = apply_corrections(document, Corrections([merge]))
    assert stale == []
    assert [article.id for article in result.articles][:2] == [f"{NAME}-p01-07", f"{NAME}-p02-01"]


def test_a_run_that_reads_what_the_person_wrote_leaves_nothing_to_do() -> None:
    text = issue()[0].articles[0].blocks[0].text
    document = issue()[0]
    document.articles[0].headline = "渔港重开"
    later = replace(edit("block", "渔港今晨重开。", text, block=0), headline="渔港重开")
    result, stale = apply_corrections(document, Corrections([edit("headline", HEADLINE, "渔港重开"), later]))
    assert stale == []
    assert result.articles[0].headline == "渔港重开"
    assert result.articles[0].blocks[0].text == text


def test_a_correction_that_finds_nothing_is_told_and_changes_nothing() -> None:
    wrong = replace(edit("headline", "别的标题", "新题"), headline="别的标题")
    document = issue()[0]
    result, stale = apply_corrections(document, Corrections([wrong]))
    assert result == document
    assert len(stale) == 1
    assert str(stale[0]).startswith("correction 1 (edit by 秦帆)")


def test_corrections_come_back_from_their_file() -> None:
    corrections = Corrections([edit("headline", HEADLINE, None), edit("block", "a", "b", block=0)])
    assert corrections_from_json(corrections_to_json(corrections)) == corrections


def test_a_file_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON"):
        corrections_from_json(b"{")
    with pytest.raises(ShapeError):
        corrections_from_json(b'{"corrections": [{"who": 1}]}')


@pytest.mark.parametrize(
    "act",
    [
        {"action": "edit", "field": "headline", "before": HEADLINE, "after": "渔港重开"},
        {"action": "edit", "field": "block", "block": 1, "after": ""},
        {"action": "move", "block": 1, "other": POEM, "other_headline": "海边小诗"},
        {"action": "merge", "other": POEM, "other_headline": "海边小诗"},
        {"action": "split", "block": 1, "after": "码头上的人"},
    ],
)
def test_a_correction_leaves_the_document_before_it_as_it_was(act: dict[str, object]) -> None:
    document = issue()[0]
    before = {"before": document.articles[0].blocks[1].text} if "block" in act else {}
    correction = Correction(**WHO, article=FIRST, headline=HEADLINE, **{**before, **act})  # type: ignore[arg-type]
    result = corrected(document, correction)
    assert document_to_dict(document) == document_to_dict(issue()[0])
    assert document_to_dict(result) != document_to_dict(document)


def test_a_damaged_file_is_set_aside_and_a_whole_one_stays(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS_FILE
    set_aside_if_damaged(path)
    path.write_bytes(corrections_to_json(Corrections()))
    set_aside_if_damaged(path)
    assert path.exists()
    path.write_text("{")
    set_aside_if_damaged(path)
    assert not path.exists()
    assert [aside.read_text() for aside in tmp_path.glob(SET_ASIDE)] == ["{"]
