"""As many worker processes as are needed: a page that hangs or kills its process costs only itself."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psutil

from banmian.batch import worker_main as reading_process
from banmian.batch.forking import ForkedProcess, can_fork
from banmian.batch.worker_main import Job
from banmian.batch.worker_supervision import POLL_SECONDS, OnSourcePage, WorkerFaultError, WorkerProcess, start_process
from banmian.errors import BanmianError, EngineError, TooLargeError, describe
from banmian.reading.documents import SourcePageFailure
from banmian.settings import Settings

TRIES_OF_A_SOURCE_PAGE = 2
"""A source page at which the process died twice is put aside."""


REMEDY_OF_LIMITS = "Look at it in another program; print it to a simpler PDF or to pictures there, and read those."


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

    def read(self, job: Job, on_source_page: OnSourcePage) -> dict[str, Any]:
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
                if fault.kind != "exceeded" and faults[fault.source_page] < TRIES_OF_A_SOURCE_PAGE:
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
