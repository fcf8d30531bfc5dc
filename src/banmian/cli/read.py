"""``banmian read``: read files into an output folder, one document after the other, without a scheduler."""

from __future__ import annotations

import typer

from banmian.cli.batch_request import BatchRequest, with_batch_options
from banmian.cli.interrupts import end_gracefully


@with_batch_options
def read(request: BatchRequest) -> None:
    """Read pages into article documents, one after the other."""
    from banmian.batch.read_batch import read_batch
    from banmian.batch.worker_pool import WorkerPool
    from banmian.cli.progress import make_watcher, show_summary
    from banmian.review.live_indexing import indexed

    if request.dry_run:
        request.show_preview(1)
        return
    settings, output = request.settings, request.output
    pool = WorkerPool(settings)
    pool.start_early()
    try:
        with (
            end_gracefully(pool.close),
            make_watcher() as shown,
            indexed(output, settings.search_index, shown) as watcher,
        ):
            summary = read_batch(request.inputs, output, settings, mode=request.mode, watcher=watcher, pool=pool)
    finally:
        pool.close()
    show_summary(summary, output)
    raise typer.Exit(summary.exit_status)
