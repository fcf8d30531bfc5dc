from pathlib import Path

import pytest
from export_cases import NAME, batch, issue

from banmian.export.format import no_pictures
from banmian.review.checking_progress import PROGRESS_FILE, Mark, Progress, keep_progress, progress_in
from banmian.review.review_session import ReviewSession

FIRST = f"{NAME}-p01-01"


@pytest.fixture
def desk(tmp_path: Path) -> ReviewSession:
    return ReviewSession(batch(tmp_path / "out"), tmp_path / "made", no_pictures)


def test_marks_of_pages_and_articles_stand_and_are_counted(desk: ReviewSession) -> None:
    desk.mark(NAME, {"who": " 秦帆 ", "state": "checked", "page": 1})
    desk.mark(NAME, {"who": "秦帆", "state": "again", "page": 1, "article": FIRST})
    desk.mark(NAME, {"who": "米兰", "state": "again", "page": 2})
    marks = desk.page(NAME, 1)["marks"]
    assert (marks["page"]["who"], marks["page"]["state"]) == ("秦帆", "checked")
    assert marks["articles"][FIRST]["state"] == "again"
    line = next(line for line in desk.index()["documents"] if line["name"] == NAME)
    assert (line["checked"], line["again"], line["open"]) == (1, 1, [])
    desk.mark(NAME, {"who": "米兰", "state": "open", "page": 2})
    line = next(line for line in desk.index()["documents"] if line["name"] == NAME)
    assert (line["checked"], line["again"], line["open"]) == (1, 0, [2])


def test_the_next_open_page_goes_over_documents(desk: ReviewSession) -> None:
    note = {"document": "note-0123456789", "page": 1}
    assert desk.next_open(NAME, 1) == {"next": {"document": NAME, "page": 2}}
    assert desk.next_open(NAME, 2) == {"next": note}
    assert desk.next_open("note-0123456789", 1) == {"next": {"document": NAME, "page": 1}}
    for number in (1, 2):
        desk.mark(NAME, {"who": "秦帆", "state": "checked", "page": number})
    assert desk.next_open(NAME, 1) == {"next": note}
    desk.mark("note-0123456789", {"who": "秦帆", "state": "checked", "page": 1})
    assert desk.next_open(NAME, 1) == {"next": None}


def test_an_article_is_found_by_its_headline_after_another_reading() -> None:
    document = issue()[0]
    mark = Mark("秦帆", "2024-05-07", "checked", 1, FIRST, document.articles[0].headline)
    document.articles[0].id = "other"
    assert Progress([mark]).of_articles(document) == {"other": mark}


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    keep_progress(tmp_path, Progress([Mark("秦帆", "2024-05-07", "checked", 1)]))
    assert len(progress_in(tmp_path).marks) == 1
    (tmp_path / PROGRESS_FILE).write_text("{")
    assert progress_in(tmp_path).marks == []
    assert (tmp_path / "review.damaged.json").read_text() == "{"
