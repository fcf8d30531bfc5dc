"""A process run and measured: its time, and the memory of it and all that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

FIRST_SECONDS, LAST_SECONDS, SLOWER = 0.005, 0.1, 1.25
"""Memory is looked at often while a process is young, so that short ones are seen, then ever more rarely."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock, seconds of processors, and the tree's peak of resident memory in bytes.

    On a machine that does other things meanwhile, seconds of processors are the fairer ones.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int


def confine(threads: int) -> None:
    """Keep this process and all that it starts to so many cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


class RunFailedError(RuntimeError):
    """The process ended with another status than 0, or took too long; the message says which."""


def measure(command: Sequence[str], log: Path, limit_seconds: float, extra: Mapping[str, str]) -> Cost:
    """Run a command to its end, its output in ``log``. Raises RunFailedError."""
    start, used = time.perf_counter(), _processor_seconds()
    with open(log, "wb") as stream:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, env={**os.environ, **extra}
        )
        peak = _Peak(process.pid)
        try:
            status = process.wait(limit_seconds)
        except subprocess.TimeoutExpired as error:
            raise RunFailedError(f"not done after {limit_seconds:.0f} s") from error
        finally:
            peak.stop()
            _end(process)
    if status:
        raise RunFailedError(f"ended with {status}: {log.read_text('utf-8', 'replace').strip()[-300:]}")
    return Cost(time.perf_counter() - start, _processor_seconds() - used, peak.bytes)


def _processor_seconds() -> float:
    """Seconds of processors of all processes that were started from here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class _Peak:
    """Samples the memory of a process tree until it is stopped."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._ended = threading.Event()
        self._root = psutil.Process(pid)
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        interval = FIRST_SECONDS
        while not self._ended.wait(interval):
            interval = min(interval * SLOWER, LAST_SECONDS)
            try:
                tree = [self._root, *self._root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.bytes = max(self.bytes, sum(_resident(process) for process in tree))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    family = psutil.Process(process.pid).children(recursive=True)
    for member in family:
        member.kill()
    process.kill()
    process.wait()
