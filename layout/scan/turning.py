"""Which way up a page lies: the engine judges windows of dense text, the windows vote."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np

from layout.readers.seam import Raster
from layout.scan.engine import Engine
from layout.scan.ink import Mask
from layout.thresholds import SCAN, ScanThresholds


def quarter_turns(picture: Raster, ink: Mask, em: float, engine: Engine, limits: ScanThresholds = SCAN) -> int:
    """Quarter turns anticlockwise that set the picture upright (0 to 3).

    A whole newspaper page shrunk to a classifier's input says little, above all a vertical one; windows
    of a few lines at `limits.turning_em_px` say much. Voting ends once one answer can't be overtaken.
    """
    scale = limits.turning_em_px / em
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    windows = _dense_windows(ink, scale, limits)
    votes: Counter[int] = Counter()
    for count, (x, y) in enumerate(windows, start=1):
        side = limits.turning_window_px
        window = np.ascontiguousarray(small[y : y + side, x : x + side])
        votes[engine.orientation(np.asarray(window, np.uint8))] += 1
        ranked = votes.most_common(2)
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
        if lead > len(windows) - count:
            break
    if not votes:
        return 0
    best, count = votes.most_common(1)[0]
    return best // 90 if count * 2 > sum(votes.values()) else 0


def _dense_windows(ink: Mask, scale: float, limits: ScanThresholds) -> list[tuple[int, int]]:
    """Top left corners, in px of the small picture, of the windows that hold most ink of text density."""
    side = limits.turning_window_px
    small = cv2.resize(ink.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    if height < side or width < side:
        return [(0, 0)]
    density = cv2.boxFilter(small, -1, (side, side), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    places = [
        (float(density[y, x]), x, y)
        for y in range(0, height - side + 1, side * 3 // 4)
        for x in range(0, width - side + 1, side * 3 // 4)
    ]
    places.sort(key=lambda place: -min(place[0], limits.turning_density))
    return [(x, y) for _density, x, y in places[: limits.turning_windows]]
