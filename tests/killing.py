"""A command started in a process group of its own, and killed with everything that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def command(*arguments: object) -> list[str]:
    """The ``banmian`` command line with these arguments."""
    return [sys.executable, "-m", "banmian", *map(str, arguments)]


def start(arguments: Sequence[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a command as the leader of a new session."""
    with open(log, "ab") as stream:
        return subprocess.Popen(
            arguments, env={**os.environ, **environment}, stdout=stream, stderr=stream, start_new_session=True
        )


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill the whole group after a while; False where it had ended before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.01)
    alive = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive
