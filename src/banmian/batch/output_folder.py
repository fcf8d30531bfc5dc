"""The output folder: its paths, its lock, its unfinished files."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from banmian.batch.folder_locks import locked
from banmian.batch.manifest import Row, append_row, latest_rows, read_journal, read_manifest_rows
from banmian.document.atomic_files import sync_folder, write_whole
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, SET_ASIDE
from banmian.document.lines_as_read import LINES_FILE
from banmian.errors import OutputError, UsageError

LOCK_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """Everything about one output. ``state`` holds what is unfinished, and is removed at the end."""

    root: Path

    @property
    def place(self) -> str:
        """The path by which other processes open it."""
        return str(self.root)

    @property
    def holder(self) -> str:
        """None: the lock is the system's, and needs no name."""
        return ""

    @property
    def manifest(self) -> Path:
        """What the last run did, and every document of the folder."""
        return self.root / "manifest.json"

    @property
    def articles(self) -> Path:
        """Every article, one per line."""
        return self.root / "articles.jsonl"

    @property
    def repairs(self) -> Path:
        """Every repair of the batch."""
        return self.root / "repairs.jsonl"

    @property
    def state(self) -> Path:
        """Unfinished work."""
        return self.root / ".banmian"

    @property
    def journal(self) -> Path:
        """Rows of the current run."""
        return self.state / "journal.jsonl"

    @property
    def aside(self) -> Path:
        """Files being written."""
        return self.state / "aside"

    def document(self, name: str) -> Path:
        """The folder of a document."""
        return self.root / "documents" / name

    def articles_of(self, name: str) -> Path:
        """The article document with a given id."""
        return self.document(name) / "articles.json"

    def source_pages(self, name: str) -> Path:
        """Pages already read of a document that is not finished."""
        return self.state / "leaves" / name

    def open(self) -> None:
        """Create the folder. Raises OutputError if that fails, UsageError if a file is in its place."""
        if self.root.exists() and not self.root.is_dir():
            raise UsageError(f"{self.root} is a file, not a folder", "Name a folder with -o.")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self.root} can't be written: {error.strerror or error}") from error

    def new_unfinished_folder(self) -> Path:
        """A new folder for the unfinished files of one document."""
        path = self.aside / uuid.uuid4().hex
        path.mkdir(parents=True)
        return path

    def commit(self, unfinished: Path, name: str) -> None:
        """Move a document's files into place, ``articles.json`` last; delete pictures of an earlier run.

        Raises OSError.
        """
        target = self.document(name)
        target.mkdir(parents=True, exist_ok=True)
        pictures, old = unfinished / "pages", target / "pages"
        if old.exists():
            os.replace(old, unfinished / "old-pages")
        if pictures.exists():
            os.replace(pictures, old)
        if (unfinished / LINES_FILE).exists():
            os.replace(unfinished / LINES_FILE, target / LINES_FILE)
        os.replace(unfinished / "articles.json", target / "articles.json")
        sync_folder(target)

    def replace(self, old: str, new: str) -> None:
        """Remove the folder of document ``old``, whose file has changed into that of document ``new``.

        A person's corrections are carried over; if the new document has corrections of its own, the old folder
        keeps the old ones and nothing else.
        """
        folder, heir = self.document(old), self.document(new)
        corrections = folder / CORRECTIONS_FILE
        if corrections.exists() and not (heir / CORRECTIONS_FILE).exists():
            os.replace(corrections, heir / CORRECTIONS_FILE)
        for aside in folder.glob(SET_ASIDE):
            os.replace(aside, heir / aside.name)
        if not corrections.exists():
            shutil.rmtree(folder, ignore_errors=True)
            return
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path != corrections:
                path.unlink()

    def known_rows(self) -> dict[str, Row]:
        """The results of earlier runs by document id: the manifest, then the journal of a run that was killed."""
        rows = read_manifest_rows(self.manifest) + read_journal(self.journal)
        return latest_rows(row for row in rows if row.status != "duplicate")

    @property
    def collected(self) -> bool:
        """Whether manifest and articles exist and include all that earlier runs did."""
        return self.manifest.exists() and self.articles.exists() and self.repairs.exists() and not self.journal.exists()

    def record(self, row: Row) -> None:
        """Record that a document is finished; on the disk before this returns. Raises OSError."""
        append_row(self.journal, row)

    def holds(self, name: str) -> bool:
        """Whether the article document with a given id exists."""
        return self.articles_of(name).is_file()

    def size_of(self, name: str) -> int | None:
        """Size of a document's files in bytes."""
        return sum(path.stat().st_size for path in self.document(name).rglob("*") if path.is_file())

    def recall_source_pages(self, name: str) -> None:
        """Do nothing: pages that were read are where they were left."""

    def keep_source_pages(self, name: str) -> None:
        """Do nothing: see `recall_source_pages`."""

    def forget_source_pages(self, name: str) -> None:
        """Remove the stored pages of a document."""
        shutil.rmtree(self.source_pages(name), ignore_errors=True)

    def article_documents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The article documents with the given ids, in their order. Raises OSError."""
        return (self.articles_of(name).read_bytes() for name in names)

    def rewrite(self, name: str, data: bytes) -> None:
        """Replace an existing article document. Raises OSError."""
        write_whole(self.articles_of(name), data, self.aside)

    def uncollected(self) -> set[str]:
        """Ids of documents finished since manifest and articles were written."""
        return {row.id for row in read_journal(self.journal)}

    def old_lines(self, name: str) -> Path | None:
        """An existing file of lines, or None."""
        path = self.root / name
        return path if path.exists() else None

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Write a file of lines. Raises OSError."""
        write_whole(self.root / name, lines, self.aside)

    def write_manifest(self, data: bytes) -> None:
        """Write ``manifest.json``. Raises OSError."""
        write_whole(self.manifest, data, self.aside)

    def read_manifest(self) -> bytes:
        """The content of ``manifest.json``. Raises OSError."""
        return self.manifest.read_bytes()

    def sweep(self) -> None:
        """Remove what a killed run left behind. Raises OutputError where nothing can be written."""
        try:
            if self.aside.exists():
                shutil.rmtree(self.aside)
            self.aside.mkdir(parents=True)
        except OSError as error:
            raise OutputError(f"{self.root} can't be written: {error.strerror or error}") from error

    def close(self, not_whole: Container[str]) -> None:
        """Remove the state, except the stored pages of documents that are ``not_whole``."""
        shutil.rmtree(self.aside, ignore_errors=True)
        for path in self.source_pages("").iterdir() if self.source_pages("").is_dir() else ():
            if path.name not in not_whole:
                shutil.rmtree(path, ignore_errors=True)
        self.journal.unlink(missing_ok=True)
        for path in (self.state / "leaves", self.state):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()

    @contextmanager
    def locked(self, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the output for one run; ``on_wait`` is called once while another run holds it.

        The lock is the system's: it is released when its process ends, however that happens.
        """
        with locked(self.root, on_wait=on_wait, between_tries=LOCK_POLL_SECONDS):
            yield
