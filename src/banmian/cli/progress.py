"""Progress for people: a bar on a terminal, plain lines elsewhere, all on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from banmian.batch.finalize import Summary
from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Row
from banmian.batch.progress_estimate import CurrentFile, ProgressEstimate
from banmian.batch.run_watchers import Watcher
from banmian.cli.dry_run import count_of, describe_duration
from banmian.messages import translate, with_remedy
from banmian.printable import printable

LINES_A_MINUTE = 60
PAGE_LINE_SECONDS = 15.0
"""Pause after which a long document's present page is a line of its own."""


class PlainLines:
    """One line per document, at most `LINES_A_MINUTE`; failures always; now and then the current page of a long one."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._ended = 0
        self._last_line = 0.0
        self._pace = ProgressEstimate()

    def planned(self, files: Sequence[InputFile]) -> None:
        """Take the files to be looked at."""
        self._total = len(files)
        self._pace.count(files)
        self._say(count_of(len(files), "{0} document", "{0} documents"))

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """A page is being read."""
        self._pace.begin(page, pages)
        if page > 1 and time.monotonic() - self._last_line >= PAGE_LINE_SECONDS:
            self._line(f"{translate(str(CurrentFile(path, page, pages)))}, {describe_pace(self._pace)}")

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        self._ended += 1
        advance(self._pace, row)
        now = time.monotonic()
        if row.status in ("failed", "partial") or now - self._last_line >= 60 / LINES_A_MINUTE:
            self._line(describe_row(row))

    def message(self, text: str) -> None:
        """Print a message."""
        self._say(translate(text))

    def _line(self, text: str) -> None:
        self._last_line = time.monotonic()
        self._say(f"[{self._ended}/{self._total}] {text}")

    def _say(self, text: str) -> None:
        print(printable(text), file=self._stream, flush=True)


class Bar:
    """Pages read of all, current file and page, pages per minute and time left, on one line updated in place."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._ended = self._documents = 0
        self._pace = ProgressEstimate()
        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
        )
        self._task = self._progress.add_task("pages", total=None)

    def start(self) -> None:
        """Show the bar."""
        self._progress.start()

    def stop(self) -> None:
        """Stop updating the bar."""
        self._progress.stop()

    def planned(self, files: Sequence[InputFile]) -> None:
        """Take the files to be looked at."""
        self._documents = len(files)
        self._pace.count(files)

    def page_begun(self, path: str, page: int, pages: int) -> None:
        """A page is being read."""
        self._pace.begin(page, pages)
        self._show(f", {translate(str(CurrentFile(path, page, pages)))}")

    def recorded(self, row: Row) -> None:
        """A document is finished."""
        advance(self._pace, row)
        self._ended += 1
        self._show("")
        if row.status in ("failed", "partial"):
            self._print(describe_row(row))

    def _show(self, present: str) -> None:
        pace = self._pace
        documents = count_of(self._documents, "{0} document", "{0} documents")
        shown = translate(f"pages, {self._ended} of {documents}, {describe_pace(pace)}{present}")
        total = max(pace.total, pace.done) if pace.is_counted else None
        self._progress.update(self._task, completed=pace.done, total=total, description=printable(shown))

    def message(self, text: str) -> None:
        """A line above the bar."""
        self._print(translate(text))

    def _print(self, text: str) -> None:
        self._progress.console.print(printable(text), markup=False, highlight=False)


def advance(pace: ProgressEstimate, row: Row) -> None:
    """Count a document as done: its last page, or all of its pages where none was read now."""
    was_read = not row.reused and row.status in ("done", "partial")
    pace.advance(1 if was_read or row.error is not None else max(1, row.pages), was_read)


def describe_pace(pace: ProgressEstimate) -> str:
    """Pages a minute and time left, as far as they are known."""
    rate, left = pace.pages_a_minute(), pace.seconds_left()
    said = []
    if rate is not None:
        said.append(translate(f"{rate:.0f} pages/min" if rate >= 10 else f"{rate:.1f} pages/min"))
    if left is not None:
        said.append(translate(f"{describe_duration(left)} left"))
    elif not pace.is_counted:
        said.append(translate("counting pages"))
    return ", ".join(said) or translate("starting")


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
        return f"{row.path}: {row.error.error}: {with_remedy(row.error.message, row.error.remedy)}"
    if row.status == "duplicate":
        return f"{row.path}: {translate(f'same as {row.duplicate_of}')}"
    line = f"{row.path}: {_counts(row.pages, row.articles)}, {row.seconds:.1f} s"
    if row.reused:
        line += ", " + translate("done before")
    for failure in row.failed_pages:
        error = f"{failure.error}: {with_remedy(failure.message, failure.remedy)}"
        line += "; " + translate(f"page {failure.leaf} failed: {error}")
    return line


def _counts(pages: int, articles: int) -> str:
    return f"{count_of(pages, '{0} page', '{0} pages')}, {count_of(articles, '{0} article', '{0} articles')}"


def show_summary(summary: Summary, output: str) -> None:
    """Print the summary of a run on standard output."""
    parts = [translate(f"{summary.done} done") + _earlier(summary.reused)]
    for count, words in (
        (summary.partial, translate(f"{summary.partial} partial")),
        (summary.failed, translate(f"{summary.failed} failed")),
        (summary.duplicates, translate(f"{summary.duplicates} duplicates")),
        (summary.untried, translate(f"{summary.untried} not tried")),
    ):
        if count:
            parts.append(words)
    print(f"{count_of(summary.documents, '{0} document', '{0} documents')}: {', '.join(parts)}")
    print(f"{_counts(summary.pages, summary.articles)}, {summary.seconds:.1f} s -> {printable(output)}")
    if summary.failed or summary.partial:
        print(translate(f"See {printable(output)}/manifest.json for documents that need attention"))


def _earlier(reused: int) -> str:
    return " (" + translate(f"{reused} before") + ")" if reused else ""
