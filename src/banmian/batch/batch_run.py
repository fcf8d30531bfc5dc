"""A run over a batch: plan, read, record, close. The scheduler of the reading is passed in."""

from __future__ import annotations

import logging
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from banmian.batch.document_reading import TransientError, give_up, read_task
from banmian.batch.finalize import READ, Summary, link_across, sort_rows, summarise, write_articles, write_manifest
from banmian.batch.gone_files import describe_gone, document_of_moved_file, documents_read_anew, without_file
from banmian.batch.inputs import InputFile, InputFiles, describe_ignored
from banmian.batch.manifest import Row
from banmian.batch.object_stores import StoreError, is_remote
from banmian.batch.output_interface import Output, earlier_rows, output_at
from banmian.batch.retry import retry_with_pauses
from banmian.batch.run_plan import Mode, Planner, Task, failed_row
from banmian.batch.run_watchers import Watcher
from banmian.batch.staging import get_staging
from banmian.batch.worker_pool import WorkerPool
from banmian.errors import MissingRequirementError, OutputError
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.messages import translatable
from banmian.reading.page_selection import check_selection
from banmian.settings import Settings
from banmian.version import VERSION

log = logging.getLogger(__name__)


@dataclass(slots=True)
class BatchRun:
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
        standing, moved = list(self.rows), documents_read_anew(self.rows)
        for row in self.known.values():
            if row.id in own:
                continue
            heir = read.get(row.path) or document_of_moved_file(row, tried, moved)
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


def describe_stale(rows: Iterable[Row]) -> str:
    """How many stale documents were kept, and why, in a sentence."""
    stale = [row for row in rows if row.stale]
    reasons = Counter(reason for row in stale for reason in row.stale)
    named = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common(5))
    return f"{len(stale)} documents kept that are stale: {named}. --redo-stale reads them again"


def read_one_by_one(batch: BatchRun, pool: WorkerPool, mode: Mode) -> None:
    """Read a batch without a scheduler, with retries after infrastructure faults."""
    for task in batch.tasks(mode):
        batch.record(_with_retries(task, batch, pool))


def _with_retries(task: Task, batch: BatchRun, pool: WorkerPool) -> Row:
    def tell(fault: str) -> None:
        batch.watcher.message(f"{task.path}: {fault}")

    try:
        read = partial(read_task, task, batch.folder, pool, partial(batch.watcher.page_begun, task.path))
        return retry_with_pauses(read, TransientError, batch.settings, tell)
    except TransientError as error:
        return give_up(task, error)


def run_files(
    files: InputFiles, output: Path | str, settings: Settings, watcher: Watcher, read_all: Callable[[BatchRun], None]
) -> Summary:
    """A whole run: lock, plan, read with ``read_all``, close. Raises as `BatchRun.prepare` does."""
    folder = output_at(output, lock_seconds=settings.lock_seconds)
    folder.open()
    try:
        with folder.locked(lambda: watcher.message(f"another run writes to {output}; waiting for it to finish")):
            batch = BatchRun(folder, settings, files, watcher)
            batch.prepare()
            read_all(batch)
            return batch.close()
    except OSError as error:
        raise OutputError(f"{output} can't be written: {error.strerror or error}") from error
