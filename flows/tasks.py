"""The task of the flow: one document. Paths, names and hashes go in, a row of the manifest comes out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from banmian.batch.output import Output, output_at
from banmian.batch.plan import Task
from banmian.batch.rows import row_to_dict
from banmian.batch.run import TransientError, read_task
from banmian.batch.workers import WorkerPool
from banmian.settings import Settings, fingerprint

_pools: dict[str, WorkerPool] = {}
_pools_lock = threading.Lock()


def shareable(settings: Settings) -> dict[str, Any]:
    """The settings as JSON values, without the password: what may be seen by a Prefect server."""
    return settings.model_dump(mode="json", exclude={"password"})


def pool_of(values: dict[str, Any], make: Callable[[], Settings] | None = None) -> WorkerPool:
    """The worker processes of this process for these settings, started when first asked for.

    ``make`` gives the settings with what is not shared; elsewhere they come from ``values`` and the
    environment.
    """
    with _pools_lock:
        name = fingerprint(values)
        if name not in _pools:
            _pools[name] = WorkerPool(make() if make else Settings.model_validate(values))
        return _pools[name]


def close_pools() -> None:
    """End all worker processes of this process."""
    with _pools_lock:
        for pool in _pools.values():
            pool.close()
        _pools.clear()


def is_transient(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Whether a failed try was a fault of the infrastructure, worth another try."""
    try:
        state.result()
    except TransientError:
        return True
    except Exception:
        return False
    return False


def read_document(
    name: str, document: dict[str, Any], output: str, holder: str, settings: dict[str, Any]
) -> dict[str, Any]:
    """Read one document in a worker process for the run ``holder``; its pages are looped over there."""
    row = read_task(Task(**document), output_at(output, holder), pool_of(settings), lambda leaf, leaves: None)
    return row_to_dict(row)


read_one = task(
    name="read-document",
    task_run_name="{name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retry_condition_fn=is_transient,
)(read_document)
"""The task. It has another name than its function, so that both are found by name in other processes."""


def arguments(document: Task, output: Output, settings: dict[str, Any]) -> dict[str, Any]:
    """What `read_one` is called with."""
    names = {"output": output.place, "holder": output.holder}
    return {"name": document.id, "document": asdict(document), **names, "settings": settings}
