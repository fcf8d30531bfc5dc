"""Mainland Chinese dailies: kickers over banners, chips, series in frames, tinted sidebars, picture news, jumps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import Composed, DrawingContext, PageCanvas
from samples.families.horizontal_heads import HeadLook, HeadWords, write_chip
from samples.families.horizontal_story import PictureLook, PlacedPicture, StoryPlan, fill_story
from samples.families.horizontal_text import TextPlan, column_boxes
from samples.families.mainland_boxes import (
    draw_front_masthead,
    draw_guide,
    draw_page_bar,
    draw_picture_news,
    draw_small_advertisements,
    draw_table_box,
)
from samples.text.grammar import Teller, idiom_collection, read_grammar
from samples.typeset.fonts import SIMPLIFIED
from samples.typeset.line_breaking import TextStyle
from samples.typeset.sheet import BLACK, Box, Colour, PaintedPanel, PaintedRule

IDIOM = "mainland"
CHIPS: tuple[tuple[Colour, Colour], ...] = (
    ((0.1, 0.1, 0.1), (0.45, 0.45, 0.45)), ((0.75, 0.1, 0.1), (0.85, 0.4, 0.2)), ((0.1, 0.3, 0.6), (0.3, 0.55, 0.8)),
)  # fmt: skip
TINTS: tuple[Colour, ...] = ((0.9, 0.9, 0.9), (0.93, 0.95, 0.99), (0.98, 0.95, 0.88), (0.92, 0.96, 0.92))
SIZES = (16.0, 19.0, 25.0, 30.0, 34.0, 36.0, 40.0, 40.0)
"""Headline sizes by the columns of a story, in points."""
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Daily:
    """How a daily looks. Points."""

    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    body: TextStyle
    head_faces: tuple[str, ...]
    accent: Colour
    chips: tuple[Colour, Colour]
    tint: Colour
    picture: PictureLook
    title: str
    byline: str
    column_rule: bool
    frame_rule: bool
    gap: float


def draw_daily(rng: Random) -> Daily:
    """A paper's look."""
    width, height = rng.choice(((992, 1417), (992, 1417), (794, 1134), (1080, 1560), (910, 1320)))
    size = rng.uniform(8.6, 10.2)
    body = TextStyle(rng.choice(("serif", "serif", "serif", "sans")), size, size * rng.uniform(1.22, 1.5))
    columns = max(4, round((width - 80) / (size * rng.uniform(15, 19))))
    grey = rng.random() < 0.3
    picture = PictureLook(
        "below",
        rng.choice(("serif", "sans", "kai")),
        size * 0.95,
        rng.choice(("", "", "▲", "图为：")),
        rng.choice(("right", "joined")),
        grey,
    )
    return Daily(
        width,
        height,
        rng.uniform(26, 44),
        min(7, columns),
        size * rng.uniform(1.2, 2.0),
        body,
        rng.choice((("serif-bold",), ("sans-bold",), ("serif-bold", "sans-bold", "serif"), ("sans-bold", "kai"))),
        rng.choice(((0.8, 0.05, 0.05), (0.05, 0.25, 0.55), BLACK)),
        rng.choice(CHIPS),
        rng.choice(TINTS),
        picture,
        Teller(IDIOM, "common", rng).phrase("paper"),
        rng.choice(("top", "end", "inline", "inline", "mixed")),
        rng.random() < 0.2,
        rng.random() < 0.4,
        rng.uniform(12, 20),
    )


@dataclass
class Jump:
    """A story that begins on the first page and ends on the second."""

    teller: Teller | None = None
    headline: str = ""


@dataclass
class PageInProgress:
    """A page under way and what its stories share."""

    studio: DrawingContext
    canvas: PageCanvas
    paper: Daily
    front: bool
    jump: Jump | None = None

    @property
    def rng(self) -> Random:
        """The document's own."""
        return self.studio.rng

    def teller(self) -> Teller:
        """A teller on a topic, with two more to go on with."""
        topics = [name for name in read_grammar(IDIOM) if name not in ("common", "forum")]
        return self.studio.teller(IDIOM, topics)


def make_mainland(seed: int) -> Composed:
    """A front or inner page of a daily, or both with a story that jumps from one to the other."""
    rng = Random(f"mainland/{seed}")
    collection = idiom_collection(IDIOM)
    studio = DrawingContext(rng, SIMPLIFIED, collection)
    paper = draw_daily(rng)
    kind = rng.choices(("front", "inner", "both"), (4, 4, 2))[0]
    year, month, day = rng.randint(2008, 2025), rng.randint(1, 12), rng.randint(1, 28)
    weekday = "一二三四五六日"[(day + month) % 7]
    date = f"{year}年{month}月{day}日 星期{weekday}"
    jump = Jump() if kind == "both" else None
    pages = []
    for number, front in enumerate({"front": (True,), "inner": (False,), "both": (True, False)}[kind], 1):
        label = "01版" if front else f"第{NUMERALS[number if kind == 'both' else rng.randint(2, 8)]}版"
        canvas = PageCanvas(paper.width, paper.height, SIMPLIFIED, number, label)
        desk = PageInProgress(studio, canvas, paper, front, jump)
        _make_page(desk, date)
        pages.append(canvas)
    title = paper.title
    facts: dict[str, object] = {"title": title, "date": f"{year}-{month:02d}-{day:02d}"}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("mainland", seed, pages, collection, facts)


def _make_page(desk: PageInProgress, date: str) -> None:
    paper, rng = desk.paper, desk.rng
    area = Box(paper.margin, paper.margin * 0.8, paper.width - paper.margin, paper.height - paper.margin * 0.7)
    draw = draw_front_masthead if desk.front else draw_page_bar
    top = draw(desk.studio, desk.canvas, area, paper.title, date, desk.canvas.label, paper.accent)
    area = Box(area.x0, top, area.x1, area.y1)
    if desk.front and rng.random() < 0.5:
        depth = rng.uniform(52, 90)
        draw_guide(desk.studio, desk.canvas, Box(area.x0, area.y1 - depth, area.x1, area.y1), paper.accent)
        area = Box(area.x0, area.y0, area.x1, area.y1 - depth - paper.gap)
    elif rng.random() < 0.2:
        depth = rng.uniform(80, 150)
        draw_small_advertisements(desk.studio, desk.canvas, Box(area.x0, area.y1 - depth, area.x1, area.y1))
        area = Box(area.x0, area.y0, area.x1, area.y1 - depth - paper.gap)
    columns = paper.columns
    if rng.random() < 0.3:
        area, columns = _sidebar(desk, area, columns)
    leaves = _cut(desk, area, columns, 0)
    largest = max(range(len(leaves)), key=lambda k: leaves[k][0].width * leaves[k][0].height - 3 * leaves[k][0].y0)
    for number, (box, count) in enumerate(leaves):
        _fill_leaf(desk, box, count, number == largest, number == len(leaves) - 1)


def _step(box: Box, columns: int, gap: float) -> float:
    return (box.width + gap) / columns


def _cut(desk: PageInProgress, box: Box, columns: int, depth: int) -> list[tuple[Box, int]]:
    """An area cut into the places of stories, along the columns of the page."""
    rng, gap = desk.rng, desk.paper.gap
    body = desk.paper.body
    large = box.height * columns
    if depth >= 5 or large < 700 or (depth >= 2 and large < 1500 and rng.random() < 0.4):
        return [(box, columns)]
    level = box.height > 340 and (columns < 3 or rng.random() < (0.75 if depth in (0, 2) else 0.45))
    if level:
        cut = box.y0 + box.height * rng.uniform(0.32, 0.62)
        cut = box.y0 + round((cut - box.y0) / body.leading) * body.leading
        upper, lower = Box(box.x0, box.y0, box.x1, cut - gap), Box(box.x0, cut, box.x1, box.y1)
        if desk.paper.frame_rule:
            desk.canvas.add(PaintedRule(box.x0, cut - gap * 0.6, box.x1, cut - gap * 0.6, 0.6))
        return _cut(desk, upper, columns, depth + 1) + _cut(desk, lower, columns, depth + 1)
    if columns < 3:
        return [(box, columns)]
    left = rng.randint(1, columns - 1) if columns < 5 else rng.randint(2, columns - 2)
    step = _step(box, columns, gap)
    x = box.x0 + left * step
    first, second = Box(box.x0, box.y0, x - gap, box.y1), Box(x, box.y0, box.x1, box.y1)
    if desk.paper.frame_rule and rng.random() < 0.6:
        desk.canvas.add(PaintedRule(x - gap / 2, box.y0, x - gap / 2, box.y1, 0.5))
    return _cut(desk, first, left, depth + 1) + _cut(desk, second, columns - left, depth + 1)


def _fill_leaf(desk: PageInProgress, box: Box, columns: int, largest: bool, last: bool) -> None:
    rng = desk.rng
    roll = rng.random()
    waits = desk.jump is not None and desk.jump.teller is not None and not desk.front
    if desk.jump is not None and (largest if desk.front else largest and waits):
        _story(desk, box, columns, largest, jumps=True)
    elif not largest and roll < 0.16 and columns >= 2 and box.height > 320:
        _series(desk, box, columns)
    elif not largest and roll < 0.28 and columns >= 2 and 180 < box.height < 520:
        draw_picture_news(desk.studio, desk.canvas, box, desk.paper.picture, desk.teller(), desk.paper.head_faces[0])
    elif not largest and roll < 0.34 and columns >= 2 and box.height > 260:
        y = draw_table_box(desk.studio, desk.canvas, Box(box.x0, box.y0, box.x1, box.y0 + 130), desk.teller())
        _story(desk, Box(box.x0, y + desk.paper.gap, box.x1, box.y1), columns, False)
    elif not largest and roll < 0.44:
        _boxed(desk, box, columns)
    else:
        _story(desk, box, columns, largest)


def _head_look(desk: PageInProgress, columns: int, largest: bool, height: float) -> HeadLook:
    rng, paper = desk.rng, desk.paper
    size = SIZES[columns]
    if largest:
        size = 54.0 if desk.front else 46.0
    return HeadLook(
        rng.choice(paper.head_faces),
        min(size * rng.uniform(0.85, 1.1), height * 0.16),
        2 if (largest and rng.random() < 0.6) or (columns <= 2 and rng.random() < 0.7) else 1,
        paper.accent if largest and rng.random() < 0.35 else BLACK,
        None,
        rng.choice((0.5, 0.5, 0.5, 0.0)),
        rng.choice(("sans", "serif", "kai")),
        18.0 if largest else 13.0,
        rng.choice(("serif", "kai", "sans")),
        16.0 if largest else 12.0,
        rng.choice(("——", "——", "")),
        rng.choice(("sans", "kai", "serif")),
        paper.body.size,
        rng.choice((0.5, 0.5, 0.0, 1.0)),
        1.18,
    )


def _text_plan(desk: PageInProgress, columns: int, teller: Teller) -> tuple[TextPlan, str]:
    """How a story's text is set, and the byline of its head (empty where it is elsewhere)."""
    rng, paper = desk.rng, desk.paper
    plan = TextPlan(
        paper.body,
        rng.choice(("sans-bold", "kai", "serif-bold")),
        paper.body.size,
        rng.choice((0, 0, 1, 2)) if columns > 1 else 0,
        rng.choice(("centre", "left")),
        rng.choice((120, 180, 240)),
        note_face=rng.choice(("kai", "sans")),
    )
    form = paper.byline if paper.byline != "mixed" else rng.choice(("top", "end", "inline", "none"))
    person = teller.phrase("person")
    if form == "inline":
        agency = teller.phrase("agency")
        plan.opening = (
            f"{agency}（{rng.choice(('记者', '通讯员', '记者'))} {person}）" if rng.random() < 0.7 else f"{agency} "
        )
    elif form == "end":
        plan.signature = rng.choice((person, person, f"（{person}）", f"（本报记者 {person}）"))
        plan.signature_face = rng.choice(("sans-bold", "kai"))
    elif form == "top":
        mark = rng.choice(("", "", "■ ", "□ "))
        return plan, f"{mark}{rng.choice(('本报记者', '记者', '通讯员', '本报记者'))} {person}"
    return plan, ""


def _story(desk: PageInProgress, box: Box, columns: int, largest: bool, section: str = "", jumps: bool = False) -> str:
    """One story; gives its name."""
    rng, paper = desk.rng, desk.paper
    teller = desk.teller()
    text, byline = _text_plan(desk, columns, teller)
    look = _head_look(desk, columns, largest, box.height)
    headline = (
        teller.phrase("banner") if largest and rng.random() < 0.5 and teller.has("banner") else teller.phrase("head")
    )
    words = HeadWords(headline, byline=byline)
    if rng.random() < (0.7 if largest else 0.25):
        words.kicker = teller.phrase("kicker")
    if rng.random() < (0.4 if largest else 0.2) and columns > 1:
        words.sub = teller.phrase("sub")
    if not section and rng.random() < 0.15:
        words.chip = teller.phrase("column")
    own = columns if columns < 3 or rng.random() < 0.7 else columns - 1
    plan = StoryPlan(words, look, text, own, paper.gutter, column_rule=paper.column_rule)
    _choose_form(desk, plan, box, columns, largest)
    if jumps:
        _jump(desk, plan, teller)
    elif box.height > 170 and rng.random() < (0.75 if largest else 0.35):
        plan.pictures.append(_picture(desk, own, box))
    draft = fill_story(desk.studio, desk.canvas, box, plan, teller)
    if section:
        draft.section = section
    if jumps and desk.front and desk.jump is not None and draft.jump:
        desk.jump.teller, desk.jump.headline = teller, draft.headline
    return draft.name


def _choose_form(desk: PageInProgress, plan: StoryPlan, box: Box, columns: int, largest: bool) -> None:
    """An upright headline at a side of a tall narrow story, else one across it or over some of its columns."""
    rng = desk.rng
    if not largest and columns >= 2 and box.height > 240 and rng.random() < 0.14:
        plan.head_form = rng.choice(("right", "left"))
        plan.columns = max(1, columns - 1)
        plan.words.sub = plan.words.chip = ""
        plan.words.byline = ""
        plan.head = replace(
            plan.head, lines=1 if len(plan.words.headline) < 13 else 2, size=min(34.0, box.width * 0.16)
        )
    elif plan.columns >= 4 and rng.random() < 0.15:
        plan.head_columns = plan.columns - 1
        plan.head = replace(plan.head, size=plan.head.size * 0.8)


def _jump(desk: PageInProgress, plan: StoryPlan, teller: Teller) -> None:
    if desk.front:
        plan.text.jump = "（下转第二版）"
        return
    assert desk.jump is not None
    assert desk.jump.teller is not None
    plan.text.cont = desk.rng.choice(("（上接第一版）", "（上接01版）"))
    plan.words = HeadWords(desk.jump.headline)
    teller.cast = desk.jump.teller.cast
    plan.text.opening = ""


def _picture(desk: PageInProgress, columns: int, box: Box) -> PlacedPicture:
    rng = desk.rng
    span = rng.choice((1, 1, 2, 2, 3)) if columns > 2 else rng.choice((1, columns))
    span = min(span, columns)
    first = rng.randrange(columns - span + 1)
    width = _step(box, columns, desk.paper.gutter) * span
    height = min(width * rng.uniform(0.55, 0.8), box.height * 0.45)
    place = rng.choice(("top", "top", "middle", "bottom"))
    part = 0.5 if span >= 2 and rng.random() < 0.15 else 0.0
    return PlacedPicture(first, span - part, height, place, desk.paper.picture)


def _boxed(desk: PageInProgress, box: Box, columns: int) -> None:
    """A story in a frame or on a tint."""
    rng, paper = desk.rng, desk.paper
    tinted = rng.random() < 0.5
    desk.canvas.add(
        PaintedPanel(box, paper.tint if tinted else None, None if tinted else BLACK, rng.choice((0.6, 1.2)))
    )
    inner = box.inset(10, 9)
    _story(desk, inner, max(1, columns if inner.width / columns > 11 * paper.body.size else columns - 1), False)


def _series(desk: PageInProgress, box: Box, columns: int) -> None:
    """Two or three stories in one frame under a common banner, which is their section."""
    rng, paper = desk.rng, desk.paper
    chip_size = rng.uniform(13, 18)
    frame = Box(box.x0, box.y0 + chip_size * 0.7, box.x1, box.y1)
    tinted = rng.random() < 0.3
    desk.canvas.add(PaintedPanel(frame, paper.tint if tinted else None, rng.choice((BLACK, paper.accent)), 1.4))
    text = Teller(IDIOM, "common", rng).phrase("series")
    look = HeadLook(aligned=0.5)
    start = len(desk.canvas.ops)
    y = write_chip(
        desk.studio, desk.canvas, None, Box(box.x0, box.y0, box.x1, box.y0), text, look, chip_size, paper.chips
    )
    inner = Box(frame.x0 + 10, y + 8, frame.x1 - 10, frame.y1 - 9)
    side_by_side = columns >= 4 and rng.random() < 0.35
    count = 2 if inner.height < 420 or side_by_side else 3
    if side_by_side:
        parts = column_boxes(inner, 2, 16)
    else:
        step = (inner.height + 12) / count
        parts = [Box(inner.x0, inner.y0 + k * step, inner.x1, inner.y0 + (k + 1) * step - 12) for k in range(count)]
    each = columns // 2 if side_by_side else columns
    each = max(1, each if inner.width / max(1, columns) > 11 * paper.body.size else each - 1)
    names = [_story(desk, part, each, False, section=text) for part in parts]
    desk.canvas.note_banner(start, text, names)


def _sidebar(desk: PageInProgress, area: Box, columns: int) -> tuple[Box, int]:
    """A column at one side on a tint under a chip: several short stories; gives what is left of the page."""
    rng, paper = desk.rng, desk.paper
    step = _step(area, columns, paper.gap)
    left = rng.random() < 0.6
    x0 = area.x0 if left else area.x1 - step + paper.gap
    strip = Box(x0, area.y0, x0 + step - paper.gap, area.y1)
    if rng.random() < 0.7:
        desk.canvas.add(PaintedPanel(strip, paper.tint))
    inner = strip.inset(7, 8)
    text = Teller(IDIOM, "common", rng).phrase("column")
    start = len(desk.canvas.ops)
    y = write_chip(
        desk.studio, desk.canvas, None, Box(inner.x0, inner.y0, inner.x1, inner.y0), text, HeadLook(), 13.0, paper.chips
    )
    count = 2 if inner.height < 900 else 3
    height = (inner.y1 - y - 10) / count
    names = []
    for number in range(count):
        top = y + 10 + number * height
        names.append(_story(desk, Box(inner.x0, top, inner.x1, top + height - 12), 1, False, section=text))
    desk.canvas.note_banner(start, text, names)
    rest = (
        Box(strip.x1 + paper.gap, area.y0, area.x1, area.y1) if left else Box(area.x0, area.y0, x0 - paper.gap, area.y1)
    )
    return rest, columns - 1
