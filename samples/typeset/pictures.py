"""Invented pictures (hills under a sky, seen through a coarse screen) and their captions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import numpy as np

from samples.typeset.line_breaking import Measure, Slot, TextStyle, set_paragraph
from samples.typeset.sheet import Box, Op, PaintedLine, PaintedPicture


@dataclass(frozen=True)
class PictureStyle:
    """Where a picture is: first column, columns it spans (may be a part), height and place."""

    column: int = 0
    span: float = 1.0
    height: float = 90.0
    place: str = "top"
    caption_face: str = "serif"
    credit_joined: bool = True


def hills(columns: int, rows: int, rng: Random) -> bytes:
    """RGB bytes of a landscape: a bright sky, three chains of hills, the grain of a screen."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    x = np.arange(columns)[None, :] / columns
    y = np.arange(rows)[:, None] / rows
    grey = 235 - 70 * y + 0 * x
    for depth in range(3):
        phase, waves = rng.uniform(0, 6), rng.uniform(1.5, 5)
        ridge = 0.35 + 0.2 * depth + 0.08 * np.sin(x * waves * math.tau + phase) + 0.03 * np.sin(x * 31 + phase)
        grey = np.where(y > ridge, 165 - 45 * depth + 25 * np.sin((x + y) * 40), grey)
    grain = noise.normal(0, 9, (rows, columns))
    tint = np.array([rng.uniform(0.85, 1.0) for _ in range(3)])
    pixels = np.clip((grey + grain)[:, :, None] * tint, 0, 255).astype(np.uint8)
    return bytes(pixels.tobytes())


def picture(box: Box, rng: Random) -> PaintedPicture:
    """A landscape that fills the box at about 100 dots per inch."""
    columns, rows = max(8, int(box.width * 1.4)), max(8, int(box.height * 1.4))
    return PaintedPicture(box, hills(columns, rows, rng), columns, rows)


def _last_neighbour(columns: Sequence[Box], first: int) -> int:
    """The last column that `first` reaches without crossing a headline that is between columns."""
    gutters = [right.x0 - left.x1 for left, right in pairwise(columns)]
    last = first
    while last < len(gutters) and gutters[last] <= min(gutters) * 1.01:
        last += 1
    return last


def place_picture(
    columns: Sequence[Box], photo: tuple[str, str], style: PictureStyle, body: TextStyle, measure: Measure, rng: Random
) -> tuple[list[Op], Box | None]:
    """Sets picture and caption into the columns; gives the hole that text goes round, None without room."""
    first = min(style.column, len(columns) - 1)
    last = min(_last_neighbour(columns, first), first + math.ceil(style.span) - 1)
    x0, x1 = columns[first].x0, columns[last].x1
    if style.span < last - first + 1:
        x1 -= (math.ceil(style.span) - style.span) * columns[last].width
    top = max(column.y0 for column in columns[first : last + 1])
    bottom = min(column.y1 for column in columns[first : last + 1])
    look = TextStyle(style.caption_face, body.size * 0.92, body.size * 1.2, indent=0.0, justify=0.0, role="caption")
    caption, credit = photo
    texts = [caption + " " + credit] if style.credit_joined else [caption, credit]
    room = [Slot(x0, k * look.leading, x1 - x0) for k in range(6)]
    lines: list[PaintedLine] = []
    for text in texts:
        placed = set_paragraph(text, room[len(lines) :], look, measure, rng)
        if placed is None:
            return [], None
        lines += placed
    depth = style.height + 4 + len(lines) * look.leading
    if depth > (bottom - top) * 0.8:
        return [], None
    y = {"top": top, "middle": top + (bottom - top - depth) / 2, "bottom": bottom - depth}[style.place]
    y = top + round((y - top) / body.leading) * body.leading
    ops: list[Op] = [picture(Box(x0, y, x1, y + style.height), rng)]
    ops += [replace(line, y=line.y + y + style.height + 4) for line in lines]
    reach = y + depth + body.size * 0.5
    return ops, Box(x0, y - (0 if style.place == "top" else body.size * 0.5), x1, reach)
