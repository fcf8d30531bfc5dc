"""A run over a batch: plan, read, record, close. The scheduler of the reading is passed in."""

from __future__ import annotations

import errno
import logging
import platform
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from banmian.batch.finalize import READ, Summary, link_across, sort_rows, summarise, write_articles, write_manifest
from banmian.batch.gone_files import describe_gone, heir_of, heirs, without_file
from banmian.batch.inputs import InputFile, InputFiles, describe_ignored
from banmian.batch.manifest import Fault, Row, row_from_dict
from banmian.batch.output import Output, earlier_rows, output_at
from banmian.batch.plan import Mode, Planner, Task, failed_row
from banmian.batch.retry import retry_with_pauses
from banmian.batch.staging import RemoteFile, get_staging
from banmian.batch.stores import StoreError, is_remote
from banmian.batch.workers import OnLeaf, WorkerPool, job_for
from banmian.document.json_form import decode
from banmian.errors import MissingRequirementError, OutputError
from banmian.layout.ocr.engine_info import engine_identity
from banmian.messages import translatable
from banmian.reading.documents import SourcePageFailure
from banmian.reading.page_selection import check_selection
from banmian.settings import Settings
from banmian.version import VERSION

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Receives a run's progress: a bar on a terminal, lines in a log."""

    def planned(self, files: Sequence[InputFile]) -> None:
        """Which files there are."""

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """A page of a document is read now."""

    def recorded(self, row: Row) -> None:
        """A document is finished."""

    def message(self, text: str) -> None:
        """Something that people should know."""


class TransientError(OSError):
    """An infrastructure fault: the same document may be read at the next try."""


NO_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What the system says where nothing can be written, so that every other document would fail too."""


@dataclass(slots=True)
class Batch:
    """One run over one output folder, inside its lock."""

    folder: Output
    settings: Settings
    found: InputFiles
    watcher: Watcher
    known: dict[str, Row] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    failures: int = 0
    something_missing: bool = False
    started: float = field(default_factory=time.monotonic)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def prepare(self) -> None:
        """Remove what a killed run left behind and load the results of earlier runs.

        Raises UsageError for an unknown engine or profile, MissingRequirementError where the device that is named
        can't be used, OutputError where nothing can be written.
        """
        _expect_usable(self.settings)
        self.folder.sweep()
        self.known = self.folder.known_rows()
        self.watcher.planned(self.found.files)
        if self.found.ignored:
            self.watcher.message(describe_ignored(self.found.ignored))

    def tasks(self, mode: Mode) -> Iterator[Task]:
        """The documents to read; rows of all others are recorded on the way."""
        planner = Planner(self.folder, self.settings, self.known, mode)
        for path in self.found.files:
            reason = self.reason_to_stop()
            if reason is not None:
                self.watcher.message(f"{reason}: the run stops")
                return
            decision = self._decided(planner, path)
            if isinstance(decision, Task):
                yield decision
            else:
                self.record(decision)

    def _decided(self, planner: Planner, file: InputFile) -> Task | Row:
        try:
            return retry_with_pauses(partial(planner.decide, file), StoreError, self.settings, self.watcher.message)
        except StoreError as error:
            return failed_row(str(file), error)

    def reason_to_stop(self) -> str | None:
        """More failures than ``max_failures`` allows, or something missing that other documents need too."""
        if self.something_missing:
            return translatable("something needed is missing")
        limit = self.settings.max_failures
        return translatable("too many failures") if limit is not None and self.failures > limit else None

    def record(self, row: Row) -> None:
        """Record that a document is finished; on the disk before this returns."""
        if not row.reused:
            self.folder.record(row)
        if is_remote(row.path):
            get_staging().release(row.path)
        self.rows.append(row)
        if row.error is not None:
            self.failures += 1
            self.something_missing |= row.error.error == MissingRequirementError.__name__
        self.watcher.recorded(row)

    def close(self) -> Summary:
        """Link, collect, write the manifest, remove the state."""
        standing = sort_rows(self._standing_rows())
        if any(not row.reused for row in self.rows) or not self.folder.collected:
            changed = self.folder.uncollected() | link_across(self.folder, standing)
            write_articles(self.folder, standing, changed)
        if any(row.stale for row in self.rows):
            self.watcher.message(describe_stale(self.rows))
        gone = without_file(standing, {row.path for row in self.rows})
        if gone:
            self.watcher.message(describe_gone(gone))
        untried = len(self.found.files) - len(self.rows)
        summary = summarise(self.rows, untried, time.monotonic() - self.started)
        write_manifest(self.folder, standing, self._account(summary))
        self.folder.close({row.id for row in standing if row.status == "partial"})
        return summary

    def _standing_rows(self) -> list[Row]:
        """This run's rows, and those of earlier runs whose document still exists."""
        own = {row.id for row in self.rows}
        tried = {row.path for row in self.rows}
        read = {row.path: row.id for row in self.rows if row.status in READ}
        standing, moved = list(self.rows), heirs(self.rows)
        for row in self.known.values():
            if row.id in own:
                continue
            heir = read.get(row.path) or heir_of(row, tried, moved)
            if heir is not None:
                self.folder.replace(row.id, heir)
            elif row.path not in tried if row.status == "failed" else self.folder.holds(row.id):
                row.reused = True
                standing.append(row)
        return standing + [row for row in earlier_rows(self.folder) if self._is_standing_duplicate(row, tried)]

    def _is_standing_duplicate(self, row: Row, tried: set[str]) -> bool:
        return row.status == "duplicate" and row.path not in tried and self.folder.holds(row.id)

    def _account(self, summary: Summary) -> dict[str, Any]:
        counts = asdict(summary)
        counts["seconds"] = round(summary.seconds, 3)
        return {
            "run": {
                "began": self.began.isoformat(timespec="seconds"),
                "ended": datetime.now(UTC).isoformat(timespec="seconds"),
                "exit_status": summary.exit_status,
                **counts,
                "ignored": [str(path) for path in self.found.ignored],
            },
            "settings": self.settings.bearing_on_result(),
            "versions": {"banmian": VERSION, "python": platform.python_version()},
        }


def _expect_usable(settings: Settings) -> None:
    if settings.pages is not None:
        check_selection(settings.pages)
    engine_identity(settings.read_options())


def read_task(task: Task, folder: Output, pool: WorkerPool, on_source_page: OnLeaf) -> Row:
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


def _read(task: Task, path: Path, folder: Output, pool: WorkerPool, on_source_page: OnLeaf) -> Row:
    unfinished = folder.new_unfinished_folder()
    try:
        folder.recall_source_pages(task.id)
        source_pages = folder.source_pages(task.id) / task.key[:16]
        job = job_for(path, task, unfinished, source_pages, pool.settings)
        event = pool.read(job, on_source_page)
        if event["event"] == "failed":
            event["fault"]["message"] = event["fault"]["message"].replace(str(path), task.path)
            if event["transient"]:
                raise TransientError(event["errno"], event["fault"]["message"])
            return Row(task.id, task.path, task.sha256, "failed", error=Fault(**event["fault"]), stamp=task.stamp)
        row = _row_of(event, task)
        if task.before is not None and (kept := keep_better(row_from_dict(task.before), row)) is not None:
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


def describe_stale(rows: Iterable[Row]) -> str:
    """How many stale documents were kept, and why, in a sentence."""
    stale = [row for row in rows if row.stale]
    reasons = Counter(reason for row in stale for reason in row.stale)
    named = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common(5))
    return f"{len(stale)} documents kept that are stale: {named}. --redo-stale reads them again"


def read_one_by_one(batch: Batch, pool: WorkerPool, mode: Mode) -> None:
    """Read a batch without a scheduler, with retries after infrastructure faults."""
    for task in batch.tasks(mode):
        batch.record(_with_retries(task, batch, pool))


def _with_retries(task: Task, batch: Batch, pool: WorkerPool) -> Row:
    def tell(fault: str) -> None:
        batch.watcher.message(f"{task.path}: {fault}")

    try:
        read = partial(read_task, task, batch.folder, pool, partial(batch.watcher.page_begun, task.path))
        return retry_with_pauses(read, TransientError, batch.settings, tell)
    except TransientError as error:
        return give_up(task, error)


def run_files(
    files: InputFiles, output: Path | str, settings: Settings, watcher: Watcher, read_all: Callable[[Batch], None]
) -> Summary:
    """A whole run: lock, plan, read with ``read_all``, close. Raises as `Batch.prepare` does."""
    folder = output_at(output, lock_seconds=settings.lock_seconds)
    folder.open()
    try:
        with folder.locked(lambda: watcher.message(f"another run writes to {output}; waiting for it to finish")):
            batch = Batch(folder, settings, files, watcher)
            batch.prepare()
            read_all(batch)
            return batch.close()
    except OSError as error:
        raise OutputError(f"{output} can't be written: {error.strerror or error}") from error
