"""Gutters no wider than the spaces of words, told by where words begin.

Where a stretch of rows was read over such a gutter, hardly a line ends or begins there, and no width tells the gutter
from the spaces of justified type. But a column's rows begin flush: row after row has a word that begins at the same
place, where the spaces of words fall anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from banmian.layout.model import Line
from banmian.wording.unicode_script import takes_word_space

WHITE = 0.25
"""Least white (em) before a word that begins a column's row."""
FLUSH = 0.25
"""Words that begin so near (em) to each other begin flush."""
ROWS, SHARE = 6, 0.8
"""So many rows, and this share of those that go past the place, have a word that begins there; one at least was read to
begin there."""
COLUMN = 5.0
"""No column is narrower (em)."""


class _Space(NamedTuple):
    """Where the white between two words begins and ends, and whether a number is after it, as in a table's columns."""

    start: float
    end: float
    before_number: bool


class FlushColumns:
    """The words of horizontal lines, to be asked where columns begin inside them."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Line, list[_Space]]] = {}

    def gutters_of(self, line: Line, near: Sequence[Line]) -> Iterator[float]:
        """The middles of the gutters inside a line, given the lines of its size near it."""
        inside = COLUMN * line.size
        low, high = line.box.x0 + inside, line.box.x1 - inside
        if high <= low:
            return
        found: set[_Space] = set()
        for place in (other.box.x0 for other in near if low <= other.box.x0 <= high):
            space = self._space_before(line, place)
            if space and space not in found and self._begins_column(space, line, near):
                found.add(space)
                yield (space.start + space.end) / 2

    def _begins_column(self, space: _Space, line: Line, near: Sequence[Line]) -> bool:
        flush, against = int(not space.before_number), 0
        for other in near:
            if abs(other.box.x0 - space.end) <= FLUSH * line.size:
                flush += not other.text[:1].isdigit()
            elif other.box.x0 < space.start and other.box.x1 > space.end:
                own = self._space_before(other, space.end)
                flush += own is not None and not own.before_number
                against += own is None and not self._is_white(other, space)
        return flush >= ROWS and flush >= SHARE * (flush + against)

    def _space_before(self, line: Line, place: float) -> _Space | None:
        """The space of a line after which a word begins at a place."""
        slack = FLUSH * line.size
        return next((space for space in self._spaces_of(line) if abs(space.end - place) <= slack), None)

    def _is_white(self, line: Line, gutter: _Space) -> bool:
        """Whether a space of a line holds all of a gutter, as before an indented row and after a short one."""
        slack = FLUSH * line.size
        return any(
            space.start <= gutter.start + slack and space.end >= gutter.end - slack for space in self._spaces_of(line)
        )

    def _spaces_of(self, line: Line) -> list[_Space]:
        if id(line) not in self._known:
            least = WHITE * line.size
            spaces = [
                _Space(before.box.x1, after.box.x0, after.text.isdigit())
                for before, after in pairwise(line.glyphs)
                if after.box.x0 - before.box.x1 >= least
                and takes_word_space(before.text[-1:])
                and takes_word_space(after.text[:1])
            ]
            self._known[id(line)] = line, spaces
        return self._known[id(line)][1]
