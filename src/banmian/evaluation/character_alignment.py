"""Alignment of two sequences of characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


class Step(NamedTuple):
    """A stretch of the truth [start, end) and of the text; ``tag`` is equal, replace, insert or delete."""

    tag: str
    start: int
    end: int
    text_start: int
    text_end: int

    @property
    def errors(self) -> int:
        """Edit operations of the stretch."""
        return 0 if self.tag == "equal" else max(self.end - self.start, self.text_end - self.text_start)

    def within(self, start: int, end: int) -> Step | None:
        """The part of it within the true stretch [start, end); an insertion belongs to what precedes it."""
        if self.tag == "insert":
            return self if start < self.start <= end or self.start == start == 0 else None
        first, last = max(self.start, start), min(self.end, end)
        if first >= last:
            return None
        if self.tag == "delete":
            return Step(self.tag, first, last, self.text_start, self.text_start)
        shift = self.text_start - self.start
        return Step(self.tag, first, last, first + shift, last + shift)


def align(truth: Sequence[str], text: Sequence[str]) -> list[Step]:
    """The steps of a shortest edit script (Levenshtein) from truth to text, in order."""
    return [
        Step(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(truth, text)
    ]
