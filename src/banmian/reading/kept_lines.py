"""The lines and glyphs of pages as a reader saw them, put into the form that is kept beside the article document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from banmian.document.lines_as_read import LineRead, PageLines, ReadLines
from banmian.layout.model import Line, Page


def lines_of(pages: Iterable[Page]) -> ReadLines:
    """The lines of pages that are numbered within their document."""
    ranks: Counter[int] = Counter()
    found = []
    for page in pages:
        ranks[page.source_page] += 1
        found.append(
            PageLines(page.number, page.source_page, ranks[page.source_page], [_line(line) for line in page.lines])
        )
    return ReadLines(found)


def _line(line: Line) -> LineRead:
    starts: list[float] = []
    ends: list[float] = []
    sure: list[float] = []
    for glyph in line.glyphs:
        first, last = (glyph.box.y0, glyph.box.y1) if line.vertical else (glyph.box.x0, glyph.box.x1)
        step = (last - first) / max(1, len(glyph.text))
        for rank in range(len(glyph.text)):
            starts.append(first + rank * step)
            ends.append(first + (rank + 1) * step)
            sure.append(glyph.confidence)
    chars = sum(not char.isspace() for char in line.text)
    if len(starts) != chars:
        starts, ends, sure = [], [], []
    if all(value == line.confidence for value in sure):
        sure = []
    return LineRead(line.text, list(line.box), line.size, line.vertical, line.confidence, starts, ends, sure)
