"""Two pages on one image: where to split them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds

SMALLEST = 0.3
"""Components from this size on, in em, are text."""
LAST = 99.5
"""Percentile of their centres at which the text ends."""
CROSSING = 0.35
"""Components are grown by this many em to both sides, so that the glyphs of a line leave no gap between them."""


def find_fold(parts: ConnectedComponents, em: float, thresholds: ScanThresholds = SCAN) -> int | None:
    """The x (px) at which an upright image of two pages is split, or None for a single page.

    Two pages are wider than high, and no text crosses the gap between them: near the middle there is a position
    that next to no glyph crosses, from the top of the text to its bottom. Beside a frame rule a few more may.
    """
    chosen = parts.select((parts.spans > SMALLEST * em) & (parts.spans < 5 * em))
    if len(chosen.areas) < thresholds.least_fold_parts:
        return None
    x0, x1 = np.percentile(chosen.centres[:, 0], [0.5, LAST])
    y0, y1 = np.percentile(chosen.centres[:, 1], [0.5, LAST])
    if not thresholds.fold_aspect * (y1 - y0) <= x1 - x0 <= thresholds.most_fold_aspect * (y1 - y0):
        return None
    crossing = _crossing(chosen, CROSSING * em, int(x1) + 2)
    usual = float(np.median(crossing[int(x0) : int(x1)]))
    low, high = int(x0 + thresholds.fold_zone * (x1 - x0)), int(x1 - thresholds.fold_zone * (x1 - x0))
    zone = crossing[low:high]
    framed = _beside_rules(parts, y1 - y0, em, len(crossing), thresholds)[low:high]
    share = np.where(framed, thresholds.fold_crossing_ruled, thresholds.fold_crossing)
    bare = np.flatnonzero(zone <= np.maximum(2.0, share * usual))
    if not len(bare):
        return None
    widest = max(np.split(bare, np.flatnonzero(np.diff(bare) > 1) + 1), key=len)
    return low + int(widest.mean())


def _beside_rules(
    parts: ConnectedComponents, height: float, em: float, length: int, thresholds: ScanThresholds
) -> NDArray[np.bool_]:
    """For each x whether an upright frame rule is near."""
    upright = (parts.boxes[:, 3] >= thresholds.fold_rule * height) & (parts.boxes[:, 2] < 2 * em)
    near = np.zeros(length, dtype=bool)
    for x, _, width, _ in parts.boxes[upright]:
        reach = thresholds.fold_rule_reach * em
        near[max(0, int(x - reach)) : max(0, int(x + width + reach))] = True
    return near


def _crossing(parts: ConnectedComponents, margin: float, length: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """For each x, how many components, grown by a margin, extend across it."""
    starts = np.clip(parts.boxes[:, 0] - margin, 0, length - 1).astype(np.int64)
    ends = np.clip(parts.boxes[:, 0] + parts.boxes[:, 2] + margin, 0, length - 1).astype(np.int64)
    steps = np.bincount(starts, minlength=length).astype(np.float64)
    steps -= np.bincount(ends, minlength=length)
    return np.cumsum(steps)
