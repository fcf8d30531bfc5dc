"""Documents that are open: those looked at last stay loaded, and each page is placed when it is asked for.

What is kept is checked against the stamps of the files on every request, so that a new run shows at once. Lines, the
bulk of a document, stay on the disk. Memory is bounded by the size of the files.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from banmian.document.corrections.applying import corrected
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Correction, Corrections
from banmian.document.finished_documents import FinishedDocument, load_document, pictures_in
from banmian.document.lines_as_read import LINES_FILE
from banmian.document.model import Article
from banmian.document.paged_lines_file import LinesFile
from banmian.export.placed_document import PlacedPage
from banmian.export.text_placement import pages_with_texts, place_texts_of_page

MOST_BYTES = 150_000_000
"""Size of the files of all open documents together, in memory about three times that; the one asked for last is open
at any size."""

AHEAD_BYTES = 8_000_000
"""Size of the files of a document that takes about 0.3 seconds to open."""

UNDO_STEPS = 20

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document with its corrections: never changed, but followed by another after a correction.

    ``finished`` has the pages of its lines, but no lines. ``pages`` are, by identity, the articles with the pages that
    their texts stand on.
    """

    finished: FinishedDocument
    lines: LinesFile
    pages: dict[int, tuple[Article, frozenset[int]]]

    @classmethod
    def read(cls, root: Path, name: str) -> OpenDocument:
        """The document on the disk. Raises DamagedFileError, OSError."""
        finished = load_document(root, name)
        lines = LinesFile(finished.folder)
        finished.lines = lines.outline
        finished.pictures = pictures_in(finished.folder / "pages")
        return cls(finished, lines, _pages(finished, {}))

    @property
    def corrections(self) -> Corrections:
        """All corrections beside the document, those that are lost too."""
        return self.finished.corrections

    def corrected(self, correction: Correction) -> OpenDocument:
        """The document after one more correction. Raises StaleCorrectionError."""
        finished = replace(
            self.finished,
            document=corrected(self.finished.document, correction),
            corrections=Corrections([*self.corrections.corrections, correction]),
            lost=[one for one in self.finished.lost if one.number != correction.renews],
        )
        return OpenDocument(finished, self.lines, _pages(finished, self.pages))

    def articles_on(self, number: int) -> list[int]:
        """Indices of the articles with a text on a page."""
        articles = enumerate(self.finished.document.articles)
        return [index for index, article in articles if number in self.pages[id(article)][1]]

    def page(self, number: int) -> PlacedPage:
        """A page with its texts. Raises KeyError where there is none, DamagedFileError."""
        return place_texts_of_page(self.finished.document, number, self.articles_on(number), self.lines)


def _pages(
    finished: FinishedDocument, known: Mapping[int, tuple[Article, frozenset[int]]]
) -> dict[int, tuple[Article, frozenset[int]]]:
    first = finished.document.pages[0].number
    return {
        id(article): known.get(id(article)) or (article, frozenset(pages_with_texts(article, first)))
        for article in finished.document.articles
    }


@dataclass(slots=True)
class _Slot:
    lock: threading.Lock = field(default_factory=threading.Lock)
    stamp: Stamp = ()
    size: int = 0
    document: OpenDocument | None = None
    earlier: deque[OpenDocument] = field(default_factory=lambda: deque(maxlen=UNDO_STEPS))


class OpenDocuments:
    """The open documents of a batch, the least recently used of which are closed; safe to use from several threads."""

    def __init__(self, root: Path, most_bytes: int = MOST_BYTES) -> None:
        self._root, self._most = root, most_bytes
        self._lock = threading.Lock()
        self._slots: OrderedDict[str, _Slot] = OrderedDict()

    def get(self, name: str) -> OpenDocument:
        """The document as it is on the disk now. Raises like `OpenDocument.read`."""
        slot = self._slot(name)
        with slot.lock:
            found = self._current(slot, name)
        self._close_others(name)
        return found

    def load(self, name: str) -> FinishedDocument:
        """The document as `load_document` has it: that which is open or being opened, else read and not kept."""
        with self._lock:
            known = name in self._slots
        return self.get(name).finished if known else load_document(self._root, name)

    def open_ahead(self, names: Iterable[str]) -> None:
        """Open documents that take longer than a request may, the first of them, as far as the memory goes."""
        room = self._most
        for name in names:
            size = sum(length for _, length in self._stamp(name))
            if AHEAD_BYTES <= size <= room:
                room -= size
                self.get(name)

    def put(self, name: str, document: OpenDocument) -> None:
        """Take the document that a correction made and that was just written."""
        slot = self._slot(name)
        with slot.lock:
            if slot.document is not None:
                slot.earlier.append(slot.document)
            slot.document, slot.stamp = document, self._stamp(name)

    def before(self, name: str) -> OpenDocument | None:
        """The document before its last correction, where that was made while it was open."""
        slot = self._slot(name)
        with slot.lock:
            self._current(slot, name)
            return slot.earlier[-1] if slot.earlier else None

    def put_back(self, name: str) -> None:
        """Take the document of `before`, which was just written."""
        slot = self._slot(name)
        with slot.lock:
            slot.document, slot.stamp = slot.earlier.pop(), self._stamp(name)

    def names(self) -> list[str]:
        """Those that are open, the last used last."""
        with self._lock:
            return [name for name, slot in self._slots.items() if slot.document is not None]

    def _slot(self, name: str) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(name, _Slot())
            self._slots.move_to_end(name)
            return slot

    def _current(self, slot: _Slot, name: str) -> OpenDocument:
        stamp = self._stamp(name)
        if slot.document is None or slot.stamp != stamp:
            slot.earlier.clear()
            slot.document = None
            slot.document = OpenDocument.read(self._root, name)
            slot.stamp, slot.size = stamp, sum(size for _, size in stamp)
        return slot.document

    def _close_others(self, name: str) -> None:
        with self._lock:
            whole = sum(slot.size for slot in self._slots.values())
            for other in list(self._slots):
                if whole <= self._most or other == name:
                    break
                whole -= self._slots.pop(other).size

    def _stamp(self, name: str) -> Stamp:
        """When a document's files were last written, to the nanosecond, and their sizes."""
        folder = self._root / "documents" / name
        return tuple(_stamp_of(folder / file) for file in ("articles.json", CORRECTIONS_FILE, LINES_FILE, "pages"))


def _stamp_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
