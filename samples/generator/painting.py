"""Paints frames in the order that a typesetting program would leave them, and turns vertical pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from samples.generator.design import PageDesign
from samples.generator.tiling import Band, Tile
from samples.typeset.frame import SetFrame
from samples.typeset.sheet import (
    ASCENT,
    Op,
    PaintedLine,
    PaintedPanel,
    PaintedPath,
    PaintedPicture,
    PaintedRule,
    Sheet,
)


def separators(page: PageDesign, bands: list[Band], tiles: list[Tile], rng: Random) -> SetFrame:
    """Rules between bands and between the tiles of a band."""
    frame = SetFrame()
    if page.frame_rule == "none":
        return frame
    for upper, lower in pairwise(bands):
        y = (upper.box.y1 + lower.box.y0) / 2
        frame.rules.append(PaintedRule(page.margin, y, page.width - page.margin, y, 0.8))
        if page.frame_rule == "double":
            frame.rules.append(PaintedRule(page.margin, y + 2, page.width - page.margin, y + 2, 0.4))
    if rng.random() < 0.5:
        for left, right in pairwise(tiles):
            if left.band == right.band and right.box.x0 > left.box.x1:
                x = (left.box.x1 + right.box.x0) / 2
                frame.rules.append(PaintedRule(x, bands[left.band].box.y0, x, bands[left.band].box.y1, 0.8))
    return frame


def _ordered(frames: list[SetFrame], order: str, rng: Random) -> list[Op]:
    ground: list[Op] = [op for frame in frames for op in frame.ground]
    if order == "frame":
        return [op for f in frames for op in (*f.ground, *f.rules, *f.heads, *f.body)]
    if order == "heads-last":
        return ground + [op for f in frames for op in (*f.rules, *f.body, *f.heads)]
    bodies: list[Op] = [op for frame in frames for op in (*frame.rules, *frame.body)]
    heads: list[Op] = [op for frame in frames for op in frame.heads]
    if order == "page-heads-last":
        return ground + bodies + heads
    ops = [op for op in bodies + heads if not isinstance(op, PaintedRule)]
    lines: list[Op] = [op for op in ops if isinstance(op, PaintedLine)]
    rng.shuffle(lines)
    panels: list[Op] = [
        replace(op, stroke=None) for op in ground + heads if isinstance(op, PaintedPanel) and op.fill is not None
    ]
    return [*panels, *(op for op in ops if isinstance(op, PaintedPicture)), *lines]


def paint(page: PageDesign, frames: list[SetFrame], script: int, rng: Random) -> Sheet:
    """All frames on one sheet; a vertical page is turned so that its lines run downwards."""
    ops = _ordered(frames, page.order, rng)
    if page.vertical:
        return Sheet(page.height, page.width, script, [_turned(op, page.height) for op in ops], page.radicals)
    return Sheet(page.width, page.height, script, ops, page.radicals)


def _turned(op: Op, width: float) -> Op:
    """A mark of a page that was set sideways: along a line becomes down, from line to line becomes leftwards."""
    if isinstance(op, PaintedPanel | PaintedPicture):
        return replace(op, box=op.box.turned(width))
    if isinstance(op, PaintedPath):
        return replace(op, points=tuple((width - y, x) for x, y in op.points))
    if isinstance(op, PaintedRule):
        return replace(op, x0=width - op.y0, y0=op.x0, x1=width - op.y1, y1=op.x1)
    if not op.vertical:
        return replace(op, x=width - op.y - op.size, y=op.x, vertical=True)
    length = op.offsets[-1] + op.size if op.offsets else 0.0
    return replace(op, x=width - op.y - length, y=op.x + (1 - ASCENT) * 0, vertical=False)
