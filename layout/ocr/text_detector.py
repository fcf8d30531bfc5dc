"""Lines of text in the map of a detection network: Differentiable Binarization (Liao et al. 2020).

The network gives each pixel the probability that it lies in the core of a line, the line shrunk from all sides. Cores
are parted by a threshold; the rectangle around each is grown again by what shrinking took. Numbers and rounding are
those of PaddleOCR's module, so that both find the same corners.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyclipper  # type: ignore[import-untyped]
from numpy.typing import NDArray

from banmian.layout.ocr.engine import Detection, Quad
from banmian.layout.ocr.networks import Network
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

MEANS, DEVIATIONS = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the tones (0 to 1) of pictures that such networks are trained on, in the order of the channels."""
STRIDE = 32
"""Sides of the network's input are multiples of this (px)."""
LEAST_SIDES = 64
"""A picture whose sides sum to less than this (px) is padded."""
CORE_FROM = 0.2
LEAST_SCORE = 0.45
GROWTH = 1.4
LEAST_SIDE = 3
"""Cores are pixels above the first; their mean is at least the second. The third says how far a core grows: so many
times its area by its outline. Cores narrower than the fourth (px) are noise, and so are lines hardly wider."""
MOST_CORES = 6000

Mask = NDArray[np.bool_]
Prepare = Callable[[Raster], NDArray[Any]]
"""Makes a network's input from a picture whose channels are in its order."""


def network_input(picture: Raster) -> NDArray[np.float32]:
    """A picture as a tensor (1, 3, height, width) of normalized tones, its channels in the order given."""
    tensor = np.empty((1, 3, *picture.shape[:2]), np.float32)
    tones = np.arange(256, dtype=np.float32)
    for channel, (mean, deviation) in enumerate(zip(MEANS, DEVIATIONS, strict=True)):
        scaled = tones * np.float32(1 / 255 / deviation) + np.float32(-mean / deviation)
        np.take(scaled, picture[:, :, channel], out=tensor[0, channel], mode="clip")
    return tensor


class TextDetector:
    """A detection network as a function from a picture (RGB) to the lines in it, found at the picture's own size."""

    def __init__(self, network: Network, prepare: Prepare = network_input) -> None:
        self._network, self._prepare = network, prepare

    def __call__(self, picture: Raster) -> list[Detection]:
        """The lines, in no special order."""
        shown = _fitted(picture)
        probabilities = self._network(self._prepare(shown[:, :, ::-1]))[0, 0]
        return _lines(probabilities, picture.shape[1], picture.shape[0])


def _fitted(picture: Raster) -> Raster:
    """The picture scaled to sides that the network can take."""
    height, width = picture.shape[:2]
    if height + width < LEAST_SIDES:
        padded = np.zeros((max(STRIDE, height), max(STRIDE, width), 3), np.uint8)
        padded[:height, :width] = picture
        picture = padded
    height, width = (max(STRIDE, round(side / STRIDE) * STRIDE) for side in picture.shape[:2])
    if (height, width) == picture.shape[:2]:
        return picture
    return np.asarray(cv2.resize(picture, (width, height)), np.uint8)


def _lines(probabilities: NDArray[np.float32], width: int, height: int) -> list[Detection]:
    """The lines of a map, in px of the picture it was made of."""
    cores = (probabilities > CORE_FROM).astype(np.uint8)
    outlines, _ = cv2.findContours(cores, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scales = (width / probabilities.shape[1], height / probabilities.shape[0])
    found = []
    for outline in outlines[:MOST_CORES]:
        core, side = _rectangle(outline)
        if side < LEAST_SIDE:
            continue
        score = _mean_inside(probabilities, core)
        if score < LEAST_SCORE:
            continue
        line, side = _rectangle(_grown(core))
        if side >= LEAST_SIDE + 2:
            found.append(Detection(_placed(line, scales, (width, height)), score))
    return found


def _rectangle(points: NDArray[Any]) -> tuple[Quad, float]:
    """The narrowest rectangle around points, its corners clockwise from the top left, and its shorter side."""
    rectangle = cv2.minAreaRect(points)
    corners = sorted(cv2.boxPoints(rectangle), key=lambda corner: float(corner[0]))
    left = corners[:2] if corners[1][1] > corners[0][1] else corners[1::-1]
    right = corners[2:] if corners[3][1] > corners[2][1] else corners[:1:-1]
    return np.array([left[0], right[0], right[1], left[1]], np.float32), min(rectangle[1])


def _mean_inside(probabilities: NDArray[np.float32], core: Quad) -> float:
    """The mean probability inside a rectangle."""
    height, width = probabilities.shape
    x0, y0 = np.clip(np.floor(core.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    x1, y1 = np.clip(np.ceil(core.max(axis=0)), 0, (width - 1, height - 1)).astype(int)
    inside = np.zeros((y1 - y0 + 1, x1 - x0 + 1), np.uint8)
    moved = core - np.array([x0, y0], np.float32)
    cv2.fillPoly(inside, [moved.astype(np.int32)], [1])
    return float(cv2.mean(probabilities[y0 : y1 + 1, x0 : x1 + 1], inside)[0])


def _grown(core: Quad) -> NDArray[np.int32]:
    """A core's rectangle, grown to the line it was shrunk from."""
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(core, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    paths: Sequence[Sequence[Sequence[int]]] = offset.Execute(
        cv2.contourArea(core) * GROWTH / cv2.arcLength(core, closed=True)
    )
    return np.array([point for path in paths for point in path], np.int32).reshape(-1, 1, 2)


def _placed(line: Quad, scales: tuple[float, float], sides: tuple[int, int]) -> Quad:
    """Corners in px of the picture, inside it."""
    corners = np.rint(line * np.array(scales))
    return np.asarray(np.clip(corners, 0, sides), np.float32)
