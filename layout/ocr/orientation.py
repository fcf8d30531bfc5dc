"""Page orientation: the engine classifies windows of dense text, and the windows vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.colour_channels import to_grey, to_rgb
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.line_box_making import make_line_boxes
from banmian.layout.ocr.line_crops import crop_line
from banmian.layout.ocr.shrinking import shrink
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

DENSEST = 1.5
"""Windows with more than this many times the wanted density of ink hold no ordinary text."""


def quarter_turns(picture: Raster, ink: Mask, em: float, engine: Engine, thresholds: ScanThresholds = SCAN) -> int:
    """The quarter turns anticlockwise (0 to 3) that set the picture upright.

    A whole newspaper page shrunk to a classifier's input says little, above all a vertical one; windows of a few
    lines at `thresholds.turning_em_px` say much. Where they disagree, as with smeared vertical print, each is
    classified again at every other turn.
    """
    scale = thresholds.turning_em_px / em
    small = shrink(picture, scale)
    side = thresholds.turning_window_px
    places = _dense_windows(ink, scale, thresholds)
    windows = [to_rgb(small[y : y + side, x : x + side]) for x, y in places]
    votes = _votes(windows, 0, engine)
    best, count = votes.most_common(1)[0]
    if count < thresholds.turning_sure * votes.total():
        for turns in (1, 2, 3):
            votes += _votes(windows, turns, engine)
        best, count = votes.most_common(1)[0]
    turns = best // 90 if count * 2 > votes.total() else 0
    return turns if turns and _reads_better(picture, places, turns, em, engine, thresholds) else 0


def _reads_better(
    picture: Raster,
    places: Sequence[tuple[int, int]],
    turns: int,
    em: float,
    engine: Engine,
    thresholds: ScanThresholds,
) -> bool:
    """Whether some of the windows say more when they are turned; where they say nothing either way, the votes count."""
    side = round(thresholds.turning_window_px * em / thresholds.turning_em_px)
    said = [0.0, 0.0]
    for x, y in places[: thresholds.turning_read]:
        left, top = round(x * em / thresholds.turning_em_px), round(y * em / thresholds.turning_em_px)
        window = picture[top : top + side, left : left + side]
        scale = thresholds.enlarged_em_px / em
        small = cv2.resize(window, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        window = to_rgb(np.asarray(small, np.uint8))
        for way, quarters in enumerate((0, turns)):
            said[way] += _said(np.ascontiguousarray(np.rot90(window, quarters)), engine, thresholds)
    return said[1] >= said[0]


def _said(window: Raster, engine: Engine, thresholds: ScanThresholds) -> float:
    """How much a picture of a few lines says: its sure signs, those of unsure lines against them."""
    line_boxes = make_line_boxes(engine.detect(window), binarize(to_grey(window), thresholds), thresholds)
    crops = {
        down: [crop_line(window, line_box, thresholds) for line_box in line_boxes if line_box.vertical is down]
        for down in (False, True)
    }
    readings = [*engine.recognise(crops[False]), *engine.recognise_columns(crops[True])]
    return sum(glyph.confidence - 0.5 for reading in readings for glyph in reading.glyphs)


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
    shade = shrink(ink * np.uint8(255), scale)
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
    full = [
        place for place in places if thresholds.turning_density / 2 <= place[0] <= DENSEST * thresholds.turning_density
    ]
    if len(full) > thresholds.turning_windows:
        full.sort(key=lambda place: place[1:])
        places = [full[at] for at in np.linspace(0, len(full) - 1, thresholds.turning_windows).astype(int)]
    return [(x, y) for _density, x, y in places[: thresholds.turning_windows]]
