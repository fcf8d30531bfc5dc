"""Invented photographs: landscapes, people, rooms and crowds made of simple shapes, grain and shade."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

from samples.typeset.pictures import hills
from samples.typeset.sheet import Box, PaintedPicture

Tones = NDArray[np.float64]
RESOLUTION = 0.9
"""Pixels a point."""


def photo(box: Box, rng: Random, grey: bool = False) -> PaintedPicture:
    """A photograph that fills a box."""
    columns, rows = max(8, int(box.width * RESOLUTION)), max(8, int(box.height * RESOLUTION))
    if rng.random() < 0.25:
        return PaintedPicture(box, hills(columns, rows, rng), columns, rows)
    tones = _backdrop(columns, rows, rng)
    for number in range(rng.choice((1, 1, 2, 3, 5, 7))):
        _person(tones, rng, number)
    noise = np.random.default_rng(rng.randrange(1 << 30))
    tones += noise.normal(0, 6, tones.shape)
    if grey:
        tones = np.repeat(tones.mean(axis=2, keepdims=True), 3, axis=2)
    pixels = np.clip(tones, 0, 255).astype(np.uint8)
    return PaintedPicture(box, bytes(pixels.tobytes()), columns, rows)


def _colour(rng: Random, low: int, high: int) -> Tones:
    return np.array([rng.uniform(low, high) for _ in range(3)])


def _backdrop(columns: int, rows: int, rng: Random) -> Tones:
    """A wall or a sky with a few upright or level shapes before it."""
    top, foot = _colour(rng, 120, 235), _colour(rng, 60, 190)
    y = np.linspace(0, 1, rows)[:, None, None]
    tones = top * (1 - y) + foot * y + np.zeros((rows, columns, 3))
    for _ in range(rng.randint(3, 9)):
        x0, y0 = rng.randrange(columns), rng.randrange(rows)
        width, height = int(columns * rng.uniform(0.05, 0.4)), int(rows * rng.uniform(0.05, 0.6))
        tones[y0 : y0 + height, x0 : x0 + width] = _colour(rng, 40, 230)
    return tones


def _person(tones: Tones, rng: Random, number: int) -> None:
    """A head over shoulders."""
    rows, columns = tones.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    size = min(rows, columns) * rng.uniform(0.09, 0.2) / (1 + 0.08 * number)
    cx, cy = columns * rng.uniform(0.12, 0.88), rows * rng.uniform(0.25, 0.5)
    body = ((x - cx) / (size * 2.1)) ** 2 + ((y - cy - size * 3.4) / (size * 2.4)) ** 2 < 1
    tones[body] = _colour(rng, 15, 220)
    head = ((x - cx) / size) ** 2 + ((y - cy) / (size * 1.25)) ** 2 < 1
    tones[head] = np.array([222, 180, 150]) * rng.uniform(0.75, 1.05)
    hair = head & (y < cy - size * 0.45)
    tones[hair] = _colour(rng, 10, 60)


def code_square(box: Box, rng: Random) -> PaintedPicture:
    """A pattern of black and white squares, like the codes that telephones read."""
    side = 29
    noise = np.random.default_rng(rng.randrange(1 << 30))
    cells = (noise.random((side, side)) > 0.5) * 255
    for row, column in ((0, 0), (0, side - 7), (side - 7, 0)):
        cells[row : row + 7, column : column + 7] = 0
        cells[row + 1 : row + 6, column + 1 : column + 6] = 255
        cells[row + 2 : row + 5, column + 2 : column + 5] = 0
    pixels = np.repeat(cells[:, :, None], 3, axis=2).astype(np.uint8)
    return PaintedPicture(box, bytes(pixels.tobytes()), side, side)
