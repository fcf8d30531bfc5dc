"""``banmian watch``: read files soon after they arrive in a folder."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from banmian.cli.generated_options import Output, with_settings
from banmian.cli.interrupts import end_gracefully
from banmian.messages import translate
from banmian.printable import printable
from banmian.settings import Settings

Folder = Annotated[str, typer.Argument(metavar="DIR", help="Folder that files arrive in, or s3://bucket/folder.")]
Quiet = Annotated[float, typer.Option("--quiet-seconds", min=0, help="Seconds that a file must stay unchanged.")]
Every = Annotated[float, typer.Option("--every", min=0.1, help="Seconds between checks of the folder.")]
Batches = Annotated[int | None, typer.Option("--batches", min=1, help="Stop after this many batches.")]


@with_settings
def watch(
    folder: Folder,
    output: Output,
    quiet_seconds: Quiet = 30.0,
    every: Every = 10.0,
    batches: Batches = None,
    *,
    settings: Settings,
) -> None:
    """Read files as they arrive in a folder, each batch as a Prefect flow, until interrupted."""
    from itertools import islice

    from banmian.batch.finalize import Summary
    from banmian.batch.inbox import Inbox
    from banmian.cli.progress import make_watcher, show_summary
    from banmian.flows.prefect_env import configure_run

    inbox = Inbox(folder, output, quiet_seconds)
    configure_run()
    from banmian.flows.batch import run_flow, stop_all
    from banmian.flows.ingestion import arrivals

    print(translate(f"watching {printable(folder)}"), file=sys.stderr, flush=True)
    status = 0
    with end_gracefully(stop_all):
        for ready in islice(arrivals(inbox, every), batches):
            with make_watcher() as watcher:
                counts = run_flow(ready, output, settings, watcher)
            status = max(status, counts.pop("exit_status"))
            show_summary(Summary(**counts), output)
            sys.stdout.flush()
    raise typer.Exit(status)
