"""Regions of a page (`Item`: text, head, picture, table, box): the units that are put together to articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.segmentation.text_blocks import TextBlock

ItemKind = Literal["text", "head", "picture", "table", "box"]


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as found: ``cells`` row by row, each the lines that are in it."""

    cells: tuple[tuple[tuple[Line, ...], ...], ...]
    box: Box


@dataclass(frozen=True, eq=False)
class Item:
    """One unit of a region. Items are compared by identity: two equal lines are two items.

    ``block`` is set for text and for headings (their lines from top to bottom); ``caption`` holds the lines of a
    picture's or a table's caption; ``inside`` holds the items within a frame. The ``role`` of a heading that is never
    a headline is "section" or "byline"; ``decks`` are its lines below a deck dash. A ``drawn`` picture's caption is
    the text in it, row by row; ``labels`` are the text in a picture that has a caption too.
    """

    kind: ItemKind
    box: Box
    block: TextBlock | None = None
    grid: Grid | None = None
    caption: tuple[Line, ...] = ()
    inside: tuple[Item, ...] = field(default=())
    dark: bool = False
    role: Literal["", "section", "byline"] = ""
    drawn: bool = False
    decks: tuple[Line, ...] = ()
    labels: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the block, none for other kinds."""
        return self.block.lines if self.block else ()

    @cached_property
    def size(self) -> float:
        """Largest glyph size among the lines (page units), 0 without lines."""
        return max((line.size for line in self.lines), default=0.0)

    @cached_property
    def vertical(self) -> bool:
        """Whether its lines run across the page's main direction."""
        return bool(self.lines) and all(line.vertical for line in self.lines)


def require_grid(item: Item) -> Grid:
    """The grid of a table item. Raises ValueError for an item that has none."""
    if item.grid is None:
        raise ValueError(f"a {item.kind} item has no grid")
    return item.grid


def span(items: Sequence[Item]) -> Box:
    """The box around all items."""
    return union(item.box for item in items)
