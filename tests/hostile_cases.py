"""Hostile inputs: how each is made, what may become of it, and what it costs."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from banmian.batch.worker_main import Job
from banmian.batch.worker_pool import WorkerPool
from banmian.document.atomic_files import sha256_of
from banmian.errors import describe
from banmian.settings import Settings

NAMED = ("done", "partial", "failed")
MOST_MEGABYTES = 2500
MOST_SECONDS = 20
SETTINGS = Settings(engine="null")


@dataclass(frozen=True)
class Case:
    """An input: its file name, its bytes, its kind, the statuses that it may get, a word that its reason must have.

    It may take ``seconds`` of the processor.
    """

    name: str
    make: Callable[[], bytes]
    kind: str
    expected: tuple[str, ...] = NAMED
    says: str = ""
    seconds: float = MOST_SECONDS


@dataclass(frozen=True)
class Outcome:
    """What became of a case. ``reasons`` are errors and warnings; ``megabytes`` is the peak of its process.

    ``seconds`` are those of the clock, ``processor`` those of the processor.
    """

    name: str
    kind: str
    status: str
    reasons: tuple[str, ...]
    seconds: float
    processor: float
    megabytes: float

    def faults(self, case: Case) -> list[str]:
        """What is wrong with it."""
        said = " / ".join(self.reasons)
        found = [f"{self.status}, not {' or '.join(case.expected)}"] if self.status not in case.expected else []
        found += [said] if "UnexpectedError" in said or "worker process died" in said else []
        found += ["no reason"] if self.status != "done" and not said else []
        found += [f"{case.says!r} is not in {said!r}"] if case.says not in said else []
        found += [f"{self.processor:.0f} s"] if self.processor > case.seconds else []
        found += [f"{self.megabytes:.0f} MB"] if self.megabytes > MOST_MEGABYTES else []
        return found


class Peak:
    """The largest resident memory of a pool's processes while this is entered, in MiB, and their processor seconds."""

    def __init__(self, pool: WorkerPool) -> None:
        self.megabytes = 0.0
        self._before, self._after = dict[int, float](), dict[int, float]()
        self._pool, self._over = pool, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        for pid in self._pool.pids:
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")
        self._look()
        self._before = dict(self._after)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._look()
        self._over.set()
        self._thread.join()

    @property
    def processor(self) -> float:
        """Processor seconds since this was entered, those of starting processes included."""
        return sum(after - self._before.get(pid, 0.0) for pid, after in self._after.items())

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self._look()

    def _look(self) -> None:
        for pid in self._pool.pids:
            with suppress(OSError, IndexError, RuntimeError, psutil.Error):
                status = Path(f"/proc/{pid}/status").read_text()
                times = psutil.Process(pid).cpu_times()
                self._after[pid] = times.user + times.system
                self.megabytes = max(self.megabytes, int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def read_case(case: Case, folder: Path, pool: WorkerPool) -> Outcome:
    """Read a case as a batch does, in a process of the pool."""
    path, unfinished = folder / case.name, folder / "unfinished"
    path.write_bytes(case.make())
    unfinished.mkdir()
    values = pool.settings.model_dump(mode="json")
    job = Job(str(path), str(path), sha256_of(path), str(unfinished), str(unfinished / "pages"), values)
    with Peak(pool) as peak:
        began = time.monotonic()
        try:
            event = pool.read(job, lambda page, pages: None)
        except Exception as error:
            event = {"event": "failed", "fault": dict(zip(("error", "message"), describe(error)[:2], strict=True))}
        seconds = time.monotonic() - began
    shutil.rmtree(unfinished)
    path.unlink()
    return Outcome(case.name, case.kind, *_said(event), seconds, peak.processor, peak.megabytes)


def _said(event: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The status, and every reason that is given."""
    if event["event"] == "failed":
        return "failed", (f"{event['fault']['error']}: {event['fault']['message']}",)
    failures = [f"{failure['error']}: {failure['message']}" for failure in event["failures"]]
    return event["status"], (*failures, *event["warnings"])
