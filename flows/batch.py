"""The flow over a batch: tasks that read documents, a few in flight at a time, and artifacts with a summary."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import httpx
from prefect import State, flow, get_client
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from banmian.batch.batch_run import BatchRun, run_files
from banmian.batch.inputs import InputFiles, find_files
from banmian.batch.run_plan import Mode, mode_of
from banmian.batch.run_watchers import LogWatcher, Watcher
from banmian.errors import BanmianError, MissingRequirementError
from banmian.flows.artifacts import ProgressArtifact, publish
from banmian.flows.dask_cluster import Cluster, running_cluster
from banmian.flows.deployment_rules import check_allowed, is_deployed, settings_of_run
from banmian.flows.submission import Submission
from banmian.flows.task_runners import task_runner
from banmian.flows.tasks import close_pools, pool_of, public_settings
from banmian.printable import printable
from banmian.review.live_indexing import indexed
from banmian.settings import Settings, tolerates

NO_SERVER = (
    "Start the server that PREFECT_API_URL names, or unset that for an embedded one; "
    "`banmian read` needs none. What is done stays done."
)

chosen_settings: ContextVar[Settings | None] = ContextVar("chosen_settings", default=None)
chosen_watcher: ContextVar[Watcher | None] = ContextVar("chosen_watcher", default=None)
chosen_files: ContextVar[InputFiles | None] = ContextVar("chosen_files", default=None)
chosen_cluster: ContextVar[Cluster | None] = ContextVar("chosen_cluster", default=None)


def name_run() -> str:
    """A name for a flow run: what it reads, and when it is due (UTC)."""
    values = flow_run.parameters
    named = values.get("inbox") or (values.get("inputs") or [""])[0]
    due = flow_run.scheduled_start_time or datetime.now(UTC)
    more = len(values.get("inputs") or []) - 1
    rest = f" and {more} more" if more > 0 else ""
    return f"{printable(PurePosixPath(named).name or named)}{rest} {due:%Y-%m-%d %H:%M}"


@flow(name="read-newspapers", flow_run_name=name_run, validate_parameters=False, persist_result=False)
def read_newspapers(
    inputs: list[str], output: str, options: dict[str, Any] | None = None, redo: bool = False, redo_stale: bool = False
) -> State[Any]:
    """Read files, folders and globs into an output folder; gives the counts of the summary.

    ``options`` are settings by name; those that are left out come from the environment and the TOML file.
    A document whose reading fails is a row of the manifest. The run then ends as *CompletedWithFailures*, or as
    *Failed* where more documents failed than the setting ``fail_on`` bears: both are states that automations
    can wait for.
    """
    return end_state(*read_all_of(inputs, output, options, mode_of(redo, redo_stale)))


def end_state(counts: dict[str, Any], settings: Settings) -> State[Any]:
    """The final state of a run, with its counts as the result."""
    failed, documents = counts["failed"] + counts["partial"] + counts["untried"], counts["documents"]
    if not failed:
        return Completed(data=counts)
    message = f"{failed} of {documents} documents failed or are incomplete"
    if tolerates(settings.fail_on, failed, documents):
        return Completed(name="CompletedWithFailures", message=message, data=counts)
    return Failed(message=message, data=counts)


def read_all_of(
    inputs: list[str], output: str, options: dict[str, Any] | None, mode: Mode
) -> tuple[dict[str, Any], Settings]:
    """The body of the flow, with the settings used; separate, so that the flow can be sent to other processes."""
    deployed = is_deployed()
    settings = chosen_settings.get() or settings_of_run(options or {})
    watcher = chosen_watcher.get() or LogWatcher()
    found = chosen_files.get() or find_files(inputs, output)
    if deployed:
        check_allowed(settings, found.files, output)
    read_all = partial(_submit_all, mode=mode, progress=ProgressArtifact(len(found.files)))
    try:
        with indexed(output, settings.search_index, watcher) as entering:
            summary = run_files(found, output, settings, entering, read_all)
    finally:
        close_pools()
    publish(summary, output)
    return {**asdict(summary), "exit_status": summary.exit_status}, settings


def _submit_all(batch: BatchRun, *, mode: Mode, progress: ProgressArtifact) -> None:
    values = public_settings(batch.settings)
    pool_of(values, lambda: batch.settings)
    flight = Submission(batch, values, chosen_cluster.get(), progress)
    for document in batch.tasks(mode):
        flight.add(document)
    flight.wait()


def stop_all() -> None:
    """End the worker processes and the embedded server of this process, in whatever state they are."""
    from prefect.server.api.server import SubprocessASGIServer

    close_pools()
    for server in list(SubprocessASGIServer._instances.values()):
        server.stop()


def require_server() -> None:
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
    mode: Mode = "resume",
    found: InputFiles | None = None,
) -> dict[str, Any]:
    """Run the flow in this process, shown by ``watcher``; ``found`` are the files, if known already.

    Raises what `run_files` raises.
    """
    chosen_files.set(found)
    chosen_settings.set(settings)
    chosen_watcher.set(watcher)
    options = public_settings(settings)
    require_server()
    with running_cluster(settings) if settings.runner == "dask" else nullcontext() as cluster:
        chosen_cluster.set(cluster)
        started = read_newspapers.with_options(task_runner=task_runner(settings, cluster))
        try:
            state: State[Any] = started(
                inputs, output, options, mode == "redo", mode == "redo-stale", return_state=True
            )
            counts: dict[str, Any] = _counts_of(state)
        except httpx.HTTPError as error:
            raise MissingRequirementError(f"lost the connection to the Prefect server: {error}", NO_SERVER) from error
        return counts


def _counts_of(state: State[Any]) -> dict[str, Any]:
    """The counts of a finished run, whatever its state. Raises the run's error where there are none."""
    if isinstance(state.data, dict):
        return state.data
    found: dict[str, Any] = state.result()
    return found


def _without_trace(record: logging.LogRecord) -> bool:
    """Omit the traceback of an error with a message for people."""
    if record.exc_info and isinstance(record.exc_info[1], BanmianError):
        record.exc_info = None
    return True


logging.getLogger("prefect.flow_runs").addFilter(_without_trace)
