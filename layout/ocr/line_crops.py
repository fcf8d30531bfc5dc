"""Strips: the places on an upright page that hold one line of text each, and their crops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.engine import Detection
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster


@dataclass(frozen=True, slots=True)
class Strip:
    """A place that holds one line of text; ``vertical`` lines run top to bottom.

    Where paper has warped a line leans although its page is straight: ``lean`` is the shift across the
    line for each px along it, and ``box`` is upright once the lean about the box's centre is taken out.
    """

    box: Box
    vertical: bool = False
    lean: float = 0.0

    def shift_at(self, x: float, y: float) -> tuple[float, float]:
        """By how much a point of the upright box lies elsewhere on the page, (dx, dy)."""
        if self.vertical:
            return self.lean * (y - self.box.cy), 0.0
        return 0.0, self.lean * (x - self.box.cx)


def strips_of(detections: Sequence[Detection], ink: Mask, limits: ScanThresholds = SCAN) -> list[Strip]:
    """Detections of an upright page as strips; vertical ones are drawn in to their own column."""
    strips = []
    for detection in detections:
        strip = _strip(detection.corners.astype(np.float64), limits)
        if min(strip.box.width, strip.box.height) < 2:
            continue
        strips.append(drawn_in(strip, ink) if strip.vertical else strip)
    return strips


def _strip(corners: NDArray[np.float64], limits: ScanThresholds) -> Strip:
    upright = _bounds(corners)
    vertical = upright.height > limits.vertical_ratio * upright.width
    along, across = (1, 0) if vertical else (0, 1)
    ordered = corners[np.argsort(corners[:, along])]
    first, last = ordered[:2].mean(axis=0), ordered[2:].mean(axis=0)
    length = float(last[along] - first[along])
    thickness = min(upright.width, upright.height)
    lean = float(last[across] - first[across]) / length if length > 0 else 0.0
    plain = length < limits.leaning_length * thickness or abs(lean) > limits.most_lean
    if plain or abs(lean) * length < limits.least_lean * thickness:
        return Strip(upright, vertical)
    straight = corners.copy()
    middle = (upright.y0 + upright.y1) / 2 if vertical else (upright.x0 + upright.x1) / 2
    straight[:, across] -= lean * (corners[:, along] - middle)
    return Strip(_bounds(straight), vertical, lean)


def _bounds(corners: NDArray[np.float64]) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def drawn_in(strip: Strip, ink: Mask) -> Strip:
    """A vertical strip without the neighbours that reach into it: cut at the barest column of each side."""
    profile = cut(ink, strip).sum(axis=0).astype(np.float64)
    width = len(profile)
    if width < 6:
        return strip
    smooth = np.convolve(profile, np.ones(3) / 3, "same")
    margin = int(0.3 * width)
    left = margin - int(smooth[: margin + 1][::-1].argmin())
    right = width - 1 - margin + int(smooth[width - 1 - margin :].argmin())
    x0 = origin_of(strip)[0]
    return replace(strip, box=Box(x0 + left, strip.box.y0, x0 + right + 1, strip.box.y1))


def crop_of(picture: Raster, strip: Strip, limits: ScanThresholds = SCAN) -> Raster:
    """The crop that the recogniser is shown: a vertical strip is turned a quarter anticlockwise and
    padded across by `limits.vertical_padding` of its width."""
    crop = cut(picture, strip)
    if not strip.vertical:
        return crop
    pad = padding_of(strip, limits)
    padded = cv2.copyMakeBorder(crop, 0, 0, pad, pad, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(np.asarray(padded, np.uint8)))


def aired(crop: Raster, strip: Strip, body_em: float, limits: ScanThresholds = SCAN) -> Raster:
    """A strip's crop with its first and last rows repeated above and below it where it is a horizontal line of
    running text on a page whose body em is `body_em` px; other crops as they are."""
    if strip.vertical or strip.box.height > limits.aired_line * body_em:
        return crop
    rows = round(limits.line_air * crop.shape[0])
    return np.asarray(cv2.copyMakeBorder(crop, rows, rows, 0, 0, cv2.BORDER_REPLICATE), np.uint8)


def padding_of(strip: Strip, limits: ScanThresholds = SCAN) -> int:
    """Pixels added on either side of a vertical strip's crop."""
    return round(limits.vertical_padding * strip.box.width) if strip.vertical else 0


def cut(picture: Raster, strip: Strip) -> Raster:
    """The part of a picture under a strip, its lean taken out; at least one pixel each way."""
    height, width = picture.shape[:2]
    box = strip.box
    x0, y0 = origin_of(strip)
    x1, y1 = min(width, max(x0 + 1, round(box.x1))), min(height, max(y0 + 1, round(box.y1)))
    if not strip.lean:
        return picture[min(y0, height - 1) : y1, min(x0, width - 1) : x1]
    size = (max(1, x1 - x0), max(1, y1 - y0))
    dx, dy = strip.shift_at(x0, y0)
    sloping = (strip.lean, 0.0) if strip.vertical else (0.0, strip.lean)
    matrix = np.array([[1.0, sloping[0], x0 + dx], [sloping[1], 1.0, y0 + dy]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(picture, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def origin_of(strip: Strip) -> tuple[int, int]:
    """The pixel at which `cut` begins."""
    return max(0, int(strip.box.x0)), max(0, int(strip.box.y0))
