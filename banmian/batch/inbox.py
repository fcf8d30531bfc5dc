"""A folder that files arrive in: each is taken once, when it has stopped growing."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from banmian.batch.finding import natural
from banmian.errors import UsageError
from banmian.media import SUFFIXES

Stamp = tuple[int, int, int]
"""Inode, size and time of the last change of a file: another stamp, another content."""


@dataclass(slots=True)
class Inbox:
    """Tells which files of ``folder`` are new and have stayed as they are for ``quiet_seconds``.

    Links, special and hidden files are passed over, and ``output``, should it lie inside. Time is the
    machine's running time, which no change of the clock moves. Raises UsageError where the folder is
    missing, or where ``output`` lies in it or it in ``output``.
    """

    folder: Path
    output: Path
    quiet_seconds: float
    clock: Callable[[], float] = time.monotonic
    _since: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    _taken: dict[Path, Stamp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.folder.is_dir():
            raise UsageError(f"{self.folder} is no folder", "Name the folder that files arrive in.")
        inbox, output = self.folder.resolve(), self.output.resolve()
        if output.is_relative_to(inbox) or inbox.is_relative_to(output):
            raise UsageError(
                f"{self.output} and {self.folder} lie in each other", "Put the output beside the watched folder."
            )

    def poll(self) -> list[Path]:
        """The files that are ready now and were not before, in the order people expect."""
        now = self.clock()
        here = {path: stamp for path, stamp in _regular_files(self.folder) if self._taken.get(path) != stamp}
        self._since = {
            path: known if (known := self._since.get(path)) and known[0] == stamp else (stamp, now)
            for path, stamp in here.items()
        }
        ready = [path for path, (_, since) in self._since.items() if now - since >= self.quiet_seconds]
        for path in ready:
            self._taken[path] = self._since.pop(path)[0]
        return sorted(ready, key=natural)

    @property
    def waiting(self) -> int:
        """Files that are still growing, or may be."""
        return len(self._since)


def _regular_files(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or path.suffix.lower() not in SUFFIXES:
                continue
            try:
                found = os.lstat(path)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(found.st_mode):
                yield path, (found.st_ino, found.st_size, found.st_mtime_ns)
