"""The flow over a batch: tasks that read documents, a few in flight at a time, artifacts that sum it up."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import asdict
from functools import partial
from typing import Any

import httpx
from prefect import flow, get_client

from banmian.batch.inputs import Found, find_files
from banmian.batch.read_batch import LogWatcher
from banmian.batch.run import Batch, Watcher, run_files
from banmian.errors import BanmianError, MissingRequirementError
from banmian.flows.artifacts import ProgressArtifact, publish
from banmian.flows.clusters import Cluster, running_cluster
from banmian.flows.runners import task_runner
from banmian.flows.submission import Flight
from banmian.flows.tasks import close_pools, pool_of, shareable
from banmian.settings import Settings, read_settings

NO_SERVER = (
    "Start the server that PREFECT_API_URL names, or unset that for an embedded one; "
    "`banmian read` needs none. What is done stays done."
)

chosen_settings: ContextVar[Settings | None] = ContextVar("chosen_settings", default=None)
chosen_watcher: ContextVar[Watcher | None] = ContextVar("chosen_watcher", default=None)
chosen_files: ContextVar[Found | None] = ContextVar("chosen_files", default=None)
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
    found = chosen_files.get() or find_files(inputs, output)
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
    flight = Flight(batch, values, chosen_cluster.get(), progress)
    for document in batch.tasks({} if redo else batch.known):
        flight.add(document)
    flight.land()


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
    inputs: list[str],
    output: str,
    settings: Settings,
    watcher: Watcher,
    redo: bool = False,
    found: Found | None = None,
) -> dict[str, Any]:
    """Run the flow in this process, shown by ``watcher``; ``found`` are the files, where they are known already.

    Raises what `run_files` raises.
    """
    chosen_files.set(found)
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
