"""Labels on a ground of their own: light type implies a dark panel around it, however small; so does a solid edge
close above and below a short line that ends where the line does, whether of a ground, a frame or both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.luma import LUMA, luma
from banmian.layout.model import Line, Panel
from banmian.layout.ocr.colour_channels import in_range, to_grey, to_rgb
from banmian.layout.ocr.graphics import Graphics, estimate_paper_colour
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster

MOSTLY_GROUND = 0.6
"""A row or column of pixels is ground where at least this share of it has its tone."""
WHITE = 255.0
"""The tone of paper where there is no picture."""


def find_label_panels(
    picture: Raster, lines: Sequence[Line], graphics: Graphics, thresholds: ScanThresholds = SCAN
) -> list[Panel]:
    """A dark panel for each reversed line without one, grown to the edge of its ground.

    Lines over pictures get none, nor do those whose ground extends further than a label's.
    """
    paper = luma(estimate_paper_colour(picture))
    found: list[Panel] = []
    for line in lines:
        known = [panel.box for panel in (*graphics.panels, *found) if panel.filled]
        known += [photograph.box for photograph in graphics.pictures]
        if not line.reversed_out or any(box.covers(line.box) for box in known):
            continue
        box = _ground_around(picture, line, thresholds)
        if box is not None and _tone(picture, line.box) < thresholds.dark_ground * paper:
            found.append(Panel(box, filled=True, dark=True))
    return found


def find_boxed_labels(
    picture: Raster, lines: Sequence[Line], graphics: Graphics, em: float, thresholds: ScanThresholds = SCAN
) -> list[Panel]:
    """A panel for each short horizontal line that has a box of its own and no panel yet; `em` is the body's, px."""
    found: list[Panel] = []
    for line in lines:
        if line.vertical or not _could_be_boxed(line, em, thresholds):
            continue
        known = [panel.box for panel in (*graphics.panels, *found) if panel.filled and panel.box.covers(line.box)]
        tight = any(box.height <= thresholds.boxed_height * line.size for box in known)
        over = any(photograph.box.covers(line.box) for photograph in graphics.pictures)
        stacked = any(_is_stacked(line, other, em, thresholds) for other in lines if other is not line)
        if tight or over or stacked:
            continue
        panel = _box_around(picture, line, thresholds)
        found += [] if panel is None else [panel]
    return found


def _is_stacked(line: Line, other: Line, em: float, thresholds: ScanThresholds) -> bool:
    """Whether two lines may be of one block of running type."""
    small, large = sorted((line.size, other.size))
    alike = large < min(thresholds.most_running_em * em, thresholds.boxed_alike * small)
    gap = -line.box.y_overlap(other.box)
    return alike and -0.5 * line.size < gap <= thresholds.boxed_alone * line.size and line.box.x_overlap(other.box) > 0


def _could_be_boxed(line: Line, em: float, thresholds: ScanThresholds) -> bool:
    short = thresholds.least_boxed <= len(line.glyphs) <= thresholds.most_boxed
    return short and thresholds.least_boxed_em * em <= line.size <= thresholds.most_boxed_em * em


def _box_around(picture: Raster, line: Line, thresholds: ScanThresholds) -> Panel | None:
    """The panel whose upper and lower edge run along a line, and end soon beyond its ends."""
    reach = thresholds.boxed_reach * line.size
    window = line.box.grown(reach)
    x0, y0 = max(0, int(window.x0)), max(0, int(window.y0))
    there = to_rgb(picture[y0 : int(window.y1), x0 : int(window.x1)])
    if min(there.shape[:2]) < 3:
        return None
    rim = np.concatenate([there[0], there[-1], there[:, 0], there[:, -1]])
    around = np.median(rim, axis=0)
    if (np.abs(rim - around).max(axis=1) > thresholds.label_tone).mean() > thresholds.boxed_around:
        return None
    low, high = np.ceil(around - thresholds.label_tone), np.floor(around + thresholds.label_tone)
    printed = in_range(there, low, high) == 0
    inner = line.box.moved(-x0, -y0)
    left, right = max(0, int(inner.x0)), int(inner.x1)
    edge = thresholds.boxed_edge * line.size
    solid = np.flatnonzero(printed[:, left:right].mean(axis=1) >= thresholds.boxed_solid)
    above = [row for row in solid if -edge <= row - inner.y0 <= edge / 3]
    below = [row for row in solid if -edge / 3 <= row - inner.y1 <= edge]
    if not above or not below:
        return None
    top, foot = _outermost(above[::-1]), _outermost(below)
    ends = [_run(printed[row], left, right) for row in (top, foot)]
    first, last = min(end[0] for end in ends), max(end[1] for end in ends)
    if first <= 1 or last >= printed.shape[1] - 2 or top <= 1 or foot >= printed.shape[0] - 2:
        return None
    columns, near = printed[top : foot + 1].mean(axis=0), max(2, round(thresholds.boxed_rim * line.size))
    left_side, right_side = columns[max(0, first - near) : first + near], columns[last - near : last + near]
    if min(left_side.max(), right_side.max()) < thresholds.boxed_side:
        return None
    ground = float(np.median(np.dot(there[top : foot + 1, first:last], LUMA)))
    dark = ground < thresholds.dark_ground * luma(around)
    return Panel(Box(x0 + first, y0 + top, x0 + last, y0 + foot + 1), filled=True, dark=dark)


def _outermost(rows: Sequence[int]) -> int:
    """The last of the rows that follow each other from the first."""
    last = int(rows[0])
    for row in rows[1:]:
        if abs(int(row) - last) > 1:
            break
        last = int(row)
    return last


def _run(row: NDArray[np.bool_], left: int, right: int) -> tuple[int, int]:
    """Where the printed run over a line begins and ends."""
    before, after = np.flatnonzero(~row[:left]), np.flatnonzero(~row[right:])
    return (int(before[-1]) + 1 if len(before) else 0, right + int(after[0]) if len(after) else len(row))


def _tone(picture: Raster, box: Box) -> float:
    """The tone of the ground in a reversed line's box: the median of the darker half of it."""
    x0, y0 = max(0, int(box.x0)), max(0, int(box.y0))
    inside = to_grey(np.ascontiguousarray(picture[y0 : int(box.y1) + 1, x0 : int(box.x1) + 1]))
    return float(np.median(inside[inside <= np.median(inside)])) if inside.size else WHITE


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
    ends = np.flatnonzero(shares < MOSTLY_GROUND)
    return int(ends[0]) if len(ends) else len(shares)
