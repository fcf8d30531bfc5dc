"""The documents of a batch as the index and the search see them, compared with the disk and brought up to date."""

from __future__ import annotations

import json
import logging
import math
import sqlite3
import threading
import time
import zlib
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from banmian.document.corrections.corrections_file import CORRECTIONS_FILE
from banmian.document.finished_documents import document_names
from banmian.errors import BanmianError, DocumentError
from banmian.review.catalogue import Catalogue, Hit, changed
from banmian.review.checking_progress import PROGRESS_FILE, progress_in
from banmian.review.index_page_data import Json, document_row, failed_row, manifest_rows
from banmian.review.open_documents import OpenDocuments
from banmian.review.recurring_corrections import Misread, recurrent

READ = ("done", "partial")
FILES = ("articles.json", CORRECTIONS_FILE, PROGRESS_FILE)

PATIENCE = 0.1
"""Seconds that a request waits for changes to be looked for and entered; the thread that does it goes on by itself."""

TURN = 0.15
"""Seconds for which documents are entered before others may write,"""

REST = 20
"""Looking for changes takes at most about this part of the time."""

log = logging.getLogger(__name__)


class DocumentRegister:
    """A catalogue and the lines of it; safe to use from several threads."""

    def __init__(self, root: Path, path: Path, documents: OpenDocuments) -> None:
        """``path`` is the file of the catalogue. Raises OSError."""
        self._root, self._documents = root, documents
        self._catalogue = Catalogue(path)
        self._lines = self._catalogue.lines()
        self._known = self._catalogue.stamps()
        self._made = manifest_rows(root)
        self._names = list(self._lines) or [name for name, row in self._made.items() if row.get("status") in READ]
        self._manifest: tuple[int, dict[str, str]] = (-1, {})
        self._waiting: deque[str] = deque()
        self._looked, self._looking = -math.inf, 0.0
        self._entering = threading.RLock()
        self._turn = threading.Condition()
        self._asked = self._answered = 0
        self._worker: threading.Thread | None = None
        self._closed = False

    def lines(self) -> list[Json]:
        """The index lines of all documents, in order; those not yet entered say so, failed ones are last."""
        self.refresh()
        found = [self._lines.get(name) or _waiting_line(name, self._made.get(name)) for name in self._names]
        return found + [failed_row(values) for values in self._made.values() if values.get("status") == "failed"]

    def find(self, question: str) -> tuple[int, list[Hit]]:
        """How many articles have the words of a question, and the first of them."""
        self.refresh()
        return self._catalogue.find(question)

    def waiting(self) -> int:
        """Number of documents that are still to be entered; at least one as long as changes are looked for."""
        return len(self._waiting) or int(self._answered < self._asked)

    def total(self) -> int:
        """Number of documents."""
        return len(self._names)

    def refresh(self) -> None:
        """Have changes looked for and entered, and wait for it as long as a request may."""
        with self._turn:
            if self._closed:
                return
            self._asked += 1
            mine = self._asked
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="cataloguing", daemon=True)
                self._worker.start()
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._answered >= mine or self._closed, PATIENCE)

    def _work(self) -> None:
        """Answer requests, all that wait at once, until the register is closed."""
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._asked > self._answered or self._closed)
                if self._closed:
                    return
                asked = self._asked
            try:
                if time.monotonic() >= self._looked + REST * self._looking:
                    self._scan()
                self._enter_waiting()
            except (BanmianError, OSError, sqlite3.Error) as error:
                log.warning("the catalogue can't be brought up to date: %s", error)
            with self._turn:
                self._answered = asked
                self._turn.notify_all()

    def _scan(self) -> None:
        """Hold the catalogue against the disk."""
        begun = time.monotonic()
        names = document_names(self._root)
        self._made = manifest_rows(self._root)
        digests = self._manifest_digests()
        now = {name: f"{_stamp(self._root / 'documents' / name)} {digests.get(name, '')}" for name in names}
        for gone in self._known.keys() - now.keys():
            self._forget(gone)
        self._names, self._waiting = names, deque(changed(now, self._known))
        self._looked = time.monotonic()
        self._looking = self._looked - begun

    def catch_up(self) -> None:
        """Enter all that was changed on the disk since it was entered, however long that takes.

        Raises BanmianError, OSError and sqlite3.Error.
        """
        self._scan()
        self._enter_waiting()

    def _enter_waiting(self) -> None:
        while self._waiting and not self._closed:
            self._enter_some()

    def _manifest_digests(self) -> dict[str, str]:
        """A digest of each document's row of the manifest, of which its line has warnings."""
        path = self._root / "manifest.json"
        stamp = path.stat().st_mtime_ns if path.exists() else 0
        if self._manifest[0] != stamp:
            rows = {name: _digest(values) for name, values in self._made.items()}
            self._manifest = (stamp, rows)
        return self._manifest[1]

    def _enter_some(self) -> None:
        """Enter waiting documents for as long as a correction may have to wait for its turn."""
        end = time.monotonic() + TURN
        with self._entering, self._catalogue.together():
            while self._waiting and not self._closed and time.monotonic() < end:
                self._enter_next()

    def _enter_next(self) -> None:
        with self._entering:
            if not self._waiting or self._closed:
                return
            self._enter(self._waiting[0])
            self._waiting.popleft()

    def entered(self, name: str, made: Json | None = None) -> None:
        """Enter a document that has just been corrected, marked or read.

        ``made`` is the row that the manifest will have of it, where there is none yet.
        """
        with self._entering:
            if self._closed:
                return
            if made is not None:
                self._made[name] = made
                self._manifest[1][name] = _digest(made)
            self._enter(name)

    def _enter(self, name: str) -> None:
        stamp = f"{_stamp(self._root / 'documents' / name)} {self._manifest[1].get(name, '')}"
        made = self._made.get(name)
        document = None
        try:
            finished = self._documents.load(name)
            document = finished.document
            line = document_row(finished, made, progress_in(finished.folder))
            if any(page.width for page in document.pages):
                line["thumb"] = f"documents/{name}/thumb.jpg"
        except (DocumentError, OSError) as error:
            advice = getattr(error, "advice", "")
            line = failed_row({"id": name, "error": {"message": str(error), "remedy": advice}})
        self._catalogue.put(name, stamp, line, document)
        self._lines[name], self._known[name] = line, stamp

    def _forget(self, name: str) -> None:
        with self._entering:
            self._catalogue.remove(name)
            self._lines.pop(name, None)
            self._known.pop(name, None)

    def misread(self, title: str | None) -> dict[Misread, int]:
        """Characters that were corrected again and again in a title, as far as is known now."""
        return recurrent(list(self._lines.values()), title)

    def open_pages(self, after: str, page: int) -> Iterable[tuple[str, int]]:
        """Pages that nobody has checked, over all documents, beginning behind a page and ending with it."""
        self.refresh()
        names = list(self._names)
        start = names.index(after) if after in names else 0
        for rank, name in enumerate([*names[start:], *names[: start + 1]]):
            line = self._lines.get(name) or {}
            for number in line.get("open", []):
                first_round = rank == 0
                last_round = rank == len(names)
                if (first_round and number <= page) or (last_round and number >= page):
                    continue
                yield name, number

    def close(self) -> None:
        """Close the catalogue."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        if self._worker is not None:
            self._worker.join()
        with self._entering:
            self._catalogue.close()


def _stamp(folder: Path) -> str:
    """When a document's files were last written, to the nanosecond."""
    parts = []
    for name in FILES:
        try:
            parts.append(str((folder / name).stat().st_mtime_ns))
        except FileNotFoundError:
            parts.append("")
    return "/".join(parts)


def _digest(row: Json) -> str:
    return f"{zlib.crc32(json.dumps(row).encode()):08x}"


def _waiting_line(name: str, made: Json | None) -> Json:
    """The line of a document that was not entered yet, with what the manifest has of it."""
    values = made or {}
    return {
        "name": name,
        "called": name,
        "path": values.get("path", ""),
        "title": None,
        "date": None,
        "language": "",
        "pages": [1],
        "open": [],
        "articles": values.get("articles", 0),
        "characters": 0,
        "repairs": 0,
        "confidence": None,
        "corrections": 0,
        "checked": 0,
        "again": 0,
        "needs": [],
    }
