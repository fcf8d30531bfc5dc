"""Labels in reversed type: light type implies a dark panel around it, however small."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Panel
from banmian.layout.ocr.binarization import to_grey
from banmian.layout.ocr.graphics import Graphics, estimate_paper_colour
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.base import Raster


def find_label_panels(
    picture: Raster, lines: Sequence[Line], graphics: Graphics, thresholds: ScanThresholds = SCAN
) -> list[Panel]:
    """A dark panel for each reversed line without one, grown to the edge of its ground.

    Lines over pictures get none, nor do those whose ground extends further than a label's.
    """
    paper = float(np.dot(estimate_paper_colour(picture), (0.299, 0.587, 0.114)))
    found: list[Panel] = []
    for line in lines:
        known = [panel.box for panel in (*graphics.panels, *found) if panel.filled]
        known += [photograph.box for photograph in graphics.pictures]
        if not line.reversed_out or any(box.covers(line.box, 0.8) for box in known):
            continue
        box = _ground_around(picture, line, thresholds)
        if box is not None and _tone(picture, line.box) < thresholds.dark_ground * paper:
            found.append(Panel(box, filled=True, dark=True))
    return found


def _tone(picture: Raster, box: Box) -> float:
    """The tone of the ground in a reversed line's box: the median of the darker half of it."""
    x0, y0 = max(0, int(box.x0)), max(0, int(box.y0))
    inside = to_grey(np.ascontiguousarray(picture[y0 : int(box.y1) + 1, x0 : int(box.x1) + 1]))
    return float(np.median(inside[inside <= np.median(inside)])) if inside.size else 255.0


def _ground_around(picture: Raster, line: Line, thresholds: ScanThresholds) -> Box | None:
    """The box of the ground around a line, if it ends within `thresholds.label_margin` em."""
    reach = thresholds.label_margin * line.size
    window = line.box.grown(reach)
    x0, y0 = max(0, int(window.x0)), max(0, int(window.y0))
    grey = to_grey(np.ascontiguousarray(picture[y0 : int(window.y1), x0 : int(window.x1)])).astype(np.int16)
    if not grey.size:
        return None
    ground = np.abs(grey - _tone(picture, line.box)) < thresholds.label_tone
    inner = line.box.moved(-x0, -y0)
    left, right = int(max(0, inner.x0)), int(min(grey.shape[1], inner.x1))
    top, foot = int(max(0, inner.y0)), int(min(grey.shape[0], inner.y1))
    if right <= left or foot <= top:
        return None
    up = _walk(ground[:top, left:right].mean(axis=1)[::-1])
    down = _walk(ground[foot:, left:right].mean(axis=1))
    back = _walk(ground[top:foot, :left].mean(axis=0)[::-1])
    on = _walk(ground[top:foot, right:].mean(axis=0))
    if min(up, down) == 0 or max(up, down, back, on) >= int(reach) - 1:
        return None
    return Box(x0 + left - back, y0 + top - up, x0 + right + on, y0 + foot + down)


def _walk(shares: NDArray[np.float64]) -> int:
    """For how many rows or columns in a row most pixels are ground."""
    ends = np.flatnonzero(shares < 0.6)
    return int(ends[0]) if len(ends) else len(shares)
