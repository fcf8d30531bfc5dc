"""Chinese papers of about 1910 to 1949: vertical lines, tiers from right to left, advertisements in frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import Composed, DrawingContext, PageCanvas
from samples.families.old_ads import down, draw_advertisement, draw_folio, draw_header, draw_masthead, numeral
from samples.families.ornaments import frame, rule
from samples.families.vertical_flow import NEWS, SLOW, FlowHabits, Run, fill_zone
from samples.families.vertical_grid import Type, make_grid
from samples.families.vertical_heads import draw_habits
from samples.text.grammar import Teller, idiom_collection
from samples.typeset.fonts import TRADITIONAL
from samples.typeset.sheet import Box

IDIOM = "republican"


@dataclass(frozen=True)
class OldPaper:
    """How a paper looks on all of its pages. Points."""

    width: float
    height: float
    margin: float
    type: Type
    gap: float
    tier_characters: int
    habits: FlowHabits
    zone_rule: str
    page_frame: str
    title: str
    year: int
    magazine: bool = False


def draw_paper(rng: Random) -> OldPaper:
    """A paper's look: a literary sheet in few tall tiers, a news sheet in many low ones, or a magazine."""
    kind = rng.choices(("literary", "news", "magazine"), (3, 5, 1.5))[0]
    size = rng.uniform(8.0, 10.0)
    step = size * rng.uniform(1.0, 1.07)
    pitch = size * (rng.uniform(1.5, 1.85) if kind != "news" else rng.uniform(1.3, 1.6))
    points = rng.choices(("cell", "half", "beside"), (6, 1, 2 if kind == "literary" else 0.4))[0]
    type_ = Type(rng.choice(("serif", "serif", "serif", "kai")), size, step, pitch, points, rng.random() < 0.4)
    heads = draw_habits(rng)
    long = kind != "news"
    habits = FlowHabits(
        heads=heads,
        topics=(*SLOW, "court") if kind == "literary" else SLOW if kind == "magazine" else (*NEWS, *NEWS, *SLOW),
        length=(12, 60) if long else rng.choice(((5, 22), (8, 30), (10, 45))),
        deep_heads=rng.choice((0.0, 0.1, 0.4)) if long else rng.choice((0.2, 0.5, 0.8)),
        block_share=rng.choice((0.0, 0.1)) if long else rng.choice((0.05, 0.2, 0.4)),
        framed_share=rng.choice((0.3, 0.7, 0.9)),
        brief_share=0.0 if kind == "magazine" else rng.choice((0.05, 0.12)),
        cut_in_share=rng.choice((0.0, 0.2, 0.4)),
        indent=rng.choice((0.0, 1.0, 1.0, 2.0)),
        paragraph_length=rng.choice((90, 160, 260)),
        rule_between=rng.choice(("thin", "wavy", "wavy", "dotted", "double")),
        rule_share=rng.choice((0.0, 0.3, 0.6, 0.9)),
        tier_rule=rng.choice(("differ", "differ", "all", "none")),
        tier_style=rng.choice(("thin", "thin", "wavy", "dotted")),
        first_is_large=rng.random() < 0.75,
        across_share=rng.choice((0.0, 0.2, 0.5)) if kind == "news" else 0.0,
    )
    width, height = rng.choice(((690, 960), (730, 1000), (640, 930), (780, 1080)))
    if kind == "magazine":
        width, height = rng.choice(((500, 700), (540, 780)))
    tall = {"news": rng.randint(9, 14), "literary": rng.randint(17, 28), "magazine": rng.randint(15, 25)}[kind]
    return OldPaper(
        width, height, rng.uniform(26, 46), type_, size * rng.uniform(0.9, 1.8), tall, habits,
        rng.choice(("thick", "thin", "wavy", "double")), rng.choice(("wavy", "double", "thick", "none")),
        Teller(IDIOM, "ads", rng).phrase("paper"), rng.randint(6, 37), kind == "magazine",
    )  # fmt: skip


def make_republican(seed: int) -> Composed:
    """A document of the family: one page, or the two pages of a fold (the right one first)."""
    rng = Random(f"republican/{seed}")
    collection = idiom_collection(IDIOM)
    studio = DrawingContext(rng, TRADITIONAL, collection)
    paper = draw_paper(rng)
    fold = not paper.magazine and rng.random() < 0.35
    first = rng.choice((1, 2, 3)) if not fold else rng.choice((2, 4))
    dates = _dates(rng, paper)
    pages = [_make_page(studio, paper, 1, first, dates)]
    if fold:
        pages.append(_make_page(studio, paper, 2, first + 1 if first == 2 else 1, dates))
    facts: dict[str, object] = {"title": paper.title, "date": None}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("republican", seed, pages, collection, facts, vertical=True, fold=fold)


def _dates(rng: Random, paper: OldPaper) -> list[str]:
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    months = "〇", *"一二三四五六七八九十", "十一", "十二"
    era = f"中華民國{numeral(paper.year)}年{months[month]}月{numeral(day)}日"
    return [era.replace("初", ""), f"星期{rng.choice('一二三四五六日')}"]


def _make_page(studio: DrawingContext, paper: OldPaper, number: int, label: int, dates: list[str]) -> PageCanvas:
    rng = studio.rng
    canvas = PageCanvas(paper.width, paper.height, TRADITIONAL, number, f"第{'〇一二三四五六七八九'[label]}版")
    body = Box(paper.margin, paper.margin, paper.width - paper.margin, paper.height - paper.margin)
    era, weekday = dates
    facts = [
        era,
        weekday,
        f"今日出{rng.choice('一二兩')}張",
        f"第{rng.choice('一二三四五')}千{rng.choice('二三四五六')}百{rng.choice('一二三四五六七八九')}號",
    ]
    if label == 1 and not paper.magazine and rng.random() < 0.6:
        depth = rng.uniform(95, 150)
        draw_header(studio, canvas, Box(body.x0, body.y0, body.x1, body.y0 + depth), paper.title, facts)
        body = Box(body.x0, body.y0 + depth + 8, body.x1, body.y1)
    else:
        words = [era, paper.title, weekday, canvas.label]
        if paper.magazine:
            words = [paper.title, canvas.label]
        draw_folio(studio, canvas, Box(body.x0, body.y0 - 6, body.x1, body.y0 + 12), words)
        body = Box(body.x0, body.y0 + 20, body.x1, body.y1)
        if label == 1 and not paper.magazine:
            width, height = rng.uniform(70, 110), rng.uniform(180, 260)
            corner = Box(body.x1 - width, body.y0, body.x1, body.y0 + height)
            draw_masthead(studio, canvas, corner, paper.title, facts)
            _fill_around(studio, canvas, paper, body, corner)
            return canvas
    if paper.page_frame != "none" and not paper.magazine:
        canvas.add(*frame(paper.page_frame, body.inset(-3, -3), 0.9))
        body = body.inset(5, 5)
    if rng.random() < 0.15 and not paper.magazine:
        _slogan(studio, canvas, paper, body)
    for zone in _with_advertisements(studio, canvas, paper, body):
        _fill(studio, canvas, paper, zone)
    return canvas


def _slogan(studio: DrawingContext, canvas: PageCanvas, paper: OldPaper, body: Box) -> None:
    text = Teller(IDIOM, "ads", studio.rng).phrase("slogans")
    strip = Box(body.x1 + 8, body.y0 + 10, paper.width - 6, body.y1 - 10)
    if strip.width > 9:
        canvas.furnish("other", [down(text, strip, 10.0, "serif-bold", "other", at=0.2)])


def _fill_around(studio: DrawingContext, canvas: PageCanvas, paper: OldPaper, body: Box, corner: Box) -> None:
    """Zones left of a masthead in the upper right corner, and below both."""
    beside = Box(body.x0, corner.y0, corner.x0 - 8, corner.y1)
    _fill(studio, canvas, paper, beside)
    y = corner.y1 + 6
    canvas.add(*rule(paper.zone_rule, body.x0, y, body.x1, y))
    for zone in _with_advertisements(studio, canvas, paper, Box(body.x0, y + 7, body.x1, body.y1)):
        _fill(studio, canvas, paper, zone)


def _with_advertisements(studio: DrawingContext, canvas: PageCanvas, paper: OldPaper, body: Box) -> list[Box]:
    """Sets advertisements along the sides and gives what is left, cut into zones."""
    rng = studio.rng
    if paper.magazine:
        return _zones(studio, canvas, paper, body, 0)
    roll = rng.random()
    if roll < 0.06:
        _advertisement_page(studio, canvas, body)
        return []
    if roll < 0.45:
        depth = rng.uniform(0.12, 0.3) * body.height
        _advertisement_row(studio, canvas, Box(body.x0, body.y1 - depth, body.x1, body.y1))
        body = Box(body.x0, body.y0, body.x1, body.y1 - depth - 6)
    if rng.random() < 0.3:
        width = rng.uniform(0.14, 0.24) * body.width
        left = rng.random() < 0.6
        x0 = body.x0 if left else body.x1 - width
        _advertisement_stack(studio, canvas, Box(x0, body.y0, x0 + width, body.y1))
        body = Box(body.x0 + width + 6, body.y0, body.x1, body.y1) if left else replace_x1(body, x0 - 6)
    return _zones(studio, canvas, paper, body, 0)


def replace_x1(box: Box, x1: float) -> Box:
    """The box with another right edge."""
    return Box(box.x0, box.y0, x1, box.y1)


def _advertisement_row(studio: DrawingContext, canvas: PageCanvas, box: Box) -> None:
    x = box.x0
    while box.x1 - x > 40:
        width = studio.rng.uniform(70, 190)
        width = box.x1 - x if box.x1 - x - width < 70 else width
        draw_advertisement(studio, canvas, Box(x, box.y0, x + width - 3, box.y1))
        x += width


def _advertisement_stack(studio: DrawingContext, canvas: PageCanvas, box: Box) -> None:
    y = box.y0
    while box.y1 - y > 50:
        height = studio.rng.uniform(80, 260)
        height = box.y1 - y if box.y1 - y - height < 90 else height
        draw_advertisement(studio, canvas, Box(box.x0, y, box.x1, y + height - 3))
        y += height


def _advertisement_page(studio: DrawingContext, canvas: PageCanvas, body: Box) -> None:
    """A page of nothing but advertisements."""
    rows = studio.rng.randint(3, 6)
    for row in range(rows):
        step = body.height / rows
        _advertisement_row(studio, canvas, Box(body.x0, body.y0 + row * step, body.x1, body.y0 + (row + 1) * step - 3))


def _zones(studio: DrawingContext, canvas: PageCanvas, paper: OldPaper, box: Box, depth: int) -> list[Box]:
    """A box, or it cut into zones that are ruled off from each other."""
    rng = studio.rng
    size = paper.type.size
    least = paper.tier_characters * paper.type.step * 1.9
    if depth < 2 and rng.random() < (0.45 if paper.tier_characters < 16 else 0.2):
        if box.height > 2 * least and rng.random() < 0.5:
            y = box.y0 + box.height * rng.uniform(0.3, 0.7)
            canvas.add(*rule(paper.zone_rule, box.x0, y, box.x1, y))
            upper = Box(box.x0, box.y0, box.x1, y - size)
            lower = Box(box.x0, y + size, box.x1, box.y1)
            return _zones(studio, canvas, paper, upper, depth + 1) + _zones(studio, canvas, paper, lower, depth + 1)
        if box.width > 36 * paper.type.pitch:
            x = box.x0 + box.width * rng.uniform(0.35, 0.65)
            canvas.add(*rule(paper.zone_rule, x, box.y0, x, box.y1))
            right, left = Box(x + size * 0.8, box.y0, box.x1, box.y1), replace_x1(box, x - size * 0.8)
            return _zones(studio, canvas, paper, right, depth + 1) + _zones(studio, canvas, paper, left, depth + 1)
    return [box]


def _fill(studio: DrawingContext, canvas: PageCanvas, paper: OldPaper, zone: Box) -> None:
    """Tiers of unlike height in a zone, filled with articles."""
    rng = studio.rng
    height = paper.tier_characters * paper.type.step + paper.gap
    count = max(1, round(zone.height / height))
    unlike = rng.choice((0, 1, 3)) if count > 1 else 0
    heights = [max(6, paper.tier_characters + rng.randint(-unlike, unlike)) for _ in range(count)]
    habits = paper.habits
    if canvas.articles:
        habits = replace(habits, first_is_large=habits.first_is_large and rng.random() < 0.4)
    type_ = paper.type
    grid = make_grid(zone, type_, heights, paper.gap)
    fill_zone(Run(studio, canvas, grid, habits))
