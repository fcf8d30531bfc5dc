"""Connected components of ink."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.binarization import Mask
from banmian.opencv import cv2


@dataclass(frozen=True, slots=True)
class ConnectedComponents:
    """Connected components of ink in px: ``boxes`` (n, 4) as x, y, width, height; ``areas`` (n,); ``centres`` (n,
    2)."""

    boxes: NDArray[np.float64]
    areas: NDArray[np.float64]
    centres: NDArray[np.float64]

    @property
    def spans(self) -> NDArray[np.float64]:
        """The longer side of each component."""
        return np.maximum(self.boxes[:, 2], self.boxes[:, 3])

    def select(self, chosen: NDArray[np.bool_]) -> ConnectedComponents:
        """The components that a boolean mask (n,) selects."""
        return ConnectedComponents(self.boxes[chosen], self.areas[chosen], self.centres[chosen])


def find_components(ink: Mask) -> ConnectedComponents:
    """The 8-connected components of ink, by the fastest of OpenCV's equal ways (Grana et al. 2010)."""
    _count, _labels, stats, centres = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return ConnectedComponents(
        stats[1:, :4].astype(np.float64), stats[1:, 4].astype(np.float64), centres[1:].astype(np.float64)
    )
