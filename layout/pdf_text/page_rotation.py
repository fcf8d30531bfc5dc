"""Page rotation: pages whose text lies on its side or upside down, rotated until most of it is upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Panel, Rule
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.vector_graphics import Drawing

MOST = 0.6
"""A page is rotated when this share of its glyphs has the same angle."""


def quarter_turns(glyphs: GlyphArrays) -> int:
    """Quarter turns clockwise (0 to 3) that make most of a page's text upright."""
    if not len(glyphs):
        return 0
    angle, count = Counter(glyphs.angles.tolist()).most_common(1)[0]
    return angle // 90 % 4 if angle % 90 == 0 and count >= MOST * len(glyphs) else 0


def rotate_box(box: Box, turns: int, page: Box) -> Box:
    """A box of a page after quarter turns clockwise; ``page`` is the page's own box before."""
    if turns == 1:
        return Box(page.height - box.y1, box.x0, page.height - box.y0, box.x1)
    if turns == 2:
        return Box(page.width - box.x1, page.height - box.y1, page.width - box.x0, page.height - box.y0)
    if turns == 3:
        return Box(box.y0, page.width - box.x1, box.y1, page.width - box.x0)
    return box


def rotate_page_box(page: Box, turns: int) -> Box:
    """The page's own box after quarter turns."""
    return Box(0.0, 0.0, page.height, page.width) if turns % 2 else page


def rotate_glyphs(glyphs: GlyphArrays, turns: int, page: Box) -> GlyphArrays:
    """A page's glyphs after quarter turns clockwise."""
    if not turns:
        return glyphs
    boxes = np.array([rotate_box(Box(*row), turns, page) for row in glyphs.boxes.tolist()]).reshape(-1, 4)
    angles = (glyphs.angles - 90 * turns + 180) % 360 - 180
    angles[angles == -180] = 180
    return replace(glyphs, boxes=boxes, angles=angles, baselines=(boxes[:, 1] + boxes[:, 3]) / 2)


def rotate_drawing(drawing: Drawing, turns: int, page: Box) -> Drawing:
    """A page's drawing after quarter turns clockwise."""
    if not turns:
        return drawing
    return Drawing(
        [Rule(rotate_box(rule.box, turns, page)) for rule in drawing.rules],
        [_rotate_panel(panel, turns, page) for panel in drawing.panels],
        [replace(picture, box=rotate_box(picture.box, turns, page)) for picture in drawing.pictures],
        [rotate_box(box, turns, page) for box in drawing.scans],
    )


def _rotate_panel(panel: Panel, turns: int, page: Box) -> Panel:
    return replace(panel, box=rotate_box(panel.box, turns, page))
