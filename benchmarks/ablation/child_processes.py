"""A trial in a process of its own: one that never ends, takes all memory or crashes stops nothing but itself.

Library code in C (OpenCV) neither looks at Python's signals nor comes back from a kernel of a thousand million pixels.
The process is forked, so that pictures, kept answers and the result of before are there without being read anew. Its
time is counted in processor seconds, which a busy machine does not change.
"""

from __future__ import annotations

import json
import math
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable

MOST_MEMORY = 16 << 30
"""Bytes of address space; a picture beyond all lengths asks for more."""
WAITED = 20.0
"""So many times its processor seconds a trial may take by the clock: it may wait for ever as well as compute for ever,
and other work on the machine slows it down."""
ONE_OF_EACH = 32
"""Functions that remember no more than this load something; others remember what they found."""
FAILED = "fails: "
"""How a report begins where the work came to no result."""


def in_child(work: Callable[[], list[str]], seconds: float) -> list[str]:
    """What `work` reports, in at most so many processor seconds; else one line that says how it failed (`FAILED`)."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _work(work, seconds, writer)
    os.close(writer)
    try:
        answer = _read(reader, time.monotonic() + WAITED * max(1.0, seconds))
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if answer is not None:
        report: list[str] = json.loads(answer)
        return report
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return [FAILED + ("takes too long" if ended in (signal.SIGXCPU, signal.SIGKILL) else "crash")]


def forget_results() -> None:
    """Let functions find anew what they remember, which may hang on a number. What was loaded stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("banmian."):
            for thing in vars(module).values():
                if (
                    callable(getattr(thing, "cache_parameters", None))
                    and (thing.cache_parameters()["maxsize"] or 0) > ONE_OF_EACH
                ):
                    thing.cache_clear()


def _work(work: Callable[[], list[str]], seconds: float, writer: int) -> None:
    """Do the work in the child, write its report as one line and end the process."""
    try:
        whole = math.ceil(seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        try:
            forget_results()
            report = work()
        except Exception as error:
            report = [FAILED + type(error).__name__]
        os.write(writer, json.dumps(report).encode() + b"\n")
    finally:
        os._exit(0)


def _read(reader: int, end: float) -> bytes | None:
    """A line from a pipe; None where its other end is closed before it, or time is up (`time.monotonic`)."""
    found = b""
    while not found.endswith(b"\n"):
        ready, _, _ = select.select([reader], [], [], max(0.0, end - time.monotonic()))
        part = os.read(reader, 1 << 16) if ready else b""
        if not part:
            return None
        found += part
    return found
