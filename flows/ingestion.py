"""Ingestion of a folder that files arrive in: one pass for a schedule, or a watch that goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from prefect import flow

from banmian.batch.inbox import Inbox
from banmian.flows.batch import read_newspapers


@flow(name="ingest-folder", validate_parameters=False, persist_result=False)
def ingest_folder(
    inbox: str, output: str, options: dict[str, Any] | None = None, quiet_seconds: float = 30.0
) -> dict[str, Any] | None:
    """Read what has stopped growing in a folder; files that are still written to wait for the next pass.

    Gives the counts of the summary, or None where nothing is ready. What was read before is known by
    the output folder and not read again.
    """
    watched = Inbox(inbox, output, quiet_seconds)
    watched.poll()
    time.sleep(quiet_seconds)
    ready = watched.poll()
    if not ready:
        return None
    counts: dict[str, Any] = read_newspapers(ready, output, options)
    return counts


def arrivals(watched: Inbox, seconds: float, sleep: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """The files that become ready, a list each time, for as long as it is asked."""
    while True:
        ready = watched.poll()
        if ready:
            yield ready
        else:
            sleep(seconds)
