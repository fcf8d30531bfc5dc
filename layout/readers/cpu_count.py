"""How many processors a process may use."""

from __future__ import annotations

import os


def processors() -> int:
    """Processors that this process may use, or as many as OMP_NUM_THREADS says; at least 1."""
    given = os.environ.get("OMP_NUM_THREADS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, available)


def processors_per_worker(workers: int) -> int:
    """Processors for each of `workers` processes, so that none is idle or oversubscribed; at least 1."""
    return max(1, processors() // workers)
