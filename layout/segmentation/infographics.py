"""Infographics: grounds of their own with numbers, labels and pictures, which are a figure with its text."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.figures import in_rows
from banmian.layout.segmentation.regions import Grid, Item

RUNNING_LINES = 3
"""Running text is so many lines or more below each other,"""
RUNNING_LENGTH = 9.0
"""each so many em long on average."""
MOST_RUNNING = 0.35
"""An infographic has no more of its characters in running text,"""
LEAST_FIGURES = 0.15
"""and this share of digits, or a table;"""
LEAST_PARTS = 5
"""and so many lines."""


def figure_of(
    box: Box, items: Sequence[Item], tables: Sequence[Grid], lines: Sequence[Line], type_: Typography
) -> Item | None:
    """The picture that the inside of a frame is, its text as the caption; None where it holds text to be read.

    ``items`` are the frame's, without those of ``tables``; ``lines`` are all of its lines.
    """
    cells = [line for grid in tables for row in grid.cells for cell in row for line in cell]
    whole = [*lines, *cells]
    count = sum(len(line.text) for line in whole)
    if len(whole) < LEAST_PARTS or _running(items, type_) > MOST_RUNNING * count:
        return None
    digits = sum(char.isdigit() for line in whole for char in line.text)
    if not tables and digits < LEAST_FIGURES * count:
        return None
    if tables and sum(grid.box.area for grid in tables) > 0.6 * box.area:
        return None
    return Item("picture", box, caption=tuple(in_rows(whole)), drawn=True)


def _running(items: Sequence[Item], type_: Typography) -> int:
    """How many characters of a frame are in running text."""
    blocks = [item.block for item in items if item.kind == "text" and item.block is not None]
    running = [
        block
        for block in blocks
        if len(block.lines) >= RUNNING_LINES
        and sum(line.box.width for line in block.lines) >= RUNNING_LENGTH * type_.em * len(block.lines)
    ]
    return sum(block.characters for block in running)
