"""Page orientation: the engine classifies windows of dense text, and the windows vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster


def quarter_turns(picture: Raster, ink: Mask, em: float, engine: Engine, thresholds: ScanThresholds = SCAN) -> int:
    """The quarter turns anticlockwise (0 to 3) that set the picture upright.

    A whole newspaper page shrunk to a classifier's input says little, above all a vertical one; windows of a few
    lines at `thresholds.turning_em_px` say much. Where they disagree, as with smeared vertical print, each is
    classified again at every other turn.
    """
    scale = thresholds.turning_em_px / em
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    side = thresholds.turning_window_px
    places = _dense_windows(ink, scale, thresholds)
    windows = [np.asarray(small[y : y + side, x : x + side], np.uint8) for x, y in places]
    votes = _votes(windows, 0, engine)
    best, count = votes.most_common(1)[0]
    if count < thresholds.turning_sure * votes.total():
        for turns in (1, 2, 3):
            votes += _votes(windows, turns, engine)
        best, count = votes.most_common(1)[0]
    return best // 90 if count * 2 > votes.total() else 0


def _votes(windows: Sequence[Raster], turns: int, engine: Engine) -> Counter[int]:
    """Degrees by which the windows appear rotated when they are given `turns` quarter turns more."""
    votes: Counter[int] = Counter()
    for cast, window in enumerate(windows, start=1):
        shown = np.ascontiguousarray(np.rot90(window, turns))
        votes[(engine.orientation(shown) + 90 * turns) % 360] += 1
        if cast > len(windows) // 2 and len(votes) == 1:
            break
    return votes


def _dense_windows(ink: Mask, scale: float, thresholds: ScanThresholds) -> list[tuple[int, int]]:
    """Top left corners, in px of the reduced picture, of windows with the ink density of text: from all over the
    page if there are enough, else the densest."""
    side = thresholds.turning_window_px
    shade = cv2.resize(ink * np.uint8(255), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = shade.astype(np.float32) / 255
    height, width = small.shape
    if height < side or width < side:
        return [(0, 0)]
    density = cv2.boxFilter(small, -1, (side, side), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    places = [
        (float(density[y, x]), x, y)
        for y in range(0, height - side + 1, side * 3 // 4)
        for x in range(0, width - side + 1, side * 3 // 4)
    ]
    places.sort(key=lambda place: -min(place[0], thresholds.turning_density))
    full = [place for place in places if thresholds.turning_density / 2 <= place[0] <= 1.5 * thresholds.turning_density]
    if len(full) > thresholds.turning_windows:
        full.sort(key=lambda place: place[1:])
        places = [full[at] for at in np.linspace(0, len(full) - 1, thresholds.turning_windows).astype(int)]
    return [(x, y) for _density, x, y in places[: thresholds.turning_windows]]
