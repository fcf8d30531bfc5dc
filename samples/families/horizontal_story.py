"""One article in a box: its head, pictures with captions, text in columns round them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from samples.families.canvas import ArticleDraft, DrawingContext, PageCanvas
from samples.families.horizontal_heads import HeadLook, HeadWords, write_head, write_upright
from samples.families.horizontal_text import Hole, Setting, TextPlan, column_boxes, free_slots, write_text
from samples.families.photos import photo
from samples.text.grammar import Teller
from samples.typeset.line_breaking import Slot, TextStyle, line_length, set_down, set_line
from samples.typeset.sheet import BLACK, Box, Colour, PaintedLine, PaintedRule

LEAST_LINES = 9
"""Lines of text that pictures must leave a story."""


@dataclass(frozen=True)
class PictureLook:
    """How pictures and their captions look. `caption` is below, left, right (upright at the side) or within."""

    caption: str = "below"
    face: str = "sans"
    size: float = 8.5
    mark: str = ""
    credit: str = "joined"
    grey: bool = False
    colour: Colour = BLACK


@dataclass(frozen=True)
class PlacedPicture:
    """A picture to set into a story: columns it spans (a part counts), height, where, how."""

    first: int = 0
    span: float = 1.0
    height: float = 100.0
    place: str = "top"
    look: PictureLook = PictureLook()


@dataclass
class StoryPlan:
    """Everything about an article that is decided before it is set."""

    words: HeadWords
    head: HeadLook
    text: TextPlan
    columns: int = 3
    gutter: float = 12.0
    head_form: str = "across"
    head_columns: int = 0
    column_rule: bool = False
    pictures: list[PlacedPicture] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)


def fill_story(studio: DrawingContext, canvas: PageCanvas, box: Box, plan: StoryPlan, teller: Teller) -> ArticleDraft:
    """Sets an article into a box."""
    draft = canvas.new_article()
    body = box
    columns = column_boxes(body, plan.columns, plan.gutter)
    if plan.head_form in ("right", "left"):
        columns = _upright_columns(studio, canvas, draft, box, plan)
    else:
        over = columns[: plan.head_columns] if plan.head_columns else columns
        head_box = Box(over[0].x0, box.y0, over[-1].x1, box.y1)
        y = write_head(studio, canvas, draft, head_box, plan.words, plan.head)
        columns = [Box(c.x0, y if k < len(over) else c.y0, c.x1, c.y1) for k, c in enumerate(columns)]
    holes = list(plan.holes)
    lines = len(free_slots(columns, plan.text.style, holes))
    for wanted in plan.pictures:
        lines -= int(wanted.span * (wanted.height + caption_room(wanted.look)) / plan.text.style.leading)
        if lines < LEAST_LINES:
            continue
        hole = set_picture(studio, canvas, draft, columns, wanted, plan.text.style, teller)
        if hole is not None:
            holes.append(hole)
    slots = free_slots(columns, plan.text.style, holes)
    if slots:
        write_text(Setting(studio, canvas, draft, plan.text, slots), teller)
    if plan.column_rule:
        for left, right in pairwise(columns):
            x = (left.x1 + right.x0) / 2
            if not any(hole.box.x0 < x < hole.box.x1 for hole in holes):
                canvas.add(PaintedRule(x, max(left.y0, right.y0), x, box.y1, 0.4))
    return draft


def _upright_columns(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, box: Box, plan: StoryPlan
) -> list[Box]:
    """An upright headline at one side; gives the columns that are left."""
    at_right = plan.head_form == "right"
    height = box.height if plan.words.kicker else box.height * 0.95
    side = replace_sides(box, at_right, _upright_width(plan, height))
    used = write_upright(studio, canvas, draft, side, plan.words, plan.head, studio.rng)
    rest = Box(box.x0, box.y0, box.x1 - used, box.y1) if at_right else Box(box.x0 + used + 6, box.y0, box.x1, box.y1)
    return column_boxes(rest, plan.columns, plan.gutter)


def _upright_width(plan: StoryPlan, height: float) -> float:
    longest = -(-len(plan.words.headline) // plan.head.lines) + 1
    size = min(plan.head.size, height / longest)
    kicker = plan.head.kicker_size * 1.4 if plan.words.kicker else 0.0
    byline = plan.head.byline_size * 1.6 if plan.words.byline else 0.0
    return kicker + size * 1.12 * plan.head.lines + byline


def replace_sides(box: Box, at_right: bool, width: float) -> Box:
    """The strip of a width at one side of a box."""
    return Box(box.x1 - width, box.y0, box.x1, box.y1) if at_right else Box(box.x0, box.y0, box.x0 + width, box.y1)


def set_picture(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, columns: list[Box], wanted: PlacedPicture,
    body: TextStyle, teller: Teller,
) -> Hole | None:  # fmt: skip
    """A picture with its caption over some columns of a story; gives what the text goes round, None without room."""
    first = min(wanted.first, len(columns) - 1)
    last = min(len(columns) - 1, first + max(1, round(wanted.span + 0.49)) - 1)
    part = max(0.0, round(wanted.span + 0.49) - wanted.span)
    x0, x1 = columns[first].x0, columns[last].x1 - part * columns[last].width
    top = max(column.y0 for column in columns[first : last + 1])
    bottom = min(column.y1 for column in columns[first : last + 1])
    height = min(wanted.height, (bottom - top) * 0.8)
    if height < 30 or bottom - top < 70:
        return None
    depth = height + caption_room(wanted.look)
    if wanted.look.caption in ("left", "right"):
        depth = height + wanted.look.size * 2.9
    y = {"top": top, "middle": top + (bottom - top - depth) * 0.45, "bottom": bottom - depth}[wanted.place]
    y = top + round((y - top) / body.leading) * body.leading
    box = Box(x0, y, x1, y + height)
    foot = draw_picture(studio, canvas, draft, box, wanted.look, teller)
    return Hole(Box(x0, y, x1, max(foot, y + height)), air=body.size * 0.6)


def caption_room(look: PictureLook) -> float:
    """Points below a picture that its caption takes at most."""
    return look.size * 2.9 if look.caption == "below" else 2.0


def draw_picture(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft | None, box: Box, look: PictureLook, teller: Teller
) -> float:
    """Paints a picture and its caption, below, within or upright at a side of its box; gives the lower edge."""
    rng = studio.rng
    caption, credit = teller.phrase("caption"), teller.phrase("credit") if rng.random() < 0.7 else ""
    image = box
    room = look.size * 2.6
    if look.caption in ("left", "right") and len(caption) + 1 > 2 * int(box.height / look.size):
        look = replace(look, caption="below")
    if look.caption == "right":
        image = Box(box.x0, box.y0, box.x1 - room, box.y1)
    elif look.caption == "left":
        image = Box(box.x0 + room, box.y0, box.x1, box.y1)
    canvas.add(photo(image, rng, look.grey))
    foot = box.y1
    said = f"{look.mark}{caption}"
    if look.caption in ("left", "right"):
        x = image.x1 + 2 if look.caption == "right" else box.x0
        lines = _upright_caption(said, Box(x, box.y0, x + room - 2, box.y1), look)
        credit = ""
    else:
        width = box.width if look.caption == "below" else box.width * 0.4
        x = box.x0 if look.caption == "below" else box.x1 - width - 6
        lines, credit = _flat_caption(studio, said, credit, x, box.y1 + 4, width, look, rng)
        if look.caption == "within":
            lines = [replace(line, y=line.y - look.size * 1.3 * len(lines) - 10, colour=(1, 1, 1)) for line in lines]
        else:
            foot = box.y1 + 4 + look.size * 1.25 * len(lines)
    _note_caption(canvas, draft, lines, caption, credit, image)
    return foot


def _note_caption(
    canvas: PageCanvas, draft: ArticleDraft | None, lines: list[PaintedLine], caption: str, credit: str, image: Box
) -> None:
    if draft is None:
        canvas.furnish("caption", lines)
        canvas.furniture.pop()
        canvas.images.append({"caption": caption, "credit": credit})
        return
    draft.pictures.append(image)
    said = [line for line in lines if line.role != "credit"]
    if said:
        draft.photos.append((caption, credit))
        canvas.write_article(draft, said, "caption")
    credits = [line for line in lines if line.role == "credit"]
    if credits:
        canvas.write_article(draft, credits, "credit")


def _flat_caption(
    studio: DrawingContext, said: str, credit: str, x: float, y: float, width: float, look: PictureLook, rng: Random
) -> tuple[list[PaintedLine], str]:
    style = TextStyle(
        look.face, look.size, look.size * 1.25, indent=0.0, justify=0.0, colour=look.colour, role="caption"
    )
    slots = [Slot(x, y + k * style.leading, width) for k in range(4)]
    joined = f"{said} {credit}" if credit and look.credit == "joined" else said
    lines = studio.paragraph(joined, slots, style) or []
    if len(lines) > 2:
        lines, credit = (studio.paragraph(said, slots, style) or [])[:2], ""
    if credit and look.credit == "right" and lines:
        mark = replace(style, role="credit")
        length = line_length(credit, mark, studio.measuring)
        end = lines[-1].offsets[-1] + lines[-1].size
        beside = end + length + look.size < width
        if not beside and len(lines) > 1:
            return lines, ""
        row = slots[len(lines) - 1] if beside else slots[len(lines)]
        lines.append(set_line(credit, row.x + width - length, row.y, mark, studio.measuring))
    return lines, credit


def _upright_caption(said: str, box: Box, look: PictureLook) -> list[PaintedLine]:
    """A caption in one or two upright lines from right to left."""
    style = TextStyle(look.face, look.size, 0, role="caption", colour=look.colour)
    most = max(1, int(box.height / look.size))
    rows = [said[k : k + most] for k in range(0, len(said), most)][:2]
    x = box.x1 - look.size
    return [set_down(row, x - k * look.size * 1.2, box.y0, style) for k, row in enumerate(rows)]
