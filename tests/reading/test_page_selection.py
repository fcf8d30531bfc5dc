from pathlib import Path

import pytest
from batches import FAST, pdf, read_batch
from hypothesis import given
from hypothesis import strategies as st

from banmian import read_document
from banmian.errors import DocumentError, UsageError
from banmian.reading.page_selection import select_pages


@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_list_of_numbers_selects_these_pages(pages: set[int]) -> None:
    assert select_pages(",".join(map(str, pages)), 60) == sorted(pages)


def test_ranges_may_overlap_and_be_open() -> None:
    assert select_pages("5-7, 2, 6-", 8) == [2, 5, 6, 7, 8]
    assert select_pages(None, 3) == [1, 2, 3]
    assert select_pages("2-90", 3) == [2, 3]


@pytest.mark.parametrize("text", ["", "0", "a", "5-2", "-3", "1,,2", "1.5"])
def test_what_is_no_selection_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        select_pages(text, 10)


def test_pages_that_are_not_there_are_a_fault_of_the_document() -> None:
    with pytest.raises(DocumentError, match="3 pages"):
        select_pages("7", 3)


def test_selected_pages_keep_their_numbers_and_mark_the_document(tmp_path: Path) -> None:
    chosen = FAST.model_copy(update={"pages": "2,5-"})
    file = pdf(tmp_path / "a.pdf", 6)
    document = read_document(file, chosen)
    assert [page.number for page in document.pages] == [2, 5, 6]
    assert (document.status, document.source.page_count) == ("partial", 6)
    assert document.warnings[0].message == "pages 2,5- of 6 were read"
    summary = read_batch([file], tmp_path / "out", chosen)
    assert (summary.done, summary.pages) == (1, 3)
    with pytest.raises(UsageError):
        read_batch([file], tmp_path / "out", FAST.model_copy(update={"pages": "x"}))
