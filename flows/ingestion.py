"""Ingestion of a folder in which files arrive: one pass for a schedule, or continuous watching."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from prefect import State, flow

from banmian.batch.inbox import Inbox
from banmian.flows.batch import name_run, read_newspapers
from banmian.flows.deployment_rules import check_allowed, is_deployed, settings_of_run


@flow(name="ingest-folder", flow_run_name=name_run, validate_parameters=False, persist_result=False)
def ingest_folder(
    inbox: str, output: str, options: dict[str, Any] | None = None, quiet_seconds: float = 30.0
) -> State[Any] | None:
    """Read what is new in a folder and has stopped growing; files still being written wait for the next pass.

    Ends like the run that reads them, or at once where nothing is new. Known files are in the output's manifest; a
    file that failed is tried again when it changes.
    """
    if is_deployed():
        check_allowed(settings_of_run(options or {}), [inbox], output)
    watched = Inbox(inbox, output, quiet_seconds)
    watched.forget_known()
    ready = watched.poll()
    if watched.waiting:
        time.sleep(quiet_seconds)
        ready += watched.poll()
    if not ready:
        return None
    state: State[Any] = read_newspapers(ready, output, options, return_state=True)
    return state


def arrivals(watched: Inbox, seconds: float, sleep: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """The files that become ready, a list each time, for as long as the iterator is consumed."""
    while True:
        ready = watched.poll()
        if ready:
            yield ready
        else:
            sleep(seconds)
