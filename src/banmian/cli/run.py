"""``banmian run``: the main job as a Prefect flow."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from banmian.cli.batch_request import BatchRequest, with_batch_options
from banmian.cli.interrupts import end_gracefully
from banmian.messages import translate
from banmian.printable import without_password
from banmian.settings import Settings


@with_batch_options
def run(request: BatchRequest) -> None:
    """Read pages into article documents, as a Prefect flow; resumes an earlier run."""
    from banmian.batch.finalize import Summary
    from banmian.batch.inputs import find_files
    from banmian.cli.progress import make_watcher, show_summary

    settings, inputs, output = request.settings, request.inputs, request.output
    if request.dry_run:
        request.show_preview(settings.workers)
        return
    found = find_files(inputs, output)
    with prefect_for(settings):
        from banmian.flows.batch import run_flow, stop_all

        with end_gracefully(stop_all), make_watcher() as watcher:
            counts = run_flow(inputs, output, settings, watcher, request.mode, found)
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
        server = without_password(os.environ["PREFECT_API_URL"])
        print(translate(f"using the Prefect server at {server}"), file=sys.stderr, flush=True)
        yield
        return
    print(translate("starting the embedded Prefect server (10 to 15 s)"), file=sys.stderr, flush=True)
    if settings.runner == "threads":
        configure_run()
        yield
        return
    port = free_port()
    configure_server(port=port)
    with running_server(port):
        address(port)
        yield
