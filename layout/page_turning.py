"""Vertical pages turned, so that one geometry serves both writing modes.

A page read in vertical lines from right to left becomes, by a quarter turn, a page read in horizontal lines from
top to bottom: old y is new x, and the distance from the old right edge is new y. What was to the right (a headline,
the previous line) is then above.
"""

from __future__ import annotations

from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page, Picture, Rule, Zone


def turn_box(box: Box, width: float) -> Box:
    """`box` of a page `width` wide, in the turned frame."""
    return Box(box.y0, width - box.x1, box.y1, width - box.x0)


def turn_back(box: Box, width: float) -> Box:
    """The inverse of `turn_box`: `width` is that of the page as printed."""
    return Box(width - box.y1, box.x0, width - box.y0, box.x1)


def _turn_glyph(glyph: Glyph, width: float) -> Glyph:
    return replace(glyph, box=turn_box(glyph.box, width))


def _turn_line(line: Line, width: float) -> Line:
    glyphs = tuple(_turn_glyph(glyph, width) for glyph in line.glyphs)
    return replace(line, box=turn_box(line.box, width), glyphs=glyphs, vertical=not line.vertical)


def _turn_picture(picture: Picture, width: float) -> Picture:
    labels = tuple(_turn_line(label, width) for label in picture.labels)
    return replace(picture, box=turn_box(picture.box, width), labels=labels)


def turn_page(page: Page) -> Page:
    """The page in the turned frame; width and height change places."""
    width = page.width
    return replace(
        page,
        width=page.height,
        height=page.width,
        lines=[_turn_line(line, width) for line in page.lines],
        rules=[Rule(turn_box(rule.box, width)) for rule in page.rules],
        panels=[replace(panel, box=turn_box(panel.box, width)) for panel in page.panels],
        pictures=[_turn_picture(picture, width) for picture in page.pictures],
        zones=[Zone(turn_box(zone.box, width), zone.kind) for zone in page.zones],
    )
