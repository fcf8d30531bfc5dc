"""Pictures of one channel and of three: grey, RGB, and colours within a range."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.binarization import Mask
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

ROWS_AT_ONCE = 64
"""Rows of a picture that are compared at once, which stay in the processor's cache."""


def to_grey(picture: Raster) -> Mask:
    """The luminance of a picture, RGB or with one channel; (height, width), uint8."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def tones_of(picture: Raster) -> Raster:
    """One channel, (height, width), of a picture whose three are alike; any other picture itself."""
    if picture.ndim == 2:
        return picture
    for top in range(0, len(picture), ROWS_AT_ONCE):
        red, green, blue = cv2.split(picture[top : top + ROWS_AT_ONCE])
        if not (np.array_equal(red, green) and np.array_equal(green, blue)):
            return picture
    return np.asarray(cv2.extractChannel(picture, 0), np.uint8)


def to_rgb(tones: Raster) -> Raster:
    """A picture with three channels; (height, width, 3), in one block of memory."""
    return np.ascontiguousarray(cv2.merge((tones, tones, tones)) if tones.ndim == 2 else tones)


def in_range(picture: Raster, low: NDArray[np.float64], high: NDArray[np.float64]) -> Mask:
    """255 where a pixel lies within two colours (RGB) in every channel, else 0; ``picture`` may have one channel."""
    channels = 1 if picture.ndim == 2 else 3
    return np.asarray(cv2.inRange(picture, low[:channels], high[:channels]), np.uint8)
