"""Text or graphics? Lines of text are no rules, photographs are no text: what was found as both is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from banmian.layout.box_arrays import covered_by_any
from banmian.layout.geometry import MOSTLY, Box, union
from banmian.layout.model import Line, Panel, Picture, Rule
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.page_facts import without_strokes
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.wording.unicode_script import is_han

INK_RIM = 0.06
"""The margin of a line's box that its own strokes leave empty, in em of the line."""
ALONG_PANEL = 1.05
"""A rule on a panel that is shorter than so many times the panel's side is its ground."""


def drop_false_graphics(
    graphics: Graphics,
    lines: Sequence[Line],
    em: float,
    thresholds: ScanThresholds = SCAN,
    shape: tuple[int, ...] | None = None,
) -> Graphics:
    """The graphics without strokes of glyphs and without pictures that are really text; `em` in px.

    With the ``shape`` of the page's picture (height and width first) the edges of the sheet are no pictures either.
    """
    sure = [line for line in lines if line.text_confidence >= thresholds.sure_line]
    areas = [
        picture
        for picture in graphics.pictures
        if not _is_text(picture.box, lines, thresholds) and not _is_margin_dirt(picture.box, lines, em, thresholds)
    ]
    edges = [area for area in areas if shape and _is_edge_of_sheet(area.box, lines, shape, em, thresholds)]
    areas = [area for area in areas if area not in edges]
    drawn = [panel for panel in graphics.panels if _is_drawing(panel, areas, sure, em, thresholds)]
    pictures = [picture for picture in areas if not any(panel.box.covers(picture.box) for panel in drawn)]
    pictures += [Picture(box, drawn=True) for box in _outermost([panel.box for panel in drawn])]
    dark = [panel for panel in graphics.panels if _is_dark_picture(panel, lines, em, thresholds)]
    pictures += [Picture(panel.box) for panel in dark]
    drawn += dark
    inked = [line.box.grown(-INK_RIM * line.size) for line in lines]
    # most of what lies in the inked part of a single line is a stroke of its glyphs
    inside = covered_by_any([panel.box for panel in graphics.panels], inked, MOSTLY)
    panels = [panel for panel, glyph in zip(graphics.panels, inside, strict=True) if not glyph and panel not in drawn]
    grown = [picture.box.grown(thresholds.picture_rim * em) for picture in (*pictures, *edges)]
    places = [rule.box for rule in graphics.rules]
    marks = zip(graphics.rules, covered_by_any(places, inked, MOSTLY), covered_by_any(places, grown), strict=True)
    rules = [
        rule
        for rule, glyph, drawing in marks
        if not glyph and not drawing and not any(_is_panel_ground(rule, panel) for panel in panels)
    ]
    return Graphics(without_strokes(rules, lines), panels, pictures)


def _outermost(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, the largest first, without those that lie in another."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.area):
        if not any(other.covers(box) for other in found):
            found.append(box)
    return found


def add_labels(graphics: Graphics, labels: Sequence[Panel]) -> Graphics:
    """The graphics with panels around labels, without the rules that are these panels' ground."""
    rules = [rule for rule in graphics.rules if not any(_is_panel_ground(rule, panel) for panel in labels)]
    return Graphics(rules, [*graphics.panels, *labels], graphics.pictures)


def drop_false_lines(
    lines: Sequence[Line], pictures: Sequence[Picture], em: float, thresholds: ScanThresholds = SCAN
) -> list[Line]:
    """The lines without specks and without shapes in photographs that were read as text."""
    return [line for line in lines if not _is_junk(line, pictures, em, thresholds)]


def find_picture_text(
    lines: Sequence[Line], pictures: Sequence[Picture], em: float, thresholds: ScanThresholds = SCAN
) -> list[Line]:
    """The false lines of a page that say something nonetheless: names on a map, words of an advertisement or a sign."""
    return [
        line
        for line in lines
        if any(_says_something(line, picture, thresholds) for picture in pictures if _stands_in(line, picture))
        and _is_junk(line, pictures, em, thresholds)
    ]


def add_picture_text(pictures: Sequence[Picture], lines: Sequence[Line]) -> list[Picture]:
    """The pictures, each with the lines in it as its labels; a line in several is the smallest one's."""
    homes = [
        min((picture for picture in pictures if _stands_in(line, picture)), key=lambda picture: picture.box.area)
        for line in lines
    ]
    held = [tuple(line for line, home in zip(lines, homes, strict=True) if home is picture) for picture in pictures]
    return [
        replace(picture, labels=(*picture.labels, *sort_by_rows(labels))) if labels else picture
        for picture, labels in zip(pictures, held, strict=True)
    ]


def _stands_in(line: Line, picture: Picture) -> bool:
    return picture.box.covers(line.box, MOSTLY)


def _says_something(line: Line, picture: Picture, thresholds: ScanThresholds) -> bool:
    """Whether a line in a picture is legible: on a map one character may be, a photograph's grain looks like one.

    Words of letters are misread more easily than Han.
    """
    han = sum(is_han(glyph.text) for glyph in line.glyphs)
    letters = sum(glyph.text.isalnum() for glyph in line.glyphs)
    if line.text_confidence < (thresholds.picture_text if han else thresholds.caption_confidence):
        return False
    if picture.drawn:
        return han > 0 or letters >= thresholds.picture_text_han
    return han >= thresholds.picture_text_han or letters >= thresholds.picture_text_letters


def _is_legible(line: Line, thresholds: ScanThresholds) -> bool:
    return line.text_confidence >= thresholds.picture_text and len(line.glyphs) >= thresholds.picture_text_letters


def _is_panel_ground(rule: Rule, panel: Panel) -> bool:
    """Whether a rule is only the ground of a dark panel between the glyphs of its text."""
    side = panel.box.width if rule.horizontal else panel.box.height
    length = max(rule.box.width, rule.box.height)
    return panel.dark and panel.box.grown(2).covers(rule.box) and length < ALONG_PANEL * side


def _is_drawing(
    panel: Panel, pictures: Sequence[Picture], lines: Sequence[Line], em: float, thresholds: ScanThresholds
) -> bool:
    """Whether a large frame with next to no reliable text and no picture in it is a map or a drawing.

    Labels of a map are short: a few lines of running text at the body's size make the frame an article's.
    """
    box = panel.box
    if not panel.framed or min(box.width, box.height) < thresholds.drawing_side * em:
        return False
    if any(box.intersection(picture.box) > thresholds.picture_in_frame * box.area for picture in pictures):
        return False
    text = sum(line.box.area for line in lines if box.covers(line.box, MOSTLY))
    return text < thresholds.drawing_text * box.area and not holds_running_text(box, lines, em, thresholds)


def holds_running_text(box: Box, lines: Sequence[Line], em: float, thresholds: ScanThresholds = SCAN) -> bool:
    """Whether an area holds lines at the body's size, longer than labels, that begin level and next to each other."""
    body = max(em, median([line.size for line in lines] or [em]))
    long = [
        line
        for line in lines
        if max(line.box.width, line.box.height) >= thresholds.running_length * em
        and line.size < thresholds.most_running_em * body
        and box.covers(line.box, MOSTLY)
    ]
    running = [line for line in long if any(_begin_level(line, other) for other in long if other is not line)]
    return len(running) >= thresholds.running_lines


def _begin_level(one: Line, other: Line) -> bool:
    """Whether two lines of one direction stand next to each other and begin within one em."""
    first, second = one.box, other.box
    starts, middles = (first.x0 - second.x0, first.cy - second.cy)
    if one.vertical:
        starts, middles = (first.y0 - second.y0, first.cx - second.cx)
    return one.vertical == other.vertical and abs(starts) <= one.size and abs(middles) <= 2 * one.size


def _is_dark_picture(panel: Panel, lines: Sequence[Line], em: float, thresholds: ScanThresholds) -> bool:
    """Whether a dark ground as large as a picture has no type on it: a portrait, cut out or in an oval."""
    large = min(panel.box.width, panel.box.height) >= thresholds.picture_side * em
    return panel.dark and large and not any(panel.box.contains_point(line.box.cx, line.box.cy) for line in lines)


def _is_text(box: Box, lines: Sequence[Line], thresholds: ScanThresholds) -> bool:
    """Whether an area that looks like a picture is full of text: display type, or an advertisement."""
    inside = [line for line in lines if box.covers(line.box, MOSTLY)]
    sure = sum(line.box.area for line in inside if line.text_confidence >= thresholds.sure_line)
    legible = sum(line.box.area for line in inside if _is_legible(line, thresholds))
    return sure > thresholds.text_in_picture * box.area or legible > thresholds.legible_text_in_picture * box.area


def _is_margin_dirt(box: Box, lines: Sequence[Line], em: float, thresholds: ScanThresholds) -> bool:
    """Whether a small area lies wholly outside what is printed: a punched hole, a dark corner of the sheet."""
    if not lines or max(box.width, box.height) > thresholds.margin_dirt * em:
        return False
    return union(line.box for line in lines).intersection(box) == 0


def _is_edge_of_sheet(
    box: Box, lines: Sequence[Line], shape: tuple[int, ...], em: float, thresholds: ScanThresholds
) -> bool:
    """Whether an area without a line in it is a corner of the sheet, or runs along an edge of it: a binding, a fold,
    the next sheet."""
    height, width = shape[:2]
    if any(box.contains_point(line.box.cx, line.box.cy) for line in lines):
        return False
    rim = thresholds.edge_rim * em
    beside, level = box.x0 < rim or box.x1 > width - rim, box.y0 < rim or box.y1 > height - rim
    if beside and level and max(box.width, box.height) <= thresholds.margin_dirt * em:
        return True
    long, strip = thresholds.edge_length, thresholds.edge_width
    upright = beside and box.height >= long * height and box.width <= strip * width
    return upright or (level and box.width >= long * width and box.height <= strip * height)


def _is_junk(line: Line, pictures: Sequence[Picture], em: float, thresholds: ScanThresholds) -> bool:
    glyphs = [glyph for glyph in line.glyphs if glyph.text.isalnum()]
    if any(_stands_in(line, picture) for picture in pictures):
        readable = line.text_confidence >= thresholds.caption_confidence and len(glyphs) >= thresholds.caption_glyphs
        body_like = thresholds.least_caption_em * em < line.size < thresholds.most_caption_em * em
        headline = len(glyphs) >= thresholds.headline_glyphs and line.text_confidence >= thresholds.headline_confidence
        return not (readable and body_like) and not headline
    if line.size < thresholds.least_line_em * em:
        return True
    han = any(is_han(glyph.text) for glyph in glyphs)
    alone = len(glyphs) <= 1 and not han
    return alone and (line.size > thresholds.most_caption_em * em or line.text_confidence < thresholds.sure_line)
