"""Captions in display type: under a picture that stands between a headline and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import union
from banmian.layout.page_facts import LARGER
from banmian.layout.segmentation.regions import Item

REACH = 3.0
"""A caption begins at most so many em below its picture,"""
OFF_CENTRE = 1.5
"""and its middle is at most so many em off the picture's;"""
HEAD_REACH = 5.0
"""the headline above the picture, which is larger than the caption, ends at most so many em over it."""


def take_display_captions(items: Sequence[Item], em: float) -> list[Item]:
    """The items, headings that are captions now in their pictures; ``em`` in page units.

    What is set like a heading under a picture would be the headline where nothing else is; with a larger one right
    above the picture and text right below, it says what is to be seen.
    """
    captions = {id(item): found for item in items if (found := _caption_of(item, items, em)) is not None}
    taken = set(map(id, captions.values()))
    return [_with_caption(item, captions.get(id(item))) for item in items if id(item) not in taken]


def _with_caption(picture: Item, caption: Item | None) -> Item:
    if caption is None:
        return picture
    return replace(picture, box=union([picture.box, caption.box]), caption=caption.lines)


def _caption_of(picture: Item, items: Sequence[Item], em: float) -> Item | None:
    """The heading that is a picture's caption."""
    if picture.kind != "picture" or picture.caption:
        return None
    frame = picture.box
    near = [item for item in items if item is not picture and item.box.x_overlap(frame) > 0]
    below = sorted((item for item in near if item.box.cy > frame.y1), key=lambda item: item.box.y0)
    over = max((item for item in near if item.box.cy < frame.y0), key=lambda item: item.box.y1, default=None)
    if over is None or len(below) < 2 or over.kind != "head" or frame.y0 - over.box.y1 > HEAD_REACH * em:
        return None
    first, then = below[:2]
    placed = first.box.y0 - frame.y1 <= REACH * em and abs(first.box.cx - frame.cx) <= OFF_CENTRE * em
    alone = first.kind == "head" and not first.vertical and len(first.lines) == 1 and then.kind == "text"
    fits = first.box.width <= frame.width + em and over.size >= LARGER * first.size
    return first if placed and alone and fits else None
