"""Which lines of many pages are recognised together on a device, and in tables of which shapes.

Steps of a device are recorded for the exact shape of a network's input (`torch_networks`), and replayed only where it
comes again. So tables come in few shapes: widths rise in steps, and a table has room for many lines or for few. A
line's width alone decides how wide its table is, never its company, so its reading does not depend on what else is
read.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.model_files import Task
from banmian.layout.ocr.recognition_batches import LEAST_WIDTH, LINE_HEIGHT, MOST_WIDTH
from banmian.layout.readers.source_file import Raster

WIDTH_STEPS = ((1024, 32), (2048, 64), (MOST_WIDTH, 128))
"""Tables up to the first width (px) have a width that is a multiple of the second."""
TABLE_WIDTH = 16_384
"""Px of a full table's lines side by side: 25 lines of 640 px."""
PARTS = 4
"""A table with few lines has this part of the room of a full one."""
PATIENCE = 0.2
"""Seconds after which lines no longer stand back behind a full table."""
RECORDED_FROM = 3
"""A shape is recorded when it comes for so many times: most shapes of pictures come once or twice."""
MOST_RECORDED = 192
"""At most so many recordings are kept; the one not used for longest goes."""

Shape = tuple[Task, int]
"""What lines of one table have in common: the recogniser and the table's width in px."""


def table_width(width: int) -> int:
    """The width in px of the table for a line that is `width` px wide."""
    width = max(LEAST_WIDTH, width)
    step = next(step for most, step in WIDTH_STEPS if width <= most)
    return min(MOST_WIDTH, math.ceil(width / step) * step)


def table_rooms(width: int) -> tuple[int, int]:
    """For how many lines a full table of that width has room, and for how many a small one."""
    full = max(1, TABLE_WIDTH // width)
    return full, max(1, full // PARTS)


@dataclass(slots=True, eq=False)
class Pending:
    """A request of a client: how many of its pictures are ``left``, what went wrong, whether the client is gone."""

    left: int
    fault: str = ""
    gone: bool = False
    finished: threading.Event = field(default_factory=threading.Event)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def tick(self, fault: str = "") -> None:
        """One more of its pictures is done, or failed."""
        with self._counting:
            self.left -= 1
            self.fault = self.fault or fault
            if self.left <= 0:
                self.finished.set()


@dataclass(slots=True, eq=False)
class WaitingLine:
    """A line scaled to (`LINE_HEIGHT`, width, 3), RGB uint8, and where its choices go: (time steps, `CHOICES`)."""

    task: Task
    picture: Raster
    labels: NDArray[np.int32]
    shares: NDArray[np.float32]
    request: Pending
    since: float = field(default_factory=time.monotonic)

    @property
    def shape(self) -> Shape:
        """That of its table."""
        return self.task, table_width(self.picture.shape[1])


class LineQueue:
    """Lines that wait to be recognised. Safe to share between threads."""

    def __init__(self) -> None:
        self._waiting: dict[Shape, deque[WaitingLine]] = {}
        self._changed = threading.Condition()

    def add(self, lines: Iterable[WaitingLine]) -> None:
        """Let these wait too."""
        with self._changed:
            for line in lines:
                self._waiting.setdefault(line.shape, deque()).append(line)
            self._changed.notify_all()

    def take(self, seconds: float) -> list[WaitingLine]:
        """Lines of one shape, as many as a table has room for; none if there are none for so long."""
        with self._changed:
            if not self._waiting and not self._changed.wait_for(lambda: bool(self._waiting), seconds):
                return []
            shape = self._next_shape()
            lines = self._waiting[shape]
            taken = [lines.popleft() for _ in range(min(len(lines), table_rooms(shape[1])[0]))]
            if not lines:
                del self._waiting[shape]
            return taken

    def _next_shape(self) -> Shape:
        """That of a full table, else that of the line that has waited longest, which also goes first if impatient."""
        oldest = min(self._waiting, key=lambda shape: self._waiting[shape][0].since)
        if time.monotonic() - self._waiting[oldest][0].since > PATIENCE:
            return oldest
        full = (shape for shape, lines in self._waiting.items() if len(lines) >= table_rooms(shape[1])[0])
        return next(full, oldest)


def make_table(lines: list[WaitingLine]) -> tuple[Raster, NDArray[np.bool_]]:
    """Lines of one shape as a table (room, `LINE_HEIGHT`, width, 3), and where it holds them: (room, width)."""
    width = lines[0].shape[1]
    full, small = table_rooms(width)
    room = small if len(lines) <= small else full
    table = np.zeros((room, LINE_HEIGHT, width, 3), np.uint8)
    inside = np.zeros((room, width), np.bool_)
    for row, held, line in zip(table, inside, lines, strict=False):
        own = line.picture.shape[1]
        row[:, :own] = line.picture
        held[:own] = True
    return table, inside
