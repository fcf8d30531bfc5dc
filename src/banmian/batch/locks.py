"""System locks on folders: released when the process that holds them ends, however that happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
