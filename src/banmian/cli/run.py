"""``banmian run``: the main job as a Prefect flow."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
def run(
    output: Output,
    inputs: Inputs = None,
    redo: Redo = False,
    redo_stale: RedoStale = False,
    keep_going: KeepGoing = False,
    dry_run: DryRun = False,
    *,
    settings: Settings,
) -> None:
    """Read pages into article documents, as a Prefect flow; resumes an earlier run."""
    from banmian.batch.finalize import Summary
    from banmian.batch.inputs import find_files
    from banmian.batch.plan import mode_of
    from banmian.batch.preview import preview_run
    from banmian.cli.dry_run import show_preview
    from banmian.cli.progress import make_watcher, show_summary

    settings = without_limit(settings) if keep_going else settings
    found = find_files(inputs or [], output)
    if dry_run:
        show_preview(preview_run(found, output, settings, mode_of(redo, redo_stale)), settings.workers)
        return
    with prefect_for(settings):
        from banmian.flows.batch import run_flow, stop_all

        with end_gracefully(stop_all), make_watcher() as watcher:
            counts = run_flow(inputs or [], output, settings, watcher, mode_of(redo, redo_stale), found)
    status = counts.pop("exit_status")
    show_summary(Summary(**counts), output)
    raise typer.Exit(status)


@contextmanager
def prefect_for(settings: Settings) -> Iterator[None]:
    """Prepare a Prefect server, before Prefect is imported.

    It is that of ``PREFECT_API_URL``, else one embedded by Prefect, else (for Dask, whose workers must reach it
    too) one of our own on loopback.
    """
    from banmian.flows.local_server import address, free_port, running_server
    from banmian.flows.prefect_env import configure_run, configure_server, uses_embedded_server

    if not uses_embedded_server():
        configure_run()
        print(f"using the Prefect server at {os.environ['PREFECT_API_URL']}", file=sys.stderr, flush=True)
        yield
        return
    print("starting the embedded Prefect server (10 to 15 s)", file=sys.stderr, flush=True)
    if settings.runner == "threads":
        configure_run()
        yield
        return
    port = free_port()
    configure_server(port=port)
    with running_server(port):
        address(port)
        yield
