"""Task runners: threads of this process, or a Dask cluster."""

from __future__ import annotations

from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from banmian.flows.dask_cluster import Cluster
from banmian.settings import Settings

AnyRunner = TaskRunner[PrefectFuture[Any]]


def task_runner(settings: Settings, cluster: Cluster | None) -> AnyRunner:
    """The runner for a cluster, or for threads where there is none.

    Dask workers need banmian, the inputs and the output at the same paths, and access to the Prefect server.
    """
    if cluster is None:
        return cast("AnyRunner", ThreadPoolTaskRunner(max_workers=settings.workers))
    from prefect_dask.task_runners import DaskTaskRunner

    return cast("AnyRunner", DaskTaskRunner(address=cluster.address))
