"""The writing mode of a page or of some of its lines: vertical or horizontal, by most characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from banmian.layout.model import Line


class Directed(Protocol):
    """A line of any kind, with its text and its direction."""

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def vertical(self) -> bool:
        """Whether it runs from top to bottom."""
        ...


def vertical_share(lines: Iterable[Directed]) -> float:
    """The share of characters that are in vertical lines, 0 without any."""
    lengths = [(len(line.text), line.vertical) for line in lines]
    return sum(length for length, vertical in lengths if vertical) / max(1, sum(length for length, _ in lengths))


def is_vertical(lines: Iterable[Directed]) -> bool:
    """The writing mode of a page, or of some of its lines: whether most characters are in vertical lines."""
    return vertical_share(lines) > 0.5


def with_page_direction(line: Line, vertical: bool) -> Line:
    """A single-glyph line, which has no direction of its own, in the page's main direction."""
    return replace(line, vertical=vertical) if len(line.text.strip()) == 1 else line
