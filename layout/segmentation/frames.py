"""Frames: boxes and tinted panels with content of their own.

On vertical pages a frame holds a head too: rules run between tiers and articles there, and where four of them meet
round a piece of text, or its ground is darker, nothing is framed.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import INSIDE, Box
from banmian.layout.model import Line, Page, Panel
from banmian.layout.page_facts import LARGER, Typography
from banmian.layout.thresholds import ARRANGEMENT

LEAST_SIDE = 6.0
"""A frame that holds text of its own is at least this many em high and wide."""
MOST_SHARE = 0.7
"""A frame around more than this share of the page is the page's own border."""
LEAST_CHARACTERS = 12
"""A frame with fewer characters is a label or an ornament."""
TOUCHED = 0.1
"""Frames of which the smaller has more than this share of its area in the other cross, unless it is inside."""
CUT = 0.15
"""A line with more than this share of its area on either side of an edge is cut by it."""


def find_frames(page: Page, lines: Sequence[Line], taken: Sequence[Box], type_: Typography) -> list[Panel]:
    """The panels of `page` that hold lines of their own, outermost first; none of those `taken` by tables."""
    frames: list[Panel] = []
    for panel in sorted(page.panels, key=lambda panel: -panel.box.area):
        box = panel.box
        if not (panel.framed or panel.filled) or not _is_large(box, type_):
            continue
        if box.area > MOST_SHARE * page.width * page.height:
            continue
        if any(table.covers(box) for table in taken):
            continue
        if any(frame.box.covers(box) and box.covers(frame.box) for frame in frames):
            continue
        if any(_crosses(frame.box, box) for frame in frames):
            continue
        if _splits(box, lines) or _characters(box, lines) < LEAST_CHARACTERS or _backs_headline(panel, lines, type_):
            continue
        if type_.vertical and not panel.dark and not _holds_head(box, lines, type_):
            continue
        frames.append(panel)
    return frames


def _is_large(box: Box, type_: Typography) -> bool:
    return min(box.width, box.height) >= LEAST_SIDE * type_.em


def is_in_frame(box: Box, frame: Box) -> bool:
    """Whether the middle of `box` lies in `frame`."""
    return frame.contains_point(box.cx, box.cy)


def find_outermost(frames: Sequence[Panel]) -> list[Panel]:
    """The frames that lie in no other."""
    return [
        frame for frame in frames if not any(other is not frame and other.box.covers(frame.box) for other in frames)
    ]


def _crosses(one: Box, other: Box) -> bool:
    shared = one.intersection(other)
    return TOUCHED * min(one.area, other.area) < shared < INSIDE * min(one.area, other.area)


def _splits(box: Box, lines: Sequence[Line]) -> bool:
    """Whether the frame's edge crosses lines, so that it is no frame."""
    cut = sum(CUT * line.box.area < box.intersection(line.box) < (1 - CUT) * line.box.area for line in lines)
    return cut > 1


def _backs_headline(panel: Panel, lines: Sequence[Line], type_: Typography) -> bool:
    """Whether a panel lies behind display type alone: the ground of a headline, not a frame."""
    held = [line for line in lines if is_in_frame(line.box, panel.box)]
    bare = panel.filled and not panel.framed
    return bare and all(line.size >= ARRANGEMENT.sure_display_ratio * type_.em for line in held)


def _holds_head(box: Box, lines: Sequence[Line], type_: Typography) -> bool:
    """Whether one of the lines in a frame is larger than the body or runs across the others, as heads do."""
    held = [line for line in lines if is_in_frame(line.box, box)]
    return any(line.size >= LARGER * type_.em or line.vertical for line in held)


def _characters(box: Box, lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if is_in_frame(line.box, box))
