"""Reading a batch in one call, without a scheduler."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from banmian.batch.finalize import Summary
from banmian.batch.inputs import InputFile, find_files
from banmian.batch.manifest import Row
from banmian.batch.plan import Mode
from banmian.batch.run import Batch, Watcher, read_one_by_one, run_files
from banmian.batch.workers import WorkerPool
from banmian.settings import Settings, read_settings

log = logging.getLogger(__name__)


class LogWatcher:
    """Progress as log records, for runs that nobody watches on a terminal."""

    def planned(self, files: Sequence[InputFile]) -> None:
        """How many files there are."""
        log.info("%d documents", len(files))

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """The page that is read now."""
        log.debug("%s: page %d of %d", path, page, pages)

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        if row.error is not None:
            log.error("%s: %s: %s. %s", row.path, row.error.error, row.error.message, row.error.remedy)
            return
        log.info("%s: %s, %d pages, %d articles", row.path, row.status, row.pages, row.articles)
        for page in row.failed_pages:
            log.error("%s, page %d: %s: %s. %s", row.path, page.leaf, page.error, page.message, page.remedy)

    def message(self, text: str) -> None:
        """Log a message."""
        log.warning("%s", text)


def read_batch(
    inputs: Sequence[str | Path],
    output: Path | str,
    settings: Settings | None = None,
    *,
    mode: Mode = "resume",
    watcher: Watcher | None = None,
    pool: WorkerPool | None = None,
) -> Summary:
    """Read files, folders and globs into an output folder, one document after the other.

    Inputs and output are paths, or URLs of an object store such as ``s3://bucket/folder``. Finished documents of
    earlier runs are kept; with mode ``redo-stale`` only where the result would be the same now, with ``redo``
    never. A poorer reading does not replace a finished document. Documents that fail become rows of the manifest
    and are counted in the summary; they never raise. Documents are read in worker processes: those of ``pool``,
    which stays open, or of one that is closed at the end of the call. Raises UsageError where there is nothing to
    read, OutputError where the output cannot be written.
    """
    chosen = settings or read_settings()
    found = find_files(inputs, output)
    own = pool or WorkerPool(chosen)

    def read_all(batch: Batch) -> None:
        read_one_by_one(batch, own, mode)

    try:
        return run_files(found, output, chosen, watcher or LogWatcher(), read_all)
    finally:
        if pool is None:
            own.close()
