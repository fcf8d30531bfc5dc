"""``banmian read``: read files into an output folder, one document after the other, without a scheduler."""

from __future__ import annotations

import typer

from banmian.cli.interrupts import end_gracefully
from banmian.cli.options import (
    DryRun,
    Inputs,
    KeepGoing,
    Output,
    Redo,
    RedoStale,
    with_settings,
    without_limit,
)
from banmian.settings import Settings


@with_settings
def read(
    output: Output,
    inputs: Inputs = None,
    redo: Redo = False,
    redo_stale: RedoStale = False,
    keep_going: KeepGoing = False,
    dry_run: DryRun = False,
    *,
    settings: Settings,
) -> None:
    """Read pages into article documents, one after the other."""
    from banmian.batch.inputs import find_files
    from banmian.batch.plan import mode_of
    from banmian.batch.preview import preview_run
    from banmian.batch.read_batch import read_batch
    from banmian.batch.workers import WorkerPool
    from banmian.cli.dry_run import show_preview
    from banmian.cli.progress import make_watcher, show_summary

    settings = without_limit(settings) if keep_going else settings
    mode = mode_of(redo, redo_stale)
    if dry_run:
        show_preview(preview_run(find_files(inputs or [], output), output, settings, mode), 1)
        return
    pool = WorkerPool(settings)
    try:
        with end_gracefully(pool.close), make_watcher() as watcher:
            summary = read_batch(inputs or [], output, settings, mode=mode, watcher=watcher, pool=pool)
    finally:
        pool.close()
    show_summary(summary, output)
    raise typer.Exit(summary.exit_status)
