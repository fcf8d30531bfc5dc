"""``banmian read``: files into an output folder, one document after the other, without a scheduler."""

from __future__ import annotations

import typer

from banmian.commands.interrupts import ending_in_order
from banmian.commands.options import Inputs, KeepGoing, Output, Redo, with_settings, without_limit
from banmian.settings import Settings


@with_settings
def read(
    output: Output, inputs: Inputs = None, redo: Redo = False, keep_going: KeepGoing = False, *, settings: Settings
) -> None:
    """Read pages into article documents, one after the other."""
    from banmian.batch.finding import find_files
    from banmian.batch.run import Batch, read_one_by_one, run_files
    from banmian.batch.workers import WorkerPool
    from banmian.commands.progress import show_summary, watching

    settings = without_limit(settings) if keep_going else settings
    found = find_files(inputs or [], output)
    pool = WorkerPool(settings)

    def read_all(batch: Batch) -> None:
        read_one_by_one(batch, pool, {} if redo else batch.known)

    try:
        with ending_in_order(pool.close), watching() as watcher:
            summary = run_files(found, output, settings, watcher, read_all)
    finally:
        pool.close()
    show_summary(summary, str(output))
    raise typer.Exit(summary.exit_status)
