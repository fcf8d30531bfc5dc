"""A run over a batch: plan, read, record, close. Who schedules the reading is passed in."""

from __future__ import annotations

import logging
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from articles.json_form import decode
from banmian.batch.closing import READ, Summary, link_across, summarise, write_articles, write_manifest
from banmian.batch.finding import Found
from banmian.batch.folder import OutputFolder
from banmian.batch.plan import Planner, Task, failed_row
from banmian.batch.rows import Fault, Row, append_row, latest, read_journal, read_manifest_rows
from banmian.batch.workers import OnLeaf, WorkerPool, job_for
from banmian.errors import MissingRequirementError, OutputError, UsageError
from banmian.reading import LeafFailure
from banmian.settings import Settings
from banmian.version import VERSION
from layout.scan.identity import engine_identity

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Told of a run's progress; a bar on a terminal, lines in a log."""

    def planned(self, documents: int) -> None:
        """How many files there are."""

    def recorded(self, row: Row) -> None:
        """A document has come to its end."""

    def message(self, text: str) -> None:
        """Something that a person should know."""


class TransientError(OSError):
    """A fault of the infrastructure: the same document may well be read at another try."""


@dataclass(slots=True)
class Batch:
    """One run over one output folder, inside its lock."""

    folder: OutputFolder
    settings: Settings
    found: Found
    watcher: Watcher
    known: dict[str, Row] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def prepare(self) -> None:
        """Sweep what a killed run left and learn what earlier runs finished.

        Raises UsageError for an engine or profile that there is not, OutputError where nothing can be written.
        """
        _expect_engine(self.settings)
        self.folder.sweep()
        rows = read_manifest_rows(self.folder.manifest) + read_journal(self.folder.journal)
        self.known = latest(row for row in rows if row.status != "duplicate")
        self.watcher.planned(len(self.found.files))

    def tasks(self, known: dict[str, Row]) -> Iterator[Task]:
        """The documents to read; rows of all others are recorded on the way."""
        planner = Planner(self.folder, self.settings, known)
        for path in self.found.files:
            reason = self.reason_to_stop()
            if reason is not None:
                self.watcher.message(f"{reason}: the run stops")
                return
            decision = planner.decide(path)
            if isinstance(decision, Task):
                yield decision
            else:
                self.record(decision)

    def reason_to_stop(self) -> str | None:
        """More failures than ``max_failures`` allows, or something missing that other documents need too."""
        failed = [row.error for row in self.rows if row.error is not None]
        if any(fault.error == MissingRequirementError.__name__ for fault in failed):
            return "something needed is missing"
        limit = self.settings.max_failures
        return "too many failures" if limit is not None and len(failed) > limit else None

    def record(self, row: Row) -> None:
        """Take down a document's end; on the disk before this returns."""
        if not row.reused:
            append_row(self.folder.journal, row)
        self.rows.append(row)
        self.watcher.recorded(row)

    def close(self) -> Summary:
        """Link, collect, write the manifest, drop the state."""
        standing = self._standing_rows()
        changed = any(not row.reused for row in self.rows) or not self.folder.manifest.exists()
        if changed or not self.folder.articles.exists():
            link_across(self.folder, standing)
            write_articles(self.folder, standing)
        untried = len(self.found.files) - len(self.rows)
        summary = summarise(self.rows, untried, time.monotonic() - self.started)
        write_manifest(self.folder, standing, self._account(summary))
        self.folder.close({row.id for row in standing if row.status == "partial"})
        return summary

    def _standing_rows(self) -> list[Row]:
        """This run's rows, and those of earlier runs whose document still stands."""
        own = {row.id for row in self.rows}
        tried = {row.path for row in self.rows}
        read = {row.path for row in self.rows if row.status in READ}
        standing = list(self.rows)
        for row in self.known.values():
            if row.id in own:
                continue
            if row.path in read:
                heir = next(new.id for new in self.rows if new.path == row.path and new.status in READ)
                self.folder.replace(row.id, heir)
            elif row.path not in tried if row.status == "failed" else self.folder.articles_of(row.id).is_file():
                row.reused = True
                standing.append(row)
        return standing

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


def _expect_engine(settings: Settings) -> None:
    try:
        engine_identity(settings.read_options())
    except MissingRequirementError as error:
        raise UsageError(str(error), error.advice) from error


def read_task(task: Task, folder: OutputFolder, pool: WorkerPool, on_leaf: OnLeaf) -> Row:
    """Read one document in a worker process and put its files in place.

    Gives its row, whatever is wrong with the document itself. Raises TransientError for faults of the
    infrastructure: those are worth another try.
    """
    with pool.turn():
        began = time.monotonic()
        try:
            row = _read(task, folder, pool, on_leaf)
        except OSError as error:
            raise TransientError(str(error)) from error
        except Exception as error:
            log.exception("%s failed", task.path)
            row = failed_row(Path(task.path), error, task)
        row.seconds = time.monotonic() - began
    return row


def _read(task: Task, folder: OutputFolder, pool: WorkerPool, on_leaf: OnLeaf) -> Row:
    unfinished = folder.new_aside()
    try:
        leaves = folder.leaves(task.id) / task.key[:16]
        job = job_for(Path(task.path), task.sha256, unfinished, leaves, pool.settings)
        event = pool.read(job, on_leaf)
        if event["event"] == "failed":
            if event["transient"]:
                raise TransientError(event["fault"]["message"])
            return Row(task.id, task.path, task.sha256, "failed", error=Fault(**event["fault"]))
        folder.commit(unfinished, task.id)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    row = _row_of(event, task)
    if row.status == "done":
        shutil.rmtree(folder.leaves(task.id), ignore_errors=True)
    return row


def _row_of(event: dict[str, Any], task: Task) -> Row:
    failures = [decode(LeafFailure, failure) for failure in event["failures"]]
    return Row(
        task.id,
        task.path,
        task.sha256,
        "partial" if failures else "done",
        pages=event["pages"],
        articles=event["articles"],
        failed_pages=failures,
        warnings=event["warnings"],
        media_type=event["media_type"],
        key=task.key,
        jumps=event["jumps"],
    )


def given_up(task: Task, error: BaseException) -> Row:
    """The row of a document whose tries are used up."""
    return failed_row(Path(task.path), error, task)


def read_one_by_one(batch: Batch, pool: WorkerPool, known: dict[str, Row]) -> None:
    """Read a batch without a scheduler, retrying after faults of the infrastructure."""
    for task in batch.tasks(known):
        batch.record(_with_retries(task, batch, pool))


def _with_retries(task: Task, batch: Batch, pool: WorkerPool) -> Row:
    pause = batch.settings.retry_seconds
    for left in range(batch.settings.retries, -1, -1):
        try:
            return read_task(task, batch.folder, pool, lambda leaf, leaves: None)
        except TransientError as error:
            if left == 0:
                return given_up(task, error)
            batch.watcher.message(f"{task.path}: {error}; another try in {pause:g} s")
            time.sleep(pause)
            pause *= 2
    raise AssertionError("not reached")


def run_files(
    files: Found, output: Path, settings: Settings, watcher: Watcher, read_all: Callable[[Batch], None]
) -> Summary:
    """A whole run: lock, plan, read with ``read_all``, close. Raises OutputError, UsageError."""
    folder = OutputFolder(output)
    folder.open()
    with folder.locked(lambda: watcher.message(f"another run writes to {output}; waiting for its end")):
        batch = Batch(folder, settings, files, watcher)
        try:
            batch.prepare()
            read_all(batch)
            return batch.close()
        except OSError as error:
            raise OutputError(f"{output} can't be written: {error.strerror or error}") from error
