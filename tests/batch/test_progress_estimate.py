from pathlib import Path

import pytest
from batches import FAST, Recorder, pdf, picture, read_batch, tiff

from banmian.batch.inputs import find_files
from banmian.batch.preview import count_pages
from banmian.batch.progress_estimate import ProgressEstimate


def test_rate_and_time_left_follow_the_pages_that_are_read() -> None:
    now = [0.0]
    pace = ProgressEstimate(clock=lambda: now[0], total=220, is_counted=True)
    assert pace.pages_a_minute() is None
    pace.advance(100, was_read=False)
    for _ in range(21):
        pace.advance(1)
        now[0] += 3.0
    assert pace.pages_a_minute() == pytest.approx(20)
    assert pace.seconds_left() == pytest.approx((220 - 121) * 3.0)
    pace.is_counted = False
    assert pace.seconds_left() is None


def test_pages_are_counted_without_reading(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", 7)
    tiff(tmp_path / "b.tif", 3)
    picture(tmp_path / "c.png")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    assert [count_pages(file) for file in find_files([tmp_path]).files] == [7, 3, 1, 1]


def test_each_page_of_a_long_document_is_told_as_it_begins(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", 4)
    watcher = Recorder()
    read_batch([file], tmp_path / "out", FAST, watcher)
    assert watcher.pages == [(str(file), page, 4) for page in (1, 2, 3, 4)]


def test_the_pages_of_a_single_file_are_told_when_it_is_opened(tmp_path: Path) -> None:
    pace = ProgressEstimate()
    pace.count(find_files([pdf(tmp_path / "a.pdf", 7)]).files)
    assert (pace.total, pace.is_counted) == (1, True)
    pace.begin(1, 7)
    pace.begin(2, 7)
    assert (pace.done, pace.total) == (1, 7)
