"""Magazine-like pages: one interview round pictures with captions, wide columns, a box of facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import ArticleDraft, Composed, DrawingContext, PageCanvas
from samples.families.horizontal_heads import HeadLook, HeadWords, place_line, write_head
from samples.families.horizontal_story import PictureLook, draw_picture
from samples.families.horizontal_text import Hole, Setting, TextPlan, column_boxes, free_slots, write_text
from samples.families.tabloid import Mute
from samples.text.grammar import Teller, idiom_collection
from samples.typeset.fonts import TRADITIONAL
from samples.typeset.line_breaking import TextStyle, line_length, set_line
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, PaintedPanel, PaintedRule

IDIOM = "tabloid"
ACCENTS: tuple[Colour, ...] = ((0.55, 0.6, 0.1), (0.75, 0.25, 0.1), (0.1, 0.4, 0.5), (0.5, 0.15, 0.35))


@dataclass(frozen=True)
class Magazine:
    """How a magazine page looks. Points."""

    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    body: TextStyle
    head_face: str
    accent: Colour
    picture: PictureLook
    title: str


@dataclass
class Spread:
    """A page under way."""

    studio: DrawingContext
    canvas: PageCanvas
    look: Magazine
    teller: Teller
    draft: ArticleDraft

    @property
    def rng(self) -> Random:
        """The document's own."""
        return self.studio.rng


def draw_magazine(rng: Random) -> Magazine:
    """A magazine's look."""
    width, height = rng.choice(((680, 1110), (600, 820), (720, 980)))
    size = rng.uniform(8.4, 9.8)
    body = TextStyle(rng.choice(("sans", "serif", "serif")), size, size * rng.uniform(1.38, 1.6))
    picture = PictureLook(
        "below", "sans", size * 0.92, rng.choice(("◀", "▲", "■", "")), rng.choice(("right", "joined"))
    )
    return Magazine(
        width, height, rng.uniform(24, 44), rng.choice((2, 3, 3, 4)), size * rng.uniform(1.3, 2.2), body,
        rng.choice(("serif", "serif-bold", "sans-bold", "kai")), rng.choice(ACCENTS), picture,
        Teller(IDIOM, "common", rng).phrase("paper"),
    )  # fmt: skip


def make_magazine(seed: int) -> Composed:
    """A page with one interview."""
    rng = Random(f"magazine/{seed}")
    collection = idiom_collection(IDIOM)
    studio = DrawingContext(rng, TRADITIONAL, collection)
    look = draw_magazine(rng)
    canvas = PageCanvas(look.width, look.height, TRADITIONAL, 1, f"C{rng.randint(1, 9)}")
    year, month, day = rng.randint(2010, 2025), rng.randint(1, 12), rng.randint(1, 28)
    area = Box(look.margin, look.margin * 0.8, look.width - look.margin, look.height - look.margin * 0.8)
    top = _page_head(studio, canvas, look, area, f"{year}年{month}月{day}日")
    teller = Teller(IDIOM, "interview", rng, also=("living", "health"), memory=studio.memory)
    spread = Spread(studio, canvas, look, teller, canvas.new_article())
    _fill(spread, Box(area.x0, top, area.x1, area.y1))
    facts: dict[str, object] = {"title": look.title, "date": f"{year}-{month:02d}-{day:02d}"}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("magazine", seed, [canvas], collection, facts)


def _page_head(studio: DrawingContext, canvas: PageCanvas, look: Magazine, area: Box, date: str) -> float:
    tag = Teller(IDIOM, "common", studio.rng).phrase("label")
    bold = TextStyle("sans-bold", 14.0, 0, colour=look.accent)
    small = TextStyle("sans", 9.0, 0)
    lines = [
        set_line(canvas.label, area.x0, area.y0 + 3, TextStyle("sans-bold", 10.0, 0), studio.measuring),
        set_line(tag, area.x0 + 26, area.y0, bold, studio.measuring),
        place_line(studio, f"{look.title} {date}", area, area.y0 + 4, small, 1.0),
    ]
    canvas.add(PaintedRule(area.x0, area.y0 + 20, area.x1, area.y0 + 20, 1.2, colour=look.accent))
    canvas.furnish("folio", lines, "\n".join(line.text for line in lines))
    return area.y0 + 34


def _fill(spread: Spread, area: Box) -> None:
    """Head, main picture with or without the lead on it, columns round further pictures, a row of them below."""
    rng, look = spread.rng, spread.look
    words = HeadWords(spread.teller.phrase("head"), spread.teller.phrase("kicker") if rng.random() < 0.7 else "")
    if rng.random() < 0.4:
        words.sub = spread.teller.phrase("sub")
    if rng.random() < 0.6:
        words.byline = f"{rng.choice(('撰文：', '文：', '採訪：', '記者 '))}{spread.teller.phrase('person')}"
    head = HeadLook(
        look.head_face, min(50.0, look.width * 0.07), rng.choice((1, 2)), rng.choice((BLACK, look.accent)),
        kicker_face=rng.choice(("serif", "sans")), kicker_size=22.0, aligned=rng.choice((0.5, 0.5, 0.0)),
        byline_size=look.body.size, sub_dash="", leading=1.25,
    )  # fmt: skip
    top = write_head(spread.studio, spread.canvas, spread.draft, area, words, head) + 6
    body = Box(area.x0, top, area.x1, area.y1)
    body = _main_picture(spread, body) if rng.random() < 0.8 else body
    if rng.random() < 0.55 and body.height > 300:
        body = _picture_row(spread, body)
    columns = column_boxes(body, look.columns, look.gutter)
    holes = _inner_pictures(spread, columns)
    plan = TextPlan(
        look.body, rng.choice(("sans-bold", "serif-bold", "kai")), look.body.size * rng.choice((1.1, 1.3, 1.5)),
        rng.choice((2, 3)), rng.choice(("centre", "left")), rng.choice((130, 200)), drop_cap=rng.choice((0, 0, 2, 3)),
        drop_colour=look.accent,
    )  # fmt: skip
    slots = free_slots(columns, look.body, holes)
    write_text(Setting(spread.studio, spread.canvas, spread.draft, plan, slots), spread.teller)


def _main_picture(spread: Spread, body: Box) -> Box:
    """The largest picture: over the whole width, beside its caption, or beside the lead; gives what is left below."""
    rng, look = spread.rng, spread.look
    depth = body.height * rng.uniform(0.24, 0.36)
    form = rng.choice(("wide", "lead beside", "lead beside", "caption beside"))
    box = Box(body.x0, body.y0, body.x1, body.y0 + depth)
    foot = box.y1
    if form == "lead beside":
        width = body.width * rng.uniform(0.3, 0.4)
        left = rng.random() < 0.6
        lead = Box(box.x0, box.y0, box.x0 + width, box.y1) if left else Box(box.x1 - width, box.y0, box.x1, box.y1)
        image = Box(lead.x1 + 14, box.y0, box.x1, box.y1) if left else Box(box.x0, box.y0, lead.x0 - 14, box.y1)
        _lead(spread, lead)
        foot = draw_picture(spread.studio, spread.canvas, spread.draft, image, look.picture, spread.teller)
    elif form == "caption beside":
        side = replace(look.picture, caption="right")
        draw_picture(spread.studio, spread.canvas, spread.draft, box, side, spread.teller)
    else:
        foot = draw_picture(spread.studio, spread.canvas, spread.draft, box, look.picture, spread.teller)
    return Box(body.x0, max(foot, box.y1) + 14, body.x1, body.y1)


def _lead(spread: Spread, box: Box) -> None:
    """The first paragraphs in bold, on a tint or between rules."""
    rng, look = spread.rng, spread.look
    if rng.random() < 0.4:
        spread.canvas.add(PaintedPanel(box, (0.95, 0.95, 0.9)))
        box = box.inset(8, 8)
    label = TextStyle("sans-bold", 12.0, 0, colour=look.accent)
    if rng.random() < 0.5:
        text = rng.choice(("人物專訪", "校長訪談", "城市人物", "匠人故事"))
        line = place_line(spread.studio, text, box, box.y0, label, 0.0)
        spread.canvas.write_article(spread.draft, [line], "section")
        spread.draft.section = text
        spread.canvas.add(PaintedRule(box.x0, box.y0 + 17, box.x1, box.y0 + 17, 0.6, colour=look.accent))
        box = Box(box.x0, box.y0 + 24, box.x1, box.y1)
    style = replace(look.body, face="sans-bold", size=look.body.size * 1.08, leading=look.body.leading * 1.2)
    text = "".join(spread.teller.phrase(kind) for kind in ("lead", "body", "body"))
    slots = free_slots([box], style, [])
    plan = TextPlan(style, lead=[text], paragraph_length=90)
    write_text(Setting(spread.studio, spread.canvas, spread.draft, plan, slots), Mute(spread.teller))


def _picture_row(spread: Spread, body: Box) -> Box:
    """Two or three pictures side by side at the foot; gives what is left above."""
    rng, look = spread.rng, spread.look
    count = rng.choice((2, 3, 3))
    room = look.picture.size * 2.9 + 6
    depth = min(body.height * 0.26, 150.0)
    row = Box(body.x0, body.y1 - depth - room, body.x1, body.y1 - room)
    for box in column_boxes(row, count, 12):
        draw_picture(spread.studio, spread.canvas, spread.draft, box, look.picture, spread.teller)
    return Box(body.x0, body.y0, body.x1, row.y0 - 14)


def _inner_pictures(spread: Spread, columns: list[Box]) -> list[Hole]:
    """Pictures stacked at the top or foot of outer columns, and sometimes a box of facts; what text goes round."""
    rng, look = spread.rng, spread.look
    holes = []
    outer = columns[-1] if rng.random() < 0.6 else columns[0]
    height = outer.height
    y = outer.y0
    room = look.picture.size * 2.9 + 8
    for _ in range(rng.choice((0, 1, 2))):
        depth = min(outer.width * rng.uniform(0.6, 0.9), height * 0.3)
        if y + depth + room > outer.y0 + height * 0.75:
            break
        image = Box(outer.x0, y, outer.x1, y + depth)
        foot = draw_picture(spread.studio, spread.canvas, spread.draft, image, look.picture, spread.teller)
        y = max(foot, y + depth) + 10
    if y > outer.y0:
        holes.append(Hole(Box(outer.x0, outer.y0, outer.x1, y - 6), air=4.0))
    other = columns[0] if outer is columns[-1] else columns[-1]
    if len(columns) > 2 and rng.random() < 0.6 and other.height > 240:
        holes.append(Hole(_facts(spread, other), air=6.0))
    return holes


def _facts(spread: Spread, column: Box) -> Box:
    """A box with a title and short lines about the person or the place, at the foot of a column."""
    rng, look = spread.rng, spread.look
    count = rng.randint(4, 6)
    depth = 26 + count * 15
    box = Box(column.x0, column.y1 - depth, column.x1, column.y1)
    spread.canvas.add(PaintedPanel(box, rng.choice(((0.93, 0.95, 0.9), (0.95, 0.93, 0.9), (0.9, 0.93, 0.96)))))
    bar = Box(box.x0, box.y0, box.x1, box.y0 + 19)
    spread.canvas.add(PaintedPanel(bar, look.accent))
    title = TextStyle("sans-bold", 10.5, 0, colour=WHITE)
    lines = [place_line(spread.studio, spread.teller.phrase("boxhead"), bar.inset(4, 0), bar.y0 + 3.5, title, 0.5)]
    small = TextStyle("sans", 8.2, 0)
    for number in range(count):
        text = spread.teller.phrase("boxline")
        if line_length(text, small, spread.studio.measuring) < box.width - 10:
            lines.append(set_line(text, box.x0 + 5, bar.y1 + 4 + 15 * number, small, spread.studio.measuring))
    spread.canvas.write_article(spread.draft, lines, "list")
    return box
