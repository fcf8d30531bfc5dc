"""Documents submitted to a task runner in bundles, and recorded one by one.

A task costs Prefect's client and server some 40 ms of processor time, whatever it does. Documents that take much
longer get a task each; quick ones share a task, so that scheduling stays a small share of the work.
"""

from __future__ import annotations

import logging
import queue
from concurrent.futures import CancelledError
from functools import partial
from typing import Any

from prefect.futures import PrefectFuture

from banmian.batch.batch_run import BatchRun
from banmian.batch.document_reading import give_up
from banmian.batch.manifest import Row, row_from_dict
from banmian.batch.run_plan import Task
from banmian.errors import MissingRequirementError
from banmian.flows.artifacts import ProgressArtifact
from banmian.flows.dask_cluster import LOST, Cluster
from banmian.flows.tasks import arguments, hand_over, page_begun, read_one, read_several, several_arguments

AHEAD = 2
"""Tasks submitted beyond those running, so that no worker waits for the planner."""

WATCH_SECONDS = 5.0
"""Time without a finished document after which the workers are checked."""

TASK_SECONDS = 1.0
"""Documents share a task up to this total time, …"""

MOST_OF_A_TASK = 20
"""… and up to this number: they may have to be read again after a fault of the scheduler."""

PAST = 0.8
"""Weight of earlier documents in the estimate of the next one's time."""

log = logging.getLogger(__name__)


class Submission:
    """The documents of a batch that were submitted and are not finished."""

    def __init__(
        self, batch: BatchRun, values: dict[str, Any], cluster: Cluster | None, progress: ProgressArtifact
    ) -> None:
        settings = batch.settings
        pauses = [settings.retry_seconds * 2**attempt for attempt in range(settings.retries)]
        tags = [settings.tag] if settings.tag else None
        self._reading = read_one.with_options(retries=settings.retries, retry_delay_seconds=pauses, tags=tags)
        self._reading_several = read_several.with_options(tags=tags)
        self._batch = batch
        self._values = values
        self._cluster = cluster
        self._progress = progress
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._bundle: list[Task] = []
        self._bundles: dict[int, dict[str, Task]] = {}
        self._tasks = 0
        self._expected_seconds = TASK_SECONDS
        hand_over.set(self._ended)
        page_begun.set(batch.watcher.page_begun)

    def add(self, document: Task) -> None:
        """Submit a document, alone or with the next ones; waits while enough are in flight."""
        self._bundle.append(document)
        if len(self._bundle) >= self._bundle_size():
            self._submit()
        while self._tasks >= self._batch.settings.workers + AHEAD:
            self._settle()

    def wait(self) -> None:
        """Wait until every document is finished."""
        self._submit()
        while self._tasks:
            self._settle()

    def _bundle_size(self) -> int:
        if self._cluster is not None:
            return 1
        return max(1, min(MOST_OF_A_TASK, int(TASK_SECONDS / max(self._expected_seconds, 1e-3))))

    def _submit(self) -> None:
        bundle, self._bundle = self._bundle, []
        if len(bundle) == 1:
            self._submit_alone(bundle[0])
        elif bundle:
            future = self._reading_several.submit(**several_arguments(bundle, self._batch.folder, self._values))
            self._bundles[id(future)] = {document.id: document for document in bundle}
            self._tasks += 1
            future.add_done_callback(partial(_note_bundle, self._ended, future))

    def _submit_alone(self, document: Task) -> None:
        future = self._reading.submit(**arguments(document, self._batch.folder, self._values))
        self._tasks += 1
        future.add_done_callback(partial(_note_one, self._ended, document))

    def _settle(self) -> None:
        """Take the next result: a single document, one of a bundle, or a bundle.

        Raises MissingRequirementError where there are no workers any more.
        """
        try:
            document, end = self._ended.get(timeout=WATCH_SECONDS)
        except queue.Empty:
            if self._cluster is not None:
                self._cluster.expect_workers()
            return
        if document is None:
            self._tasks -= 1
            self._read_the_rest(end)
        elif isinstance(end, PrefectFuture):
            self._tasks -= 1
            self._record(self._row_of(document, end))
        else:
            self._take_from_bundle(document)
            self._record(row_from_dict(end))

    def _take_from_bundle(self, document: Task) -> None:
        for bundle in self._bundles.values():
            bundle.pop(document.id, None)

    def _read_the_rest(self, future: PrefectFuture[Any]) -> None:
        """Submit the documents that a bundle did not finish again, one by one."""
        rest = self._bundles.pop(id(future))
        if rest:
            log.warning("%d documents are tried again one by one: %s", len(rest), future.state.message)
        for document in rest.values():
            self._submit_alone(document)

    def _row_of(self, document: Task, future: PrefectFuture[Any]) -> Row:
        """The row that a task returns. Raises MissingRequirementError where no worker is left that could return it.

        A finished task's result is stored at its worker: when that dies first, the task starts again. A wait that
        timed out is distinguished by its cause from a task that ran into a time limit.
        """
        while True:
            try:
                return row_from_dict(future.result(timeout=WATCH_SECONDS if self._cluster is not None else None))
            except CancelledError as error:
                raise MissingRequirementError("the Dask scheduler was lost", LOST) from error
            except TimeoutError as error:
                if self._cluster is None or not isinstance(error.__cause__, TimeoutError):
                    return give_up(document, error)
                self._cluster.expect_workers()
            except Exception as error:
                return give_up(document, error)

    def _record(self, row: Row) -> None:
        self._expected_seconds = PAST * self._expected_seconds + (1 - PAST) * row.seconds
        self._batch.record(row)
        self._progress.advance(len(self._batch.rows))


def _note_one(ended: queue.SimpleQueue[Any], document: Task, future: PrefectFuture[Any]) -> None:
    ended.put((document, future))


def _note_bundle(ended: queue.SimpleQueue[Any], submitted: PrefectFuture[Any], _future: PrefectFuture[Any]) -> None:
    ended.put((None, submitted))
