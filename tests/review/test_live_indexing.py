"""The search index that a run fills while it reads."""

import time
from pathlib import Path

import pytest
from batches import FAST, Recorder, pdf, picture, read_batch

from banmian.batch.finalize import Summary
from banmian.batch.manifest import Row
from banmian.batch.run_plan import Mode
from banmian.review.catalogue import Catalogue
from banmian.review.document_register import DocumentRegister
from banmian.review.live_indexing import PLACE, indexed
from banmian.review.open_documents import OpenDocuments


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    picture(folder / "photo.png")
    pdf(folder / "rice.pdf", 2)
    pdf(folder / "wheat.pdf", 1, "Wheat prices fall")
    return folder


def read(inputs: Path, output: Path, wanted: bool = True, mode: Mode = "resume") -> tuple[Summary, Recorder]:
    recorder = Recorder()
    with indexed(output, wanted, recorder) as watcher:
        return read_batch([inputs], output, FAST, watcher=watcher, mode=mode), recorder


def waiting_and_found(output: Path, question: str) -> tuple[int, int]:
    """Documents that the review server would still have to enter, and hits for a question."""
    register = DocumentRegister(output, output / PLACE, OpenDocuments(output))
    try:
        stale = set(register._known.items())
        register.catch_up()
        entered = set(register._known.items()) - stale
        return len(entered), register.find(question)[0]
    finally:
        register.close()


def test_all_documents_of_a_run_are_entered_before_it_ends(inputs: Path, tmp_path: Path) -> None:
    summary, recorder = read(inputs, tmp_path / "out")
    assert (summary.done, len(recorder.rows), recorder.messages) == (3, 3, [])
    assert waiting_and_found(tmp_path / "out", "harvest") == (0, 2)


def test_documents_are_entered_while_others_are_read(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    end = time.monotonic() + 120
    with indexed(output, True, Recorder()) as watcher:
        read_batch([inputs / "rice.pdf"], output, FAST, watcher=watcher)
        while not (output / PLACE).is_file() or not Catalogue(output / PLACE).stamps():
            assert time.monotonic() < end
            time.sleep(0.02)


def test_a_folder_has_an_index_only_where_one_is_wanted_or_there(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read(inputs, output, wanted=False)
    assert not (output / PLACE).exists()
    read(inputs, output)
    pdf(inputs / "rye.pdf", 1, "Rye is sown")
    read(inputs, output, wanted=False)
    assert waiting_and_found(output, "sown") == (0, 1)


def test_what_is_read_again_is_entered_again(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read(inputs, output)
    pdf(inputs / "wheat.pdf", 1, "Barley is dear")
    read(inputs, output, mode="redo")
    assert waiting_and_found(output, "barley") == (0, 1)
    assert waiting_and_found(output, "wheat prices") == (0, 0)


def test_a_fault_of_the_index_is_told_and_stops_no_reading(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (output / PLACE).mkdir(parents=True)
    summary, recorder = read(inputs, output)
    assert summary.done == 3
    assert len(recorder.messages) == 1
    assert "the search index is not up to date" in recorder.messages[0]


def test_a_run_that_fails_leaves_an_index_that_can_be_brought_up_to_date(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"

    class Interrupted(Recorder):
        def recorded(self, row: Row) -> None:
            super().recorded(row)
            if len(self.rows) == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), indexed(output, True, Interrupted()) as watcher:
        read_batch([inputs], output, FAST, watcher=watcher)
    read(inputs, output, wanted=False)
    assert waiting_and_found(output, "harvest") == (0, 2)
