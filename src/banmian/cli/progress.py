"""Progress for people: a bar on a terminal, plain lines elsewhere, all on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from banmian.batch.finalize import Summary
from banmian.batch.manifest import Row
from banmian.batch.run import Watcher

LINES_A_MINUTE = 60


class PlainLines:
    """One line per document, at most `LINES_A_MINUTE`; failures always."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._ended = 0
        self._last_line = 0.0

    def planned(self, documents: int) -> None:
        """The number of files to be looked at."""
        self._total = documents
        self._say(f"{documents} documents")

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        self._ended += 1
        now = time.monotonic()
        if row.status in ("failed", "partial") or now - self._last_line >= 60 / LINES_A_MINUTE:
            self._last_line = now
            self._say(f"[{self._ended}/{self._total}] {describe_row(row)}")

    def message(self, text: str) -> None:
        """Print a message."""
        self._say(text)

    def _say(self, text: str) -> None:
        print(text, file=self._stream, flush=True)


class Bar:
    """Documents, pages, articles, pages per minute and time left, on one line that is updated in place."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._pages = self._articles = 0
        self._began = time.monotonic()
        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(),
            TextColumn("{task.description}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task = self._progress.add_task("documents")

    def start(self) -> None:
        """Show the bar."""
        self._progress.start()

    def stop(self) -> None:
        """Stop updating the bar."""
        self._progress.stop()

    def planned(self, documents: int) -> None:
        """The number of files to be looked at."""
        self._progress.update(self._task, total=documents)

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        self._pages += 0 if row.reused else row.pages
        self._articles += row.articles
        rate = self._pages / max(1e-9, time.monotonic() - self._began) * 60
        text = f"documents, {self._pages} pages, {self._articles} articles, {rate:.0f} pages/min"
        self._progress.update(self._task, advance=1, description=text)
        if row.status in ("failed", "partial"):
            self.message(describe_row(row))

    def message(self, text: str) -> None:
        """A line above the bar."""
        self._progress.console.print(text, markup=False, highlight=False)


@contextmanager
def make_watcher() -> Iterator[Watcher]:
    """The watcher that suits standard error: a bar on a terminal, lines otherwise."""
    if not sys.stderr.isatty():
        yield PlainLines(sys.stderr)
        return
    bar = Bar()
    bar.start()
    try:
        yield bar
    finally:
        bar.stop()


def describe_row(row: Row) -> str:
    """One line about a finished document."""
    if row.error is not None:
        return f"{row.path}: {row.error.error}: {row.error.message}. {row.error.remedy}"
    if row.status == "duplicate":
        return f"{row.path}: same as {row.duplicate_of}"
    text = f"{row.path}: {row.pages} pages, {row.articles} articles, {row.seconds:.1f} s"
    if row.reused:
        text += ", done before"
    for failure in row.failed_pages:
        text += f"; page {failure.leaf} failed: {failure.error}: {failure.message}. {failure.remedy}"
    return text


def show_summary(summary: Summary, output: str) -> None:
    """Print the summary of a run on standard output."""
    parts = [f"{summary.done} done" + (f" ({summary.reused} before)" if summary.reused else "")]
    for count, word in (
        (summary.partial, "partial"),
        (summary.failed, "failed"),
        (summary.duplicates, "duplicates"),
        (summary.untried, "not tried"),
    ):
        if count:
            parts.append(f"{count} {word}")
    print(f"{summary.documents} documents: {', '.join(parts)}")
    print(f"{summary.pages} pages, {summary.articles} articles, {summary.seconds:.1f} s -> {output}")
    if summary.failed or summary.partial:
        print(f"What needs a person stands in {output}/manifest.json")
