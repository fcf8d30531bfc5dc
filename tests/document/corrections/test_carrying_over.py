from dataclasses import replace

import pytest
from correction_cases import CASES, correction
from export_cases import HEADLINE_READ_AGAIN, NAME, issue, read_again

from banmian.document.corrections.applying import apply_corrections, corrected
from banmian.document.corrections.carrying_over import likeness, renewed
from banmian.document.corrections.corrections_file import Corrections
from banmian.document.json_form import document_to_dict
from banmian.document.validation import validate

BY_WORDS = [case for case in CASES if CASES[case].get("before") and CASES[case].get("article", "").endswith("p01-01")]


@pytest.mark.parametrize("case", CASES)
def test_what_finds_its_place_is_offered_as_it_is(case: str) -> None:
    found = renewed(issue()[0], correction(case))
    assert found is not None
    assert document_to_dict(corrected(issue()[0], found)) == document_to_dict(corrected(issue()[0], correction(case)))


@pytest.mark.parametrize("case", BY_WORDS)
def test_a_document_that_was_read_again_offers_a_place_for_what_was_lost(case: str) -> None:
    document = read_again()
    made = correction(case)
    _, lost = apply_corrections(document, Corrections([made]))
    offer = renewed(document, made)
    assert offer is not None
    validate(document_to_dict(corrected(document, offer)))
    if lost:
        assert offer.headline == HEADLINE_READ_AGAIN
        result, lost = apply_corrections(document, Corrections([made, replace(offer, renews=1)]))
        assert lost == []
        assert result != document


def test_what_the_person_wrote_stays() -> None:
    text = issue()[0].articles[0].blocks[1].text
    edit = correction("divide", action="edit", field="block", before=text, after="人写的一段。", place=None)
    offer = renewed(read_again(), edit)
    assert offer is not None
    assert offer.after == "人写的一段。"
    assert offer.before == read_again().articles[0].blocks[1].text
    assert offer.article == f"{NAME}-p01-07"


def test_nothing_is_offered_where_nothing_is_alike() -> None:
    assert renewed(issue()[0], correction("divide", before="完全另外的话，与此无关")) is None


def test_likeness() -> None:
    assert likeness("渔港今晨重开", "渔港今晨重开") == 1
    assert likeness("渔港今晨重开", "渔港今辰重开") > 0.5
    assert likeness("渔港今晨重开", "上山下乡") == 0
    assert likeness("渔", "渔") == 1
    assert likeness("", "") == 1
