"""Rules, waves, frames and dots that are drawn, not set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, sin, tau
from random import Random

from samples.typeset.sheet import BLACK, Box, Colour, Op, PaintedPanel, PaintedPath, PaintedRule

RULE_STYLES = ("thin", "thick", "double", "dotted", "wavy", "chain")


def wave(x0: float, y0: float, x1: float, y1: float, swing: float = 1.6, width: float = 0.9) -> PaintedPath:
    """A wavy rule along a straight line (horizontal or vertical), `swing` points to either side."""
    length = max(abs(x1 - x0), abs(y1 - y0))
    count = max(4, int(length / (swing * 2.2)))
    points = []
    for step in range(count + 1):
        side = swing * (0.0 if step in (0, count) else (1 if step % 2 else -1))
        x, y = x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count
        points.append((x, y + side) if abs(x1 - x0) > abs(y1 - y0) else (x + side, y))
    return PaintedPath(tuple(points), width)


def rule(style: str, x0: float, y0: float, x1: float, y1: float, weight: float = 0.6) -> list[Op]:
    """A printed separator of a style, straight across or straight down."""
    if style == "wavy":
        return [wave(x0, y0, x1, y1, 1.3 + weight, weight)]
    if style == "dotted":
        return [PaintedRule(x0, y0, x1, y1, weight, (1.2, 1.6))]
    if style == "chain":
        return [PaintedRule(x0, y0, x1, y1, weight * 2, (4.0, 2.0, 1.0, 2.0))]
    if style == "double":
        across = abs(x1 - x0) > abs(y1 - y0)
        dx, dy = (0.0, 2.0) if across else (2.0, 0.0)
        second = PaintedRule(x0 + dx, y0 + dy, x1 + dx, y1 + dy, weight)
        return [PaintedRule(x0, y0, x1, y1, weight * 1.6), second]
    return [PaintedRule(x0, y0, x1, y1, weight * (2.4 if style == "thick" else 1.0))]


def frame(style: str, box: Box, weight: float = 0.7, colour: Colour = BLACK) -> list[Op]:
    """A frame round a box."""
    if style == "wavy":
        corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0)]
        sides = pairwise(corners)
        return [wave(*start, *end, 1.2 + weight, weight) for start, end in sides]
    if style == "double":
        return [
            PaintedPanel(box, None, colour, weight * 2),
            PaintedPanel(box.inset(2.6, 2.6), None, colour, weight * 0.7),
        ]
    if style == "dotted":
        return [
            PaintedRule(box.x0, box.y0, box.x1, box.y0, weight, (1.2, 1.8)),
            PaintedRule(box.x0, box.y1, box.x1, box.y1, weight, (1.2, 1.8)),
            PaintedRule(box.x0, box.y0, box.x0, box.y1, weight, (1.2, 1.8)),
            PaintedRule(box.x1, box.y0, box.x1, box.y1, weight, (1.2, 1.8)),
        ]
    return [PaintedPanel(box, None, colour, weight * (2.6 if style == "thick" else 1.0))]


def dot(x: float, y: float, radius: float) -> PaintedPath:
    """A filled dot: a point beside a glyph."""
    points = ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))
    return PaintedPath(points, 0.2, BLACK, BLACK, closed=True)


def ring(box: Box, width: float, fill: Colour | None = None, corners: int = 28, colour: Colour = BLACK) -> PaintedPath:
    """An ellipse in a box."""
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    points = tuple(
        (cx + box.width / 2 * cos(tau * k / corners), cy + box.height / 2 * sin(tau * k / corners))
        for k in range(corners)
    )
    return PaintedPath(points, width, colour, fill, closed=True)


def draw_styles(rng: Random, count: int, among: Sequence[str] = RULE_STYLES) -> list[str]:
    """Rule styles for a page, which may be alike."""
    return [rng.choice(list(among)) for _ in range(count)]
