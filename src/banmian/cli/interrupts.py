"""Ctrl-C and termination signals: end in an orderly way, but end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from banmian.messages import translate

INTERRUPTED = 130
PATIENCE_SECONDS = 5.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def report_interruption() -> None:
    """Tell that the command was interrupted, and how to go on."""
    print("banmian:", translate("interrupted; run the same command again to resume"), file=sys.stderr, flush=True)


@contextmanager
def end_gracefully(stop: Callable[[], None], patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """During the block, a signal raises KeyboardInterrupt.

    ``stop`` ends what else is running. It is called when the block has not finished after ``patience`` seconds, or
    at a second signal; the process then exits at once.
    """

    def end_now() -> None:
        try:
            stop()
        finally:
            report_interruption()
            os._exit(INTERRUPTED)

    timer = threading.Timer(patience, end_now)
    timer.daemon = True

    def interrupt(_signum: int, _frame: FrameType | None) -> None:
        if timer.is_alive():
            end_now()
        timer.start()
        raise KeyboardInterrupt

    before = {signum: signal.signal(signum, interrupt) for signum in SIGNALS}
    try:
        yield
    finally:
        timer.cancel()
        for signum, handler in before.items():
            signal.signal(signum, handler)
