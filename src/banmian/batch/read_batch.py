"""Reading a batch in one call, without a scheduler."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banmian.batch.batch_run import BatchRun, read_one_by_one, run_files
from banmian.batch.finalize import Summary
from banmian.batch.inputs import find_files
from banmian.batch.run_plan import Mode
from banmian.batch.run_watchers import LogWatcher, Watcher
from banmian.batch.worker_pool import WorkerPool
from banmian.settings import Settings, read_settings


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

    def read_all(batch: BatchRun) -> None:
        read_one_by_one(batch, own, mode)

    try:
        return run_files(found, output, chosen, watcher or LogWatcher(), read_all)
    finally:
        if pool is None:
            own.close()
