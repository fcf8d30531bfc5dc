from collections.abc import Callable
from pathlib import Path

import pytest
from batches import FAST, pdf, picture, tiff

import banmian
from banmian.document.json_form import document_to_json
from banmian.errors import (
    BanmianError,
    EngineError,
    MissingRequirementError,
    PageError,
    TooLargeError,
    UnexpectedError,
    describe,
    error_class,
)
from banmian.layout.model import Page
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.reading.documents import assemble, read_document, read_file, read_source_page


class Failing(PlainFile):
    """A file of several leaves, some of which fail as they are told to."""

    def __init__(self, path: Path, faults: dict[int, list[Exception]], leaves: int = 3) -> None:
        super().__init__(path, "image/tiff", "")
        self.source_page_count = leaves
        self._faults = faults

    def read(self, leaf: int) -> list[Page]:
        if self._faults.get(leaf):
            raise self._faults[leaf].pop(0)
        return [Page(1, 100.0, 100.0, "px", "ocr")]


@pytest.fixture
def failing(tmp_path: Path) -> Callable[[dict[int, list[Exception]]], Failing]:
    return lambda faults: Failing(picture(tmp_path / "a.png"), faults)


Maker = Callable[[dict[int, list[Exception]]], Failing]


def test_an_engine_that_fails_once_is_asked_again(failing: Maker) -> None:
    assert read_source_page(failing({1: [EngineError("hm")]}), 1).failure is None
    failure = read_source_page(failing({1: [EngineError("hm"), EngineError("oh")]}), 1).failure
    assert failure is not None
    assert (failure.error, failure.message) == ("EngineError", "oh")


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (PageError("p"), "PageError"),
        (TooLargeError("t"), "TooLargeError"),
        (MemoryError(), "TooLargeError"),
        (KeyError("k"), "UnexpectedError"),
    ],
)
def test_a_leaf_that_fails_is_a_record(failing: Maker, error: Exception, name: str) -> None:
    failure = read_source_page(failing({2: [error]}), 2).failure
    assert failure is not None
    assert (failure.leaf, failure.error) == (2, name)
    assert failure.remedy


def test_something_missing_is_no_fault_of_a_leaf(failing: Maker) -> None:
    with pytest.raises(MissingRequirementError):
        read_source_page(failing({1: [MissingRequirementError("weights")]}), 1)


def test_the_other_pages_keep_their_numbers(failing: Maker) -> None:
    source = failing({2: [PageError("p")]})
    reading = assemble(source, [read_source_page(source, leaf) for leaf in (1, 2, 3)], FAST)
    assert [page.number for page in reading.document.pages] == [1, 3]
    assert reading.document.source.page_count == 3
    assert reading.source_page_of == [(1, 1), (3, 1)]
    assert [failure.leaf for failure in reading.failures] == [2]


def test_a_document_without_any_page_is_the_error_of_its_first(failing: Maker) -> None:
    source = failing({leaf: [TooLargeError("too big")] for leaf in (1, 2, 3)})
    with pytest.raises(TooLargeError, match="none of 3 pages"):
        assemble(source, [read_source_page(source, leaf) for leaf in (1, 2, 3)], FAST)


def test_names_of_errors_lead_back_to_their_classes() -> None:
    assert error_class("TooLargeError") is TooLargeError
    assert error_class("dict") is UnexpectedError
    assert error_class("Any") is UnexpectedError
    for kind in BanmianError.__subclasses__():
        assert describe(kind("m")) == (kind.__name__, "m", kind.remedy)
        assert error_class(kind.__name__) is kind


def test_every_format_comes_through_the_same_door(tmp_path: Path) -> None:
    assert len(read_document(picture(tmp_path / "a.png"), FAST).pages) == 1
    assert len(read_document(tiff(tmp_path / "a.tif", 3), FAST).pages) == 3
    some = read_document(tmp_path / "a.tif", FAST, pages="2-")
    assert [page.number for page in some.pages] == [2, 3]
    assert some.status == "partial"
    document = read_document(pdf(tmp_path / "a.pdf", 2), FAST)
    assert {page.text_source for page in document.pages} == {"text_layer"}
    assert document.provenance.engine is None
    assert document.provenance.models == {}


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", 2)
    assert document_to_json(read_document(path, FAST)) == document_to_json(read_document(path, FAST))


def test_text_is_read_as_repair_reads_it(tmp_path: Path) -> None:
    text = "早稻开镰\n\n河湾镇的早稻昨天开镰，农户们说今年的收成比去年好。\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    read, repaired = read_file(path, FAST).document, banmian.repair_text(text, str(path))
    assert read.articles == repaired.articles
    assert read.source == repaired.source
    with open_source(path) as source:
        assert source.media_type == "text/plain"


def test_the_public_names_are_there() -> None:
    for name in banmian.__all__:
        assert getattr(banmian, name) is not None
    with pytest.raises(AttributeError):
        _ = banmian.nothing
