"""System locks on folders: released when the process that holds them ends, however that happens."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
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
def locked(root: Path, seconds: float) -> Iterator[None]:
    """Holds the lock of the folder ``root``, for which it waits. Raises TimeoutError, OSError."""
    deadline = time.monotonic() + seconds
    with lock_stream(root) as descriptor:
        while not try_lock(descriptor):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{root} is locked by another process")
            time.sleep(BETWEEN_TRIES)
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
