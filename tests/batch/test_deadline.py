"""A worker has its seconds of the processor on a busy machine, and none more where it hangs."""

import pytest

from banmian.batch.deadline import LONGEST_WAIT, Deadline


def ends(share: float, seconds: float = 60.0, still_after: float = float("inf")) -> float:
    """When a process is ended that gets a share of a processor, and nothing after ``still_after`` seconds."""
    deadline = Deadline(seconds, began=1000.0, spent=7.0)
    taken = 0.0
    while not deadline.is_over(1000.0 + taken, 7.0 + share * min(taken, still_after)):
        taken += 0.5
    return taken


@pytest.mark.parametrize(
    ("share", "end"),
    [(1.0, 60.0), (3.5, 60.0), (0.5, 120.0), (0.26, 231.0), (0.1, 60 * LONGEST_WAIT)],
)
def test_waiting_for_a_busy_processor_does_not_count(share: float, end: float) -> None:
    assert ends(share) == pytest.approx(end, abs=1.0)


@pytest.mark.parametrize(("share", "still_after"), [(1.0, 20.0), (0.5, 0.0), (0.004, 900.0)])
def test_a_process_that_stands_still_is_ended_after_its_seconds(share: float, still_after: float) -> None:
    assert ends(share, still_after=still_after) == pytest.approx(60.0, abs=1.0)


def test_a_process_that_stops_later_is_ended_soon_after() -> None:
    assert ends(0.5, still_after=90.0) == pytest.approx(105.0, abs=2.0)
