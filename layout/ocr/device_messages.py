"""What clients and the owner of a device tell each other, and the memory in which they share pictures and answers.

A client maps a piece of memory without a name (memfd_create of Linux) and hands it to the owner over their socket
(SCM_RIGHTS). It is gone with the last of the two processes, however they end, and no limit of /dev/shm bounds it.
A request says where in it the pictures are and where their answers are wanted.
"""

from __future__ import annotations

import mmap
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.device_batches import table_width
from banmian.layout.ocr.model_files import RECOGNITION, Task

STEP_WIDTH = 8
"""Px of a table per time step of a recogniser."""
ALIGNED = 64
"""Pictures and answers begin at multiples of this (bytes)."""
TURNS = 4

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hello:
    """A client's first message: the bytes of the memory whose descriptor follows."""

    size: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """The owner's answer to it, with its process id."""

    pid: int


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """Where a picture (height, width, 3) is in the shared memory, and where its answer is wanted."""

    at: int
    shape: Shape
    answer_at: int


@dataclass(frozen=True, slots=True)
class Request:
    """Pictures for a network."""

    task: Task
    pictures: tuple[SharedPicture, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The answers are where they were wanted, but for a ``fault``."""

    fault: str = ""


class SharedMemory:
    """Memory of this process and another."""

    def __init__(self, descriptor: int, size: int) -> None:
        self.size, self._descriptor = size, descriptor
        self._map = mmap.mmap(descriptor, size)

    @classmethod
    def make(cls, size: int) -> SharedMemory:
        """New memory; pages of it that are never written to cost nothing."""
        descriptor = os.memfd_create("banmian", os.MFD_CLOEXEC)
        os.ftruncate(descriptor, size)
        return cls(descriptor, size)

    def send(self, connection: Connection) -> None:
        """Hand it to the process at the other end. Raises OSError."""
        connection.send(Hello(self.size))
        with socket.fromfd(connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as stream:
            socket.send_fds(stream, [b"\0"], [self._descriptor])

    @classmethod
    def receive(cls, connection: Connection) -> SharedMemory:
        """The memory that the process at the other end hands over. Raises EOFError, OSError."""
        hello: Hello = connection.recv()
        with socket.fromfd(connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as stream:
            _, descriptors, _, _ = socket.recv_fds(stream, 1, 1)
        if not descriptors:
            raise EOFError("no memory was handed over")
        return cls(descriptors[0], hello.size)

    def array(self, at: int, shape: Shape, kind: Any) -> NDArray[Any]:
        """A view of the memory from byte `at`."""
        return np.ndarray(shape, kind, self._map, at)

    def close(self) -> None:
        """Let go of it; views that are still in use keep it."""
        os.close(self._descriptor)
        del self._map


def answer_shape(task: Task, shape: Shape) -> Shape:
    """The shape of a network's answer to a picture, in 32-bit numbers.

    For a recogniser the labels come first and then their shares as float32, each (time steps, `CHOICES`).
    """
    if task in RECOGNITION:
        return (2, table_width(shape[1]) // STEP_WIDTH, CHOICES)
    return (TURNS,) if task == "orientation" else (1, 1, shape[0], shape[1])


def place(task: Task, shapes: Sequence[Shape], size: int) -> list[SharedPicture]:
    """Places for as many of the pictures, from the first, as the memory has room for, with their answers."""
    placed, end = [], 0
    for shape in shapes:
        answer_at = _aligned(end + int(np.prod(shape)))
        after = _aligned(answer_at + 4 * int(np.prod(answer_shape(task, shape))))
        if after > size:
            break
        placed.append(SharedPicture(end, shape, answer_at))
        end = after
    return placed


def _aligned(at: int) -> int:
    return -(-at // ALIGNED) * ALIGNED
