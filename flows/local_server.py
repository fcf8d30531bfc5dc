"""A Prefect server on this machine, for as long as a process needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from banmian.errors import MissingRequirementError

START_SECONDS = 120.0
APP = "banmian.flows.host_check:create_guarded_app"
LOOPBACK = ("--host", "127.0.0.1", "--log-level", "error", "--lifespan", "on")


def address(port: int) -> str:
    """The URL of the Prefect API: ``PREFECT_API_URL``, else that of a server on loopback.

    It is set in the environment, which Prefect reads when it is imported: call this first.
    """
    return os.environ.setdefault("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")


def free_port() -> int:
    """A port on loopback that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server on loopback during the block, as leader of a process group of its own.

    The environment says who may use it: see `banmian.flows.server_access.protect_server`. Raises
    MissingRequirementError where it does not answer.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "uvicorn", "--factory", APP, *LOOPBACK, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PREFECT__SERVER_FINAL": "1"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/health", process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise MissingRequirementError(
        f"the Prefect server does not answer at {url}",
        "Choose another --port, or start a server yourself and set PREFECT_API_URL.",
    )
