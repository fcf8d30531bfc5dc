"""Sets an article's head: kicker, headline, subheadline, byline and section label, in every usual form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from samples.typeset.line_breaking import Measure, TextStyle, line_length, set_down, set_line
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, Op, PaintedLine, PaintedPanel

WEAK_STARTS = "了的上下里到在去来得地着过也不还"


@dataclass
class Head:
    """The words above an article."""

    headline: str = ""
    kicker: str = ""
    subheadline: str = ""
    byline: str = ""
    section: str = ""


@dataclass(frozen=True)
class Overprint:
    """Further copies of a headline's glyphs. `offset` in em; `unit` is line, word or glyph."""

    copies: int = 0
    offset: float = 0.03
    unit: str = "line"
    face: str | None = None
    colour: Colour = (0.45, 0.45, 0.45)


@dataclass(frozen=True)
class HeadStyle:
    """Form (across, left, right, between) and look of a head. `span` columns are under it."""

    form: str = "across"
    face: str = "sans-bold"
    size: float = 26.0
    lines: int = 1
    span: int = 0
    aligned: str = "centre"
    tracking: float = 0.0
    colour: Colour = BLACK
    ground: Colour | None = None
    overprint: Overprint = field(default_factory=Overprint)
    byline_face: str = "serif"
    byline_size: float = 9.5
    kicker_size: float = 14.0
    dash_before_subheadline: str = "——"
    label_ground: Colour = (0.12, 0.12, 0.12)


def _cut_headline(text: str, lines: int) -> list[str]:
    """The headline in two or three lines: at its spaces first, then in even parts."""
    if lines <= 1:
        return [text]
    parts = text.split(" ")
    if len(parts) >= lines:
        return [*parts[: lines - 1], " ".join(parts[lines - 1 :])]
    marks = [0, *(_cut_near(text, round(len(text) * k / lines)) for k in range(1, lines)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(marks)]


def _cut_near(text: str, middle: int) -> int:
    """The place nearest to the middle where a new line would not begin with a weak character."""
    places = [k for k in range(2, len(text) - 1) if text[k] not in WEAK_STARTS]
    return min(places, key=lambda k: abs(k - middle), default=middle)


def _units(line: PaintedLine, unit: str) -> list[PaintedLine]:
    if unit == "line":
        return [line]
    pieces: list[tuple[str, list[float]]] = []
    for index, (char, offset) in enumerate(zip(line.text, line.offsets, strict=True)):
        if unit == "glyph" or index == 0 or char == " " or line.text[index - 1] == " ":
            pieces.append(("", []))
        text, offsets = pieces.pop()
        pieces.append((text + char, [*offsets, offset]))
    return [replace(line, text=text, offsets=tuple(offsets)) for text, offsets in pieces if text.strip()]


def overprint(line: PaintedLine, style: Overprint) -> list[Op]:
    """The line with its further copies beneath it, painted line by line, word by word or glyph by glyph."""
    out: list[Op] = []
    for piece in _units(line, style.unit):
        for copy in range(style.copies, 0, -1):
            step = style.offset * piece.size * copy
            down = min(step, 0.12 * piece.size)
            out.append(
                replace(piece, x=piece.x + step, y=piece.y + down, colour=style.colour, face=style.face or piece.face)
            )
        out.append(piece)
    return out


def _label(text: str, x: float, y: float, style: HeadStyle, measure: Measure) -> tuple[list[Op], float]:
    look = TextStyle("sans-bold", 12.0, 16.0, colour=WHITE, role="section")
    width = line_length(text, look, measure)
    panel = PaintedPanel(Box(x, y, x + width + 16, y + 20), fill=style.label_ground)
    return [panel, set_line(text, x + 8, y + 4, look, measure)], 26.0


def _placed(
    text: str, area: Box, y: float, look: TextStyle, aligned: str, measure: Measure, tracking: float
) -> PaintedLine:
    length = line_length(text, look, measure, tracking)
    x = area.x0 if aligned == "left" else area.x0 + (area.width - length) / 2
    return set_line(text, x, y, look, measure, tracking)


def _set_across(area: Box, head: Head, style: HeadStyle, measure: Measure) -> tuple[list[Op], float]:
    """The head over its columns; gives the ops and the height that they take."""
    ops: list[Op] = []
    y = area.y0
    if head.section:
        label, height = _label(head.section, area.x0, y, style, measure)
        ops += label
        y += height
    if head.kicker:
        look = TextStyle("sans", style.kicker_size, 0, role="kicker")
        ops.append(_placed(head.kicker, area, y, look, style.aligned, measure, 0.0))
        y += style.kicker_size * 1.4
    pieces = _cut_headline(head.headline, style.lines) if head.headline else []
    size = style.size
    for piece in pieces:
        look = TextStyle(style.face, size, 0)
        length = line_length(piece, look, measure, style.tracking)
        size = min(size, size * (area.width - (size if style.ground else 0)) / max(1.0, length))
    look = TextStyle(style.face, size, 0, colour=WHITE if style.ground else style.colour, role="headline")
    if style.ground and pieces:
        height = size * (1.25 * len(pieces) + 0.35)
        ops.append(PaintedPanel(Box(area.x0, y, area.x1, y + height), fill=style.ground))
        y += size * 0.2
    for piece in pieces:
        line = _placed(piece, area, y, look, style.aligned, measure, style.tracking)
        ops += overprint(line, style.overprint)
        y += size * 1.25
    if pieces:
        y += size * (0.25 if style.ground else 0.1)
    if head.subheadline:
        look = TextStyle(style.byline_face, style.byline_size * 1.35, 0, role="subheadline")
        text = style.dash_before_subheadline + head.subheadline
        ops.append(_placed(text, area, y, look, style.aligned, measure, 0.05))
        y += look.size * 1.4
    if head.byline:
        look = TextStyle(style.byline_face, style.byline_size, 0, role="byline")
        ops.append(_placed(head.byline, area, y, look, style.aligned, measure, 0.0))
        y += look.size * 1.6
    return ops, y - area.y0


def _set_strip(area: Box, x: float, head: Head, style: HeadStyle) -> tuple[list[Op], float]:
    """A head that runs downwards at x; gives the ops and the width that it takes."""
    ops: list[Op] = []
    pieces = _cut_headline(head.headline, min(2, style.lines))
    longest = max(len(piece) for piece in pieces)
    size = min(style.size, area.height * 0.92 / longest)
    look = TextStyle(style.face, size, 0, colour=WHITE if style.ground else style.colour, role="headline")
    byline_width = style.byline_size * 1.9 if head.byline else 0.0
    width = size * (1.2 * len(pieces) + 0.2)
    if style.ground:
        ops.append(PaintedPanel(Box(x + byline_width, area.y0, x + byline_width + width, area.y1), fill=style.ground))
    for index, piece in enumerate(pieces):
        at = x + byline_width + size * 0.2 + (len(pieces) - 1 - index) * size * 1.2
        top = area.y0 + size * 0.1
        ops += overprint(set_down(piece, at, top, look, style.tracking), style.overprint)
    if head.byline:
        byline = TextStyle(style.byline_face, style.byline_size, 0, role="byline")
        top = area.y0 + min(area.height * 0.45, area.height - (len(head.byline) + 1) * style.byline_size)
        ops.append(set_down(head.byline, x + style.byline_size * 0.5, max(area.y0, top), byline))
    return ops, width + byline_width + style.byline_size * 0.8


def set_head(
    area: Box, head: Head, style: HeadStyle, columns: int, gutter: float, measure: Measure
) -> tuple[list[Op], list[tuple[Box, int]]]:
    """Sets the head and gives the areas that are left for columns, each with its number of columns."""
    if style.form in ("left", "right", "between") and head.headline:
        return _set_beside(area, head, style, columns, gutter)
    span = style.span or columns
    step = (area.width + gutter) / columns
    over = Box(area.x0, area.y0, area.x0 + step * span - gutter, area.y1)
    ops, height = _set_across(over, head, style, measure)
    below = (Box(over.x0, over.y0 + height, over.x1, over.y1), span)
    if span == columns:
        return ops, [below]
    return ops, [below, (Box(over.x1 + gutter, area.y0, area.x1, area.y1), columns - span)]


def _set_beside(
    area: Box, head: Head, style: HeadStyle, columns: int, gutter: float
) -> tuple[list[Op], list[tuple[Box, int]]]:
    ops, width = _set_strip(area, area.x0, head, style)
    if style.form == "left":
        return ops, [(Box(area.x0 + width + gutter * 0.4, area.y0, area.x1, area.y1), columns)]
    if style.form == "right" or columns < 2:
        ops, width = _set_strip(area, area.x1 - width, head, style)
        return ops, [(Box(area.x0, area.y0, area.x1 - width - gutter * 0.4, area.y1), columns)]
    before = columns // 2
    column = (area.width - width - gutter * (columns - 1)) / columns
    left_end = area.x0 + column * before + gutter * (before - 1)
    ops, width = _set_strip(area, left_end + gutter * 0.5, head, style)
    right_start = area.x1 - column * (columns - before) - gutter * (columns - before - 1)
    left = (Box(area.x0, area.y0, left_end, area.y1), before)
    return ops, [left, (Box(right_start, area.y0, area.x1, area.y1), columns - before)]
