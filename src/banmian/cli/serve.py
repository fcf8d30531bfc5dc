"""``banmian serve``: deployments for scheduled ingestion, served from this machine."""

from __future__ import annotations

import signal
import sys
from contextlib import nullcontext
from typing import Annotated

import typer

from banmian.cli.generated_options import Output, with_settings
from banmian.cli.interrupts import INTERRUPTED
from banmian.messages import translate
from banmian.printable import without_password
from banmian.settings import Settings

Folder = Annotated[str, typer.Argument(metavar="DIR", help="Folder that is ingested, or s3://bucket/folder.")]
CronTimes = Annotated[str, typer.Option("--cron", help="When to ingest the folder, as a cron line.")]
TimeZone = Annotated[str, typer.Option("--time-zone", help="Time zone of --cron.")]
WatchSeconds = Annotated[float | None, typer.Option("--watch-every", min=10, help="Also check every so many seconds.")]
Port = Annotated[int, typer.Option("--port", help="Port on loopback for the Prefect server, if one is started.")]


@with_settings
def serve(
    folder: Folder,
    output: Output,
    cron: CronTimes = "0 2 * * *",
    time_zone: TimeZone = "UTC",
    watch_every: WatchSeconds = None,
    port: Port = 4200,
    *,
    settings: Settings,
) -> None:
    """Serve Prefect deployments: a batch on demand, a folder every night, a folder being watched; until interrupted."""
    from banmian.batch.inbox import Inbox
    from banmian.flows.local_server import address, running_server
    from banmian.flows.prefect_env import configure_server, uses_embedded_server

    Inbox(folder, output, 0)
    configure_server(port=port)
    server = running_server(port) if uses_embedded_server() else nullcontext()
    url = address(port)
    from banmian.flows.schedule_checks import check_times

    check_times(cron, time_zone)
    with server:
        from banmian.flows.deployment_rules import hand_to_workers
        from banmian.flows.serving import Plan, name_folders, serve_plan

        print(
            translate(f"serving; Prefect at {without_password(url).removesuffix('/api')}"), file=sys.stderr, flush=True
        )
        signal.signal(signal.SIGINT, signal.default_int_handler)
        options = hand_to_workers(name_folders(settings, folder, output))
        serve_plan(Plan(folder, output, options, cron, time_zone, watch_every))
    raise typer.Exit(INTERRUPTED)
