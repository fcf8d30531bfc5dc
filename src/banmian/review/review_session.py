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
    corrections_to_json,
)
from banmian.document.json_form import ShapeError, decode
from banmian.document.loading import FinishedDocument, document_names
from banmian.document.store import write_whole
from banmian.errors import BanmianError, DocumentError
from banmian.export.format import Picturing
from banmian.review.index_data import failed_row, manifest_rows, row
from banmian.review.open_documents import OpenDocument, OpenDocuments
from banmian.review.page_data import Json, article_choices, document_data, page_data
from banmian.review.search import SearchIndex
from banmian.review.site import corrections_of, thumbnail

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
    """One batch. Files are looked at on every request, so that a new run shows at once."""

    def __init__(self, root: Path, workshop: Path, picture_source: Picturing) -> None:
        """``workshop`` is the folder for page pictures and thumbnails that must be made."""
        self._root, self._workshop, self._picturing = root, workshop, picture_source
        self._documents = OpenDocuments(root)
        self._lock = threading.Lock()
        self._indexing = threading.Lock()
        self._picturing_lock = threading.Lock()
        self._correcting = threading.Lock()
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
            finished = self._documents.load(name)
        except DocumentError as error:
            return failed_row({"id": name, "error": {"message": str(error), "remedy": error.advice}})
        values = row(finished, made, len(corrections_of(finished.folder).corrections))
        if any(page.width for page in finished.document.pages):
            values["thumb"] = f"documents/{name}/thumb.jpg"
        return values

    def page(self, name: str, number: int) -> Json:
        """Data of a page view. Raises NotFoundError."""
        opened = self._opened(name)
        document = opened.finished.document
        info = next((page for page in document.pages if page.number == number), None)
        if info is None:
            raise NotFoundError(f"{name} has no page {number}")
        about = document_data(opened.finished, opened.corrections)
        picture = f"{number:04d}.jpg" if info.width else None
        return {
            "document": {**about, "all": article_choices(document)},
            "serve": True,
            **page_data(document, opened.page(number), opened.articles_on(number), picture),
        }

    def picture(self, name: str, file: str) -> Path:
        """The file of a page picture or thumbnail, made if missing. Raises NotFoundError."""
        finished = self._opened(name).finished
        found = _PICTURE.fullmatch(file)
        if file == "thumb.jpg":
            numbers = sorted(finished.pictures) or [page.number for page in finished.document.pages if page.width]
        else:
            numbers = [int(found[1])] if found else []
        picture = self._picture(finished, numbers[0]) if numbers else None
        if picture is None:
            raise NotFoundError(f"{name} has no picture {file}")
        return self._thumb(name, picture) if file == "thumb.jpg" else picture

    def _picture(self, finished: FinishedDocument, number: int) -> Path | None:
        """The picture of a page: the batch's own, else one made now or before, one page at a time."""
        if finished.pictures:
            return finished.pictures.get(number)
        folder = self._workshop / finished.name
        path = folder / f"{number:04d}.jpg"
        if not path.exists():
            with self._picturing_lock:
                return path if path.exists() else self._picturing(finished, folder, numbers=[number]).get(number)
        return path

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
            with self._indexing:
                if self._closed:
                    return
                self._index_if_changed(name)

    def _index_if_changed(self, name: str) -> None:
        stamp = self._stamp(name)
        if self._indexed.get(name) != stamp:
            try:
                self._index.put(name, self._documents.load(name).document)
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
        with self._correcting:
            opened = self._opened(name)
            correction = _correction(values, len(opened.corrections.corrections))
            try:
                after = opened.corrected(correction)
            except StaleCorrectionError as error:
                raise RefusedError(f"The document has changed: {error}.") from error
            self._keep(opened.finished, after.corrections)
            self._documents.put(name, after)
            return len(after.corrections.corrections)

    def take_back(self, name: str, seen: int) -> int:
        """Remove the last correction; returns the number of those left. Raises NotFoundError, RefusedError."""
        with self._correcting:
            opened = self._opened(name)
            standing = opened.corrections.corrections
            _expect(seen, len(standing))
            if not standing:
                raise RefusedError("There is no correction to undo.")
            before = self._documents.before(name)
            left = replace(opened.corrections, corrections=standing[:-1])
            self._keep(opened.finished, left)
            if before is not None:
                self._documents.put_back(name)
            return len(left.corrections)

    def _keep(self, finished: FinishedDocument, corrections: Corrections) -> None:
        write_whole(finished.folder / CORRECTIONS_FILE, corrections_to_json(corrections))

    def _opened(self, name: str) -> OpenDocument:
        plain = Path(name).name == name and name not in (".", "..")
        known = plain and (self._root / "documents" / name / "articles.json").is_file()
        if not known:
            raise NotFoundError(f"no document {name}")
        return self._documents.get(name)

    def close(self) -> None:
        """Close the search index."""
        with self._indexing:
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
