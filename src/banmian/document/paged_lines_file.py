"""``lines.json`` opened page by page: the lines of a document are most of its size, and are asked for a page at a time.

A large file stays on the disk, mapped into memory; a page is unpacked when it is asked for. Where the file is written
anew meanwhile, the one that was opened is read on.
"""

from __future__ import annotations

import json
import mmap
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from banmian.document.lines_as_read import LINES_FILE, LineRead, PageLines, ReadLines, page_lines_from_dict
from banmian.errors import DamagedFileError

UNPACKED_PAGES = 8

MAPPED_BYTES = 1_000_000
"""Smaller files are read whole."""

_PAGE = re.compile(rb'\{\s*"number"\s*:')
"""Where a page begins: quotation marks inside strings are escaped, so that no text looks like this."""

_HEAD = re.compile(rb'\{"number":(\d+),"leaf":(\d+),"place":(\d+),"lines":\[')
"""The beginning of a page as `lines_to_json` writes it."""

_DAMAGE = (ValueError, KeyError, TypeError, AttributeError)


class LinesFile(Mapping[int, list[LineRead]]):
    """The lines of a document by page number, unpacked on demand; safe to use from several threads.

    ``outline`` has the pages without their lines.
    """

    def __init__(self, folder: Path) -> None:
        """The lines in a document's folder. No file, no lines.

        Raises OSError, and DamagedFileError where the pages can't be told; what is in a page is checked when it is
        unpacked, in all of them by `check`.
        """
        self._path = folder / LINES_FILE
        self._unpacked: OrderedDict[int, list[LineRead]] = OrderedDict()
        self._lock = threading.Lock()
        self._data = _mapped(self._path)
        self._spans: dict[int, tuple[int, int]] = {}
        pages = []
        try:
            for span in self._page_spans():
                page = self._head(span)
                self._spans[page.number] = span
                pages.append(page)
        except _DAMAGE as error:
            raise self._damaged(error) from error
        self.outline = ReadLines(pages)

    def check(self) -> None:
        """Look at every page. Raises DamagedFileError."""
        for number in self._spans:
            self._unpack(number)

    def of(self, number: int) -> PageLines | None:
        """The lines of a page with its place in the file that was read. Raises DamagedFileError."""
        found = self.outline.of(number)
        return None if found is None else PageLines(found.number, found.leaf, found.place, self[number])

    def _page_spans(self) -> Iterator[tuple[int, int]]:
        """From where to where in the file each page's values are sought."""
        if self._data is None:
            return
        starts = [match.start() for match in _PAGE.finditer(self._data)]
        edges = self._data[: starts[0]] + self._data[starts[-1] :] if starts else self._data[:]
        if not isinstance(json.loads(edges)["pages"], list):
            raise TypeError("its pages are no list")
        yield from zip(starts, [*starts[1:], len(self._data)], strict=True)

    def _head(self, span: tuple[int, int]) -> PageLines:
        """A page without its lines."""
        known = _HEAD.match(self._data, span[0]) if self._data is not None else None
        if known is not None:
            number, leaf, place = map(int, known.groups())
            return PageLines(number, leaf, place)
        page = page_lines_from_dict(self._values(span))
        return PageLines(page.number, page.leaf, page.place)

    def _unpack(self, number: int) -> list[LineRead]:
        span = self._spans[number]
        try:
            return page_lines_from_dict(self._values(span)).lines
        except _DAMAGE as error:
            raise self._damaged(error) from error

    def _values(self, span: tuple[int, int]) -> dict[str, Any]:
        data = self._data[slice(*span)] if self._data is not None else b""
        values: dict[str, Any] = json.JSONDecoder().raw_decode(data.decode("utf-8"))[0]
        return values

    def __getitem__(self, number: int) -> list[LineRead]:
        """The lines of a page. Raises DamagedFileError, and KeyError where there is no such page."""
        with self._lock:
            if number not in self._unpacked:
                self._unpacked[number] = self._unpack(number)
                while len(self._unpacked) > UNPACKED_PAGES:
                    self._unpacked.popitem(last=False)
            self._unpacked.move_to_end(number)
            return self._unpacked[number]

    def _damaged(self, error: Exception) -> DamagedFileError:
        return DamagedFileError(f"{self._path}: {error!r}", "Read the source again with --redo.")

    def __iter__(self) -> Iterator[int]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _mapped(path: Path) -> mmap.mmap | bytes | None:
    """The content of a file, of a large one without reading it; None for a file that is missing.

    Each mapping keeps a file open, of which systems allow some hundreds.
    """
    if not path.exists():
        return None
    with path.open("rb") as stream:
        if path.stat().st_size < MAPPED_BYTES:
            return stream.read()
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
