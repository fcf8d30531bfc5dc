"""The source text, its lines, and places in it.

A place in bare text is a range of characters. It is written as a region on page 1 whose box is [first column, first
line, last column, last line]: lines and columns count from 0, the last column is the one after the last character.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from banmian.document.model import Region
from banmian.repair.rules.document_traits import DocumentTraits, traits_of


@dataclass(frozen=True, slots=True)
class Part:
    """The characters from ``start`` to ``end`` (exclusive) of the source."""

    start: int
    end: int


class Source:
    """A text, where its lines begin, and what holds for all of it.

    ``origin`` is the number of the text's first line in its document.
    """

    def __init__(self, text: str, origin: int = 0) -> None:
        self.text = text
        self.origin = origin
        self.starts = [0]
        place = text.find("\n")
        while place >= 0:
            self.starts.append(place + 1)
            place = text.find("\n", place + 1)

    @cached_property
    def traits(self) -> DocumentTraits:
        """How the text is spaced, in which script it is set, whether it is painted twice."""
        return traits_of(self.text)

    def line_bounds(self, number: int) -> tuple[int, int]:
        """Start and end offset of line `number` (from 0), its line break left out."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def read(self, part: Part) -> str:
        """The characters of a part."""
        return self.text[part.start : part.end]

    def region(self, part: Part) -> Region:
        """The place of a part as a region."""
        first = bisect_right(self.starts, part.start) - 1
        last = bisect_right(self.starts, max(part.start, part.end - 1)) - 1 if part.end > part.start else first
        if part.end > part.start and self.text[part.end - 1] == "\n":
            last += 1
        above = _shared(first + self.origin)
        below = above if last == first else _shared(last + self.origin)
        return Region(
            1, [_shared(part.start - self.starts[first]), above, _shared(part.end - self.starts[last]), below]
        )


@lru_cache(maxsize=4096)
def _shared(number: int) -> float:
    """One object per number: a long document has as many places as lines, and most columns are small."""
    return float(number)
