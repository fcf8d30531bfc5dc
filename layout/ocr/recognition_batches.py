"""Input batches of the recogniser: crops scaled to its height, grouped by width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

MIDDLE = 127.5
"""Middle of the tones, which the recognition model takes as 0."""

LINE_HEIGHT = 48
"""Height in px for which the recogniser was trained; the width scales with it."""

LEAST_WIDTH = 320
MOST_WIDTH = 3200
"""Shorter lines are padded to the first, without which they are read a little worse; longer ones, from 65 glyphs,
are squeezed into the second, which bounds memory. PaddleOCR does both."""

BATCH_WIDTH = 800
BATCH_LINES = 16
"""Largest total width in px, and most lines, of a batch with several lines: more is not faster and takes more
memory."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``tensor`` (lines, 3, LINE_HEIGHT, width) BGR from -1 to 1, 0 beyond each line's end. For each line its index
    among the crops and its own width."""

    tensor: NDArray[np.float32]
    places: tuple[int, ...]
    widths: tuple[int, ...]


def make_batches(crops: Sequence[Raster], width_step: int = 1) -> Iterator[Batch]:
    """The crops (RGB) in batches of increasing width, each crop once.

    Widths of batches are multiples of `width_step` px, for engines that compile for every shape.
    """
    widths = [scaled_width(crop) for crop in crops]
    held: list[int] = []
    for place in sorted(range(len(crops)), key=widths.__getitem__):
        if held and (len(held) >= BATCH_LINES or widths[place] * (len(held) + 1) > BATCH_WIDTH):
            yield _batch(crops, held, widths, width_step)
            held = []
        held.append(place)
    if held:
        yield _batch(crops, held, widths, width_step)


def scaled_width(crop: Raster) -> int:
    """Width in px of a crop scaled to the recogniser's height."""
    height, width = crop.shape[:2]
    return min(MOST_WIDTH, max(1, math.ceil(LINE_HEIGHT * int(width) / int(height))))


def _batch(crops: Sequence[Raster], places: Sequence[int], widths: Sequence[int], step: int) -> Batch:
    own = tuple(widths[place] for place in places)
    width = math.ceil(max(LEAST_WIDTH, *own) / step) * step
    tensor = np.zeros((len(places), 3, LINE_HEIGHT, width), np.float32)
    for line, place, filled in zip(tensor, places, own, strict=True):
        line[:, :, :filled] = cv2.dnn.blobFromImage(
            crops[place], 1 / MIDDLE, (filled, LINE_HEIGHT), (MIDDLE, MIDDLE, MIDDLE), swapRB=True
        )[0]
    return Batch(tensor, tuple(places), own)
