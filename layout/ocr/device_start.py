"""The owner of a device as its clients find it: by its socket, or started where there is none.

Whoever comes first starts it, under a lock; whoever comes meanwhile waits. It belongs to no client: it goes on when
the one that started it ends or is killed. Socket, lock and log are in a folder of this user's own
(`runtime_folder`). Why a start failed is kept for a moment, so that many workers do not all try in vain.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr.device_choice import TORCH
from banmian.version import VERSION

START_SECONDS = 90.0
FAULT_SECONDS = 20.0
"""A failed start is not tried again for so long."""
LAUNCH = "import subprocess, sys; subprocess.Popen(sys.argv[1:], start_new_session=True)"
"""Starts a process that does not belong to this one: who kills a worker kills all that it has started."""


@dataclass(frozen=True, slots=True)
class OwnerSettings:
    """What an owner is started with; one process a machine and user for each."""

    profile: str = "default"
    weights_dir: Path | None = None
    provider: str = TORCH
    threads: int = 1
    idle_seconds: float | None = None

    def arguments(self) -> list[str]:
        """As options of `device_owner`."""
        given = ["--provider", self.provider, "--profile", self.profile, "--threads", str(self.threads)]
        given += ["--weights-dir", str(self.weights_dir)] if self.weights_dir else []
        return given + (["--idle-seconds", str(self.idle_seconds)] if self.idle_seconds is not None else [])

    def path(self, suffix: str) -> Path:
        """A file of this owner."""
        seen = os.environ.get("CUDA_VISIBLE_DEVICES", "")
        known = (VERSION, str(Path(__file__).resolve()), sys.executable, seen, *self.arguments())
        digest = hashlib.sha256("\n".join(known).encode()).hexdigest()[:12]
        return runtime_folder() / f"owner-{digest}.{suffix}"


def runtime_folder() -> Path:
    """A folder for temporary files that nobody else may enter. Raises EngineError where another owns it."""
    folder = Path(tempfile.gettempdir()) / f"banmian-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise EngineError(f"{folder} is not a folder of this user alone", f"Remove {folder}, or set TMPDIR.")
    return folder


def connect(settings: OwnerSettings) -> Connection:
    """A connection to the owner, which is started where there is none.

    Raises MissingRequirementError where it can't use its device, OSError where it does not answer.
    """
    socket = settings.path("sock")
    with suppress(OSError):
        return Client(str(socket), "AF_UNIX")
    with _lock(settings.path("lock")):
        with suppress(OSError):
            return Client(str(socket), "AF_UNIX")
        _expect_no_fault(settings.path("fault"))
        _start(settings)
        return Client(str(socket), "AF_UNIX")


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with open(path, "wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _expect_no_fault(path: Path) -> None:
    with suppress(OSError, ValueError):
        if time.time() - path.stat().st_mtime < FAULT_SECONDS:
            kept = json.loads(path.read_text("utf-8"))
            raise MissingRequirementError(kept["fault"], kept["remedy"])


def _start(settings: OwnerSettings) -> None:
    """Start the owner and wait until it is ready. Raises MissingRequirementError, TimeoutError."""
    owner = [sys.executable, "-P", "-m", "banmian.layout.ocr.device_owner", "--socket", str(settings.path("sock"))]
    path = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])])
    with open(settings.path("log"), "wb") as log:
        launched = subprocess.Popen(
            [sys.executable, "-P", "-c", LAUNCH, *owner, *settings.arguments()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "PYTHONPATH": path},
        )
    launched.wait()
    assert launched.stdout is not None
    with launched.stdout as stream:
        said = _first_line(stream.fileno())
    if not said:
        words = settings.path("log").read_text("utf-8", "replace").strip()[-500:]
        raise MissingRequirementError(f"The process that owns the device ended at its start: {words}")
    answer = json.loads(said)
    if answer["fault"]:
        settings.path("fault").write_text(said, "utf-8")
        raise MissingRequirementError(answer["fault"], answer["remedy"] or None)


def _first_line(descriptor: int) -> str:
    """What a process writes to a pipe, to the end of its first line or its own end. Raises TimeoutError."""
    import select

    until, said = time.monotonic() + START_SECONDS, b""
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError(f"the owner of the device was not ready after {START_SECONDS:.0f} s")
        more = os.read(descriptor, 4096)
        if not more:
            break
        said += more
    return said.decode("utf-8", "replace")
