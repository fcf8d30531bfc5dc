"""A text as it is and as it was read, side by side: which words a repair changed, and from what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.changes import Change, ChangeMismatchError, undo
from articles.document import Repair


@dataclass(slots=True)
class Segment:
    """A stretch of a text: what it says, what it was, and the repairs (their ranks) that led there."""

    now: str
    was: str
    repairs: list[int] = field(default_factory=list)


def segments(text: str, repairs: Iterable[tuple[int, Repair]]) -> list[Segment]:
    """The text cut where repairs changed it, read from left to right; ``repairs`` with their ranks, in order.

    One segment where the record does not lead to the text (a person wrote it anew since).
    """
    made = list(repairs)
    changes = [Change(r.rule, r.offset, r.before, r.after, r.confidence) for _, r in made]
    try:
        read = undo(text, changes)
    except ChangeMismatchError:
        return [Segment(text, text)]
    cells = [Segment(sign, sign) for sign in read]
    for (rank, _), change in zip(made, changes, strict=True):
        cells = _changed(cells, change, rank)
    return _joined(cells)


def _changed(cells: list[Segment], change: Change, rank: int) -> list[Segment]:
    """The cells after one change: those that it touches become one."""
    start, end = change.offset, change.offset + len(change.before)
    before: list[Segment] = []
    touched: list[Segment] = []
    after: list[Segment] = []
    at = 0
    for cell in cells:
        length = len(cell.now)
        if at + length <= start and not (length == 0 and at == start < end):
            before.append(cell)
        elif at < end or (length == 0 and at == start < end):
            touched.append(cell)
        else:
            after.append(cell)
        at += length
    origin = sum(len(cell.now) for cell in before)
    now = "".join(cell.now for cell in touched)
    head, tail = now[: start - origin], now[end - origin :]
    known = [number for cell in touched for number in cell.repairs]
    merged = Segment(head + change.after + tail, "".join(cell.was for cell in touched), [*known, rank])
    return [*before, merged, *after]


def _joined(cells: list[Segment]) -> list[Segment]:
    """Neighbours that no repair touched made one."""
    found: list[Segment] = []
    for cell in cells:
        if found and not found[-1].repairs and not cell.repairs:
            found[-1].now += cell.now
            found[-1].was += cell.was
        else:
            found.append(Segment(cell.now, cell.was, list(cell.repairs)))
    return found
