"""The search index of the review site, filled while documents are read."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from banmian.batch.finalize import READ
from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Row, row_to_dict
from banmian.batch.object_stores import is_remote
from banmian.batch.run_watchers import Watcher
from banmian.errors import BanmianError

CATALOGUE = "catalogue.sqlite"
PLACE = Path("review") / "made" / CATALOGUE
"""Where `banmian review --serve` keeps the index of an output folder unless told otherwise."""

log = logging.getLogger(__name__)


@contextmanager
def indexed(output: Path | str, wanted: bool, watcher: Watcher) -> Iterator[Watcher]:
    """A watcher for a run into an output folder that keeps the folder's search index up to date.

    Documents are entered one by one as they are finished, those changed by the end of the run in the end. Without
    ``wanted`` that is done only where the folder has an index already. A fault of the index is a message and nothing
    more: the review server brings an index up to date that lacks something. Object stores have none.
    """
    if is_remote(str(output)) or not (wanted or (Path(output) / PLACE).is_file()):
        yield watcher
        return
    entering = _Entering(Path(output), watcher)
    try:
        yield entering
    except BaseException:
        entering.leave()
        raise
    entering.finish()


class _Entering:
    """Passes everything on to a watcher, and has finished documents entered by a thread."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self._root, self._watcher = root, watcher
        self._finished: queue.SimpleQueue[Row | None] = queue.SimpleQueue()
        self._left = False
        self._thread = threading.Thread(target=self._work, name="cataloguing", daemon=True)
        self._thread.start()

    def planned(self, files: Sequence[InputFile]) -> None:
        self._watcher.planned(files)

    def page_begun(self, path: str, page: int, pages: int) -> None:
        self._watcher.page_begun(path, page, pages)

    def message(self, text: str) -> None:
        self._watcher.message(text)

    def recorded(self, row: Row) -> None:
        self._watcher.recorded(row)
        if row.status in READ and not row.reused:
            self._finished.put(row)

    def finish(self) -> None:
        """Wait until everything is entered, also what the end of the run changed."""
        self._finished.put(None)
        self._thread.join()

    def leave(self) -> None:
        """Enter nothing more, after the document that is being entered."""
        self._left = True
        self.finish()

    def _work(self) -> None:
        import sqlite3

        try:
            self._enter_all()
        except (BanmianError, OSError, sqlite3.Error) as error:
            self._watcher.message(f"the search index is not up to date: {error}")

    def _enter_all(self) -> None:
        from banmian.review.document_register import DocumentRegister
        from banmian.review.open_documents import OpenDocuments

        row = self._finished.get()
        if not (self._root / "documents").is_dir():
            return
        register = DocumentRegister(self._root, self._root / PLACE, OpenDocuments(self._root))
        try:
            while row is not None and not self._left:
                register.entered(row.id, row_to_dict(row))
                row = self._finished.get()
            if not self._left:
                register.catch_up()
        finally:
            register.close()
