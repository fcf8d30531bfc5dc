"""Wear of old print on film: broken and swollen strokes, uneven ink, scratches, stains, dark edges, folds."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from statistics import NormalDist

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Tones = NDArray[np.float32]


@dataclass(frozen=True)
class OldPrint:
    """How worn an old print is. Shares from 0 to 1, counts a page; lengths in px at 300 dots an inch.

    `broken` is the share of the strokes' edges that did not print, `swollen` how far ink ran (px), `uneven` how
    much the ink's strength changes over the page, `bitonal` whether the film knows black and white alone.
    """

    broken: float = 0.1
    swollen: float = 0.5
    uneven: float = 0.3
    scratches: int = 4
    stains: int = 2
    edge: float = 0.0
    bitonal: bool = False


def draw_old_print(rng: Random) -> OldPrint:
    """Print between well kept and barely legible."""
    return OldPrint(
        broken=rng.uniform(0.0, 0.35),
        swollen=rng.choice((0.0, rng.uniform(0.3, 1.2))),
        uneven=rng.uniform(0.1, 0.6),
        scratches=rng.choice((0, 3, 12)),
        stains=rng.choice((0, 2, 5)),
        edge=rng.choice((0.0, rng.uniform(0.01, 0.03))),
        bitonal=rng.random() < 0.35,
    )


def wear_print(page: Image.Image, wear: OldPrint, rng: Random) -> Image.Image:
    """The page as old print of the same size, in grey."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    tones = np.asarray(page.convert("L"), dtype=np.float32)
    ink: Tones = (1 - tones / 255).astype(np.float32)
    if wear.swollen:
        ink = np.minimum(1.0, cv2.GaussianBlur(ink, (0, 0), 0.6 + wear.swollen) * (1 + 0.9 * wear.swollen)).astype(
            np.float32
        )
    ink = (ink * (1 - wear.uneven * _clouds(tones.shape, 60, noise))).astype(np.float32)
    if wear.broken:
        grain = cv2.GaussianBlur(noise.normal(0, 1, tones.shape).astype(np.float32), (0, 0), 1.6)
        ink = np.where(grain > _threshold(wear.broken) * float(grain.std()), ink * 0.15, ink).astype(np.float32)
        ink = cv2.GaussianBlur(ink, (0, 0), 0.6).astype(np.float32)
    _scratch(ink, wear.scratches, rng)
    _stain(ink, wear.stains, rng)
    if wear.edge:
        _darken_edges(ink, wear.edge, noise)
    if wear.bitonal:
        ink = np.where(ink > 0.42, 1.0, 0.02).astype(np.float32)
    return Image.fromarray(np.clip(255 * (1 - ink), 0, 255).astype(np.uint8))


def _threshold(share: float) -> float:
    """The value that half of this share of a normal distribution passes: cores of strokes lose less than edges."""
    return NormalDist().inv_cdf(1 - share / 2)


def _clouds(shape: tuple[int, ...], cells: int, noise: np.random.Generator) -> Tones:
    """Soft fields between 0 and 1, about this many pixels in size over a coarse grid."""
    rows, columns = max(2, shape[0] // (cells * 6)), max(2, shape[1] // (cells * 6))
    coarse = noise.random((rows, columns)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).clip(0, 1), np.float32)


def _scratch(ink: Tones, count: int, rng: Random) -> None:
    height, width = ink.shape
    for _ in range(count):
        x, y = rng.randrange(width), rng.randrange(height)
        across = rng.random() < 0.3
        length = rng.randint(height // 20, height // 3)
        end = (x + length, y + rng.randint(-20, 20)) if across else (x + rng.randint(-12, 12), y + length)
        cv2.line(ink, (x, y), end, (rng.choice((0.0, 0.8)),), rng.choice((1, 1, 2)), cv2.LINE_AA)


def _stain(ink: Tones, count: int, rng: Random) -> None:
    height, width = ink.shape
    for _ in range(count):
        radius = rng.randint(width // 60, width // 14)
        x, y = rng.randrange(width), rng.randrange(height)
        x0, x1, y0, y1 = max(0, x - radius), min(width, x + radius), max(0, y - radius), min(height, y + radius)
        rows, columns = np.mgrid[y0:y1, x0:x1]
        distance = np.hypot(columns - x, rows - y) / radius
        part = ink[y0:y1, x0:x1]
        part += (rng.uniform(0.08, 0.3) * np.clip(1 - distance, 0, 1) ** 0.5).astype(np.float32)
        np.clip(part, 0, 1, out=part)


def _darken_edges(ink: Tones, share: float, noise: np.random.Generator) -> None:
    """The dark of the film round the paper, ragged on the inside."""
    height, width = ink.shape
    margin = share * width
    ragged = _clouds(ink.shape, 20, noise) * margin * 0.6
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    nearest = np.minimum(np.minimum(columns, width - 1 - columns), np.minimum(rows, height - 1 - rows))
    np.copyto(ink, np.float32(0.96), where=nearest < margin * 0.5 + ragged * 0.5)


def join_fold(right: Image.Image, left: Image.Image, rng: Random) -> Image.Image:
    """Two pages of a fold on one sheet, the right one first in reading: a shaded gutter, edges not quite level."""
    gutter = rng.randint(10, max(12, right.width // 16))
    shift = rng.randint(-right.height // 150, right.height // 150)
    height = max(right.height, left.height) + abs(shift)
    sheet = Image.new("L", (right.width + left.width + gutter, height), 250)
    sheet.paste(left.convert("L"), (0, max(0, shift)))
    sheet.paste(right.convert("L"), (left.width + gutter, max(0, -shift)))
    tones = np.asarray(sheet, dtype=np.float32)
    middle = left.width + gutter / 2
    distance = np.abs(np.arange(tones.shape[1]) - middle) / max(30.0, right.width * 0.02)
    shade = 1 - rng.uniform(0.1, 0.5) * np.exp(-(distance**2))
    return Image.fromarray((tones * shade[None, :]).astype(np.uint8))
