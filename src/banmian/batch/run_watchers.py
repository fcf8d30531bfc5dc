"""Watchers of a run: what is told of its progress, and one that writes it to the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Row

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Receives a run's progress: a bar on a terminal, lines in a log."""

    def planned(self, files: Sequence[InputFile]) -> None:
        """Which files there are."""

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """A page of a document is read now."""

    def recorded(self, row: Row) -> None:
        """A document is finished."""

    def message(self, text: str) -> None:
        """Something that people should know."""


class LogWatcher:
    """Progress as log records, for runs that nobody watches on a terminal."""

    def planned(self, files: Sequence[InputFile]) -> None:
        """How many files there are."""
        log.info("%d documents", len(files))

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """The page that is read now."""
        log.debug("%s: page %d of %d", path, page, pages)

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        if row.error is not None:
            log.error("%s: %s: %s. %s", row.path, row.error.error, row.error.message, row.error.remedy)
            return
        log.info("%s: %s, %d pages, %d articles", row.path, row.status, row.pages, row.articles)
        for page in row.failed_pages:
            log.error("%s, page %d: %s: %s. %s", row.path, page.leaf, page.error, page.message, page.remedy)

    def message(self, text: str) -> None:
        """Log a message."""
        log.warning("%s", text)
