"""Tabloids as in Hong Kong and Taiwan: a logo, a banner in colour over pictures, infographics that text goes round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import ArticleDraft, Composed, DrawingContext, PageCanvas
from samples.families.horizontal_heads import HeadLook, HeadWords, break_head, write_head
from samples.families.horizontal_story import PictureLook, PlacedPicture, StoryPlan, draw_picture, fill_story
from samples.families.horizontal_text import Hole, Setting, TextPlan, column_boxes, free_slots, write_text
from samples.families.ornaments import ring
from samples.families.photos import code_square, photo
from samples.families.tabloid_boxes import draw_badge, draw_infographic, draw_list_box, draw_strip
from samples.text.grammar import Teller, idiom_collection
from samples.typeset.fonts import TRADITIONAL
from samples.typeset.line_breaking import TextStyle, line_length, set_line
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, PaintedLine, PaintedPanel, PaintedRule

IDIOM = "tabloid"
TOPICS = ("transport", "health", "crime", "living")
STRONG: tuple[Colour, ...] = (
    (0.85, 0.1, 0.12),
    (0.05, 0.5, 0.25),
    (0.1, 0.35, 0.75),
    (0.9, 0.4, 0.05),
    (0.55, 0.1, 0.5),
)
TINTS: tuple[Colour, ...] = ((0.93, 0.92, 0.91), (0.99, 0.96, 0.86), (0.9, 0.95, 0.99), (0.97, 0.91, 0.92))


@dataclass(frozen=True)
class Tabloid:
    """How a tabloid looks. Points."""

    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    body: TextStyle
    colour: Colour
    second: Colour
    tint: Colour
    head_face: str
    picture: PictureLook
    title: str
    subhead_face: str
    drop_cap: int


def draw_tabloid(rng: Random) -> Tabloid:
    """A paper's look."""
    width, height = rng.choice(((780, 915), (760, 1060), (720, 980), (800, 1120)))
    size = rng.uniform(8.4, 10.0)
    colour = rng.choice(STRONG)
    mark = rng.choice(("■", "▲", "◆", "", "●"))
    picture = PictureLook(
        rng.choice(("below", "right", "left", "below", "within")),
        rng.choice(("sans", "serif")),
        size * 0.92,
        mark,
        rng.choice(("right", "joined")),
    )
    body = TextStyle(rng.choice(("serif", "serif", "sans")), size, size * rng.uniform(1.2, 1.42))
    return Tabloid(
        width,
        height,
        rng.uniform(24, 36),
        rng.choice((4, 5, 5, 6)),
        size * rng.uniform(1.0, 1.6),
        body,
        colour,
        rng.choice([other for other in STRONG if other != colour]),
        rng.choice(TINTS),
        rng.choice(("sans-bold", "sans-bold", "serif-bold")),
        picture,
        Teller(IDIOM, "common", rng).phrase("paper"),
        rng.choice(("sans-bold", "sans", "serif-bold")),
        rng.choice((0, 2, 2, 3)),
    )


def make_tabloid(seed: int) -> Composed:
    """A front page or an inner page of a tabloid."""
    rng = Random(f"tabloid/{seed}")
    collection = idiom_collection(IDIOM)
    studio = DrawingContext(rng, TRADITIONAL, collection)
    paper = draw_tabloid(rng)
    front = rng.random() < 0.65
    canvas = PageCanvas(paper.width, paper.height, TRADITIONAL, 1, "" if front else f"A{rng.randint(2, 9)}")
    year, month, day = rng.randint(2012, 2025), rng.randint(1, 12), rng.randint(1, 28)
    body = Box(paper.margin, paper.margin * 0.8, paper.width - paper.margin, paper.height - paper.margin * 0.7)
    date = rng.choice((f"{day:02d}/{month:02d}/{year}", f"{year}年{month}月{day}日"))
    top = _logo(studio, canvas, paper, body, date) if front else _folio(studio, canvas, paper, body, date)
    foot = body.y1
    if rng.random() < 0.7:
        depth = rng.uniform(40, 80)
        draw_strip(studio, canvas, Box(body.x0, foot - depth, body.x1, foot), paper.colour)
        foot -= depth + 8
    _fill_page(studio, canvas, paper, Box(body.x0, top, body.x1, foot))
    facts: dict[str, object] = {"title": paper.title if front else None, "date": f"{year}-{month:02d}-{day:02d}"}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("tabloid", seed, [canvas], collection, facts)


def _fill_page(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, area: Box) -> None:
    """The main story and one to four others, above, below or beside it."""
    rng = studio.rng
    share = rng.uniform(0.5, 0.68)
    gap = 12
    others = rng.choice((1, 1, 2, 3, 4))
    if rng.random() < 0.5:
        cut = area.y0 + area.height * (1 - share)
        small, main = Box(area.x0, area.y0, area.x1, cut - gap), Box(area.x0, cut, area.x1, area.y1)
    else:
        cut = area.y0 + area.height * share
        main, small = Box(area.x0, area.y0, area.x1, cut - gap), Box(area.x0, cut, area.x1, area.y1)
    if others > 2 and small.height < 330:
        others = 2
    stories = [small] if others == 1 else column_boxes(small, 2, 16)
    if others > 2:
        upper = stories[-1]
        middle = upper.y0 + upper.height * rng.uniform(0.45, 0.55)
        stories[-1:] = [Box(upper.x0, upper.y0, upper.x1, middle - 8), Box(upper.x0, middle + 4, upper.x1, upper.y1)]
    places = [("main", main), *(("small", box) for box in stories)]
    for kind, box in sorted(places, key=lambda item: (round(item[1].y0), item[1].x0)):
        if kind == "main":
            rng.choice((_main_with_ring, _main_with_ring, _main_plain, _main_big_picture))(studio, canvas, paper, box)
        else:
            _small_story(studio, canvas, paper, box)


def _teller(studio: DrawingContext) -> Teller:
    return studio.teller(IDIOM, TOPICS)


def _text_plan(paper: Tabloid, rng: Random, subheads: int) -> TextPlan:
    return TextPlan(
        paper.body,
        paper.subhead_face,
        paper.body.size * rng.choice((1.0, 1.15, 1.3)),
        subheads,
        rng.choice(("centre", "centre", "left")),
        rng.choice((110, 160)),
        drop_cap=paper.drop_cap if rng.random() < 0.5 else 0,
        drop_colour=rng.choice((paper.colour, (0.35, 0.35, 0.35))),
    )


def _small_story(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    """A headline in colour over a few columns, pictures at the sides or none."""
    rng = studio.rng
    teller = _teller(studio)
    columns = max(1, min(paper.columns, round(box.width / (paper.body.size * 15))))
    look = HeadLook(
        paper.head_face,
        34.0 if columns > 3 else 25.0,
        1 if columns > 2 else 2,
        rng.choice((paper.colour, paper.second, BLACK)),
        aligned=rng.choice((0.5, 0.0)),
        kicker_size=13.0,
        byline_size=paper.body.size,
        ground=rng.choice((None, None, None, paper.second)),
    )
    words = HeadWords(teller.phrase("head"), teller.phrase("kicker") if rng.random() < 0.2 else "")
    plan = StoryPlan(words, look, _text_plan(paper, rng, rng.choice((0, 1, 1))), columns, paper.gutter)
    height = min(box.height * 0.5, 130.0)
    if columns >= 4:
        plan.pictures.append(PlacedPicture(columns - 1, 1, height, "top", replace(paper.picture, caption="below")))
        if rng.random() < 0.5:
            plan.pictures.append(PlacedPicture(0, 1, height * 0.9, "top", replace(paper.picture, caption="below")))
    elif rng.random() < 0.55:
        place = rng.choice(("top", "bottom", "middle"))
        plan.pictures.append(PlacedPicture(rng.randrange(columns), 1, height * 0.7, place, paper.picture))
    fill_story(studio, canvas, box, plan, teller)
    if rng.random() < 0.3:
        canvas.add(PaintedRule(box.x0, box.y1 + 5, box.x1, box.y1 + 5, 0.5))


def _main_head(
    studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box, teller: Teller, draft: ArticleDraft
) -> float:
    """The badge, the kicker in a light face and the banner in colour."""
    rng = studio.rng
    inner = box
    if rng.random() < 0.7:
        width = draw_badge(studio, canvas, draft, box.x0 + 4, box.y0 - 2, teller.phrase("label"), paper.colour)
        inner = Box(box.x0 + width + 10, box.y0, box.x1 - width - 10, box.y1)
    two = rng.random() < 0.3 and box.height > 520
    look = HeadLook(
        paper.head_face,
        min(92.0, box.height * 0.15),
        2 if two else 1,
        paper.second,
        paper.colour if rng.random() < 0.5 else None,
        kicker_face=rng.choice(("sans", "serif", "sans-bold")),
        kicker_size=rng.uniform(19, 28),
        leading=1.16,
    )
    words = HeadWords(teller.phrase("banner"), teller.phrase("kicker") if rng.random() < 0.75 else "")
    if inner is not box:
        inner = replace_top(box, box.y0 + 18) if not words.kicker else inner
    if words.kicker:
        size = break_head(studio, words.kicker, look.kicker_face, 1, inner.width, look.kicker_size)[1]
        look = replace(look, kicker_size=size)
        inner = box
    return write_head(studio, canvas, draft, inner, words, look)


def replace_top(box: Box, y0: float) -> Box:
    """The box with another upper edge."""
    return Box(box.x0, y0, box.x1, box.y1)


def _ground(canvas: PageCanvas, paper: Tabloid, box: Box, rng: Random) -> Box:
    """A tinted ground or a frame behind the main story, or nothing; gives what is inside."""
    kind = rng.choice(("tint", "tint", "frame", "none"))
    if kind == "tint":
        canvas.add(PaintedPanel(box, paper.tint))
    elif kind == "frame":
        canvas.add(PaintedPanel(box, None, paper.colour, 1.6))
    return box.inset(9, 9) if kind != "none" else box


def _lead(
    studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box, teller: Teller, draft: ArticleDraft
) -> None:
    """A first paragraph in larger, bolder type in a column of its own."""
    style = replace(paper.body, size=paper.body.size * 1.18, leading=paper.body.leading * 1.28, face="sans")
    style = replace(style, colour=(0.25, 0.25, 0.25))
    text = "".join(teller.phrase(kind) for kind in ("lead", "body", "body", "body"))
    slots = free_slots([box], style, [])
    write_text(
        Setting(studio, canvas, draft, TextPlan(style, lead=[text], fill=1.0, paragraph_length=60), slots), Mute(teller)
    )


class Mute(Teller):
    """A teller that has nothing more to say: for texts that are given whole."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(teller.idiom, teller.topic, teller.rng)

    def paragraphs(self, length: int, longest: int) -> list[str]:
        """Nothing."""
        return []


def _main_with_ring(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    """Two pictures under the banner, an infographic over their inner edges, the text below and round it."""
    rng = studio.rng
    teller = _teller(studio)
    box = _ground(canvas, paper, box, rng)
    draft = canvas.new_article()
    top = _main_head(studio, canvas, paper, box, teller, draft)
    middle = (box.x0 + box.x1) / 2 + rng.uniform(-0.06, 0.06) * box.width
    depth = (box.y1 - top) * rng.uniform(0.34, 0.45)
    width = box.width * rng.uniform(0.28, 0.36)
    info = Box(middle - width / 2, top + rng.uniform(-4, 10), middle + width / 2, top + depth * rng.uniform(1.2, 1.5))
    side = "right" if paper.picture.caption in ("right", "left") else "below"
    left, right = (
        Box(box.x0, top, info.x0 + width * 0.1, top + depth),
        Box(info.x1 - width * 0.1, top, box.x1, top + depth),
    )
    upright = side == "right"
    feet = []
    for picture_box, at in ((left, "left"), (right, "right")):
        look = replace(paper.picture, caption=at if upright else "below")
        feet.append(draw_picture(studio, canvas, draft, _clear(picture_box, info, upright), look, teller))
    is_round = rng.random() < 0.75
    draw_infographic(studio, canvas, draft, info, is_round, paper.colour)
    columns = column_boxes(Box(box.x0, max(feet) + 8, box.x1, box.y1), rng.choice((4, 5)), paper.gutter)
    holes = [Hole(info, is_round, 8.0)]
    if rng.random() < 0.6 and columns[0].height > 120:
        _lead(studio, canvas, paper, columns[0], teller, draft)
        columns = columns[1:]
    slots = free_slots(columns, paper.body, holes)
    write_text(Setting(studio, canvas, draft, _text_plan(paper, rng, 2), slots), teller)


def _clear(picture: Box, info: Box, upright: bool) -> Box:
    """The picture's box kept clear of the infographic where its caption is below."""
    if upright:
        return picture
    return (
        Box(picture.x0, picture.y0, min(picture.x1, info.x0 - 6), picture.y1)
        if picture.x0 < info.x0
        else Box(max(picture.x0, info.x1 + 6), picture.y0, picture.x1, picture.y1)
    )


def _main_plain(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    """The banner, text in columns, a picture among it or a round inset that the text goes round, a list box."""
    rng = studio.rng
    teller = _teller(studio)
    box = _ground(canvas, paper, box, rng)
    draft = canvas.new_article()
    top = _main_head(studio, canvas, paper, box, teller, draft)
    foot = box.y1
    if rng.random() < 0.5:
        depth = rng.uniform(52, 76)
        list_box = Box(box.x0, foot - depth, box.x1, foot)
        foot -= depth + 10
        holes_for_list = list_box
    else:
        holes_for_list = None
    area = Box(box.x0, top, box.x1, foot)
    columns = column_boxes(area, paper.columns, paper.gutter)
    holes: list[Hole] = []
    if rng.random() < 0.6 or area.height < 230:
        span = rng.choice((2, 2, 3))
        first = rng.randrange(0, max(1, paper.columns - span + 1))
        x0, x1 = columns[first].x0, columns[first + span - 1].x1
        low = rng.random() < 0.6
        height = area.height * rng.uniform(0.38, 0.55)
        y = area.y1 - height if low else area.y0
        look = paper.picture
        room = look.size * 2.9 if look.caption != "within" else 2.0
        foot = draw_picture(studio, canvas, draft, Box(x0, y + 2, x1, y + height - room), look, teller)
        hole = Box(x0, y, x1, max(foot, y + height))
        holes.append(Hole(hole, False, paper.body.size * 0.6))
    else:
        side = min(area.height * 0.55, paper.width * 0.24)
        x = area.x0 + area.width * rng.uniform(0.3, 0.5)
        inset = Box(x, area.y0 + area.height * 0.25, x + side, area.y0 + area.height * 0.25 + side)
        if rng.random() < 0.5:
            draw_infographic(studio, canvas, draft, inset, True, paper.colour)
        else:
            canvas.add(photo(inset.inset(side * 0.15, side * 0.15), rng), ring(inset, 3.0, None, 32, paper.colour))
        holes.append(Hole(inset, True, 7.0))
    slots = free_slots(columns, paper.body, holes)
    write_text(Setting(studio, canvas, draft, _text_plan(paper, rng, 2), slots), teller)
    if holes_for_list is not None:
        draw_list_box(studio, canvas, draft, holes_for_list, paper.colour)


def _main_big_picture(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    """Text above, one large picture and two small ones below it with their captions at the side."""
    rng = studio.rng
    teller = _teller(studio)
    box = _ground(canvas, paper, box, rng)
    draft = canvas.new_article()
    top = _main_head(studio, canvas, paper, box, teller, draft)
    cut = top + (box.y1 - top) * rng.uniform(0.42, 0.55)
    if rng.random() < 0.3:
        cut = top + (box.y1 - top) * 0.5
        _pictures_row(studio, canvas, paper, Box(box.x0, top, box.x1, cut - 8), draft, teller)
        columns = column_boxes(Box(box.x0, cut + 6, box.x1, box.y1), paper.columns, paper.gutter)
    else:
        _pictures_row(studio, canvas, paper, Box(box.x0, cut + 4, box.x1, box.y1), draft, teller)
        columns = column_boxes(Box(box.x0, top, box.x1, cut - 4), paper.columns, paper.gutter)
    if rng.random() < 0.5 and columns[0].height > 110:
        wide = Box(columns[0].x0, columns[0].y0, columns[1].x1, columns[0].y1)
        _lead(studio, canvas, paper, wide, teller, draft)
        columns = columns[2:]
    slots = free_slots(columns, paper.body, [])
    write_text(Setting(studio, canvas, draft, _text_plan(paper, rng, 1), slots), teller)


def _pictures_row(
    studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box, draft: ArticleDraft, teller: Teller
) -> None:
    rng = studio.rng
    share = rng.uniform(0.55, 0.68)
    big = Box(box.x0, box.y0, box.x0 + box.width * share, box.y1)
    room = paper.picture.size * 2.9
    look = replace(paper.picture, caption=rng.choice(("within", "below")))
    draw_picture(
        studio,
        canvas,
        draft,
        Box(big.x0, big.y0, big.x1, big.y1 - (room if look.caption == "below" else 0)),
        look,
        teller,
    )
    half = box.height / 2
    for number in range(2):
        small = Box(big.x1 + 10, box.y0 + number * half + number * 4, box.x1, box.y0 + (number + 1) * half - 4)
        side = rng.random() < 0.6
        look = replace(paper.picture, caption="right" if side else "below")
        if not side:
            small = Box(small.x0, small.y0, small.x1, small.y1 - room)
        draw_picture(studio, canvas, draft, small, look, teller)


def _folio(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, body: Box, date: str) -> float:
    """The line over an inner page."""
    rng = studio.rng
    label = Teller(IDIOM, "common", rng).phrase("label")
    words = [canvas.label, label, paper.title, date]
    x, lines = body.x0, []
    for number, text in enumerate(words):
        style = TextStyle(
            "sans-bold", (17.0, 17.0, 11.0, 9.0)[number], 0, colour=paper.colour if number == 1 else BLACK
        )
        if number >= 2:
            x = max(x, body.x1 - (200 if number == 2 else 84))
        lines.append(set_line(text, x, body.y0 + (17 - style.size) * 0.8, style, studio.measuring))
        x += line_length(text, style, studio.measuring) + 12
    canvas.add(PaintedRule(body.x0, body.y0 + 24, body.x1, body.y0 + 24, 1.4, colour=paper.colour))
    canvas.furnish("folio", lines, " ".join(words))
    return body.y0 + 34


def _logo(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, body: Box, date: str) -> float:
    """The coloured logo with the title, the date beside it, a teaser or an advertisement at the right."""
    rng = studio.rng
    depth = rng.uniform(84, 120)
    logo = Box(body.x0, body.y0, body.x0 + body.width * rng.uniform(0.42, 0.52), body.y0 + depth)
    canvas.add(PaintedPanel(logo, paper.colour))
    rows, size = break_head(studio, paper.title, "sans-bold", 1, logo.width * 0.88, depth * 0.68)
    lines = [
        set_line(rows[0], logo.x0 + 14, logo.y0 + 10, TextStyle("sans-bold", size, 0, colour=WHITE), studio.measuring)
    ]
    teller = Teller(IDIOM, "common", rng)
    english = TextStyle("sans", 9.0, 0, colour=WHITE)
    lines.append(set_line(teller.phrase("english"), logo.x0 + 20, logo.y1 - 15, english, studio.measuring, 0.5))
    style = TextStyle("sans", 9.0, 0)
    said = [date, f"星期{teller.phrase('weekday')}", rng.choice(("免費報章", "每人限取一份", "每份10元"))]
    lines += [set_line(text, logo.x1 + 8, body.y0 + 4 + 13 * k, style, studio.measuring) for k, text in enumerate(said)]
    canvas.furnish("masthead", lines, "\n".join(line.text for line in lines))
    right = Box(logo.x1 + 90, body.y0, body.x1, body.y0 + depth)
    if rng.random() < 0.5:
        _teaser(studio, canvas, paper, right)
    else:
        _top_advertisement(studio, canvas, paper, right)
    return body.y0 + depth + 14


def _teaser(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    """A panel that points to a story inside: label, headline in two lines, a picture, the page."""
    rng = studio.rng
    canvas.add(PaintedPanel(box, paper.second))
    image = Box(box.x1 - box.height * 0.9, box.y0 + 6, box.x1 - 8, box.y1 - 6)
    canvas.add(photo(image, rng))
    text = _teller(studio).phrase("head")
    rows, size = break_head(studio, text, "sans-bold", 2, image.x0 - box.x0 - 18, 24.0)
    style = TextStyle("sans-bold", size, 0, colour=WHITE)
    lines = [
        set_line(row, box.x0 + 9, box.y0 + 14 + k * size * 1.25, style, studio.measuring) for k, row in enumerate(rows)
    ]
    where = TextStyle("sans-bold", 10.0, 0, colour=WHITE)
    lines.append(set_line(f"詳刊P{rng.randint(2, 12)}", box.x0 + 9, box.y1 - 16, where, studio.measuring))
    canvas.furnish("index", lines)


def _top_advertisement(studio: DrawingContext, canvas: PageCanvas, paper: Tabloid, box: Box) -> None:
    rng = studio.rng
    teller = Teller(IDIOM, "common", rng)
    canvas.add(PaintedPanel(box, rng.choice(TINTS), paper.second, 1.5))
    code = Box(box.x1 - 52, box.y0 + 8, box.x1 - 8, box.y0 + 52)
    canvas.add(code_square(code, rng))
    name = teller.phrase("adname")
    rows, size = break_head(studio, name, "sans-bold", 1, code.x0 - box.x0 - 20, 32.0)
    lines: list[PaintedLine] = [
        set_line(
            rows[0], box.x0 + 9, box.y0 + 9, TextStyle("sans-bold", size, 0, colour=paper.colour), studio.measuring
        )
    ]
    small = TextStyle("sans", 9.0, 0)
    for number in range(2):
        y = box.y0 + 18 + size + 15 * number
        if y + 9 < box.y1:
            lines.append(set_line(teller.phrase("adline"), box.x0 + 10, y, small, studio.measuring))
    canvas.furnish("advertisement", lines)
