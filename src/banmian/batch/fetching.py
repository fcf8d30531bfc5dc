"""The output of a run on an object store, brought to this machine for what reads it as files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.batch.stores import Store, is_remote

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
        yield Path(folder)
