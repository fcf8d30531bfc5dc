"""A review session over a batch: its documents are loaded on demand, searched, corrected."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from banmian.batch.folder_locks import locked
from banmian.document.atomic_files import write_whole
from banmian.document.corrections.corrections_file import (
    CORRECTIONS_FILE,
    Corrections,
    StaleCorrectionError,
    corrections_to_json,
    set_aside_if_damaged,
)
from banmian.document.finished_documents import FinishedDocument, document_names
from banmian.document.json_form import encode
from banmian.errors import BanmianError
from banmian.export.format import PictureMaker
from banmian.messages import translatable
from banmian.review.checking_progress import keep_progress, progress_in
from banmian.review.correction_outcomes import lost_corrections, outcome
from banmian.review.correction_requests import conflict, read_request, resolve_request
from banmian.review.document_register import DocumentRegister
from banmian.review.iiif_site import IiifSite
from banmian.review.index_page_data import index_data
from banmian.review.live_indexing import CATALOGUE
from banmian.review.mark_requests import marks_on, read_mark
from banmian.review.open_documents import OpenDocument, OpenDocuments
from banmian.review.page_data import Json, article_choices, document_data, page_data
from banmian.review.refusals import MEANWHILE, NotFoundError, RefusedError
from banmian.review.static_site import thumbnail

LONGEST_WAIT = 5.0
"""Seconds for which another process that corrects the same document is waited for."""

log = logging.getLogger(__name__)

_PICTURE = re.compile(r"(\d{4,})\.(?:jpg|jpeg|png|webp)")


class ReviewSession:
    """One batch. Files are looked at on every request, so that a new run shows at once."""

    def __init__(self, root: Path, workshop: Path, picture_source: PictureMaker) -> None:
        """``workshop`` is the folder for page pictures and thumbnails that must be made."""
        self._root, self._workshop, self._picturing = root, workshop, picture_source
        self._documents = OpenDocuments(root)
        self._picturing_lock = threading.Lock()
        self._correcting = threading.Lock()
        self.iiif = IiifSite(root, self._documents)
        self._register = DocumentRegister(root, workshop / CATALOGUE, self._documents)
        self._thumbs: set[str] = set()

    def index(self) -> Json:
        """Data of the index page."""
        return index_data(self._register.lines(), serve=True, waiting=self._register.waiting())

    def page(self, name: str, number: int) -> Json:
        """Data of a page view. Raises NotFoundError."""
        opened = self._opened(name)
        document = opened.finished.document
        info = next((page for page in document.pages if page.number == number), None)
        if info is None:
            raise NotFoundError(f"{name} has no page {number}")
        about = document_data(opened.finished)
        picture = f"{number:04d}.jpg" if info.width else None
        misread = self._register.misread(document.publication.title)
        return {
            "document": {**about, "all": article_choices(document)},
            "serve": True,
            "suggestions": [[*pair, count] for pair, count in misread.items()],
            "marks": marks_on(progress_in(opened.finished.folder), document, number),
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
        """Hits of a full-text search, and how many documents are not searched yet."""
        total, hits = self._register.find(words)
        found = [{key: getattr(hit, key) for key in hit.__slots__} for hit in hits]
        return {"total": total, "hits": found, "waiting": self._register.waiting()}

    def prepare(self) -> None:
        """Open large documents, and bring the index and the search up to date as far as a request may take.

        Another thread does the rest.
        """
        try:
            self._documents.open_ahead(document_names(self._root))
        except (BanmianError, OSError) as error:
            log.warning("a document can't be opened ahead: %s", error)
        self._register.refresh()

    def mark(self, name: str, values: Any) -> Json:
        """Keep what a person says of a page or an article; ``values`` are those of a `Mark` without ``when``.

        Raises NotFoundError, RefusedError.
        """
        with self._alone(name):
            opened = self._opened(name)
            mark = read_mark(opened.finished.document, values)
            folder = opened.finished.folder
            keep_progress(folder, progress_in(folder).marked(mark))
        self._register.entered(name)
        return {"mark": encode(mark)}

    def next_open(self, name: str, number: int) -> Json:
        """The next page that nobody has checked, over all documents; null where there is none."""
        found = next(iter(self._register.open_pages(name, number)), None)
        return {"next": None if found is None else {"document": found[0], "page": found[1]}}

    def correct(self, name: str, values: Any) -> Json:
        """Make and store a correction; says the number of corrections there are now.

        ``values`` are those of a `Correction` without ``when``, or ``renews`` alone for one that was offered again;
        ``seen`` is the number of corrections that the person saw. With ``preview`` nothing is stored, and the answer
        has the articles that the correction would change. Raises NotFoundError, RefusedError, ConflictError.
        """
        with self._alone(name):
            opened = self._opened(name)
            request = read_request(values)
            correction = resolve_request(opened, name, request)
            try:
                after = opened.corrected(correction)
            except StaleCorrectionError as error:
                raise conflict(
                    opened, correction, request, translatable(f"The document has changed: {error}.")
                ) from error
            if request.preview:
                return {"corrections": len(opened.corrections.corrections), **outcome(opened, after)}
            self._keep(opened, after.corrections)
            self._documents.put(name, after)
        self._register.entered(name)
        return {"corrections": len(after.corrections.corrections)}

    def take_back(self, name: str, seen: int) -> int:
        """Remove the last correction; returns the number of those left. Raises NotFoundError, RefusedError."""
        with self._alone(name):
            opened = self._opened(name)
            standing = opened.corrections.corrections
            if seen != len(standing):
                raise RefusedError(MEANWHILE)
            if not standing:
                raise RefusedError("There is no correction to undo.")
            before = self._documents.before(name)
            left = replace(opened.corrections, corrections=standing[:-1])
            self._keep(opened, left)
            if before is not None:
                self._documents.put_back(name)
        self._register.entered(name)
        return len(left.corrections)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """While nobody else writes beside the document, other servers included. Raises NotFoundError, RefusedError."""
        folder = self._folder(name)
        with self._correcting:
            try:
                with locked(folder, LONGEST_WAIT):
                    yield
            except TimeoutError as error:
                raise RefusedError("Someone else is saving in this document. Try again.") from error

    def lost(self, name: str) -> list[Json]:
        """The corrections that no longer find their place, each with what it may mean now. Raises NotFoundError."""
        opened = self._opened(name)
        return lost_corrections(opened.finished)

    def _keep(self, opened: OpenDocument, corrections: Corrections) -> None:
        path = opened.finished.folder / CORRECTIONS_FILE
        if opened.finished.damaged:
            set_aside_if_damaged(path)
        write_whole(path, corrections_to_json(corrections))

    def _folder(self, name: str) -> Path:
        plain = Path(name).name == name and name not in (".", "..")
        folder = self._root / "documents" / name
        if not plain or not (folder / "articles.json").is_file():
            raise NotFoundError(f"no document {name}")
        return folder

    def _opened(self, name: str) -> OpenDocument:
        self._folder(name)
        return self._documents.get(name)

    def close(self) -> None:
        """Close the catalogue."""
        self._register.close()
