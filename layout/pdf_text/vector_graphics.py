"""Vector graphics of a page: rules, panels and pictures, from everything it paints but text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTContainer, LTCurve, LTImage, LTLine, LTRect

from banmian.layout.geometry import Box, union
from banmian.layout.model import Panel, Picture, Rule
from banmian.layout.pdf_text.glyph_arrays import luminance
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

WHITE = 0.97
"""Paint at least this bright (0 to 1) is not seen on paper."""
DARK = 0.55
"""A ground darker than this carries light type."""
SAME_RULE = 0.4
"""Strokes at most this many em apart are one double rule."""


@dataclass(slots=True)
class Drawing:
    """Rules, panels and pictures of a page."""

    rules: list[Rule] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    scans: list[Box] = field(default_factory=list)
    """Images that fill the page: a scan with its text layer beneath or above."""

    @property
    def covered(self) -> float:
        """Area under images, overlaps counted twice."""
        return sum(box.area for box in [*self.scans, *(picture.box for picture in self.pictures)])


def _shapes(objects: Iterable[Any]) -> Iterator[Any]:
    for item in objects:
        if isinstance(item, LTCurve | LTImage):
            yield item
        elif isinstance(item, LTContainer):
            yield from _shapes(item)


def _is_pattern(color: Any) -> bool:
    return color is not None and luminance(color) is None


def read_drawing(
    objects: Iterable[Any],
    left: float,
    top: float,
    page: Box,
    em: float,
    thresholds: TextLayerThresholds = TEXT_LAYER,
) -> Drawing:
    """Read drawn shapes; ``left`` and ``top`` as in `glyph_arrays.collect_glyphs`, ``em`` is the body's."""
    drawing = Drawing()
    art: list[Box] = []
    for item in _shapes(objects):
        box = Box(item.x0 - left, top - item.y1, item.x1 - left, top - item.y0).clipped(page)
        if box.width < 0 or box.height < 0:
            continue
        if isinstance(item, LTImage):
            _add_picture(drawing, box, page, thresholds)
        elif isinstance(item, LTRect | LTLine):
            _add_box(drawing, item, box, page, em, thresholds)
        elif item.stroke or item.fill:
            _add_curve(drawing, art, item, box, em, thresholds)
    drawing.pictures.extend(Picture(box) for box in _cluster_artwork(art, em))
    drawing.rules = _merge_rules(drawing.rules, em)
    return drawing


def _add_picture(drawing: Drawing, box: Box, page: Box, thresholds: TextLayerThresholds) -> None:
    if box.area >= thresholds.page_share * page.area:
        drawing.scans.append(box)
    elif box.area > 0:
        drawing.pictures.append(Picture(box))


def _is_slender(box: Box, em: float, thresholds: TextLayerThresholds) -> bool:
    thin, long = sorted((box.width, box.height))
    return thin <= thresholds.rule_thickness * em and long >= max(thresholds.rule_slenderness * thin, em)


def _add_box(drawing: Drawing, item: Any, box: Box, page: Box, em: float, thresholds: TextLayerThresholds) -> None:
    ground = luminance(item.non_stroking_color) if item.fill else None
    if _is_slender(box, em, thresholds):
        paint = item.non_stroking_color if item.fill else item.stroking_color
        if (luminance(paint) or 0.0) < WHITE or _is_pattern(paint):
            drawing.rules.append(Rule(box))
        return
    if isinstance(item, LTLine) or box.width < em or box.height < em:
        return
    if item.fill and _is_pattern(item.non_stroking_color):
        _add_picture(drawing, box, page, thresholds)
        return
    if box.area >= thresholds.page_share * page.area:
        return
    filled = ground is not None and ground < WHITE
    stroke = luminance(item.stroking_color) if item.stroke else None
    framed = bool(item.stroke) and (stroke is None or stroke < WHITE)
    if filled or framed:
        dark = filled and ground is not None and ground < DARK
        drawing.panels.append(Panel(box, filled=filled, framed=framed, dark=dark))


def _add_curve(
    drawing: Drawing, art: list[Box], item: Any, box: Box, em: float, thresholds: TextLayerThresholds
) -> None:
    """Curves are artwork, except slender ones, which are rules."""
    if _is_slender(box, em, thresholds):
        drawing.rules.append(Rule(box))
    else:
        art.append(box)


def _cluster_artwork(art: list[Box], em: float) -> list[Box]:
    """Boxes of artwork: clusters of touching curves, large enough to be a picture."""
    heaps: list[Box] = []
    for box in sorted(art, key=lambda b: -b.area)[:2000]:
        grown = box.grown(0.5 * em)
        touching = [heap for heap in heaps if heap.x_overlap(grown) >= 0 and heap.y_overlap(grown) >= 0]
        heaps = [heap for heap in heaps if heap not in touching]
        heaps.append(union([box, *touching]))
    return [heap for heap in heaps if heap.width >= 4 * em and heap.height >= 4 * em]


def _merge_rules(rules: list[Rule], em: float) -> list[Rule]:
    """The pieces of one rule merged: collinear pieces that touch, and the strokes of a double rule."""
    merged = _merge_boxes([r.box for r in rules if r.horizontal], em)
    turned = [Box(r.box.y0, r.box.x0, r.box.y1, r.box.x1) for r in rules if not r.horizontal]
    merged += [Box(box.y0, box.x0, box.y1, box.x1) for box in _merge_boxes(turned, em)]
    return [Rule(box) for box in merged]


def _merge_boxes(boxes: list[Box], em: float) -> list[Box]:
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (b.cy, b.x0)):
        if rows and abs(rows[-1][0].cy - box.cy) <= SAME_RULE * em:
            rows[-1].append(box)
        else:
            rows.append([box])
    merged: list[Box] = []
    for row in rows:
        row.sort(key=lambda b: b.x0)
        current = row[0]
        for box in row[1:]:
            if box.x0 <= current.x1 + 0.5 * em:
                current = union([current, box])
            else:
                merged.append(current)
                current = box
        merged.append(current)
    return merged


def find_barriers(drawing: Drawing) -> list[Box]:
    """Everything that separates glyphs of a row: vertical rules and the sides of panels, as thin boxes."""
    parts = [rule.box for rule in drawing.rules]
    for panel in drawing.panels:
        x0, y0, x1, y1 = panel.box
        parts += [Box(x0, y0, x0, y1), Box(x1, y0, x1, y1), Box(x0, y0, x1, y0), Box(x0, y1, x1, y1)]
    return parts
