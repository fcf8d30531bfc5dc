"""The reading of one document of a run, in a worker process, and what is recorded of it."""

from __future__ import annotations

import errno
import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from banmian.batch.manifest import Fault, Row, row_from_dict
from banmian.batch.object_stores import is_remote
from banmian.batch.output_interface import Output
from banmian.batch.run_plan import Task, failed_row
from banmian.batch.staging import RemoteFile, get_staging
from banmian.batch.worker_main import Job
from banmian.batch.worker_pool import WorkerPool
from banmian.batch.worker_supervision import OnSourcePage
from banmian.document.json_form import decode
from banmian.errors import OutputError
from banmian.reading.documents import SourcePageFailure
from banmian.settings import Settings

log = logging.getLogger(__name__)


class TransientError(OSError):
    """An infrastructure fault: the same document may be read at the next try."""


NO_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What the system says where nothing can be written, so that every other document would fail too."""


def read_task(task: Task, folder: Output, pool: WorkerPool, on_source_page: OnSourcePage) -> Row:
    """Read one document in a worker process and put its files into place.

    Returns its row, whatever is wrong with the document itself. Raises TransientError for infrastructure faults,
    which are worth a retry.
    """
    with pool.turn():
        began = time.monotonic()
        try:
            with _local_copy(task) as path:
                row = _read(task, path, folder, pool, on_source_page)
        except OSError as error:
            raise TransientError(error.errno, str(error)) from error
        except Exception as error:
            log.exception("%s failed", task.path)
            row = give_up(task, error)
        row.seconds = time.monotonic() - began
    return row


@contextmanager
def _local_copy(task: Task) -> Iterator[Path]:
    """The file to read: itself, the copy that the planner made, or one made for the duration of the block."""
    if not is_remote(task.path):
        yield Path(task.path)
        return
    if task.staged is not None and Path(task.staged).is_file():
        yield Path(task.staged)
        return
    store, _, key = task.path.rpartition("/")
    try:
        yield get_staging().fetch(RemoteFile(store, key, 0, task.stamp or ""))[0]
    finally:
        get_staging().release(task.path)


def _read(task: Task, path: Path, folder: Output, pool: WorkerPool, on_source_page: OnSourcePage) -> Row:
    unfinished = folder.new_unfinished_folder()
    try:
        folder.recall_source_pages(task.id)
        source_pages = folder.source_pages(task.id) / task.key[:16]
        job = make_job(path, task, unfinished, source_pages, pool.settings)
        event = pool.read(job, on_source_page)
        if event["event"] == "failed":
            event["fault"]["message"] = event["fault"]["message"].replace(str(path), task.path)
            if event["transient"]:
                raise TransientError(event["errno"], event["fault"]["message"])
            return Row(task.id, task.path, task.sha256, "failed", error=Fault(**event["fault"]), stamp=task.stamp)
        row = _row_of(event, task)
        if task.replaced is not None and (kept := keep_better(row_from_dict(task.replaced), row)) is not None:
            return kept
        folder.commit(unfinished, task.id)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    if row.status == "done":
        folder.forget_source_pages(task.id)
    else:
        folder.keep_source_pages(task.id)
    return row


def _row_of(event: dict[str, Any], task: Task) -> Row:
    failures = [decode(SourcePageFailure, failure) for failure in event["failures"]]
    return Row(
        task.id,
        task.path,
        task.sha256,
        event["status"],
        pages=event["pages"],
        articles=event["articles"],
        failed_pages=failures,
        warnings=event["warnings"],
        media_type=event["media_type"],
        key=task.key,
        jumps=event["jumps"],
        stamp=task.stamp,
        basis=task.basis,
    )


def keep_better(before: Row, now: Row) -> Row | None:
    """The row of the existing document, with a warning, where a new reading is poorer; else None.

    Poorer means no articles where there were some, or missing pages where the document was complete.
    """
    if before.articles and not now.articles:
        fault = "found no articles"
    elif before.status == "done" and now.status == "partial":
        fault = "could not read all pages"
    else:
        return None
    warning = f"a new reading {fault}; the earlier one is kept"
    return replace(before, reused=True, warnings=[*(w for w in before.warnings if w != warning), warning])


def give_up(task: Task, error: BaseException) -> Row:
    """The row of a document after its last retry.

    Raises OutputError where none of the others could be written either.
    """
    if isinstance(error, TransientError) and error.errno in NO_WRITING:
        raise OutputError(f"{task.path} could not be written: {error.strerror}") from error
    return failed_row(task.path, error, task, {task.staged: task.path} if task.staged else None)


def make_job(path: Path, task: Task, unfinished: Path, source_pages: Path, settings: Settings) -> Job:
    """The job of reading the file at ``path``, which the task's own path names in the document."""
    values = settings.model_dump(mode="json")
    return Job(str(path), task.path, task.sha256, str(unfinished), str(source_pages), values, facts=task.facts)
