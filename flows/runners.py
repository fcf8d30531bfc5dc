"""Where the tasks of a flow run: threads of this process, or a Dask cluster."""

from __future__ import annotations

from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from banmian.errors import MissingRequirementError
from banmian.settings import Settings

AnyRunner = TaskRunner[PrefectFuture[Any]]


def task_runner(settings: Settings) -> AnyRunner:
    """The runner that the settings name.

    Dask workers need banmian, the inputs and the output at the same paths, and the Prefect server. Raises
    MissingRequirementError where Dask is asked for and not installed.
    """
    if settings.runner == "threads":
        return cast("AnyRunner", ThreadPoolTaskRunner(max_workers=settings.workers))
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise MissingRequirementError("prefect-dask is not installed", "pip install banmian[dask]") from error
    if settings.dask_address:
        return cast("AnyRunner", DaskTaskRunner(address=settings.dask_address))
    local = {"n_workers": settings.workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    return cast("AnyRunner", DaskTaskRunner(cluster_kwargs=local))
