"""Worker processes and their supervision: a page that hangs or kills its process costs only itself."""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from banmian.batch import worker as reading_process
from banmian.batch.deadline import Deadline
from banmian.batch.forking import ForkedProcess, can_fork
from banmian.batch.plan import Task
from banmian.batch.worker import Job
from banmian.document.json_form import encode
from banmian.errors import BanmianError, EngineError, TooLargeError, describe
from banmian.printable import printable
from banmian.reading.documents import SourcePageFailure
from banmian.settings import Settings

START_SECONDS = 120.0
POLL_SECONDS = 0.5
TRIES_OF_A_LEAF = 2
"""A source page at which the process died twice is put aside."""

LEAVES_ARRANGED_AT_ONCE = 10
"""Arranging a document may take the time limit of one page per this many source pages."""

CHARACTERS_OF_A_PAGE = 1_000_000
"""Repairing a text may take the time limit of one page per this many characters."""

MEMORY_FACTOR = 2.0
"""A process is killed in mid-page when it uses this many times the memory at which it is renewed."""

REMEDY_OF_LIMITS = "Look at it in another program; print it to a simpler PDF or to pictures there, and read those."

log = logging.getLogger(__name__)

OnLeaf = Callable[[int, int], None]
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
        [sys.executable, "-P", "-m", "banmian.batch.worker"],
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

    def run(self, job: Job, settings: Settings, on_source_page: OnLeaf) -> dict[str, Any]:
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

    def _follow(self, event: dict[str, Any], watch: _Watch, settings: Settings, on_source_page: OnLeaf) -> None:
        limit = settings.page_seconds
        if event["event"] == "opened":
            watch.source_pages = event["leaves"]
            limit *= 1 + event.get("characters", 0) / CHARACTERS_OF_A_PAGE
        elif event["event"] == "leaf":
            watch.source_page = event["leaf"]
            on_source_page(watch.source_page, watch.source_pages)
        else:
            watch.source_page = 0
            limit *= 1 + watch.source_pages / LEAVES_ARRANGED_AT_ONCE
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


def error_of(fault: WorkerFaultError) -> BanmianError:
    """The error that a fault of a worker process is for the page or document."""
    if fault.kind == "exceeded":
        return TooLargeError(str(fault), REMEDY_OF_LIMITS)
    return EngineError(f"worker process {fault.kind}: {fault}")


class WorkerPool:
    """As many worker processes as are needed at once, reused for the next document and renewed in time.

    ``settings`` are those that documents are read with.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._idle: queue.SimpleQueue[WorkerProcess] = queue.SimpleQueue()
        self._all: set[WorkerProcess] = set()
        self._turns = threading.BoundedSemaphore(settings.workers)
        self._counting = threading.Lock()
        self._reading = 0
        self._closed = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold one of the ``workers`` slots; waits until one is free.

        Where memory is short it also waits until no other document is being read.
        """
        with self._turns:
            while not self._begin():
                time.sleep(POLL_SECONDS)
            try:
                yield
            finally:
                with self._counting:
                    self._reading -= 1

    def _begin(self) -> bool:
        with self._counting:
            short = psutil.virtual_memory().available < self.settings.free_megabytes * 2**20
            if self._reading and short:
                return False
            self._reading += 1
            return True

    def read(self, job: Job, on_source_page: OnLeaf) -> dict[str, Any]:
        """Read a job's document; a source page that kills its process twice is put aside and the rest read.

        What exceeds the limits of a page is not tried again. Returns the worker's last event. Raises TooLargeError for
        what exceeds them outside any page, EngineError where a process died twice there.
        """
        faults: Counter[int] = Counter()
        while True:
            try:
                with self._worker() as worker:
                    return worker.run(job, self.settings, on_source_page)
            except WorkerFaultError as fault:
                faults[fault.source_page] += 1
                if fault.kind != "exceeded" and faults[fault.source_page] < TRIES_OF_A_LEAF:
                    continue
                error = error_of(fault)
                if fault.source_page == 0:
                    raise error from fault
                failure = SourcePageFailure(fault.source_page, *describe(error))
                job = replace(job, put_aside=[*job.put_aside, failure])

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        worker = self._take()
        try:
            yield worker
        except BaseException:
            self._all.discard(worker)
            raise
        old = worker.jobs_done >= self.settings.worker_documents
        if self._closed or old or worker.megabytes() > self.settings.worker_megabytes:
            self._all.discard(worker)
            worker.close()
        else:
            self._idle.put(worker)

    def start_early(self) -> None:
        """Let the first worker process begin as a copy of this one, which spares it what is loaded here already.

        Does nothing where that is not safe (`can_fork`): to be called before anything starts a thread.
        """
        if can_fork():
            self._idle.put(self._added(ForkedProcess(reading_process.main)))

    def _added(self, process: subprocess.Popen[bytes] | ForkedProcess) -> WorkerProcess:
        worker = WorkerProcess(process)
        self._all.add(worker)
        return worker

    def _take(self) -> WorkerProcess:
        if self._closed:
            raise InterruptedError("no more documents are read, since the run is ending")
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return self._added(start_process())

    @property
    def pids(self) -> list[int]:
        """Ids of the processes, working or idle."""
        return [worker.pid for worker in self._all]

    def close(self) -> None:
        """End all processes, working or idle; documents being read fail with WorkerFaultError."""
        self._closed = True
        for worker in list(self._all):
            worker.kill()
        self._all.clear()


def job_for(path: Path, task: Task, unfinished: Path, source_pages: Path, settings: Settings) -> Job:
    """The job of reading the file at ``path``, which the task's own path names in the document."""
    values = settings.model_dump(mode="json")
    return Job(str(path), task.path, task.sha256, str(unfinished), str(source_pages), values, facts=task.facts)
