"""Cuts a page into frames on its column grid."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.generator.design import PageDesign
from samples.typeset.sheet import Box


@dataclass(frozen=True)
class Tile:
    """A frame's place: its box, how many grid columns it takes, and the band it belongs to."""

    box: Box
    columns: int
    band: int


@dataclass(frozen=True)
class Band:
    """A strip across the page; a banner may run over all its tiles."""

    box: Box
    banner: bool


def _band_heights(rng: Random, height: float, gap: float, density: float) -> list[float]:
    usual = rng.uniform(230, 380) + 110 * (1 - density)
    count = max(2, min(6, round(height / usual)))
    shares = [rng.uniform(0.7, 1.5) for _ in range(count)]
    room = height - gap * (count - 1)
    return [share / sum(shares) * room for share in shares]


def _groups(rng: Random, columns: int, density: float) -> list[int]:
    """How the grid columns of a band are shared out."""
    groups: list[int] = []
    left = columns
    while left:
        sizes = (1, 2, 2, 3, 3, 4, left) if rng.random() < density else (2, 3, 3, 4, 4, left)
        size = left if left <= 2 else rng.choice([n for n in sizes if n <= left])
        if left - size == 1 and rng.random() < 0.6:
            size = left
        groups.append(size)
        left -= size
    rng.shuffle(groups)
    return groups


def tile_page(rng: Random, page: PageDesign, top: float, bottom: float) -> tuple[list[Band], list[Tile]]:
    """Bands and tiles between two heights of a page, from top to bottom and left to right."""
    gap = page.frame_gap * 1.1
    bands: list[Band] = []
    tiles: list[Tile] = []
    y = top
    for index, height in enumerate(_band_heights(rng, bottom - top, gap, page.density)):
        groups = _groups(rng, page.columns, page.density)
        banner = len(groups) > 1 and height > 200 and rng.random() < 0.15
        bands.append(Band(page.column_span(0, page.columns, y, y + height), banner))
        start = y + (44 if banner else 0)
        first = 0
        for columns in groups:
            box = page.column_span(first, first + columns, start, y + height)
            tiles += [Tile(part, columns, index) for part in _stack(rng, box, gap, columns, page.density)]
            first += columns
        y += height + gap
    return bands, tiles


def _stack(rng: Random, box: Box, gap: float, columns: int, density: float) -> list[Box]:
    if box.height > 300 and columns < 5 and rng.random() < 0.1 + 0.4 * density:
        cut = box.y0 + box.height * rng.uniform(0.35, 0.65)
        return [Box(box.x0, box.y0, box.x1, cut - gap / 2), Box(box.x0, cut + gap / 2, box.x1, box.y1)]
    return [box]
