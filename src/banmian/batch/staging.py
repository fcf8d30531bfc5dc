"""Staging: local copies of objects in a store, for as long as they are needed.

Each process has a folder in the system's temporary folder (``TMPDIR``); it is removed when the process ends, or, if
it was killed, by the next one that starts.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
import threading
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from banmian.batch.folder_locks import lock_stream, locked, try_lock
from banmian.batch.object_stores import Store, StoreError
from banmian.errors import ChangedFileError

FETCHES = 3
"""How often an object that keeps changing is fetched."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An object to read: its URL in two parts, and the stamp that it had when it was listed."""

    store: str
    key: str
    size: int
    stamp: str

    def __str__(self) -> str:
        return f"{self.store}/{self.key}"

    @property
    def name(self) -> str:
        """The last part of the key."""
        return self.key.rsplit("/", 1)[-1]


class Staging:
    """The folder of one process; objects are fetched and released one by one."""

    def __init__(self) -> None:
        user = os.getuid() if hasattr(os, "getuid") else "user"
        parent = Path(tempfile.gettempdir()) / f"banmian-{user}"
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._held = ExitStack()
        with locked(parent):
            _sweep(parent)
            self.root = parent / uuid.uuid4().hex
            self.root.mkdir(mode=0o700)
            try_lock(self._held.enter_context(lock_stream(self.root)))

    def folder_for(self, url: str) -> Path:
        """The folder for a URL; it may not exist yet."""
        return self.root / hashlib.sha256(url.encode()).hexdigest()[:32]

    def fetch(self, file: RemoteFile) -> tuple[Path, str]:
        """A local copy under the object's own name, and its stamp.

        Raises OSError, and ChangedFileError for an object that keeps changing.
        """
        path = self.folder_for(str(file)) / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(file.store)
        stamp = file.stamp
        for _ in range(FETCHES):
            store.download(file.key, path)
            after = store.entry(file.key)
            if after is not None and after.stamp == stamp:
                return path, stamp
            stamp = after.stamp if after is not None else ""
        self.release(str(file))
        raise ChangedFileError(f"{file} changed while it was being fetched")

    def release(self, url: str) -> None:
        """Remove the copy of an object, if there is one."""
        shutil.rmtree(self.folder_for(url), ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.root, ignore_errors=True)
        self._held.close()


def _sweep(parent: Path) -> None:
    """Remove the folders of processes that no longer exist."""
    for path in parent.iterdir():
        if path.is_dir():
            with lock_stream(path) as descriptor:
                if try_lock(descriptor):
                    shutil.rmtree(path, ignore_errors=True)


_own: list[Staging] = []
_making = threading.Lock()


def get_staging() -> Staging:
    """The folder of this process, created on first use and removed at its end. Raises StoreError."""
    with _making:
        if not _own:
            try:
                _own.append(Staging())
            except OSError as error:
                raise StoreError(f"no folder for local copies in {tempfile.gettempdir()}: {error}") from error
            atexit.register(_own[0].close)
        return _own[0]
