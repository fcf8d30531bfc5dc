"""Connected components of a mask of which most is blank: what is blank all across is left out while they are sought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.binarization import Mask
from banmian.opencv import cv2

WORTH_LEAVING_OUT = 0.7
"""Columns are left out where no more than this share would stay: it takes time to move what does."""


@dataclass(frozen=True, slots=True)
class MaskComponents:
    """The 8-connected components of a mask: ``boxes`` (n, 4) as x, y, width, height, ``sizes`` (n,), both in px."""

    boxes: NDArray[np.int64]
    sizes: NDArray[np.int64]
    _labels: NDArray[np.int32]
    _corners: NDArray[np.int64]

    def shape_of(self, number: int) -> NDArray[np.bool_]:
        """Where in its box an area is."""
        x, y = self._corners[number].tolist()
        width, height = self.boxes[number, 2:].tolist()
        return np.asarray(self._labels[y : y + height, x : x + width] == number + 1)


def find_mask_components(mask: Mask) -> MaskComponents:
    """The 8-connected components of a mask.

    Of blank rows and columns beside each other one is kept: it parts what they part.
    """
    rows, columns = _kept(mask.max(axis=1)), _kept(mask.max(axis=0))
    close = mask[rows] if len(rows) < len(mask) else mask
    if len(columns) < WORTH_LEAVING_OUT * mask.shape[1]:
        close = np.take(close, columns, axis=1)
    else:
        columns = np.arange(mask.shape[1])
    if not close.size:
        none = np.zeros((0, 4), np.int64)
        return MaskComponents(none, none[:, 0], np.zeros((0, 0), np.int32), none[:, :2])
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(close, connectivity=8)
    boxes = stats[1:, :4].astype(np.int64)
    corners = boxes[:, :2].copy()
    boxes[:, 0], boxes[:, 1] = columns[corners[:, 0]], rows[corners[:, 1]]
    return MaskComponents(boxes, stats[1:, 4].astype(np.int64), np.asarray(labels, np.int32), corners)


def _kept(most: Mask) -> NDArray[np.intp]:
    """The places of pairs of rows or columns that are not blank, and of the first blank pair after each.

    OpenCV looks for areas in pairs: so they come in the order in which they would come from the whole mask.
    """
    inked = most > 0
    pairs = np.logical_or.reduceat(inked, np.arange(0, len(inked), 2))
    pairs[1:] |= pairs[:-1].copy()
    return np.flatnonzero(pairs.repeat(2)[: len(inked)])
