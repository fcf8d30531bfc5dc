"""Headline connectives: a small line between two lines of a headline (—OF—, IN THE), which says how these go together.

Notices of a century ago set them in the size of the text or a little larger, in the middle of the column, between
lines three times as large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import union
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block

MOST_LETTERS = 8
"""A connecting line has at most so many letters and figures, of Latin script."""
SMALLER = 0.65
"""It is at most this share of the size of the lines above and below,"""
NEAR = 2.0
"""at most so many em from each, without anything between,"""
OFF_CENTRE = 1.5
"""and the middles of all three are at most so many em apart."""


def join_connected(items: Sequence[Item], em: float) -> list[Item]:
    """The items of a horizontal page, two parts of a head with a connecting line between them as one; ``em`` in page
    units."""
    found = list(items)
    for line in sorted(filter(_may_connect, items), key=lambda item: item.box.y0):
        column = [item for item in found if item is not line and item.box.x_overlap(line.box) > 0]
        upper = max((i for i in column if i.box.cy < line.box.cy), key=lambda i: i.box.y1, default=None)
        lower = min((i for i in column if i.box.cy > line.box.cy), key=lambda i: i.box.y0, default=None)
        if upper is None or lower is None or not (_holds(upper, line, em) and _holds(lower, line, em)):
            continue
        parts = (upper, line, lower)
        block = make_block([one for part in parts for one in part.lines], em)
        joined = replace(upper, box=union(part.box for part in parts), block=block, decks=(*upper.decks, *lower.decks))
        found = [joined if item is upper else item for item in found if item is not line and item is not lower]
    return found


def _may_connect(item: Item) -> bool:
    """Whether an item is one line of a few Latin letters."""
    if item.kind not in ("text", "head") or item.role or item.vertical or len(item.lines) != 1:
        return False
    letters = [char for char in item.lines[0].text if char.isalnum()]
    short = 0 < len(letters) <= MOST_LETTERS and all(char.isascii() for char in letters)
    return short and not (len(letters) == 1 or item.lines[0].text.strip().isdigit())


def _holds(part: Item, line: Item, em: float) -> bool:
    """Whether a large line of a head is right above or below a connecting line, about the same middle."""
    if part.kind != "head" or part.role or part.vertical:
        return False
    edge = part.lines[-1] if part.box.cy < line.box.cy else part.lines[0]
    gap = max(line.box.y0 - part.box.y1, part.box.y0 - line.box.y1)
    return line.size <= SMALLER * edge.size and gap <= NEAR * em and abs(part.box.cx - line.box.cx) <= OFF_CENTRE * em
