"""A Dask cluster, local or named, and the supervision of its workers."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from banmian.errors import MissingRequirementError
from banmian.settings import Settings

LOST = (
    "Start workers (`dask worker ADDRESS`) with banmian installed and give the same command again: what is done "
    "stays done. `--runner threads` needs no cluster."
)


class Cluster:
    """The workers of a cluster, supervised while a run waits for them."""

    def __init__(self, address: str, client: Any, patience: float) -> None:
        self.address = address
        self._client = client
        self._patience = patience
        self._last_seen = time.monotonic()

    def expect_workers(self) -> None:
        """Raise MissingRequirementError when there has been no worker for too long."""
        now = time.monotonic()
        if self._workers():
            self._last_seen = now
        elif now - self._last_seen > self._patience:
            raise MissingRequirementError(
                f"the Dask cluster at {self.address} has had no worker for {self._patience:g} s (dask_seconds)", LOST
            )

    def _workers(self) -> int:
        try:
            return len(self._client.nthreads())
        except Exception as error:
            logging.getLogger(__name__).warning("the Dask scheduler does not answer: %s", error)
            return 0


@contextmanager
def running_cluster(settings: Settings) -> Iterator[Cluster]:
    """The cluster that the settings name, or a local one for the duration of the block.

    Raises MissingRequirementError where Dask is not installed, or no worker appears within ``dask_seconds``.
    """
    try:
        import prefect_dask as _  # noqa: F401
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingRequirementError("prefect-dask is not installed", "pip install banmian[dask]") from error
    wait = settings.dask_seconds
    local: Any = None
    client: Any = None
    try:
        if settings.dask_address is None:
            local = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=settings.workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
            )
        address = settings.dask_address or str(local.scheduler_address)
        client = Client(address, timeout=wait, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=wait)
    except Exception as error:
        _close(client, local)
        where = settings.dask_address or "a local Dask cluster"
        raise MissingRequirementError(f"{where}: no worker within {wait:g} s (dask_seconds): {error}", LOST) from error
    try:
        yield Cluster(address, client, wait)
    finally:
        _close(client, local)


def _close(*parts: Any) -> None:
    for part in parts:
        if part is not None:
            part.close()
