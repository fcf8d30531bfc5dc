"""An inbox: a folder in which files arrive; each is picked up once, when it has stopped growing."""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from banmian.batch.inputs import natural_key, remote_files
from banmian.batch.manifest import local_stamp
from banmian.batch.object_stores import StoreError, is_remote, place_of
from banmian.batch.output_interface import earlier_rows, output_at
from banmian.errors import UsageError
from banmian.media_types import SUFFIXES

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Inbox:
    """Finds files of ``folder`` that are new and have not changed for ``quiet_seconds``.

    Links, special and hidden files are skipped, and so is ``output`` if it lies inside. Time is the machine's
    running time, which no clock change affects. Both may be URLs of an object store. Raises UsageError where the
    folder is missing, or where one of the folders contains the other.
    """

    folder: str | Path
    output: str | Path
    quiet_seconds: float
    clock: Callable[[], float] = time.monotonic
    _since: dict[str, tuple[str, float]] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folder, output = place_of(self.folder), place_of(self.output)
        if isinstance(folder, Path):
            if not folder.is_dir():
                raise UsageError(f"{self.folder} is not a folder", "Name the folder that files arrive in.")
            folder = folder.resolve()
        if isinstance(output, Path):
            output = output.resolve()
        inside, outside = (f"{place}".rstrip("/") + "/" for place in (output, folder))
        if inside.startswith(outside) or outside.startswith(inside):
            raise UsageError(
                f"the output folder {self.output} must not be inside the watched folder {self.folder}, nor around it",
                "Put the output beside the watched folder.",
            )

    def poll(self) -> list[str]:
        """The files that have become ready, in natural order.

        A store that does not answer has nothing new.
        """
        now = self.clock()
        try:
            listed = dict(_objects(str(self.folder)) if is_remote(self.folder) else _regular_files(Path(self.folder)))
        except StoreError as error:
            log.warning("%s", error)
            return []
        here = {path: stamp for path, stamp in listed.items() if self._taken.get(path) != stamp}
        self._since = {
            path: known if (known := self._since.get(path)) and known[0] == stamp else (stamp, now)
            for path, stamp in here.items()
        }
        ready = [path for path, (_, since) in self._since.items() if now - since >= self.quiet_seconds]
        for path in ready:
            self._taken[path] = self._since.pop(path)[0]
        return sorted(ready, key=natural_key)

    def forget_known(self) -> None:
        """Ignore files that the output's last run has seen with the same size and time, whatever the result.

        A file that failed is new again when it changes; `banmian run` retries it as it is. Raises OSError.
        """
        rows = earlier_rows(output_at(self.output))
        self._taken |= {row.path: row.stamp for row in rows if row.stamp is not None}

    @property
    def waiting(self) -> int:
        """Files that are, or may be, still growing."""
        return len(self._since)


def _objects(url: str) -> Iterator[tuple[str, str]]:
    return ((str(file), file.stamp) for file, known in remote_files(url, None) if known and file.stamp)


def _regular_files(folder: Path) -> Iterator[tuple[str, str]]:
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
                yield str(path), local_stamp(found)
