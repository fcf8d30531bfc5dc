"""An output in an object store: the same tree as on a disk, published object by object.

A document is made on this machine and published as a whole: the existing one is first marked unfinished, its
objects are written, old ones that it no longer has are removed, and its record is written last. Anyone who relies
on the records (and on the manifest, which includes them at the end of a run) never takes a document for finished
that is half old and half new.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.batch.manifest import Row, row_from_dict, row_to_dict, rows_in
from banmian.batch.object_lock import LockLostError, ObjectLock, holder_in
from banmian.batch.object_stores import Store, call_concurrently
from banmian.batch.staging import get_staging
from banmian.document.atomic_files import write_whole
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE
from banmian.document.json_form import ShapeError
from banmian.errors import OutputError

MANIFEST = "manifest.json"
ARTICLES = "articles.jsonl"
REPAIRS = "repairs.jsonl"
RECORDS = ".banmian/records"
LEAVES = ".banmian/leaves"
UNFINISHED = "unfinished"


class ObjectFolder:
    """The output under one URL; ``holder`` names the run for which other processes publish."""

    def __init__(self, url: str, holder: str, lock_seconds: float) -> None:
        self._store = Store(url)
        self._lock = ObjectLock(self._store, lock_seconds)
        self._holder = holder
        self._whole: set[str] = set()
        self._records: set[str] = set()
        self._recalled: set[str] = set()

    @property
    def place(self) -> str:
        """The URL."""
        return self._store.url

    @property
    def holder(self) -> str:
        """The name of the run that holds it, passed to processes that publish for it."""
        return self._holder or self._lock.holder

    @property
    def collected(self) -> bool:
        """Whether manifest and articles exist and include all that earlier runs did."""
        return not self._records and all(self._store.entry(key) is not None for key in (MANIFEST, ARTICLES, REPAIRS))

    def open(self) -> None:
        """Raise OutputError where the store cannot be read."""
        try:
            self._store.entry(MANIFEST)
        except OSError as error:
            raise OutputError(
                f"{self.place} can't be used: {error}", "Check the address and the credentials."
            ) from error

    @contextmanager
    def locked(self, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the output for one run, see `ObjectLock`; local copies are removed at the end."""
        with self._lock.held(on_wait):
            try:
                yield
            finally:
                shutil.rmtree(self._local(), ignore_errors=True)

    def sweep(self) -> None:
        """Find out which documents exist, and which records a killed run left."""
        self._whole = {
            name for name, last in (_in_document(entry.key) for entry in self._store.list("documents")) if last
        }
        self._records = {entry.key for entry in self._store.list(RECORDS)}

    def known_rows(self) -> dict[str, Row]:
        """The manifest's rows, then the records of a run that was killed; unfinished documents are not known."""
        rows = {row.id: row for row in self._manifest_rows() if row.status != "duplicate"}
        for data in call_concurrently(self._store.read, sorted(self._records)):
            values = json.loads(data)
            if values["status"] == UNFINISHED:
                rows.pop(values["id"], None)
                continue
            try:
                rows[values["id"]] = row_from_dict(values)
            except ShapeError:
                rows.pop(values["id"], None)
        return rows

    def _manifest_rows(self) -> list[Row]:
        try:
            return rows_in(self.read_manifest())
        except FileNotFoundError:
            return []

    def holds(self, name: str) -> bool:
        """Whether the article document existed when the run began, or has been published since."""
        return name in self._whole

    def new_unfinished_folder(self) -> Path:
        """A new local folder for the files of one document."""
        path = self._local() / "aside" / uuid.uuid4().hex
        path.mkdir(parents=True)
        return path

    def source_pages(self, name: str) -> Path:
        """The local folder of pages already read."""
        return self._local() / "leaves" / name

    def size_of(self, name: str) -> int | None:
        """None: not known."""
        return None

    def recall_source_pages(self, name: str) -> None:
        """Fetch the stored pages of an unfinished document."""
        for entry in self._store.list(f"{LEAVES}/{name}"):
            self._recalled.add(name)
            path = self.source_pages(name) / entry.key.removeprefix(f"{LEAVES}/{name}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._store.download(entry.key, path)

    def keep_source_pages(self, name: str) -> None:
        """Publish the pages read of an unfinished document, and remove the local ones."""
        local = self.source_pages(name)
        for path in sorted(local.rglob("*.json")):
            self._store.upload(path, f"{LEAVES}/{name}/{path.relative_to(local).as_posix()}")
        shutil.rmtree(local, ignore_errors=True)

    def forget_source_pages(self, name: str) -> None:
        """Remove the stored pages of a document, here and in the store."""
        shutil.rmtree(self.source_pages(name), ignore_errors=True)
        if name in self._recalled:
            self._store.remove(entry.key for entry in self._store.list(f"{LEAVES}/{name}"))

    def commit(self, unfinished: Path, name: str) -> None:
        """Publish a document's files, except its record; see above for the order.

        Raises OSError, and LockLostError where the run no longer holds the output.
        """
        if holder_in(self._store) != self.holder:
            raise LockLostError(f"{self.place}: another run has taken this output over")
        folder = f"documents/{name}"
        there = {entry.key for entry in self._store.list(folder)} - {f"{folder}/{CORRECTIONS_FILE}"}
        if there:
            mark = json.dumps({"id": name, "status": UNFINISHED}).encode()
            self._store.write(_record_of(name), mark)
        files = [path for path in sorted(unfinished.rglob("*")) if path.is_file()]
        keys = {f"{folder}/{path.relative_to(unfinished).as_posix()}": path for path in files}
        last = f"{folder}/articles.json"
        for _ in call_concurrently(
            lambda key: self._store.upload(keys[key], key), [key for key in keys if key != last]
        ):
            pass
        self._store.remove(sorted(there - keys.keys()))
        self._store.upload(keys[last], last)

    def record(self, row: Row) -> None:
        """Write a document's record. Raises OSError."""
        self._lock.expect_held()
        key = _record_of(row.id)
        self._records.add(key)
        self._store.write(key, json.dumps(row_to_dict(row), ensure_ascii=False).encode("utf-8", "surrogatepass"))
        if row.status in ("done", "partial"):
            self._whole.add(row.id)

    def replace(self, old: str, new: str) -> None:
        """Remove the objects of document ``old``; corrections are carried over where ``new`` has none, and stay
        otherwise."""
        self._lock.expect_held()
        corrections, heir = (f"documents/{name}/{CORRECTIONS_FILE}" for name in (old, new))
        keys = {entry.key for entry in self._store.list(f"documents/{old}")}
        if corrections in keys and self._store.create(heir, self._store.read(corrections)) is False:
            keys.remove(corrections)
        self._store.remove(sorted(keys))
        self._whole.discard(old)

    def article_documents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The article documents, a few fetched at a time."""
        return call_concurrently(lambda name: self._store.read(f"documents/{name}/articles.json"), names)

    def rewrite(self, name: str, data: bytes) -> None:
        """Replace an existing article document: one object, as a whole."""
        self._lock.expect_held()
        self._store.write(f"documents/{name}/articles.json", data)

    def uncollected(self) -> set[str]:
        """Ids of documents finished since manifest and articles were written."""
        return {key.rpartition("/")[2].removesuffix(".json") for key in self._records}

    def old_lines(self, name: str) -> Path | None:
        """A local copy of a file of lines."""
        path = self._local() / f"old-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store.download(name, path)
        except FileNotFoundError:
            return None
        return path

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Write a file of lines locally and publish it."""
        path = self._local() / name
        write_whole(path, lines)
        self._lock.expect_held()
        self._store.upload(path, name)
        path.unlink()

    def write_manifest(self, data: bytes) -> None:
        """Publish ``manifest.json``."""
        self._lock.expect_held()
        self._store.write(MANIFEST, data)

    def read_manifest(self) -> bytes:
        """The content of ``manifest.json``."""
        return self._store.read(MANIFEST)

    def close(self, not_whole: Container[str]) -> None:
        """Remove the records, which are now in the manifest, and the stored pages of finished documents."""
        self._lock.expect_held()
        self._store.remove(sorted(self._records))
        self._records.clear()
        source_pages = (entry.key for entry in self._store.list(LEAVES))
        self._store.remove(key for key in source_pages if key.split("/")[2] not in not_whole)

    def _local(self) -> Path:
        """This process's folder for local files."""
        return get_staging().folder_for(self.place)


def _record_of(name: str) -> str:
    return f"{RECORDS}/{name}.json"


def _in_document(key: str) -> tuple[str, bool]:
    """The document that an object belongs to, and whether it is its article document."""
    _, name, *rest = key.split("/")
    return name, rest == ["articles.json"]
