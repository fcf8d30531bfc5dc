"""The title over a table and the notes below it, which are its own and no text around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.layout.geometry import Box, union
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.thresholds import ARRANGEMENT

REACH = 2.5
"""A title or note is at most this far (em) from its table,"""
MARGIN = 2.0
"""and reaches at most so many em beyond its sides;"""
ALONE = 1.5
"""no other text of its size is within so many em above or below it."""
LARGER = 1.15
"""Type this many times as large is of another size,"""
DISPLAY = 1.4
"""and type this many times the body's is a headline, which is a table's own only over its middle."""
_NOTE = re.compile(r"\s*(?:[*＊※]|[註注][:：]|[资資]料[來来]源|[说說]明[:：])")


def make_table_items(
    grids: Sequence[Grid], blocks: Sequence[TextBlock], em: float
) -> tuple[list[Item], list[TextBlock]]:
    """The tables, each with its title and notes as caption, and the blocks that are neither."""
    rest = list(blocks)
    items = []
    for grid in grids:
        title = next((block for block in rest if _is_title(block, grid.box, rest, em)), None)
        notes = [block for block in rest if block is not title and _is_note(block, grid.box, em)]
        own = [*([title] if title else []), *notes]
        rest = [block for block in rest if all(block is not other for other in own)]
        box = union([grid.box, *(block.box for block in own)])
        items.append(Item("table", box, grid=grid, caption=tuple(line for block in own for line in block.lines)))
    return items, rest


def _is_title(block: TextBlock, table: Box, blocks: Sequence[TextBlock], em: float) -> bool:
    gap = table.y0 - block.box.y1
    if len(block.lines) > 1 or not -ARRANGEMENT.overlap * em <= gap <= REACH * em or not _within(block.box, table, em):
        return False
    flush = abs(block.box.x0 - table.x0) <= MARGIN * em and block.size < DISPLAY * em
    if not (flush or abs(block.box.cx - table.cx) <= MARGIN * em) or block.text.rstrip()[-1:] in "。，；：,;:.":
        return False
    return not any(
        other is not block
        and max(other.size, block.size) < LARGER * min(other.size, block.size)
        and other.box.x_overlap(block.box) > 0
        and 0 <= -other.box.y_overlap(block.box) <= ALONE * em
        for other in blocks
    )


def _is_note(block: TextBlock, table: Box, em: float) -> bool:
    below = -ARRANGEMENT.overlap * em <= block.box.y0 - table.y1 <= REACH * em
    return below and _within(block.box, table, em) and bool(_NOTE.match(block.text)) and len(block.lines) <= 2


def _within(box: Box, table: Box, em: float) -> bool:
    return table.x0 - MARGIN * em <= box.x0 and box.x1 <= table.x1 + MARGIN * em
