"""A review session over a batch: its documents are loaded on demand, searched, corrected."""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from banmian.document.corrections import (
    CORRECTIONS_FILE,
    Correction,
    Corrections,
    StaleCorrectionError,
    apply_correction,
    corrections_to_json,
)
from banmian.document.json_form import ShapeError, decode
from banmian.document.loading import FinishedDocument, document_names, load, load_document
from banmian.document.store import write_whole
from banmian.errors import BanmianError, DocumentError
from banmian.export.format import Picturing
from banmian.review.index_data import failed_row, manifest_rows, row
from banmian.review.page_data import Json
from banmian.review.search import SearchIndex
from banmian.review.site import corrections_of, pages_of, thumbnail

MOST_WORDS = 100_000
"""Longest text of a correction: far longer than any paragraph."""

Stamp = tuple[int, ...]

log = logging.getLogger(__name__)

_PICTURE = re.compile(r"(\d{4,})\.(?:jpg|jpeg|png|webp)")


class NotFoundError(BanmianError):
    """No document or page of that name."""


class RefusedError(BanmianError):
    """A correction that cannot be made; the message says why."""


class ReviewSession:
    """One batch. Documents are loaded from the disk on every request, so that a new run shows at once."""

    def __init__(self, root: Path, workshop: Path, picture_source: Picturing) -> None:
        """``workshop`` is the folder for page pictures and thumbnails that must be made."""
        self._root, self._workshop, self._picturing = root, workshop, picture_source
        self._lock = threading.Lock()
        self._index = SearchIndex()
        self._indexed: dict[str, Stamp] = {}
        self._rows: dict[str, tuple[tuple[Stamp, Json | None], Json]] = {}
        self._thumbs: set[str] = set()
        self._closed = False

    def index(self) -> Json:
        """Data of the index page."""
        made = manifest_rows(self._root)
        with self._lock:
            rows = [self._row(name, made.get(name)) for name in document_names(self._root)]
        rows += [failed_row(values) for values in made.values() if values.get("status") == "failed"]
        return {"documents": rows, "serve": True}

    def _row(self, name: str, made: Json | None) -> Json:
        """The index line of a document: the previous one where nothing has changed since."""
        stamp = (self._stamp(name), made)
        if name not in self._rows or self._rows[name][0] != stamp:
            self._rows[name] = (stamp, self._fresh_row(name, made))
        return self._rows[name][1]

    def _fresh_row(self, name: str, made: Json | None) -> Json:
        try:
            finished = load_document(self._root, name)
        except DocumentError as error:
            return failed_row({"id": name, "error": {"message": str(error), "remedy": error.advice}})
        values = row(finished, made, len(corrections_of(finished.folder).corrections))
        if any(page.width for page in finished.document.pages):
            values["thumb"] = f"documents/{name}/thumb.jpg"
        return values

    def page(self, name: str, number: int) -> Json:
        """Data of a page view. Raises NotFoundError."""
        finished = self._finished(name)
        pictures = {page.number: f"{page.number:04d}.jpg" for page in finished.document.pages if page.width}
        pages = pages_of(finished, corrections_of(finished.folder), pictures)
        if number not in pages:
            raise NotFoundError(f"{name} has no page {number}")
        return {**pages[number], "serve": True}

    def picture(self, name: str, file: str) -> Path:
        """The file of a page picture or thumbnail, made if missing. Raises NotFoundError."""
        finished = self._finished(name)
        with self._lock:
            pictures = finished.pictures or self._made(finished)
        if file == "thumb.jpg" and pictures:
            return self._thumb(name, pictures[min(pictures)])
        found = _PICTURE.fullmatch(file)
        if found is None or int(found[1]) not in pictures:
            raise NotFoundError(f"{name} has no picture {file}")
        return pictures[int(found[1])]

    def _made(self, finished: FinishedDocument) -> dict[int, Path]:
        folder = self._workshop / finished.name
        there = {int(path.stem): path for path in folder.glob("*.jpg") if path.stem.isdecimal()}
        return there or self._picturing(finished, folder)

    def _thumb(self, name: str, picture: Path) -> Path:
        path = self._workshop / name / "thumb.jpg"
        if name not in self._thumbs or not path.exists():
            write_whole(path, thumbnail(picture))
            self._thumbs.add(name)
        return path

    def search(self, words: str) -> Json:
        """Hits of a full-text search; changed documents are indexed first."""
        self.prepare()
        total, hits = self._index.find(words)
        return {"total": total, "hits": [{key: getattr(hit, key) for key in hit.__slots__} for hit in hits]}

    def prepare(self) -> None:
        """Index what has changed, document by document: concurrent requests wait for one at most."""
        for name in document_names(self._root):
            with self._lock:
                if self._closed:
                    return
                self._index_if_changed(name)

    def _index_if_changed(self, name: str) -> None:
        stamp = self._stamp(name)
        if self._indexed.get(name) != stamp:
            try:
                self._index.put(name, load_document(self._root, name).document)
            except DocumentError as error:
                log.warning("%s can't be searched: %s", name, error)
            self._indexed[name] = stamp

    def _stamp(self, name: str) -> Stamp:
        """When a document's files were last written, to the nanosecond."""
        folder = self._root / "documents" / name
        files = (folder / "articles.json", folder / CORRECTIONS_FILE)
        return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)

    def correct(self, name: str, values: Any) -> int:
        """Make and store a correction; returns the number of corrections there are now.

        ``values`` are those of a `Correction` without ``when``, and ``seen``, the number of corrections that the
        person saw. Raises NotFoundError, RefusedError.
        """
        with self._lock:
            finished = self._finished(name)
            corrections = corrections_of(finished.folder)
            correction = _correction(values, len(corrections.corrections))
            try:
                apply_correction(finished.document, correction)
            except StaleCorrectionError as error:
                raise RefusedError(f"The document has changed: {error}.") from error
            corrections.corrections.append(correction)
            self._keep(finished, corrections)
            return len(corrections.corrections)

    def take_back(self, name: str, seen: int) -> int:
        """Remove the last correction; returns the number of those left. Raises NotFoundError, RefusedError."""
        with self._lock:
            finished = self._finished(name)
            corrections = corrections_of(finished.folder)
            _expect(seen, len(corrections.corrections))
            if not corrections.corrections:
                raise RefusedError("There is no correction to undo.")
            corrections.corrections.pop()
            self._keep(finished, corrections)
            return len(corrections.corrections)

    def _keep(self, finished: FinishedDocument, corrections: Corrections) -> None:
        write_whole(finished.folder / CORRECTIONS_FILE, corrections_to_json(corrections))

    def _finished(self, name: str) -> FinishedDocument:
        plain = Path(name).name == name and name not in (".", "..")
        known = plain and (self._root / "documents" / name / "articles.json").is_file()
        if not known:
            raise NotFoundError(f"no document {name}")
        return load(self._root, name)

    def close(self) -> None:
        """Close the search index."""
        with self._lock:
            self._closed = True
            self._index.close()


def _correction(values: Any, standing: int) -> Correction:
    if not isinstance(values, dict):
        raise RefusedError("That is no correction.")
    given = dict(values)
    _expect(given.pop("seen", None), standing)
    given["when"] = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        correction = decode(Correction, given)
    except ShapeError as error:
        raise RefusedError(f"This is not a valid correction: {error}.") from error
    if not correction.who.strip():
        raise RefusedError("A correction needs the name of its author.")
    if any(isinstance(value, str) and len(value) > MOST_WORDS for value in given.values()):
        raise RefusedError("This correction is too long.")
    return replace(correction, who=correction.who.strip())


def _expect(seen: Any, standing: int) -> None:
    if seen != standing:
        raise RefusedError("Someone else has corrected this document meanwhile. Reload the page.")
