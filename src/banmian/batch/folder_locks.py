"""System locks on folders: released when the process that holds them ends, however that happens."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

BETWEEN_TRIES = 0.02
"""Seconds from one try to take a lock to the next."""


@contextmanager
def lock_stream(root: Path) -> Iterator[int]:
    """A descriptor by which the folder ``root`` can be locked; closing it releases the lock."""
    if sys.platform != "win32":
        descriptor = os.open(root, os.O_RDONLY)
    else:
        descriptor = os.open(root / ".banmian.lock", os.O_RDWR | os.O_CREAT)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def locked(
    root: Path,
    seconds: float = math.inf,
    on_wait: Callable[[], None] = lambda: None,
    between_tries: float = BETWEEN_TRIES,
) -> Iterator[None]:
    """Hold the lock of the folder ``root``, for which it waits; ``on_wait`` is called once where it must.

    Raises TimeoutError after so many ``seconds``, OSError.
    """
    deadline = time.monotonic() + seconds
    with lock_stream(root) as descriptor:
        waited = False
        while not try_lock(descriptor):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{root} is locked by another process")
            if not waited:
                on_wait()
                waited = True
            time.sleep(between_tries)
        yield


def try_lock(descriptor: int) -> bool:
    """Take the lock; False if another process holds it."""
    try:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True
