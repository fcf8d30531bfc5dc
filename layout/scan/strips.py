"""Strips: the places on an upright page that hold one line of text each, and their crops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from layout.geometry import Box
from layout.readers.seam import Raster
from layout.scan.engine import Detection
from layout.scan.ink import Mask
from layout.thresholds import SCAN, ScanThresholds


@dataclass(frozen=True, slots=True)
class Strip:
    """A place that holds one line of text; ``vertical`` lines run top to bottom."""

    box: Box
    vertical: bool = False


def strips_of(detections: Sequence[Detection], ink: Mask, limits: ScanThresholds = SCAN) -> list[Strip]:
    """Detections of an upright page as strips; vertical ones are drawn in to their own column."""
    strips = []
    for detection in detections:
        (x0, y0), (x1, y1) = detection.corners.min(axis=0), detection.corners.max(axis=0)
        box = Box(float(x0), float(y0), float(x1), float(y1))
        if min(box.width, box.height) < 2:
            continue
        vertical = box.height > limits.vertical_ratio * box.width
        strips.append(Strip(_drawn_in(box, ink) if vertical else box, vertical))
    return strips


def _drawn_in(box: Box, ink: Mask) -> Box:
    """A vertical strip without the neighbours that reach into it: cut at the barest column of each side."""
    x0, x1 = int(box.x0), int(box.x1)
    profile = ink[int(box.y0) : int(box.y1), x0:x1].sum(axis=0).astype(np.float64)
    width = len(profile)
    if width < 6:
        return box
    smooth = np.convolve(profile, np.ones(3) / 3, "same")
    margin = int(0.3 * width)
    left = margin - int(smooth[: margin + 1][::-1].argmin())
    right = width - 1 - margin + int(smooth[width - 1 - margin :].argmin())
    return Box(x0 + left, box.y0, x0 + right + 1, box.y1)


def crop_of(picture: Raster, strip: Strip, limits: ScanThresholds = SCAN) -> Raster:
    """The crop that the recogniser is shown: a vertical strip is turned a quarter anticlockwise and
    padded across by `limits.vertical_padding` of its width."""
    crop = cut(picture, strip.box)
    if not strip.vertical:
        return crop
    pad = padding_of(strip, limits)
    padded = cv2.copyMakeBorder(crop, 0, 0, pad, pad, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(np.asarray(padded, np.uint8)))


def padding_of(strip: Strip, limits: ScanThresholds = SCAN) -> int:
    """Pixels added on either side of a vertical strip's crop."""
    return round(limits.vertical_padding * strip.box.width) if strip.vertical else 0


def cut(picture: Raster, box: Box) -> Raster:
    """The part of a picture under a box, at least one pixel each way."""
    height, width = picture.shape[:2]
    x0, y0 = origin_of(box)
    x1, y1 = min(width, max(x0 + 1, round(box.x1))), min(height, max(y0 + 1, round(box.y1)))
    return picture[min(y0, height - 1) : y1, min(x0, width - 1) : x1]


def origin_of(box: Box) -> tuple[int, int]:
    """The pixel at which `cut` begins."""
    return max(0, int(box.x0)), max(0, int(box.y0))
