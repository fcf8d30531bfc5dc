"""Sets one article into its frame: headline, columns, picture, box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from samples.typeset.heads import Head, HeadStyle, set_head
from samples.typeset.line_breaking import Measure, Slot, TextStyle, set_line, set_paragraph
from samples.typeset.pictures import PictureStyle, place_picture
from samples.typeset.sheet import Box, Colour, Op, PaintedLine, PaintedPanel, PaintedRule


@dataclass
class ArticleText:
    """An article as its editor would write it down."""

    head: Head
    paragraphs: list[str] = field(default_factory=list)
    subheadings: list[int] = field(default_factory=list)
    jump: str = ""
    cont: str = ""
    photo: tuple[str, str] | None = None
    verse: bool = False


@dataclass(frozen=True)
class FrameStyle:
    """How an article's frame is set. `column_rule` is none, solid, dotted or double."""

    columns: int
    gutter: float
    body: TextStyle
    head: HeadStyle
    column_rule: str = "none"
    boxed: bool = False
    panel: Colour | None = None
    fill_share: float = 1.0
    balanced: bool = False
    picture: PictureStyle | None = None
    subheading_face: str = "sans-bold"
    jump_face: str = "sans"


@dataclass
class SetFrame:
    """A frame's marks by kind, so that a page may paint them in any order."""

    ground: list[Op] = field(default_factory=list)
    heads: list[Op] = field(default_factory=list)
    body: list[Op] = field(default_factory=list)
    rules: list[Op] = field(default_factory=list)


LEAST_LINES = 3
"""Lines that a column must hold at least."""

NextParagraph = Callable[[int], tuple[str, bool] | None]


def _column_boxes(area: Box, count: int, gutter: float) -> list[Box]:
    width = (area.width - gutter * (count - 1)) / count
    return [
        Box(area.x0 + i * (width + gutter), area.y0, area.x0 + i * (width + gutter) + width, area.y1)
        for i in range(count)
    ]


def _slots(columns: Sequence[Box], style: TextStyle, holes: Sequence[Box]) -> list[Slot]:
    slots = []
    for column in columns:
        y = column.y0
        while y + style.size <= column.y1 + 0.01:
            slot = _free_part(column, y, style, holes)
            if slot:
                slots.append(slot)
            y += style.leading
    return slots


def _free_part(column: Box, y: float, style: TextStyle, holes: Sequence[Box]) -> Slot | None:
    """What the holes leave of a column at one line's height: the longer free side, or nothing."""
    x0, x1 = column.x0, column.x1
    for hole in holes:
        if hole.y0 < y + style.size and y < hole.y1 and hole.x0 < x1 and x0 < hole.x1:
            left, right = hole.x0 - x0, x1 - hole.x1
            if max(left, right) < 6 * style.size:
                return None
            x0, x1 = (x0, hole.x0 - style.size * 0.6) if left >= right else (hole.x1 + style.size * 0.6, x1)
    return Slot(x0, y, x1 - x0)


def _subheading(text: str, slots: Sequence[Slot], style: FrameStyle, measure: Measure) -> list[PaintedLine] | None:
    look = TextStyle(style.subheading_face, style.body.size, style.body.leading, colour=style.body.colour)
    length = sum(measure(look.face, char) for char in text) * look.size
    if len(slots) < 3 or length > slots[0].length or slots[1].y < slots[0].y:
        return None
    return [set_line(text, slots[0].x + (slots[0].length - length) / 2, slots[0].y, look, measure)]


def _pour(
    story: ArticleText, slots: list[Slot], style: FrameStyle, paragraphs: NextParagraph, measure: Measure, rng: Random
) -> list[PaintedLine]:
    """Fills the slots with paragraphs until no further one fits; keeps those in the story."""
    lines: list[PaintedLine] = []
    used, limit = 0, max(2, int(len(slots) * style.fill_share))
    if story.cont:
        look = TextStyle(style.jump_face, style.body.size * 0.94, style.body.leading, role="cont")
        lines.append(set_line(story.cont, slots[0].x, slots[0].y, look, measure))
        used = 1
    end = limit - 1 if story.jump else limit
    while used < end:
        offered = paragraphs(sum(int(slot.length / style.body.size) - 1 for slot in slots[used:end]))
        if offered is None:
            break
        text, is_subheading = offered
        if is_subheading:
            placed = _subheading(text, slots[used:end], style, measure)
        else:
            placed = set_paragraph(text, slots[used:end], style.body, measure, rng)
        if placed is None:
            break
        if is_subheading:
            story.subheadings.append(len(story.paragraphs))
        story.paragraphs.append(text)
        lines += placed
        used += len(placed)
    while story.subheadings and story.subheadings[-1] == len(story.paragraphs) - 1:
        story.subheadings.pop()
        story.paragraphs.pop()
        lines.pop()
        used -= 1
    if story.jump and used < len(slots):
        look = TextStyle(style.jump_face, style.body.size * 0.94, style.body.leading, role="jump")
        length = sum(measure(look.face, char) for char in story.jump) * look.size
        slot = slots[used]
        at = slot.x if rng.random() < 0.5 else slot.x + max(0.0, slot.length - length)
        lines.append(set_line(story.jump, at, slot.y, look, measure))
    return lines


def _column_rules(columns: Sequence[Box], style: FrameStyle, holes: Sequence[Box]) -> list[Op]:
    rules: list[Op] = []
    for left, right in pairwise(columns):
        x = (left.x1 + right.x0) / 2
        top, bottom = max(left.y0, right.y0), min(left.y1, right.y1)
        if right.x0 - left.x1 > style.gutter * 1.01:
            continue
        spans = [(top, bottom)]
        for hole in holes:
            if hole.x0 < x < hole.x1:
                spans = [
                    part
                    for y0, y1 in spans
                    for part in ((y0, min(y1, hole.y0)), (max(y0, hole.y1), y1))
                    if part[1] - part[0] > style.body.size
                ]
        for y0, y1 in spans:
            rules += vertical_rule(x, y0, y1, style.column_rule)
    return rules


def vertical_rule(x: float, y0: float, y1: float, kind: str) -> list[Op]:
    """The strokes of a rule of one kind between two columns."""
    if kind == "none":
        return []
    if kind == "double":
        return [PaintedRule(x + dx, y0, x + dx, y1, 0.4) for dx in (-0.9, 0.9)]
    return [PaintedRule(x, y0, x, y1, 0.5, dash=(0.8, 1.6) if kind == "dotted" else ())]


def set_article(
    box: Box,
    story: ArticleText,
    style: FrameStyle,
    paragraphs: NextParagraph,
    measure: Measure,
    rng: Random,
    keep_clear: Sequence[Box] = (),
) -> SetFrame:
    """Sets a story around the boxes to keep clear of; the paragraphs that found room are added to it.

    Where the head leaves no room for columns, the story stays without paragraphs.
    """
    frame = SetFrame()
    area = box
    if style.boxed or style.panel:
        frame.ground.append(PaintedPanel(box, fill=style.panel, stroke=(0.1, 0.1, 0.1) if style.boxed else None))
        area = box.inset(style.body.size * 0.9, style.body.size * 0.9)
    head_ops, areas = set_head(area, story.head, style.head, style.columns, style.gutter, measure)
    frame.heads += head_ops
    columns = [column for part, count in areas for column in _column_boxes(part, count, style.gutter)]
    if any(column.height < LEAST_LINES * style.body.leading for column in columns):
        return frame
    if style.balanced:
        least = style.body.leading * LEAST_LINES
        columns = [Box(c.x0, c.y0, c.x1, c.y0 + max(least, c.height * style.fill_share)) for c in columns]
        style = replace(style, fill_share=1.0)
    holes = list(keep_clear)
    if style.picture and story.photo:
        ops, hole = place_picture(columns, story.photo, style.picture, style.body, measure, rng)
        if hole is None:
            story.photo = None
        else:
            frame.body += ops
            holes.append(hole)
    else:
        story.photo = None
    slots = _slots(columns, style.body, holes)
    frame.body += _pour(story, slots, style, paragraphs, measure, rng)
    frame.rules += _column_rules(columns, style, holes)
    return frame
