"""Limits on what a part of reading may take of processor and memory.

A thread of the worker process watches; where a part takes more, it says so and the process ends, since the library that
takes it (a PDF parser, an image decoder) cannot be stopped otherwise. Other processes, such as those that call
`banmian.read_document`, are not watched: nothing may end them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

LOOKS_EVERY_SECONDS = 0.05
MEGABYTE = 2**20
LEAST_GROWTH = 1000.0
"""MiB that a part may take, however much the process holds already."""
HARD_LIMIT = 1.1
"""Beyond this many times its memory the system itself refuses a part more (``RLIMIT_DATA``)."""


@dataclass(slots=True)
class _Part:
    """A part being read. ``aside`` is processor time that did not count, ``paused`` how many pauses are open."""

    what: str
    seconds: float
    megabytes: float
    began: float
    aside: float = 0.0
    paused: int = 0
    paused_at: float = 0.0


@dataclass(slots=True)
class _Watch:
    """The watch over this process."""

    process: psutil.Process
    on_exceeded: Callable[[str], None]
    part: _Part | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self) -> None:
        """Say what the part takes too much of, if anything."""
        with self.lock:
            part = self.part
            if part is None or part.paused:
                return
            spent = time.process_time() - part.began - part.aside
            held = self.process.memory_info().rss / MEGABYTE
            if spent > part.seconds:
                limit = f"{part.seconds:.1f}".removesuffix(".0")
                self.on_exceeded(f"{part.what} takes more than {limit} s of processor time (parsing_seconds)")
            elif held > part.megabytes:
                self.on_exceeded(f"{part.what} takes more than {part.megabytes:.0f} MB of memory")

    def look_forever(self) -> None:
        while True:
            time.sleep(LOOKS_EVERY_SECONDS)
            self.look()


_watches: list[_Watch] = []


def watch_resources(on_exceeded: Callable[[str], None]) -> None:
    """Watch this process from now on; ``on_exceeded`` is told what took too much, and is expected to end it."""
    watch = _Watch(psutil.Process(), on_exceeded)
    _watches[:] = [watch]
    threading.Thread(target=watch.look_forever, daemon=True).start()


@contextmanager
def limited(what: str, seconds: float, megabytes: float) -> Iterator[None]:
    """Hold what happens inside to a time of the processor, and the whole process to a size, where it is watched.

    Raises MemoryError where Python itself is refused memory.
    """
    if not _watches:
        yield
        return
    watch = _watches[0]
    held = watch.process.memory_info().rss / MEGABYTE
    part = _Part(what, seconds, max(megabytes, held + LEAST_GROWTH), time.process_time())
    with watch.lock:
        watch.part = part
    try:
        with _bounded_memory(part.megabytes * HARD_LIMIT - held):
            yield
    finally:
        with watch.lock:
            watch.part = None


@contextmanager
def unlimited() -> Iterator[None]:
    """Leave what happens inside, such as recognition, out of the limits of the part around it."""
    watch = _watches[0] if _watches else None
    part = watch.part if watch is not None else None
    if watch is None or part is None:
        yield
        return
    with watch.lock:
        part.paused += 1
        if part.paused == 1:
            part.paused_at = time.process_time()
    try:
        with _unbounded_memory():
            yield
    finally:
        with watch.lock:
            part.paused -= 1
            if not part.paused:
                part.aside += time.process_time() - part.paused_at


def _data_bytes() -> int | None:
    """Bytes that the process has of the memory that ``RLIMIT_DATA`` counts; None where the system does not say."""
    with suppress(OSError, ValueError, IndexError), open("/proc/self/status", encoding="ascii") as status:
        return int(status.read().partition("VmData:")[2].split()[0]) * 1024
    return None


@contextmanager
def _bounded_memory(growth: float) -> Iterator[None]:
    """Let the system refuse memory beyond ``growth`` MiB more than now."""
    now = _data_bytes() if resource is not None else None
    if now is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    most = now + int(growth * MEGABYTE)
    resource.setrlimit(resource.RLIMIT_DATA, (most if before[1] == -1 else min(most, before[1]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


@contextmanager
def _unbounded_memory() -> Iterator[None]:
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
