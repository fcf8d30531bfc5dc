"""Which way up a picture is, by a network that tells four turns apart."""

from __future__ import annotations

import numpy as np

from banmian.layout.ocr.networks import Network
from banmian.layout.ocr.text_detector import Prepare, network_input
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

SHORT_SIDE = 256
SIDE = 224
"""The network sees a square of the second (px), cut from the middle of the picture scaled to the first."""
TURNS = (0, 90, 180, 270)


class OrientationClassifier:
    """An orientation network as a function from a picture (RGB) to the degrees clockwise by which it is rotated."""

    def __init__(self, network: Network, prepare: Prepare = network_input) -> None:
        self._network, self._prepare = network, prepare

    def __call__(self, picture: Raster) -> int:
        """One of `TURNS`."""
        height, width = picture.shape[:2]
        scale = SHORT_SIDE / min(height, width)
        small = np.asarray(cv2.resize(picture, (round(width * scale), round(height * scale))), np.uint8)
        top, left = (max(0, (side - SIDE) // 2) for side in small.shape[:2])
        shares = self._network(self._prepare(small[top : top + SIDE, left : left + SIDE]))[0]
        return TURNS[int(shares.argmax())]
