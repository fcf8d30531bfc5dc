"""How ink and paper age: spread and broken strokes, show-through, specks, stains, uneven ground, poor scans."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.column_setting import EM
from training.typefaces import CELL, Ink

Shares = NDArray[np.float32]

GRAIN = 1 << 20
"""Random numbers that are drawn in advance."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Grey levels of paper and ink."""

    paper: float
    ink: float

    @classmethod
    def drawn(cls, chance: random.Random) -> Tones:
        """Tones by lot, from white to browned paper; most ink is dark."""
        brown, grey, white = chance.uniform(90, 180), chance.uniform(180, 252), chance.uniform(225, 255)
        paper = chance.choices((brown, grey, white), (2, 3, 5))[0]
        least = 45 if chance.random() < 0.3 else 0.55 * paper
        return cls(paper, paper - chance.uniform(least, min(230.0, paper)))


class Noise:
    """Random pictures, cut out of numbers that were drawn once."""

    def __init__(self, seed: int) -> None:
        generator = np.random.default_rng(seed)
        self._even = generator.random(GRAIN, dtype=np.float32)
        self._normal = generator.standard_normal(GRAIN, dtype=np.float32)
        self._chance = random.Random(seed)

    def grain(self, shape: tuple[int, ...]) -> Shares:
        """Noise of deviation 1, every pixel for itself."""
        return self._cut(self._normal, *shape[:2])

    def clouds(self, shape: tuple[int, ...], side: int) -> Shares:
        """Smooth noise from 0 to 1 whose clouds are about `side` px wide."""
        height, width = shape[:2]
        if side == 1:
            return self._cut(self._even, height, width)
        coarse = self._cut(self._even, -(-height // side) + 1, -(-width // side) + 1)
        large = cv2.resize(coarse, None, fx=side, fy=side, interpolation=cv2.INTER_LINEAR)
        return np.asarray(large[:height, :width], np.float32)

    def _cut(self, numbers: Shares, height: int, width: int) -> Shares:
        start = self._chance.randrange(max(1, len(numbers) - height * width))
        return numbers[start : start + height * width].reshape(height, width)


def blurred(shares: Shares, radius: float) -> Shares:
    """Blurred where the radius (px) is worth it."""
    return np.asarray(cv2.GaussianBlur(shares, (0, 0), radius), np.float32) if radius > 0.25 else shares


def unsharp(shares: Shares, em: float, chance: random.Random) -> Shares:
    """Print that was not sharp on the page or in the scan, now and then so only towards one end; `em` in px."""
    radius = em / 27 * chance.choice((0.3, 0.8, 1.2, 2.0)) * chance.uniform(0, 1.3)
    if chance.random() > 0.12:
        return blurred(shares, radius)
    poor = blurred(shares, max(radius, em / 27 * chance.uniform(1.2, 3)))
    share = np.linspace(chance.uniform(-1, 0.5), chance.uniform(0.5, 1.5), len(shares), dtype=np.float32).clip(0, 1)
    share = share[:: chance.choice((1, -1)), None]
    return np.asarray(shares + share * (poor - shares), np.float32)


def spread(ink: Ink, chance: random.Random, noise: Noise, odds: float) -> Ink:
    """Strokes thickened or thinned with rough edges: a level in blurred type, which wavers."""
    if chance.random() > odds:
        return ink
    soft = blurred(ink.astype(np.float32), chance.uniform(0.8, 2.2) * EM)
    level, slope, rough = chance.uniform(0.18, 0.55), chance.uniform(0.06, 0.2), chance.uniform(0, 0.55)
    soft += noise.clouds(ink.shape, chance.choice((1, 2, 3))) * (255 * rough)
    # in one pass: (share + wavering - level) / slope + 0.5, times 255, cut to a byte
    return np.asarray(_bytes(soft, 1 / slope, 255 * (0.5 - (level + rough / 2) / slope)), np.uint8)


def _bytes(values: Shares, factor: float, offset: float) -> Ink:
    scaled = values * np.float32(factor)
    scaled += np.float32(offset)
    np.clip(scaled, 0, 255, out=scaled)
    return scaled.astype(np.uint8)


def crumble(ink: Ink, chance: random.Random, noise: Noise) -> Ink:
    """Strokes broken where the paper took no ink."""
    bare = noise.clouds(ink.shape, chance.choice((2, 3, 4, 6))) < chance.uniform(0.05, 0.3)
    return np.asarray(np.where(bare, (ink * np.float32(chance.uniform(0, 0.4))).astype(np.uint8), ink), np.uint8)


def soil(ink: Ink, chance: random.Random) -> Ink:
    """A few blots and scratches anywhere, which say nothing: smaller than a point, or longer than a stroke."""
    result = ink.copy()
    height, width = ink.shape
    for _ in range(chance.randint(1, 1 + height // (2 * CELL))):
        place = (chance.randrange(width), chance.randrange(height))
        tone = chance.randint(70, 255)
        if chance.random() < 0.7:
            axes = (chance.randint(1, max(1, int(5 * EM))), chance.randint(1, max(1, int(5 * EM))))
            cv2.ellipse(result, place, axes, chance.uniform(0, 180), 0, 360, (tone,), -1)
        else:
            end = (place[0] + chance.randint(-width, width) // 2, place[1] + chance.randint(-CELL, CELL))
            cv2.line(result, place, end, (tone,), chance.randint(1, 2))
    return result


def dirty(shares: Shares, tones: Tones, behind: Shares | None, chance: random.Random, noise: Noise) -> Ink:
    """A scan of ink (shares from 0 to 1) on its paper; `behind` is the type of the other side."""
    ink = shares
    if chance.random() < 0.5:
        ink = ink * (1 - np.float32(chance.uniform(0.1, 0.6)) * noise.clouds(ink.shape, chance.choice((8, 16, 40))))
    grey = ink * np.float32(tones.ink - tones.paper)
    grey += np.float32(tones.paper)
    if chance.random() < 0.3:
        clouds = noise.clouds(ink.shape, chance.choice((12, 30, 80))) - np.float32(0.5)
        grey += clouds * (1 - ink) * np.float32(chance.uniform(0, 50))
    if behind is not None:
        through = blurred(behind, chance.uniform(0.8, 2)) * (1 - ink)
        grey -= through * np.float32(chance.uniform(0.05, 0.25) * (tones.paper - tones.ink))
    if chance.random() < 0.35:
        _speckle(grey, chance, noise)
    if chance.random() < 0.7:
        grey += noise.grain(grey.shape) * np.float32(chance.uniform(1, 13))
    if chance.random() < 0.12:
        grey *= _shadow(len(grey), chance)
    if chance.random() < 0.05:
        grey = 255 - grey
    np.clip(grey, 0, 255, out=grey)
    return _scanned(grey.astype(np.uint8), tones, chance)


def _shadow(rows: int, chance: random.Random) -> Shares:
    """What is left of the light in each row where the page bends away at one end, (rows, 1)."""
    share = np.linspace(chance.uniform(-4, 0), 1, rows, dtype=np.float32).clip(0, 1)
    return np.asarray((1 - chance.uniform(0.1, 0.7) * share[:: chance.choice((1, -1)), None] ** 2), np.float32)


def _speckle(grey: Shares, chance: random.Random, noise: Noise) -> None:
    places = noise.clouds(grey.shape, chance.choice((1, 1, 2, 3)))
    dark, light = chance.uniform(0, 0.02), 1 - chance.uniform(0, 0.03)
    grey[places < dark] -= chance.uniform(20, 110)
    grey[places > light] += chance.uniform(20, 110)


def _scanned(grey: Ink, tones: Tones, chance: random.Random) -> Ink:
    """Two-tone, compressed, or of low resolution, now and then."""
    if chance.random() < 0.08:
        level = (tones.paper + tones.ink) / 2 + chance.uniform(-15, 15)
        grey = np.asarray(cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)[1], np.uint8)
    if chance.random() < 0.25:
        _done, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(30, 85)])
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    if chance.random() < 0.12:
        size = chance.uniform(0.55, 0.9)
        small = cv2.resize(grey, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
        grey = np.asarray(cv2.resize(small, grey.shape[::-1]), np.uint8)
    return grey
