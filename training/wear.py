"""How ink and paper age: spread and broken strokes, show-through, specks, uneven ground, poor scans."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.typefaces import Ink

Shares = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Tones:
    """Grey levels of paper and ink."""

    paper: float
    ink: float

    @classmethod
    def drawn(cls, chance: random.Random) -> Tones:
        """Tones by lot, from white to browned paper."""
        paper = chance.choice((chance.uniform(90, 180), chance.uniform(180, 252), chance.uniform(225, 255)))
        return cls(paper, paper - chance.uniform(45, min(230.0, paper)))


def clouds(shape: tuple[int, ...], side: int, noise: np.random.Generator) -> Shares:
    """Smooth noise from 0 to 1 whose clouds are about `side` px wide."""
    height, width = shape[:2]
    coarse = noise.random((-(-height // side) + 2, -(-width // side) + 2)).astype(np.float32)
    large = cv2.resize(coarse, None, fx=side, fy=side, interpolation=cv2.INTER_CUBIC)
    return np.asarray(large[:height, :width], np.float32)


def blurred(shares: Shares, radius: float) -> Shares:
    """Blurred where the radius (px) is worth it."""
    return np.asarray(cv2.GaussianBlur(shares, (0, 0), radius), np.float32) if radius > 0.25 else shares


def spread(ink: Ink, chance: random.Random, noise: np.random.Generator) -> Ink:
    """Strokes thickened or thinned with rough edges: a level in blurred type, which wavers."""
    if chance.random() > 0.8:
        return ink
    soft = blurred(ink.astype(np.float32) / 255, chance.uniform(0.8, 2.2))
    soft = soft + (clouds(ink.shape, chance.choice((2, 3, 5)), noise) - 0.5) * chance.uniform(0, 0.55)
    level, slope = chance.uniform(0.18, 0.55), chance.uniform(0.06, 0.2)
    return np.asarray(np.clip((soft - level) / slope + 0.5, 0, 1) * 255, np.uint8)


def crumble(ink: Ink, chance: random.Random, noise: np.random.Generator) -> Ink:
    """Strokes broken where the paper took no ink."""
    bare = clouds(ink.shape, chance.choice((3, 4, 6, 9)), noise) < chance.uniform(0.05, 0.3)
    return np.asarray(np.where(bare, ink * chance.uniform(0, 0.4), ink), np.uint8)


def dirty(
    shares: Shares, tones: Tones, behind: Shares | None, chance: random.Random, noise: np.random.Generator
) -> Ink:
    """A scan of ink (shares from 0 to 1) on its paper; `behind` is the type of the other side."""
    ink = shares
    if chance.random() < 0.5:
        ink = ink * (1 - chance.uniform(0.1, 0.6) * clouds(ink.shape, chance.choice((8, 16, 40)), noise))
    ground = np.full(ink.shape, tones.paper, np.float32)
    if chance.random() < 0.3:
        ground += (clouds(ink.shape, chance.choice((12, 30, 80)), noise) - 0.5) * chance.uniform(0, 50)
    if behind is not None:
        ground -= blurred(behind, chance.uniform(0.8, 2)) * chance.uniform(0.05, 0.25) * (tones.paper - tones.ink)
    grey = ground * (1 - ink) + tones.ink * ink
    if chance.random() < 0.35:
        grey = _speckled(grey, chance, noise)
    if chance.random() < 0.7:
        grey = grey + noise.standard_normal(grey.shape) * chance.uniform(1, 13)
    if chance.random() < 0.05:
        grey = 255 - grey
    return _scanned(np.asarray(np.clip(grey, 0, 255), np.uint8), tones, chance)


def _speckled(grey: Shares, chance: random.Random, noise: np.random.Generator) -> Shares:
    places: Shares = clouds(grey.shape, chance.choice((1, 1, 2, 3)), noise)
    dark, light = chance.uniform(0, 0.02), 1 - chance.uniform(0, 0.03)
    grey = np.where(places < dark, grey - chance.uniform(20, 110), grey)
    return np.asarray(np.where(places > light, grey + chance.uniform(20, 110), grey), np.float32)


def _scanned(grey: Ink, tones: Tones, chance: random.Random) -> Ink:
    """Two-tone, compressed, or of low resolution, now and then."""
    if chance.random() < 0.08:
        level = (tones.paper + tones.ink) / 2 + chance.uniform(-15, 15)
        grey = np.where(grey > level, np.uint8(255), np.uint8(0)).astype(np.uint8)
    if chance.random() < 0.25:
        _done, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(30, 85)])
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    if chance.random() < 0.12:
        size = chance.uniform(0.55, 0.9)
        small = cv2.resize(grey, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
        grey = np.asarray(cv2.resize(small, grey.shape[::-1]), np.uint8)
    return grey
