"""A Dask scheduler and workers as processes of their own, to be killed one by one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from banmian.flows.local_server import free_port

START_SECONDS = 60.0


class DaskProcesses:
    """A scheduler during a block, and the workers that are started; all are killed at its end."""

    def __init__(self, log: Path, environment: dict[str, str]) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._log = log
        self._environment = environment

    def __enter__(self) -> DaskProcesses:
        host, port = self.address.removeprefix("tcp://").split(":")
        self._scheduler = self._start("scheduler", "--host", host, "--port", port, "--no-dashboard")
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def start_worker(self) -> None:
        """Start one more worker."""
        place = str(self._log.parent / "dask")
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", place)
        self.workers.append(self._start("worker", self.address, *options))

    def kill_worker(self, chance: random.Random) -> None:
        """Kill one of the workers at once."""
        process = self.workers.pop(chance.randrange(len(self.workers)))
        process.kill()
        process.wait()

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many workers are known to the scheduler."""
        from distributed import Client

        with Client(self.address, timeout=START_SECONDS, set_as_default=False) as client:
            end = time.monotonic() + START_SECONDS
            while len(client.nthreads()) != count:
                assert time.monotonic() < end
                time.sleep(0.1)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with open(self._log, "ab") as stream:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], env=self._environment, stdout=stream, stderr=stream
            )
