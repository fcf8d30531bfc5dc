"""The lock of an output in an object store: an object with the holder's name and a heartbeat.

The holder increments its heartbeat continually; a lock that has not changed for ``patience`` seconds, on the clock
of whoever waits for it, is considered abandoned. Clocks are never compared. If the store can create an object only
where none exists (S3 with ``If-None-Match``), two runs cannot both take the lock; elsewhere a second look after a
pause tells all but one that they do not have it.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from banmian.batch.object_stores import Store, StoreError

KEY = ".banmian/lock.json"
BEATS = 6.0
"""Heartbeats within the time after which the lock would be considered abandoned."""

SETTLING = 60.0
"""That time divided by this: the pause before checking whether the lock was obtained."""

log = logging.getLogger(__name__)


class LockLostError(StoreError):
    """Another run has taken the output over, or may have by now."""


def running_seconds() -> float:
    """Seconds that no clock change affects and that, where the system can, include time asleep."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class ObjectLock:
    """The lock of one run. ``holder`` is its unique name; ``patience`` is in seconds."""

    def __init__(self, store: Store, patience: float) -> None:
        self.holder = uuid.uuid4().hex
        self._store = store
        self._patience = patience
        self._beat = 0
        self._last_beat = 0.0
        self._lost = False
        self._ended = threading.Event()

    @contextmanager
    def held(self, on_wait: Callable[[], None]) -> Iterator[None]:
        """Hold the lock during the block; ``on_wait`` is called once while another run holds it."""
        self._take(on_wait)
        beating = threading.Thread(target=self._keep, daemon=True)
        beating.start()
        try:
            yield
        finally:
            self._ended.set()
            beating.join()
            if not self._lost and holder_in(self._store) == self.holder:
                self._store.remove([KEY])

    def expect_held(self) -> None:
        """Raise LockLostError where this run does not, or may not, hold the output any more."""
        if self._lost or running_seconds() - self._last_beat > self._patience / 2:
            raise LockLostError(f"{self._store.url}: another run has taken this output over")

    def _take(self, on_wait: Callable[[], None]) -> None:
        seen, since, announced = b"", running_seconds(), False
        while True:
            self._last_beat = running_seconds()
            if self._store.create(KEY, self._content()):
                time.sleep(self._patience / SETTLING)
                if holder_in(self._store) == self.holder:
                    return
            found = self._look()
            if found != seen:
                seen, since = found, running_seconds()
            elif found and running_seconds() - since > self._patience and self._look() == seen:
                log.warning("%s: the run that held this output has stopped responding: %s", self._store.url, seen)
                self._store.remove([KEY])
                continue
            if not announced:
                on_wait()
                announced = True
            time.sleep(self._patience / BEATS / 2)

    def _look(self) -> bytes:
        with suppress(FileNotFoundError):
            return self._store.read(KEY)
        return b""

    def _keep(self) -> None:
        while not self._ended.wait(self._patience / BEATS):
            try:
                if holder_in(self._store) != self.holder:
                    self._lost = True
                    return
                began = running_seconds()
                self._beat += 1
                self._store.write(KEY, self._content())
                self._last_beat = began
            except OSError as error:
                log.warning("%s: the lock could not be renewed: %s", self._store.url, error)

    def _content(self) -> bytes:
        values = {"holder": self.holder, "host": platform.node(), "process": os.getpid(), "beat": self._beat}
        return json.dumps(values).encode()


def holder_in(store: Store) -> str:
    """The name of the run that holds a store's output, or none."""
    try:
        return str(json.loads(store.read(KEY))["holder"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return ""
