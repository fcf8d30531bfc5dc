"""Atomic file writing: to a temporary file, flushed to the disk, then renamed over the old one."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: bytes | Iterable[bytes], aside: Path | None = None) -> None:
    """Write ``data`` to ``path``: readers see the old file or the new one, complete, whatever happens.

    ``aside`` is the folder of the temporary file, on the same file system; by default the target's own. Missing
    folders are created. Raises OSError; then nothing is left behind.
    """
    with replace_atomically(path, aside) as stream:
        if isinstance(data, bytes):
            stream.write(data)
        else:
            stream.writelines(data)


@contextmanager
def replace_atomically(path: Path, aside: Path | None = None) -> Iterator[IO[bytes]]:
    """A stream to a temporary file that replaces ``path`` when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = (aside or path.parent) / f".{uuid.uuid4().hex}.unfinished"
    try:
        with open(unfinished, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def written_atomically(path: Path) -> Iterator[Path]:
    """A path at which a library can write a file, which replaces ``path`` when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f".{uuid.uuid4().hex}.unfinished"
    try:
        yield unfinished
        descriptor = os.open(unfinished, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Flush a folder's entries to the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_while_unchanged(path: Path) -> str:
    """As `sha256_of`; a file that was not written since it was last asked for is not read again. Raises OSError."""
    found = path.stat()
    return _sha256_at(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _sha256_at(path: Path, written: int, size: int) -> str:
    return sha256_of(path)
