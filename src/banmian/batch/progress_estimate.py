"""How far a run is, in pages: what is done, how many there are, how long the rest takes."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from banmian.batch.inputs import InputFile
from banmian.batch.preview import count_pages
from banmian.messages import translatable

WINDOW_SECONDS = 300.0
"""The rate is that of the last this many seconds, so that the time left settles and still follows a change."""


@dataclass(slots=True)
class ProgressEstimate:
    """Pages of a run as they are done, of those that there are; ``clock`` gives seconds.

    Until all files were looked at, ``total`` is only what was counted so far, and ``is_counted`` is False.
    """

    clock: Callable[[], float] = time.monotonic
    total: int = 0
    is_counted: bool = False
    done: int = 0
    _is_single: bool = False
    _times: deque[tuple[float, int]] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, pages: int, was_read: bool = True) -> None:
        """Count pages as done; only those that this run has read count for the rate."""
        with self._lock:
            now = self.clock()
            self.done += pages
            if was_read:
                self._times.append((now, pages))
            while self._times and now - self._times[0][0] > WINDOW_SECONDS:
                self._times.popleft()

    def begin(self, page: int, pages: int) -> None:
        """Note that a page of a file begins, of so many: the one before it is done."""
        if self._is_single:
            self.total = pages
        if page > 1:
            self.advance(1)

    def pages_a_minute(self) -> float | None:
        """The rate of the last minutes; None before there is one."""
        with self._lock:
            if len(self._times) < 2 or self._times[-1][0] <= self._times[0][0]:
                return None
            seconds = self._times[-1][0] - self._times[0][0]
            return 60 * sum(pages for _, pages in list(self._times)[1:]) / seconds

    def seconds_left(self) -> float | None:
        """What the pages that are not done will take; None before there is a rate, or all pages are counted."""
        rate = self.pages_a_minute()
        return 60 * max(0, self.total - self.done) / rate if rate and self.is_counted else None

    def count(self, files: Sequence[InputFile]) -> None:
        """Count the pages of files, in the background; those of a single file are told when it is opened.

        No daemon: one that is inside PDFium when the process ends would crash it. It ends with the main thread.
        """
        self._is_single = len(files) == 1
        if self._is_single:
            self.total, self.is_counted = 1, True
            return

        def look_at_all() -> None:
            for file in files:
                if not threading.main_thread().is_alive():
                    return
                pages = count_pages(file)
                with self._lock:
                    self.total += pages
            self.is_counted = True

        threading.Thread(target=look_at_all, name="page-counter").start()


@dataclass(slots=True)
class CurrentFile:
    """The file that was last seen at work, its page, and how many it has."""

    path: str
    page: int
    pages: int

    def __str__(self) -> str:
        name = Path(self.path).name
        return translatable(f"{name} page {self.page} of {self.pages}") if self.pages > 1 else name
