"""A process that begins as a copy of this one, with all that is loaded here, where the system can do that safely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

LOOKS_EVERY_SECONDS = 0.01


def can_fork() -> bool:
    """Whether a copy of this process would work: on Linux, while it has a single thread."""
    return sys.platform == "linux" and threading.active_count() == 1


class ForkedProcess:
    """A copy of this process that calls ``work`` and ends; to be used like a `subprocess.Popen` with three pipes."""

    def __init__(self, work: Callable[[], None]) -> None:
        inputs, outputs, errors = os.pipe(), os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            _work_as_child(work, (inputs[0], outputs[1], errors[1]), (*inputs, *outputs, *errors))
        for end in (inputs[0], outputs[1], errors[1]):
            os.close(end)
        self.stdin: BinaryIO = os.fdopen(inputs[1], "wb")
        self.stdout: BinaryIO = os.fdopen(outputs[0], "rb")
        self.stderr: BinaryIO = os.fdopen(errors[0], "rb")
        self._status: int | None = None
        self._waiting = threading.Lock()

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, negative for a signal. Raises subprocess.TimeoutExpired."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._has_ended(wait=end is None):
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("fork", timeout or 0.0)
            time.sleep(LOOKS_EVERY_SECONDS)
        assert self._status is not None
        return self._status

    def _has_ended(self, *, wait: bool) -> bool:
        with self._waiting:
            if self._status is None:
                pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
                if pid:
                    self._status = os.waitstatus_to_exitcode(status)
            return self._status is not None

    def kill(self) -> None:
        """Kill it, unless it has ended."""
        if not self._has_ended(wait=False):
            os.kill(self.pid, signal.SIGKILL)


def _nested_calls() -> int:
    """How many calls are open here: those of the parent are no part of the work, and take nothing from its limit."""
    frame, count = sys._getframe(), 0
    while frame.f_back is not None:
        frame, count = frame.f_back, count + 1
    return count


def _work_as_child(work: Callable[[], None], ends: tuple[int, int, int], pipes: tuple[int, ...]) -> None:
    """Take pipes for the standard streams, do the work and end the process, without anything of the parent's end."""
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for place, end in enumerate(ends):
            os.dup2(end, place)
        for end in pipes:
            if end > 2:
                os.close(end)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
        sys.setrecursionlimit(sys.getrecursionlimit() + _nested_calls())
        work()
        sys.stdout.flush()
        sys.stderr.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
