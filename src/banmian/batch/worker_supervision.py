"""One worker process under supervision: what hangs, dies or grows too large is ended, with the page that it was at."""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psutil

from banmian.batch.deadline import Deadline
from banmian.batch.forking import ForkedProcess
from banmian.batch.worker_main import Job
from banmian.document.json_form import encode
from banmian.printable import printable
from banmian.settings import Settings

log = logging.getLogger(__name__)

START_SECONDS = 120.0
POLL_SECONDS = 0.5
SOURCE_PAGES_ARRANGED_AT_ONCE = 10
"""Arranging a document may take the time limit of one page per this many source pages."""
CHARACTERS_OF_A_PAGE = 1_000_000
"""Repairing a text may take the time limit of one page per this many characters."""
MEMORY_FACTOR = 2.0
"""A process is killed in mid-page when it uses this many times the memory at which it is renewed."""
OnSourcePage = Callable[[int, int], None]
"""Called for each source page when it begins, with its number and the number of source pages."""


class WorkerFaultError(Exception):
    """A worker process hung, died, grew too large or exceeded the limits of a part (``kind``).

    That was at source page ``source_page``, 0 outside pages.
    """

    def __init__(self, kind: str, message: str, source_page: int) -> None:
        super().__init__(message)
        self.kind = kind
        self.source_page = source_page


@dataclass(slots=True)
class _Watch:
    deadline: Deadline
    source_page: int = 0
    source_pages: int = 1


def start_process() -> subprocess.Popen[bytes]:
    """A worker process that begins anew, with an interpreter of its own."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "banmian.batch.worker_main"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class WorkerProcess:
    """One worker process; `run` gives it a job and waits for the result."""

    def __init__(self, process: subprocess.Popen[bytes] | ForkedProcess) -> None:
        self.jobs_done = 0
        self._process = process
        self._events: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=30)
        for target in (self._listen, self._overhear):
            threading.Thread(target=target, daemon=True).start()
        self._ready = False

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put(json.loads(line))
        self._events.put(None)

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            words = printable(line.decode("utf-8", "replace").rstrip())
            self._last_words.append(words)
            log.info("worker %d: %s", self._process.pid, words)

    def run(self, job: Job, settings: Settings, on_source_page: OnSourcePage) -> dict[str, Any]:
        """The last event of the job, ``done`` or ``failed``. Raises WorkerFaultError when the process is gone."""
        watch = _Watch(self._deadline(START_SECONDS))
        try:
            if not self._ready:
                self._next(watch, settings)
                self._ready = True
            self._send(job, watch)
            watch.deadline = self._deadline(settings.page_seconds)
            while True:
                event = self._next(watch, settings)
                if event["event"] in ("done", "failed"):
                    self.jobs_done += 1
                    return event
                self._follow(event, watch, settings, on_source_page)
        except BaseException:
            self.kill()
            raise

    def _follow(self, event: dict[str, Any], watch: _Watch, settings: Settings, on_source_page: OnSourcePage) -> None:
        limit = settings.page_seconds
        if event["event"] == "opened":
            watch.source_pages = event["leaves"]
            limit *= 1 + event.get("characters", 0) / CHARACTERS_OF_A_PAGE
        elif event["event"] == "leaf":
            watch.source_page = event["leaf"]
            on_source_page(watch.source_page, watch.source_pages)
        else:
            watch.source_page = 0
            limit *= 1 + watch.source_pages / SOURCE_PAGES_ARRANGED_AT_ONCE
        watch.deadline = self._deadline(limit)

    def _deadline(self, seconds: float) -> Deadline:
        return Deadline(seconds, time.monotonic(), self.processor_seconds())

    def _send(self, job: Job, watch: _Watch) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(encode(job)).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerFaultError("died", self._death_message(), watch.source_page) from error

    def _next(self, watch: _Watch, settings: Settings) -> dict[str, Any]:
        while True:
            try:
                event = self._events.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if watch.deadline.is_over(time.monotonic(), self.processor_seconds()):
                    message = f"no end after {watch.deadline.seconds:g} s"
                    message += " (page_seconds)" if self._ready else " of its start"
                    raise WorkerFaultError("hung", message, watch.source_page) from None
                if self.megabytes() > settings.worker_megabytes * MEMORY_FACTOR:
                    message = f"{self.megabytes():.0f} MB in use (worker_megabytes)"
                    raise WorkerFaultError("grew", message, watch.source_page) from None
                continue
            if event is None:
                raise WorkerFaultError("died", self._death_message(), watch.source_page)
            if event["event"] == "exceeded":
                raise WorkerFaultError("exceeded", event["message"], watch.source_page)
            return event

    def _death_message(self) -> str:
        status = self._process.wait()
        words = " / ".join(list(self._last_words)[-3:])
        return f"the worker process ended with status {status}" + (f": {words}" if words else "")

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def megabytes(self) -> float:
        """Resident memory of the process and its children."""
        try:
            process = psutil.Process(self._process.pid)
            own = process.memory_info().rss
            return float(own + sum(child.memory_info().rss for child in process.children(True))) / 2**20
        except psutil.Error:
            return 0.0

    def processor_seconds(self) -> float:
        """Processor time that the process and its children have used."""
        try:
            process = psutil.Process(self._process.pid)
            times = [process.cpu_times(), *(child.cpu_times() for child in process.children(True))]
            return sum(used.user + used.system + used.children_user + used.children_system for used in times)
        except psutil.Error:
            return 0.0

    def kill(self) -> None:
        """Kill the process and its children at once."""
        with suppress(psutil.Error):
            for child in psutil.Process(self._process.pid).children(True):
                child.kill()
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let the process end, or kill it."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
