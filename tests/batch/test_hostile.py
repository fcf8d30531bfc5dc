"""A part of the hostile files, read as a batch reads them; `make hostile` reads them all, bombs included."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import hostile_images
import hostile_pdfs
import hostile_texts
import pytest
from hostile_cases import SETTINGS, Case, read_case

from banmian.batch.worker_pool import WorkerPool
from banmian.resource_limits import limited

QUICK_BOMBS = {"lzw", "image-of-nothing", "long-page", "xref-of-billions", "deep-pages", "type3-of-itself"}


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(SETTINGS)
    yield made
    made.close()


def part_of_all() -> list[Case]:
    """Some of the odd PDFs, pictures and texts, and the bombs that end at once."""
    bombs = [case for case in hostile_pdfs.bombs() if case.name[5:-4] in QUICK_BOMBS]
    pictures = chain(hostile_images.named(), hostile_images.broken())
    return [
        *bombs,
        *islice(hostile_pdfs.odd(), 0, None, 7),
        *islice(pictures, 0, None, 5),
        *islice(hostile_texts.short(), 0, None, 6),
    ]


def test_there_are_as_many_as_promised() -> None:
    assert len(list(hostile_pdfs.odd())) == 300
    others = chain(hostile_images.named(), hostile_images.broken(), hostile_texts.short(), hostile_texts.long())
    assert len(list(others)) >= 250


def test_hostile_files_end_with_their_status_a_reason_and_their_share(pool: WorkerPool, tmp_path: Path) -> None:
    wrong = {case.name: faults for case in part_of_all() if (faults := read_case(case, tmp_path, pool).faults(case))}
    assert wrong == {}


@pytest.mark.parametrize("name", ["odd-run-length.pdf", "odd-box-00.pdf", "odd-junk-before-3.pdf"])
def test_what_was_an_unexpected_error_is_read(name: str, pool: WorkerPool, tmp_path: Path) -> None:
    (case,) = [case for case in hostile_pdfs.odd() if case.name == name]
    outcome = read_case(case, tmp_path, pool)
    assert outcome.status == "done"


def test_a_page_that_takes_too_much_is_ended_once_and_named(pool: WorkerPool, tmp_path: Path) -> None:
    case = Case("bomb.pdf", hostile_pdfs.flate, "a bomb", ("failed",), "memory")
    assert read_case(case, tmp_path, pool).faults(case) == []


def test_the_time_of_a_page_is_a_setting(tmp_path: Path) -> None:
    hasty = WorkerPool(SETTINGS.model_copy(update={"parsing_seconds": 0.5}))
    (case,) = [case for case in hostile_pdfs.bombs() if "many-paths" in case.name]
    outcome = read_case(case, tmp_path, hasty)
    hasty.close()
    assert (outcome.status, outcome.reasons[0].partition(":")[0]) == ("failed", "TooLargeError")
    assert "takes more than 0.6 s of processor time (parsing_seconds)" in outcome.reasons[0]  # 0.1 s for its size


def test_outside_worker_processes_nothing_is_limited() -> None:
    with limited("a page", 0.0, 0.0):
        assert sum(range(100_000)) > 0
