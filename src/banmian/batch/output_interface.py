"""The output of a run: a folder on this machine, or one in an object store."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from banmian.batch.manifest import Row, rows_in
from banmian.batch.object_stores import is_remote, place_of
from banmian.batch.output_folder import OutputFolder


class Output(Protocol):
    """What a run needs of its output. Everything except ``place`` and ``holder`` may raise OSError."""

    @property
    def place(self) -> str:
        """The path or URL by which other processes open it."""

    @property
    def holder(self) -> str:
        """The name of the run that holds it, where its lock needs one."""

    @property
    def collected(self) -> bool:
        """Whether manifest and articles exist and include all that earlier runs did."""

    def open(self) -> None:
        """Prepare it. Raises OutputError, UsageError."""

    def locked(self, on_wait: Callable[[], None]) -> AbstractContextManager[None]:
        """Hold it for one run; ``on_wait`` is called once while another run holds it."""

    def sweep(self) -> None:
        """Remove what a killed run left behind."""

    def known_rows(self) -> dict[str, Row]:
        """The results of earlier runs, by document id."""

    def holds(self, name: str) -> bool:
        """Whether the article document with a given id exists."""

    def new_unfinished_folder(self) -> Path:
        """A new local folder for the unfinished files of one document."""

    def source_pages(self, name: str) -> Path:
        """The local folder of pages already read of a document that is not finished."""

    def size_of(self, name: str) -> int | None:
        """Size of a document's files in bytes, where known without asking a store."""

    def recall_source_pages(self, name: str) -> None:
        """Bring the stored pages of a document to `source_pages`."""

    def keep_source_pages(self, name: str) -> None:
        """Keep the pages in `source_pages` for the next run."""

    def forget_source_pages(self, name: str) -> None:
        """Remove the stored pages of a document."""

    def commit(self, unfinished: Path, name: str) -> None:
        """Move a document's files from an unfinished folder into place."""

    def record(self, row: Row) -> None:
        """Record that a document is finished; permanent before this returns."""

    def replace(self, old: str, new: str) -> None:
        """Remove document ``old``, whose file has changed into ``new``; corrections go over."""

    def article_documents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The article documents of document ids, in their order."""

    def rewrite(self, name: str, data: bytes) -> None:
        """Put another article document in the place of one that is there."""

    def uncollected(self) -> set[str]:
        """Ids of documents that came to their end since manifest and articles were put in place."""

    def old_lines(self, name: str) -> Path | None:
        """A local file with what is in place of a file of lines, ``articles.jsonl`` say; None where there is none."""

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Put a file of lines in place."""

    def write_manifest(self, data: bytes) -> None:
        """Put ``manifest.json`` in place."""

    def read_manifest(self) -> bytes:
        """The content of ``manifest.json``."""

    def close(self, not_whole: Container[str]) -> None:
        """Remove the state of the run, except the stored pages of documents that are ``not_whole``."""


def output_at(place: str | Path, holder: str = "", lock_seconds: float = 60.0) -> Output:
    """The output at a path or URL; nothing is touched yet.

    ``holder`` is the run that holds it, for processes that read for that run; ``lock_seconds`` is the time after
    which a silent run's lock on an object store is taken over. Raises UsageError and MissingRequirementError for an
    unusable URL.
    """
    if not is_remote(place):
        return OutputFolder(Path(place_of(place)))
    from banmian.batch.object_store_output import ObjectFolder

    return ObjectFolder(str(place), holder, lock_seconds)


def earlier_rows(output: Output) -> list[Row]:
    """The rows of an output's manifest, including duplicates; none where there is no manifest yet.

    Raises OSError where it exists and cannot be read.
    """
    try:
        return rows_in(output.read_manifest())
    except FileNotFoundError:
        return []
