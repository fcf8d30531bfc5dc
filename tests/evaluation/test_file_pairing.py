"""Truths answer outputs by their names."""

from pathlib import Path

import pytest

from banmian.errors import UsageError
from banmian.evaluation.file_pairing import pair_documents
from banmian.evaluation.folder_reading import NamedDocument
from banmian.evaluation.truth.plain_text import text_to_comparable


def named(name: str, text: str = "一。") -> NamedDocument:
    return NamedDocument(name, Path(name), text_to_comparable(text))


def test_pairs_by_name_page_and_generic_name() -> None:
    truths = [named("issue", "一。\f二。"), named("truth", "三。\f四。")]
    pairs = pair_documents(truths, [named("issue"), named("issue-2"), named("page-1"), named("other")])
    texts = [[passage.text for passage in item.truth.passages()] for item in pairs]
    assert texts == [["一。", "二。"], ["二。"], ["三。"], ["三。", "四。"]]


def test_one_truth_and_one_output_are_a_pair() -> None:
    assert len(pair_documents([named("a")], [named("b")])) == 1
    with pytest.raises(UsageError):
        pair_documents([named("a")], [named("b"), named("c")])
