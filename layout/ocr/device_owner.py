"""The one process of a machine that uses a device; worker processes send it their pictures.

    python -P -m banmian.layout.ocr.device_owner --socket PATH [--provider NAME] [--profile NAME] ...

It prints one line of JSON when it is ready or can't be: ``{"fault": ..., "remedy": ...}``, both empty if all is well.
Lines of all clients are recognised together (`device_batches`). What waits is in the clients' memory, and each has
one request at a time, so nothing grows here. The process ends when it has had no client for a while.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from banmian.errors import BanmianError, MissingRequirementError, describe
from banmian.layout.ocr.device_batches import LineQueue, Pending, WaitingLine, make_table
from banmian.layout.ocr.device_choice import ONNXRUNTIME, PROVIDER_VARIABLE, PROVIDERS, TORCH, TORCH_ON_PROCESSORS
from banmian.layout.ocr.device_messages import Done, Request, SharedMemory, SharedPicture, Welcome, answer_shape
from banmian.layout.ocr.model_files import Task, prepare_profile
from banmian.layout.readers.source_file import Raster

LINE_THREADS, PICTURE_THREADS, TURN_THREADS = 2, 3, 1
"""Threads that keep the device busy: while it works for one, another prepares a table or a network."""
POLL_SECONDS = 0.5
IDLE_SECONDS = 60.0
"""The process ends after so long without a client."""
TELL_SECONDS = 20.0
MOST_FAULTS = 3
"""It also ends after so many failures in a row: a device that failed once may answer nobody any more."""

log = logging.getLogger(__name__)


class Networks(Protocol):
    """The networks as the owner uses them, from several threads."""

    def choices(self, task: Task, table: Raster, inside: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Labels and shares, (lines, time steps, `CHOICES`), of a table of `device_batches.make_table`."""

    def result(self, task: Task, picture: Raster) -> NDArray[np.float32]:
        """What the detector or classifier gives for a picture of a shape that it can take."""


@dataclass(slots=True, eq=False)
class _WaitingPicture:
    """A picture for the detector or the classifier, and where the answer goes."""

    task: Task
    picture: Raster
    answer: NDArray[np.float32]
    request: Pending


@dataclass(slots=True)
class _Tally:
    """How often a network was run, for how many pictures, and the seconds that threads spent on it."""

    runs: int = 0
    pictures: int = 0
    seconds: float = 0.0

    def add(self, pictures: int, seconds: float) -> None:
        """Count a run; two threads that count at once may lose one, which is of no matter."""
        self.runs, self.pictures, self.seconds = self.runs + 1, self.pictures + pictures, self.seconds + seconds


class Owner:
    """Serves clients with the networks until it has had none for `idle_seconds`."""

    def __init__(self, networks: Networks, idle_seconds: float = IDLE_SECONDS) -> None:
        self._networks, self._idle_seconds = networks, idle_seconds
        self._lines = LineQueue()
        self._pictures: dict[Task, queue.SimpleQueue[_WaitingPicture]] = {
            "detection": queue.SimpleQueue(),
            "orientation": queue.SimpleQueue(),
        }
        self._clients = 0
        self._last_client = time.monotonic()
        self._counting = threading.Lock()
        self._faults = 0
        self._tally: dict[Task, _Tally] = defaultdict(_Tally)

    def serve(self, listener: Listener) -> None:
        """Accept clients until there are none for a while, or the device fails."""
        for _ in range(LINE_THREADS):
            self._start(self._recognise)
        for waiting, count in zip(self._pictures.values(), (PICTURE_THREADS, TURN_THREADS), strict=True):
            for _ in range(count):
                self._start(self._answer_pictures, waiting)
        self._start(self._accept, listener)
        reported = time.monotonic()
        while not self._is_idle() and self._faults < MOST_FAULTS:
            time.sleep(POLL_SECONDS)
            if time.monotonic() - reported > TELL_SECONDS:
                reported = time.monotonic()
                self._tell()
        self._tell()

    def _tell(self) -> None:
        """Log what was done since the last time."""
        done, self._tally = self._tally, defaultdict(_Tally)
        for task, tally in done.items():
            log.info("%s: %d runs for %d pictures, %.1f s", task, tally.runs, tally.pictures, tally.seconds)

    @staticmethod
    def _start(work: Callable[..., None], *given: Any) -> None:
        threading.Thread(target=work, args=given, daemon=True).start()

    def _is_idle(self) -> bool:
        with self._counting:
            return not self._clients and time.monotonic() - self._last_client > self._idle_seconds

    def _accept(self, listener: Listener) -> None:
        while True:
            connection: Any = listener.accept()
            self._count_client(1)
            self._start(self._attend, connection)

    def _count_client(self, more: int) -> None:
        with self._counting:
            self._clients += more
            self._last_client = time.monotonic()

    def _attend(self, connection: Connection) -> None:
        """Answer one client until it is gone."""
        try:
            with connection:
                memory = SharedMemory.receive(connection)
                connection.send(Welcome(os.getpid()))
                while self._answer(connection, memory):
                    pass
        except (EOFError, OSError) as error:
            log.info("a client is gone: %s", error or type(error).__name__)
        except Exception:
            log.exception("a client can't be answered")
        finally:
            self._count_client(-1)

    def _answer(self, connection: Connection, memory: SharedMemory) -> bool:
        """Answer one request; whether the client is still there."""
        request: Request = connection.recv()
        pending = Pending(len(request.pictures))
        if request.task in self._pictures:
            for placed in request.pictures:
                answer = memory.array(placed.answer_at, answer_shape(request.task, placed.shape), np.float32)
                picture = _picture(memory, placed)
                self._pictures[request.task].put(_WaitingPicture(request.task, picture, answer, pending))
        else:
            self._lines.add([_waiting_line(request.task, memory, placed, pending) for placed in request.pictures])
        while not pending.finished.wait(POLL_SECONDS):
            if connection.poll():  # it has nothing to say before it is answered: it is gone
                pending.gone = True
                return False
        connection.send(Done(pending.fault))
        return True

    def _recognise(self) -> None:
        """Recognise lines, table after table."""
        while True:
            lines = [line for line in self._lines.take(POLL_SECONDS) if not line.request.gone]
            if not lines:
                continue
            fault = self._tried(partial(self._fill, lines), lines[0].task, len(lines))
            for line in lines:
                line.request.tick(fault)

    def _fill(self, lines: list[WaitingLine]) -> None:
        table, inside = make_table(lines)
        labels, shares = self._networks.choices(lines[0].task, table, inside)
        for place, line in enumerate(lines):
            line.labels[:], line.shares[:] = labels[place], shares[place]

    def _answer_pictures(self, waiting: queue.SimpleQueue[_WaitingPicture]) -> None:
        """Answer pictures, one after the other."""
        while True:
            one = waiting.get()
            if not one.request.gone:
                one.request.tick(self._tried(partial(self._map, one), one.task))

    def _map(self, one: _WaitingPicture) -> None:
        one.answer[:] = self._networks.result(one.task, one.picture).reshape(one.answer.shape)

    def _tried(self, work: Callable[[], None], task: Task, pictures: int = 1) -> str:
        """What went wrong with a piece of work."""
        begun = time.monotonic()
        try:
            work()
            self._tally[task].add(pictures, time.monotonic() - begun)
        except Exception as error:
            self._faults += 1
            log.exception("the device failed")
            return f"{type(error).__name__}: {error}"
        self._faults = 0
        return ""


def _picture(memory: SharedMemory, placed: SharedPicture) -> Raster:
    return memory.array(placed.at, placed.shape, np.uint8)


def _waiting_line(task: Task, memory: SharedMemory, placed: SharedPicture, pending: Pending) -> WaitingLine:
    _, *table = answer_shape(task, placed.shape)
    size = 4 * int(np.prod(table))
    labels = memory.array(placed.answer_at, tuple(table), np.int32)
    shares = memory.array(placed.answer_at + size, tuple(table), np.float32)
    return WaitingLine(task, _picture(memory, placed), labels, shares, pending)


def main() -> None:
    """Entry point of the process."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--provider", default=TORCH)
    parser.add_argument("--profile", default="default")
    parser.add_argument("--weights-dir", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--idle-seconds", type=float, default=IDLE_SECONDS)
    given = parser.parse_args()
    try:
        networks = _networks(prepare_profile(given.profile, given.weights_dir), given.provider, given.threads)
        given.socket.unlink(missing_ok=True)
        listener = Listener(str(given.socket), "AF_UNIX", backlog=256)
    except Exception as error:
        if not isinstance(error, BanmianError):
            log.exception("the owner of the device can't start")
        _, fault, remedy = describe(error)
        _report(fault or type(error).__name__, remedy)
        sys.exit(3)
    _report("", "")
    Owner(networks, given.idle_seconds).serve(listener)
    with suppress(OSError):
        listener.close()
    os._exit(0)  # threads may still hold the device


def _networks(folders: Mapping[Task, Path], provider: str, threads: int) -> Networks:
    """Raise MissingRequirementError where the provider or its device can't be used."""
    if provider == ONNXRUNTIME:
        from banmian.layout.ocr.device_rehearsal import OnnxRuntimeNetworks

        return OnnxRuntimeNetworks(folders, threads)
    if provider not in PROVIDERS:
        raise MissingRequirementError(
            f"Nothing called {provider!r} runs networks.",
            f"Set {PROVIDER_VARIABLE} to one of {', '.join(PROVIDERS)}, or not at all.",
        )
    try:
        from banmian.layout.ocr.torch_networks import TorchNetworks
    except ImportError as error:
        raise MissingRequirementError(
            f"torch can't be imported: {error}", "Install it: pip install 'banmian[cuda]'"
        ) from error
    return TorchNetworks(folders, "cpu" if provider == TORCH_ON_PROCESSORS else "cuda", threads)


def _report(fault: str, remedy: str) -> None:
    """Say on standard output how the start went; nobody reads it later."""
    print(json.dumps({"fault": fault, "remedy": remedy}), flush=True)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)


if __name__ == "__main__":
    main()
