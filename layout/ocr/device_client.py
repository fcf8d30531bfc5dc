"""A worker's side of the device: pictures go to its owner, answers come back.

An owner that is lost (killed, out of memory, hung) is started again, and what it had not answered is sent again, a
bounded number of times.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from banmian.errors import EngineError
from banmian.layout.ocr.ctc_decoder import Choices
from banmian.layout.ocr.device_messages import Done, Request, SharedMemory, SharedPicture, Welcome, answer_shape, place
from banmian.layout.ocr.device_start import OwnerSettings, connect
from banmian.layout.ocr.model_files import Task
from banmian.layout.readers.source_file import Raster

T = TypeVar("T")

TRIES = 3
"""How often a request is sent before it is given up."""
WELCOME_SECONDS = 30.0
ANSWER_SECONDS = 120.0
"""An owner that is silent for longer is taken for hung, and ended."""
MEMORY_BYTES = 64 * 2**20
"""Of the memory that a client shares with the owner; larger for larger pictures."""


class DeviceClient:
    """Sends pictures to the owner. Nothing is connected or started before the first one. Not for several threads."""

    def __init__(self, settings: OwnerSettings) -> None:
        self._settings = settings
        self._connection: Connection | None = None
        self._memory: SharedMemory | None = None
        self._owner = 0

    def recognise(self, task: Task, lines: Sequence[Raster]) -> list[Choices]:
        """The choices of each line, scaled to (LINE_HEIGHT, width, 3) RGB: (1, time steps, `CHOICES`).

        Raises EngineError, MissingRequirementError.
        """
        found = self._ask(task, lines)
        return [Choices(labels.view(np.int32).astype(np.int64)[None], shares[None]) for labels, shares in found]

    def result(self, task: Task, picture: Raster) -> NDArray[np.float32]:
        """What the detector or classifier gives for a picture. Raises as `recognise` does."""
        return next(self._ask(task, [picture]))

    def connect(self) -> None:
        """Make sure that there is an owner that can use its device. Raises as `recognise` does."""
        self._try(partial(self._connected, 0))

    def _ask(self, task: Task, pictures: Sequence[Raster]) -> Iterator[NDArray[np.float32]]:
        left = list(pictures)
        while left:
            answers = self._try(partial(self._exchange, task, left))
            yield from answers
            left = left[len(answers) :]

    def _try(self, work: Callable[[], T]) -> T:
        lost: Exception | None = None
        for _ in range(TRIES):
            try:
                return work()
            except (EOFError, OSError) as error:
                lost = error
                self.close()
            except BaseException:
                self.close()  # an answer that nobody read would be taken for the next one
                raise
        raise EngineError(f"The process that owns the device was lost {TRIES} times: {lost!r}") from lost

    def _exchange(self, task: Task, pictures: Sequence[Raster]) -> list[NDArray[np.float32]]:
        """The answers to as many of the pictures, from the first, as there is room for."""
        shapes = [picture.shape for picture in pictures]
        least = shapes[0][0] * shapes[0][1] * 3 + 4 * int(np.prod(answer_shape(task, shapes[0])))
        connection, memory = self._connected(2 * least)
        placed = place(task, shapes, memory.size)
        for picture, where in zip(pictures, placed, strict=False):
            memory.array(where.at, where.shape, np.uint8)[:] = picture
        connection.send(Request(task, tuple(placed)))
        done: Done = self._next(connection, ANSWER_SECONDS)
        if done.fault:
            raise EngineError(f"The device failed: {done.fault}")
        return [self._answer(task, memory, where) for where in placed]

    @staticmethod
    def _answer(task: Task, memory: SharedMemory, where: SharedPicture) -> NDArray[np.float32]:
        shape = answer_shape(task, where.shape)
        return np.array(memory.array(where.answer_at, shape, np.float32))

    def _connected(self, least: int) -> tuple[Connection, SharedMemory]:
        """The connection, made if there is none or its memory is smaller than this."""
        if self._memory is not None and self._memory.size < least:
            self.close()
        if self._connection is None or self._memory is None:
            self._connection = connect(self._settings)
            self._memory = SharedMemory.make(max(MEMORY_BYTES, least))
            self._memory.send(self._connection)
            welcome: Welcome = self._next(self._connection, WELCOME_SECONDS)
            self._owner = welcome.pid
        return self._connection, self._memory

    def _next(self, connection: Connection, seconds: float) -> Any:
        if not connection.poll(seconds):
            if self._owner:
                with suppress(ProcessLookupError):
                    os.kill(self._owner, signal.SIGKILL)
            raise TimeoutError(f"no answer after {seconds:.0f} s")
        return connection.recv()

    def close(self) -> None:
        """Leave the owner."""
        connection, memory = self._connection, self._memory
        self._connection = self._memory = None
        self._owner = 0
        if connection is not None:
            connection.close()
        if memory is not None:
            memory.close()
