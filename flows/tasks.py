"""The tasks of the flow: one document or several. Paths, names and hashes go in, rows of the manifest come out."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import asdict
from functools import partial
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from banmian.batch.document_reading import TransientError, read_task
from banmian.batch.manifest import row_to_dict
from banmian.batch.output_interface import Output, output_at
from banmian.batch.run_plan import Task
from banmian.batch.worker_pool import WorkerPool
from banmian.settings import Settings, fingerprint

_pools: dict[str, WorkerPool] = {}
_pools_lock = threading.Lock()

hand_over: ContextVar[queue.SimpleQueue[Any]] = ContextVar("hand_over")
"""Receives each document of `read_several` with its row."""

page_begun: ContextVar[Callable[[str, int, int], None]] = ContextVar(
    "page_begun", default=lambda path, page, pages: None
)
"""Told of each page that is read in this process: path, page, pages."""

log = logging.getLogger(__name__)


def public_settings(settings: Settings) -> dict[str, Any]:
    """The settings as JSON values without secrets: what a Prefect server may see."""
    return settings.model_dump(mode="json", exclude={"password"})


def pool_of(values: dict[str, Any], make: Callable[[], Settings] | None = None) -> WorkerPool:
    """The worker processes of this process for these settings, started on first use.

    ``make`` gives the settings with secrets; elsewhere they come from ``values`` and the environment.
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
    """Whether a failed try was an infrastructure fault, worth a retry."""
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
    """Read one document in a worker process for the run ``holder``."""
    task = Task(**document)
    row = read_task(task, output_at(output, holder), pool_of(settings), partial(page_begun.get(), task.path))
    return row_to_dict(row)


def read_documents(
    name: str, documents: list[dict[str, Any]], output: str, holder: str, settings: dict[str, Any]
) -> int:
    """Read documents one after the other and hand over each row at once; returns how many were read.

    Those at which the infrastructure failed are left out.
    """
    ended, folder, read = hand_over.get(), output_at(output, holder), 0
    for values in documents:
        document = Task(**values)
        try:
            row = read_task(document, folder, pool_of(settings), partial(page_begun.get(), document.path))
        except TransientError as error:
            log.warning("%s: %s", document.path, error)
            continue
        ended.put((document, row_to_dict(row)))
        read += 1
    return read


read_one = task(
    name="read-document",
    task_run_name="{name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retry_condition_fn=is_transient,
)(read_document)
"""The task. Its name differs from its function's, so that other processes find both by name."""

read_several = task(name="read-documents", task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)(
    read_documents
)
"""Quick documents share a task; only in threads of the flow's own process."""


def arguments(document: Task, output: Output, settings: dict[str, Any]) -> dict[str, Any]:
    """The arguments for `read_one`."""
    names = {"output": output.place, "holder": output.holder}
    return {"name": document.id, "document": asdict(document), **names, "settings": settings}


def several_arguments(documents: Sequence[Task], output: Output, settings: dict[str, Any]) -> dict[str, Any]:
    """The arguments for `read_several`."""
    names = {"output": output.place, "holder": output.holder}
    name = f"{documents[0].id} and {len(documents) - 1} more"
    return {"name": name, "documents": [asdict(document) for document in documents], **names, "settings": settings}
