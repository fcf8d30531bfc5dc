"""When a worker process has had its time: by the clock, and on a busy machine by what it got of the processor."""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_WAIT = 4.0
"""A process may take this many times its seconds by the clock, however little it got of the processor."""
STILL_SHARE = 0.25
MOST_STILL_SECONDS = 30.0
"""A process stands still that gets next to nothing done in this share of its seconds, and in these at most."""
LEAST_PROGRESS = 0.02
"""Less of the processor than this share of that time is next to nothing: watching over itself takes a process 0.004."""


@dataclass(slots=True)
class Deadline:
    """``seconds`` from ``began`` by the clock, longer while the process waits for a busy processor.

    After them the process has had its time where it used as much of the processor itself, stands still, or has had
    `LONGEST_WAIT` times its seconds. ``spent`` are the processor seconds of it and its children at ``began``.
    """

    seconds: float
    began: float
    spent: float
    _moved: float = field(init=False)
    _spent_then: float = field(init=False)

    def __post_init__(self) -> None:
        self._moved, self._spent_then = self.began, self.spent

    def is_over(self, now: float, spent: float) -> bool:
        """Whether it is over at ``now``, with ``spent`` used; to be asked every now and then."""
        most_still = min(MOST_STILL_SECONDS, STILL_SHARE * self.seconds)
        if spent - self._spent_then >= LEAST_PROGRESS * most_still:
            self._moved, self._spent_then = now, spent
        taken = now - self.began
        if taken <= self.seconds:
            return False
        stands_still = now - self._moved > most_still
        return stands_still or spent - self.spent > self.seconds or taken > LONGEST_WAIT * self.seconds
