"""The flow over a batch: a task a document, a few in flight at a time, artifacts that sum it up."""

from __future__ import annotations

import logging
import queue
from concurrent.futures import CancelledError
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import asdict
from functools import partial
from typing import Any

import httpx
from prefect import flow, get_client
from prefect.futures import PrefectFuture

from banmian.batch.finding import find_files
from banmian.batch.plan import Task
from banmian.batch.rows import row_from_dict
from banmian.batch.run import Batch, Watcher, given_up, run_files
from banmian.batches import LogWatcher
from banmian.errors import BanmianError, MissingRequirementError
from banmian.settings import Settings, read_settings
from flows.artifacts import ProgressArtifact, publish
from flows.clusters import LOST, Cluster, running_cluster
from flows.runners import task_runner
from flows.tasks import arguments, close_pools, pool_of, read_one, shareable

WATCH_SECONDS = 5.0
"""Wait for the next document after which a look is taken at whether anyone still reads."""

AHEAD = 2
"""Documents submitted beyond those being read, so that no worker waits for the planner."""

NO_SERVER = (
    "Start the server that PREFECT_API_URL names, or unset that for an embedded one; "
    "`banmian read` needs none. What is done stays done."
)

chosen_settings: ContextVar[Settings | None] = ContextVar("chosen_settings", default=None)
chosen_watcher: ContextVar[Watcher | None] = ContextVar("chosen_watcher", default=None)
chosen_cluster: ContextVar[Cluster | None] = ContextVar("chosen_cluster", default=None)


@flow(name="read-newspapers", validate_parameters=False, persist_result=False)
def read_newspapers(
    inputs: list[str], output: str, options: dict[str, Any] | None = None, redo: bool = False
) -> dict[str, Any]:
    """Read files, folders and globs into an output folder; gives the counts of the summary.

    ``options`` are settings by name; those that are left out come from the environment and the TOML file.
    A document whose reading fails is a row of the manifest, not a failure of the flow.
    """
    return read_all_of(inputs, output, options, redo)


def read_all_of(inputs: list[str], output: str, options: dict[str, Any] | None, redo: bool) -> dict[str, Any]:
    """What the flow does; apart from it, so that the flow itself can travel to other processes."""
    settings = chosen_settings.get() or read_settings(**(options or {}))
    watcher = chosen_watcher.get() or LogWatcher()
    found = find_files(inputs, output)
    read_all = partial(_submit_all, redo=redo, progress=ProgressArtifact(len(found.files)))
    try:
        summary = run_files(found, output, settings, watcher, read_all)
    finally:
        close_pools()
    publish(summary, output)
    return {**asdict(summary), "exit_status": summary.exit_status}


def _submit_all(batch: Batch, *, redo: bool, progress: ProgressArtifact) -> None:
    values = shareable(batch.settings)
    pool_of(values, lambda: batch.settings)
    pauses = [batch.settings.retry_seconds * 2**attempt for attempt in range(batch.settings.retries)]
    reading = read_one.with_options(retries=batch.settings.retries, retry_delay_seconds=pauses)
    ended: queue.SimpleQueue[tuple[Task, PrefectFuture[dict[str, Any]]]] = queue.SimpleQueue()
    in_flight = 0
    for document in batch.tasks({} if redo else batch.known):
        future = reading.submit(**arguments(document, batch.folder, values))
        future.add_done_callback(partial(_note_end, ended, document))
        in_flight += 1
        if in_flight >= batch.settings.workers + AHEAD:
            in_flight -= _settle(batch, ended, progress)
    while in_flight:
        in_flight -= _settle(batch, ended, progress)


def _note_end(ended: queue.SimpleQueue[Any], document: Task, future: PrefectFuture[Any]) -> None:
    ended.put((document, future))


def _settle(batch: Batch, ended: queue.SimpleQueue[Any], progress: ProgressArtifact) -> int:
    """Record one document that came to its end; the number recorded, 0 after a wait in vain.

    Raises MissingRequirementError where there are no workers any more.
    """
    cluster = chosen_cluster.get()
    try:
        document, future = ended.get(timeout=WATCH_SECONDS)
    except queue.Empty:
        if cluster is not None:
            cluster.expect_workers()
        return 0
    try:
        row = row_from_dict(future.result())
    except CancelledError as error:
        raise MissingRequirementError("the Dask scheduler was lost", LOST) from error
    except Exception as error:
        row = given_up(document, error)
    batch.record(row)
    progress.advance(len(batch.rows))
    return 1


def stop_all() -> None:
    """End the worker processes and the embedded server of this process, in whatever state they are."""
    from prefect.server.api.server import SubprocessASGIServer

    close_pools()
    for server in list(SubprocessASGIServer._instances.values()):
        server.stop()


def expect_server() -> None:
    """Start the embedded server, or find the one that is named. Raises MissingRequirementError without an answer."""
    try:
        with get_client(sync_client=True) as client:
            fault = client.api_healthcheck()
    except (RuntimeError, httpx.HTTPError) as error:
        fault = error
    if fault is not None:
        raise MissingRequirementError(f"the Prefect server does not answer: {fault}", NO_SERVER) from fault


def run_flow(
    inputs: list[str], output: str, settings: Settings, watcher: Watcher, redo: bool = False
) -> dict[str, Any]:
    """Run the flow in this process, shown by ``watcher``. Raises what `run_files` raises."""
    chosen_settings.set(settings)
    chosen_watcher.set(watcher)
    options = shareable(settings)
    expect_server()
    with running_cluster(settings) if settings.runner == "dask" else nullcontext() as cluster:
        chosen_cluster.set(cluster)
        started = read_newspapers.with_options(task_runner=task_runner(settings, cluster))
        try:
            counts: dict[str, Any] = started(inputs, output, options, redo)
        except httpx.HTTPError as error:
            raise MissingRequirementError(f"the Prefect server was lost: {error}", NO_SERVER) from error
        return counts


def _without_trace(record: logging.LogRecord) -> bool:
    """Leave out where in the code an error came up that has a message for people."""
    if record.exc_info and isinstance(record.exc_info[1], BanmianError):
        record.exc_info = None
    return True


logging.getLogger("prefect.flow_runs").addFilter(_without_trace)
