import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batches import FAST, picture, tiff

from banmian.batch.document_reading import read_task
from banmian.batch.manifest import Row
from banmian.batch.output_folder import OutputFolder
from banmian.batch.run_plan import Planner, Task
from banmian.batch.worker_pool import WorkerPool

Attack = Callable[[int], None]


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(FAST.model_copy(update={"page_seconds": 4.0, "worker_documents": 2}))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    made = OutputFolder(tmp_path / "out")
    made.open()
    made.sweep()
    return made


def task_for(path: Path, folder: OutputFolder) -> Task:
    decision = Planner(folder, FAST, {}).decide(path)
    assert isinstance(decision, Task)
    return decision


def attacked(
    path: Path, folder: OutputFolder, pool: WorkerPool, sign: signal.Signals, leaves: list[int]
) -> tuple[Row, list[int]]:
    """Read a document while its worker gets a signal at the leaves named, once for each naming."""
    left = list(leaves)
    begun: list[int] = []

    def on_source_page(leaf: int, count: int) -> None:
        begun.append(leaf)
        if leaf in left:
            left.remove(leaf)
            (pid,) = pool.pids
            os.kill(pid, sign)

    return read_task(task_for(path, folder), folder, pool, on_source_page), begun


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path, folder: OutputFolder, pool: WorkerPool) -> None:
    row, _ = attacked(tiff(tmp_path / "a.tif", 3), folder, pool, signal.SIGKILL, [2])
    assert (row.status, row.pages) == ("done", 3)


def test_a_page_that_kills_its_worker_twice_is_put_aside(
    tmp_path: Path, folder: OutputFolder, pool: WorkerPool
) -> None:
    path = tiff(tmp_path / "a.tif", 4)
    row, begun = attacked(path, folder, pool, signal.SIGKILL, [2, 2])
    assert (row.status, row.pages) == ("partial", 3)
    (failure,) = row.failed_pages
    assert (failure.leaf, failure.error) == (2, "EngineError")
    assert "died" in failure.message
    assert begun == [1, 2, 2, 3, 4]
    values = json.loads(folder.articles_of(row.id).read_bytes())
    assert [page["number"] for page in values["pages"]] == [1, 3, 4]
    assert values["source"]["page_count"] == 4

    row, begun = attacked(path, folder, pool, signal.SIGKILL, [])
    assert begun == [2]
    assert (row.status, row.pages) == ("done", 4)
    assert not folder.source_pages(row.id).exists()


def test_a_page_that_hangs_is_put_aside_after_its_time(tmp_path: Path, folder: OutputFolder, pool: WorkerPool) -> None:
    pool.settings = pool.settings.model_copy(update={"page_seconds": 1.5})
    row, _ = attacked(tiff(tmp_path / "a.tif", 2), folder, pool, signal.SIGSTOP, [1, 1])
    assert row.status == "partial"
    assert "hung" in row.failed_pages[0].message


def test_a_single_page_that_kills_its_worker_twice_fails(
    tmp_path: Path, folder: OutputFolder, pool: WorkerPool
) -> None:
    row, _ = attacked(picture(tmp_path / "a.png"), folder, pool, signal.SIGKILL, [1, 1])
    assert row.status == "failed"
    assert row.error is not None
    assert "died" in row.error.message
    assert not folder.document(row.id).exists()


def test_workers_are_kept_and_renewed(tmp_path: Path, folder: OutputFolder, pool: WorkerPool) -> None:
    pids = []
    for seed in range(3):
        task = task_for(picture(tmp_path / f"{seed}.png", seed), folder)
        read_task(task, folder, pool, lambda leaf, leaves: pids.extend(pool.pids))
    assert pids[0] == pids[1] != pids[2]


def test_a_worker_that_grew_too_large_is_ended(
    tmp_path: Path, folder: OutputFolder, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banmian.batch.worker_supervision.MEMORY_FACTOR", 0.01)
    row, _ = attacked(picture(tmp_path / "a.png"), folder, pool, signal.SIGSTOP, [1, 1])
    assert row.error is not None
    assert "grew" in row.error.message


def test_a_file_that_changed_under_the_run_is_told(tmp_path: Path, folder: OutputFolder, pool: WorkerPool) -> None:
    path = picture(tmp_path / "a.png", 1)
    task = task_for(path, folder)
    picture(path, 2)
    row = read_task(task, folder, pool, lambda leaf, leaves: None)
    assert row.error is not None
    assert row.error.error == "ChangedFileError"
