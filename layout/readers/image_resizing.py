"""Page pictures resized to a wanted resolution."""

from __future__ import annotations

import numpy as np

from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2


def resize(picture: Raster, long_side: int) -> Raster:
    """The picture (height, width, 3) with its longer side `long_side` px."""
    scale = long_side / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)
