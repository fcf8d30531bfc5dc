"""Memory of a process that reads page after page: kept for the next page, within bounds."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psutil

KEPT_BYTES = 1_200_000_000
"""A process keeps its memory after a page if it holds no more than this: an ordinary page peaks at about 1.1 GB."""

MAPPED_FROM = 1 << 25
"""Blocks of this many bytes count as large: the most that glibc takes."""
MOST_MAPPED = 1 << 16
"""How many blocks are mapped at once, as glibc has it."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_MMAP_MAX = -1, -3, -4
"""The numbers of glibc's settings, from its malloc.h."""


@lru_cache(maxsize=1)
def _library() -> Any:
    return ctypes.CDLL("libc.so.6") if sys.platform == "linux" else None


@lru_cache(maxsize=1)
def tune_malloc() -> None:
    """Allocate large blocks on the heap and keep them (mallopt of glibc) for the rest of the process.

    Otherwise each picture and each of the engine's tables is mapped, cleared page by page by the system, and
    unmapped again, which takes up to a tenth of the reading time. Does nothing where there is no such call.
    """
    library = _library()
    if library is not None and hasattr(library, "mallopt"):
        library.mallopt(M_MMAP_MAX, 0)
        library.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)


@contextmanager
def large_blocks_mapped() -> Iterator[None]:
    """Within, large blocks are mapped each by itself instead of lying on the heap, also after `tune_malloc`.

    For a library that keeps large blocks and asks for others with every picture of another size (OpenVINO's
    detector): on the heap those that it gives back and those that it keeps lie mixed, and it takes half as much again.
    Does nothing where there is no such call.
    """
    library = _library()
    if library is None or not hasattr(library, "mallopt"):
        yield
        return
    library.mallopt(M_MMAP_THRESHOLD, MAPPED_FROM)
    library.mallopt(M_MMAP_MAX, MOST_MAPPED)
    try:
        yield
    finally:
        library.mallopt(M_MMAP_MAX, 0)


def release_memory() -> None:
    """Return freed memory to the system if the process holds more than `KEPT_BYTES` (malloc_trim of glibc).

    Does nothing where there is no such call.
    """
    library = _library()
    if library is not None and hasattr(library, "malloc_trim") and holds_much():
        library.malloc_trim(0)


def holds_much() -> bool:
    """Whether the process holds more than `KEPT_BYTES`."""
    return bool(psutil.Process().memory_info().rss > KEPT_BYTES)
