"""Infographics: grounds of their own with tables, lists or profiles, which are a figure with its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.picture_captions import states_fact
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.rows import sort_by_rows

RUNNING_LINES = 3
"""Running text has marks of punctuation, is no profile, and is so many lines or more below each other,"""
RUNNING_LENGTH = 9.0
"""each so many em long on average."""
MOST_RUNNING = 0.35
"""An infographic has no more of its characters in running text,"""
LIST_LINES, LIST_COLUMNS, LIST_LENGTH, LIST_SHARE = 6, 3, 16.0, 0.9
"""and a table, or it is a list: at least so many lines in so many columns, each at most so many em long, and this share
of them without a mark of punctuation;"""
MOST_FACTS = 0.6
"""or it is a profile: this share of its lines begin with a word and a colon."""
_POINT = re.compile(r"[，、。；！？,;!?]")


def find_infographic(
    box: Box, items: Sequence[Item], tables: Sequence[Grid], lines: Sequence[Line], type_: Typography
) -> Item | None:
    """The picture that the inside of a frame is, its text as the caption; None where it holds text to be read.

    ``items`` are the frame's, without those of ``tables``; ``lines`` are all of its lines.
    """
    cells = [line for grid in tables for row in grid.cells for cell in row for line in cell]
    whole = [*lines, *cells]
    count = sum(len(line.text) for line in whole)
    if _running(items, type_) > MOST_RUNNING * count:
        return None
    facts = sum(states_fact(line) for line in whole)
    if not tables and not is_list(whole, type_) and facts < MOST_FACTS * len(whole):
        return None
    return Item("picture", box, caption=tuple(sort_by_rows(whole)), drawn=True)


def is_list(lines: Sequence[Line], type_: Typography) -> bool:
    """Whether lines are a list: short ones without a mark, in several columns."""
    short = [line for line in lines if line.box.width <= LIST_LENGTH * type_.em and not _POINT.search(line.text)]
    columns = len({round(line.box.x0 / (2 * type_.em)) for line in short})
    return len(short) >= LIST_LINES and len(short) >= LIST_SHARE * len(lines) and columns >= LIST_COLUMNS


def _running(items: Sequence[Item], type_: Typography) -> int:
    """How many characters of a frame are in running text."""
    blocks = [item.block for item in items if item.kind == "text" and item.block is not None]
    running = [
        block
        for block in blocks
        if len(block.lines) >= RUNNING_LINES
        and _POINT.search(block.text)
        and sum(map(states_fact, block.lines)) < MOST_FACTS * len(block.lines)
        and sum(line.box.width for line in block.lines) >= RUNNING_LENGTH * type_.em * len(block.lines)
    ]
    return sum(block.characters for block in running)
