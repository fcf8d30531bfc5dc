import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bound_volume import VOLUME, bound_volume
from export_cases import NAME, batch, issue
from PIL import Image as Picture

from banmian.document.json_form import document_to_json
from banmian.document.lines_as_read import LINES_FILE
from banmian.document.paged_lines_file import LinesFile
from banmian.errors import DamagedFileError
from banmian.export.text_placement import place_text
from banmian.review.html import page_html
from banmian.review.open_documents import OpenDocument, OpenDocuments
from banmian.review.review_session import ReviewSession

PAGES = 500
MOST_SECONDS = 0.3


def measured(act: Callable[[], Any]) -> tuple[Any, float]:
    """What ``act`` returned, and its processor time in seconds."""
    begun = time.process_time()
    found = act()
    return found, time.process_time() - begun


class PictureMaker:
    """Makes white pages, and keeps the numbers that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def __call__(self, document: Any, folder: Path, dpi: Any = None, numbers: Any = None) -> dict[int, Path]:
        self.asked.append(numbers)
        folder.mkdir(parents=True, exist_ok=True)
        made = {number: folder / f"{number:04d}.jpg" for number in numbers}
        for path in made.values():
            Picture.new("RGB", (60, 90), "white").save(path)
        return made


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bound_volume(tmp_path_factory.mktemp("volume"), PAGES)


@pytest.fixture
def desk(volume: Path, tmp_path: Path) -> Iterator[ReviewSession]:
    session = ReviewSession(volume, tmp_path / "made", PictureMaker())
    yield session
    session.close()
    (volume / "documents" / VOLUME / "corrections.json").unlink(missing_ok=True)


def edit(desk: ReviewSession, number: int, seen: int, after: str) -> int:
    first = desk.page(VOLUME, number)["articles"][0]
    place = {"article": first["id"], "headline": first["headline"], "field": "headline", "before": first["headline"]}
    return desk.correct(VOLUME, {"seen": seen, "who": "秦帆", "action": "edit", **place, "after": after})


def test_a_page_of_500_costs_that_page(desk: ReviewSession) -> None:
    desk.page(VOLUME, 1)
    edit(desk, 300, 0, "渔港昨夜收网")
    _, viewing = measured(lambda: page_html(desk.page(VOLUME, 250)))
    _, correcting = measured(lambda: edit(desk, 400, 1, "渔港今晨重开"))
    shown, viewing_again = measured(lambda: desk.page(VOLUME, 400))
    _, undoing = measured(lambda: desk.take_back(VOLUME, 2))
    _, picturing = measured(lambda: desk.picture(VOLUME, "0300.jpg"))
    assert shown["articles"][0]["headline"] == "渔港今晨重开"
    assert desk.page(VOLUME, 400)["articles"][0]["headline"] == "第400页第0则"
    assert max(viewing, correcting, viewing_again, undoing, picturing) < MOST_SECONDS


def test_only_the_picture_that_is_looked_at_is_made(volume: Path, tmp_path: Path) -> None:
    maker = PictureMaker()
    desk = ReviewSession(volume, tmp_path / "made", maker)
    for file in ("0007.jpg", "0007.jpg", "0009.jpg"):
        assert desk.picture(VOLUME, file).name == file
    desk.close()
    assert maker.asked == [[7], [9]]


def test_undo_goes_back_over_corrections_of_another_session(tmp_path: Path) -> None:
    root = bound_volume(tmp_path / "out", 4)
    desk, other = (ReviewSession(root, tmp_path / name, PictureMaker()) for name in ("one", "two"))
    edit(desk, 3, 0, "甲")
    edit(desk, 3, 1, "乙")
    edit(other, 4, 2, "丙")
    heads = []
    for standing in (3, 2, 1):
        desk.take_back(VOLUME, standing)
        heads.append([desk.page(VOLUME, number)["articles"][0]["headline"] for number in (3, 4)])
    desk.close()
    other.close()
    assert heads == [["乙", "第4页第0则"], ["甲", "第4页第0则"], ["第3页第0则", "第4页第0则"]]


def test_each_page_is_placed_as_the_whole_document_is(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    document, lines = issue()
    document.articles[-1].blocks[-1].regions = []
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    opened = OpenDocument.read(root, NAME)
    whole = place_text(NAME, opened.finished.document, lines)
    for page in whole.pages:
        assert opened.page(page.info.number).pieces == page.pieces
    bare = OpenDocument.read(root, "note-0123456789")
    assert bare.page(1).pieces == place_text("note", bare.finished.document).pages[0].pieces


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    documents = OpenDocuments(root)
    first = documents.get(NAME)
    assert documents.get(NAME) is first
    path = root / "documents" / NAME / "articles.json"
    path.write_bytes(document_to_json(issue("又一个标题")[0]))
    os.utime(path, ns=(1, 1))
    assert documents.get(NAME).finished.document.articles[0].headline == "又一个标题"


def test_the_least_recently_used_documents_are_closed(tmp_path: Path) -> None:
    documents = OpenDocuments(batch(tmp_path / "out"), most_bytes=1)
    documents.get(NAME)
    documents.get("note-0123456789")
    assert documents.names() == ["note-0123456789"]
    documents.get(NAME)
    assert documents.names() == [NAME]


def test_large_documents_are_opened_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = batch(tmp_path / "out")
    sizes = {name: sum(path.stat().st_size for path in (root / "documents" / name).glob("*.json"))
             for name in (NAME, "note-0123456789")}  # fmt: skip
    monkeypatch.setattr("banmian.review.open_documents.AHEAD_BYTES", sizes["note-0123456789"] + 1)
    documents = OpenDocuments(root)
    documents.open_ahead(sizes)
    assert documents.names() == [NAME]
    small = OpenDocuments(root, most_bytes=sizes[NAME] - 1)
    small.open_ahead(sizes)
    assert small.names() == []


def test_damaged_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / LINES_FILE
    path.write_text(
        '{"pages": [{"number": 1, "leaf": 1, "place": 1, "lines": [{"text": "缺"}]}], "lines_version": "1"}'
    )
    with pytest.raises(DamagedFileError, match=r"lines\.json"):
        LinesFile(tmp_path).check()
    path.write_text("[]")
    with pytest.raises(DamagedFileError, match=r"lines\.json"):
        LinesFile(tmp_path).check()
