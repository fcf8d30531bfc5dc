"""A text compared with what was read: which words a repair changed, and from what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from banmian.document.changes import Change, ChangeMismatchError, undo
from banmian.document.model import Repair


@dataclass(slots=True)
class Segment:
    """A stretch of a text: its words, what was read, and the repairs (by rank) between them."""

    now: str
    was: str
    repairs: list[int] = field(default_factory=list)


def segments(text: str, repairs: Iterable[tuple[int, Repair]]) -> list[Segment]:
    """The text divided where repairs changed it, from left to right; ``repairs`` with their ranks, in order.

    One segment where the record does not lead to the text (a person has rewritten it).
    """
    made = list(repairs)
    changes = [Change(r.rule, r.offset, r.before, r.after, r.confidence) for _, r in made]
    try:
        read = undo(text, changes)
    except ChangeMismatchError:
        return [Segment(text, text)]
    cells = [Segment(char, char) for char in read]
    lengths = [1] * len(cells)
    for (rank, _), change in zip(made, changes, strict=True):
        _change(cells, lengths, change, rank)
    return _joined(cells)


def _change(cells: list[Segment], lengths: list[int], change: Change, rank: int) -> None:
    """Apply one change: the cells that it touches become one. ``lengths`` are those of the cells' texts."""
    start, end = change.offset, change.offset + len(change.before)
    ends = list(accumulate(lengths))
    first = bisect_right(ends, start)
    origin = ends[first - 1] if first else 0
    last = first if origin == start == end else min(bisect_left(ends, end) + 1, len(cells))
    touched = cells[first:last]
    now = "".join(cell.now for cell in touched)
    upper, lower = now[: start - origin], now[end - origin :]
    known = [number for cell in touched for number in cell.repairs]
    was = "".join(cell.was for cell in touched)
    merged = upper + change.after + lower
    cells[first:last] = [Segment(merged, was, [*known, rank])]
    lengths[first:last] = [len(merged)]


def _joined(cells: list[Segment]) -> list[Segment]:
    """Neighbours that no repair touched merged into one."""
    found: list[Segment] = []
    for cell in cells:
        if found and not found[-1].repairs and not cell.repairs:
            found[-1].now += cell.now
            found[-1].was += cell.was
        else:
            found.append(Segment(cell.now, cell.was, list(cell.repairs)))
    return found
