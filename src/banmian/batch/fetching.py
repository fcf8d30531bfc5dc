"""Files fetched from object stores for what reads this machine's disk, and files put into stores."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.batch.object_stores import Store, call_concurrently, is_remote
from banmian.errors import UsageError

KEPT = ("manifest.json", "documents/")
"""What is fetched of an output: all that other commands ask for but the lines of articles, made anew from these."""


@contextmanager
def local_copy(place: str) -> Iterator[Path]:
    """The output folder at a path, or a copy of that at a URL, gone when the block ends.

    Raises UsageError and MissingRequirementError for a URL that can't be used, OSError.
    """
    if not is_remote(place):
        yield Path(place)
        return
    store = Store(place)
    with tempfile.TemporaryDirectory() as folder:
        for entry in store.list():
            if entry.key.startswith(KEPT):
                target = Path(folder) / entry.key
                target.parent.mkdir(parents=True, exist_ok=True)
                store.download(entry.key, target)
        if not any(Path(folder).iterdir()):
            raise UsageError(f"{place} contains no finished documents", "Name the folder that a run wrote.")
        yield Path(folder)


@contextmanager
def folder_for(place: str, last: str) -> Iterator[Path]:
    """The folder at a path, or one whose files are copied to a URL when the block ends without an error.

    Files of the name ``last`` are copied after all others: where they are, the rest is. Raises like `local_copy`.
    """
    if not is_remote(place):
        yield Path(place)
        return
    store = Store(place)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        yield root
        keys = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        for group in ([key for key in keys if key != last], [key for key in keys if key == last]):
            for _ in call_concurrently(lambda key: store.upload(root / key, key), group):
                pass


@contextmanager
def source_file(place: str) -> Iterator[Path | None]:
    """The file that was read: at its path, or a copy of that at a URL; None where it is gone. Raises OSError."""
    if not is_remote(place):
        path = Path(place)
        yield path if path.is_file() else None
        return
    url, _, key = place.rpartition("/")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        try:
            Store(url).download(key, copy)
        except FileNotFoundError:
            yield None
            return
        yield copy
