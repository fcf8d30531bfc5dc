"""English and German papers, old and new: mastheads, narrow ruled columns, decks, one-column heads, jumps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import ArticleDraft, Composed, DrawingContext, PageCanvas
from samples.families.horizontal_heads import HeadLook, HeadWords, write_head
from samples.families.horizontal_story import PictureLook, PlacedPicture, StoryPlan, fill_story
from samples.families.horizontal_text import Setting, TextPlan, column_boxes, write_text
from samples.families.western_boxes import draw_advertisement, draw_modern_top, draw_old_masthead
from samples.text.grammar import Teller, idiom_collection, read_grammar
from samples.typeset.fonts import SIMPLIFIED
from samples.typeset.line_breaking import Slot, TextStyle
from samples.typeset.sheet import BLACK, Box, Colour, PaintedRule

FACES = {
    "old": ("old", "old-bold", "old-italic"),
    "times": ("times", "times-bold", "times-italic"),
    "serif": ("serif", "serif-bold", "times-italic"),
}

OLD_SHEETS = ((820, 1180), (980, 1400), (1060, 1440))
SHEETS = ((790, 1030), (870, 1280))


@dataclass(frozen=True)
class Paper:
    """How a western paper looks. Points."""

    idiom: str
    old: bool
    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    body: TextStyle
    bold: str
    italic: str
    head_face: str
    head_aligned: float
    accent: Colour
    title: str
    ruled: bool
    capitals: bool
    picture: PictureLook


def draw_paper(rng: Random) -> Paper:
    """A paper's look."""
    idiom = rng.choice(("english", "english", "german"))
    old = rng.random() < 0.55
    width, height = (
        rng.choice(((820, 1180), (980, 1400), (1060, 1440))) if old else rng.choice(((790, 1030), (870, 1280)))
    )
    size = rng.uniform(8.0, 9.6)
    faces = FACES[rng.choice(("old", "times") if old else ("times", "serif", "old"))]
    body = TextStyle(faces[0], size, size * rng.uniform(1.08, 1.2), indent=rng.choice((1.0, 1.2, 1.5)))
    columns = max(3, round((width - 60) / (size * (rng.uniform(17, 22) if old else rng.uniform(18, 22)))))
    italic = PictureLook("below", faces[2], size * 0.95, "" if old else rng.choice(("▲ ", "", "")), "joined", old)
    return Paper(
        idiom,
        old,
        width,
        height,
        rng.uniform(24, 40),
        min(columns, 7 if old else 6),
        size * (rng.uniform(0.9, 1.5) if old else rng.uniform(1.2, 1.8)),
        body,
        faces[1],
        faces[2],
        rng.choice((faces[1], "narrow-bold", faces[1])) if old else rng.choice((faces[0], faces[1], "grotesque-bold")),
        0.5 if old else rng.choice((0.0, 0.0, 0.5)),
        BLACK if old else rng.choice(((0.8, 0.05, 0.1), (0.05, 0.25, 0.5))),
        Teller(idiom, "common", rng).phrase("paper"),
        rng.random() < (0.85 if old else 0.3),
        old and rng.random() < 0.5,
        replace(italic, mark=""),
    )


@dataclass
class PageInProgress:
    """A page under way."""

    studio: DrawingContext
    canvas: PageCanvas
    paper: Paper

    @property
    def rng(self) -> Random:
        """The document's own."""
        return self.studio.rng

    def teller(self) -> Teller:
        """A teller on a topic, with the others to go on with."""
        topics = [name for name in read_grammar(self.paper.idiom) if name != "common"]
        teller = self.studio.teller(self.paper.idiom, topics, len(topics))
        teller.also = tuple(name for name in teller.also if name != "letters")
        return teller


def make_western(seed: int) -> Composed:
    """A front or inner page of an English or German paper."""
    rng = Random(f"western/{seed}")
    paper = draw_paper(rng)
    collection = idiom_collection(paper.idiom)
    studio = DrawingContext(rng, SIMPLIFIED, collection, words=True)
    canvas = PageCanvas(paper.width, paper.height, SIMPLIFIED, 1, "")
    floor = PageInProgress(studio, canvas, paper)
    area = Box(paper.margin, paper.margin * 0.8, paper.width - paper.margin, paper.height - paper.margin * 0.8)
    draw = draw_old_masthead if paper.old else draw_modern_top
    top, date = draw(studio, canvas, area, paper.idiom, paper.title, paper.accent, (paper.bold, paper.body.face))
    body = Box(area.x0, top, area.x1, area.y1)
    if paper.old:
        _old_page(floor, body)
    else:
        _modern_page(floor, body)
    facts: dict[str, object] = {"title": paper.title, "date": date}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("western", seed, [canvas], collection, facts)


def _capitals(paper: Paper, text: str) -> str:
    return text.upper().replace("SS", "SS") if paper.capitals else text


def _words(floor: PageInProgress, teller: Teller, decks: bool) -> HeadWords:
    rng = floor.rng
    words = HeadWords(
        _capitals(floor.paper, teller.phrase("head")) + ("." if floor.paper.old and rng.random() < 0.5 else "")
    )
    if decks:
        words.sub = teller.phrase("deck")
    return words


def _text_plan(floor: PageInProgress, teller: Teller) -> TextPlan:
    rng, paper = floor.rng, floor.paper
    plan = TextPlan(
        paper.body,
        rng.choice((paper.bold, paper.italic)),
        paper.body.size,
        rng.choice((0, 1, 2)),
        "centre" if paper.old else "left",
        rng.choice((260, 420, 600)),
        note_face=paper.italic,
        signature_face=paper.bold,
    )
    if paper.old and rng.random() < 0.5 and teller.topic != "letters":
        wire = teller.phrase("wire")
        plan.opening = f"{wire.upper() if rng.random() < 0.5 else wire}—"
    if teller.has("sign") and rng.random() < 0.8:
        plan.signature = teller.phrase("sign")
    elif not paper.old and rng.random() < 0.2:
        plan.drop_cap = rng.choice((2, 3))
    return plan


def _old_page(floor: PageInProgress, area: Box) -> None:
    """Columns ruled off from each other, filled from the left: stories run on into the next column."""
    rng, paper = floor.rng, floor.paper
    columns = column_boxes(area, paper.columns, paper.gutter)
    tops, bottoms = [area.y0] * paper.columns, [area.y1] * paper.columns
    _place_blocks(floor, columns, tops, bottoms)
    if paper.ruled:
        for number in range(paper.columns - 1):
            x = (columns[number].x1 + columns[number + 1].x0) / 2
            top, bottom = max(tops[number : number + 2]), min(bottoms[number : number + 2])
            floor.canvas.add(PaintedRule(x, top, x, bottom, 0.5))
    slots: list[list[float]] = [[tops[k], bottoms[k]] for k in range(paper.columns)]
    place = 0
    while place < paper.columns:
        place = _run_story(floor, columns, slots, place)
    if rng.random() < 0.2:
        floor.canvas.add(PaintedRule(area.x0, area.y1 + 4, area.x1, area.y1 + 4, 0.8))


def _place_blocks(floor: PageInProgress, columns: list[Box], tops: list[float], bottoms: list[float]) -> None:
    """A large head with its story over several columns, advertisements at the foot: what is across columns."""
    rng, paper = floor.rng, floor.paper
    count = paper.columns
    height = bottoms[0] - tops[0]
    if rng.random() < 0.6 and count >= 4:
        span = rng.randint(2, count - 2)
        first = rng.choice((0, count - span, rng.randint(0, count - span)))
        depth = height * rng.uniform(0.25, 0.45)
        box = Box(columns[first].x0, tops[first], columns[first + span - 1].x1, tops[first] + depth)
        _block_story(floor, box, span, 30.0)
        for k in range(first, first + span):
            tops[k] = box.y1 + 12
        floor.canvas.add(PaintedRule(box.x0, box.y1 + 5, box.x1, box.y1 + 5, 0.8))
    if rng.random() < 0.6:
        span = rng.randint(2, max(2, count - 1))
        first = rng.choice((0, count - span))
        depth = height * rng.uniform(0.14, 0.34)
        box = Box(columns[first].x0, bottoms[first] - depth, columns[first + span - 1].x1, bottoms[first])
        draw_advertisement(floor.studio, floor.canvas, box, paper.idiom, (paper.bold, paper.body.face))
        for k in range(first, first + span):
            bottoms[k] = box.y0 - 8


def _block_story(floor: PageInProgress, box: Box, span: int, size: float) -> None:
    teller = floor.teller()
    paper, rng = floor.paper, floor.rng
    look = HeadLook(
        paper.head_face, size, 2, aligned=0.5, sub_face=paper.bold, sub_size=paper.body.size * 1.4, sub_dash="",
        byline_face=paper.italic, decks_ruled=rng.random() < 0.5, kicker_face=paper.bold,
    )  # fmt: skip
    words = _words(floor, teller, True)
    plan = StoryPlan(words, look, _text_plan(floor, teller), span, paper.gutter, column_rule=paper.ruled)
    if rng.random() < 0.6:
        wide = rng.choice((1, 1, 2)) if span > 2 else 1
        plan.pictures.append(
            PlacedPicture(
                rng.randrange(span - wide + 1), wide, box.height * 0.45, rng.choice(("top", "middle")), paper.picture
            )
        )
    fill_story(floor.studio, floor.canvas, box, plan, teller)


def _run_story(floor: PageInProgress, columns: list[Box], slots: list[list[float]], place: int) -> int:
    """One story of one column's width from the first free place on; gives the column where the next begins."""
    rng, paper = floor.rng, floor.paper
    top, bottom = slots[place]
    leading = paper.body.leading
    if bottom - top < 7 * leading:
        return place + 1
    teller = floor.teller()
    draft = floor.canvas.new_article()
    decks = rng.random() < 0.45 and bottom - top > 20 * leading
    look = HeadLook(
        paper.head_face, paper.body.size * rng.choice((1.2, 1.5, 1.9, 2.3)), rng.choice((1, 2, 3)), aligned=0.5,
        sub_face=rng.choice((paper.bold, paper.body.face)), sub_size=paper.body.size * 1.1, sub_dash="",
        decks_ruled=rng.random() < 0.6, leading=1.12,
    )  # fmt: skip
    head_box = Box(columns[place].x0, top + 3, columns[place].x1, bottom)
    y = write_head(floor.studio, floor.canvas, draft, head_box, _words(floor, teller, decks), look)
    room = rng.uniform(8, 55) * leading
    free: list[Slot] = []
    last = place
    while room > 0 and last < len(columns):
        upper, lower = (y, bottom) if last == place else slots[last]
        if lower - upper < 4 * leading:
            last += 1
            continue
        end = min(lower, upper + room)
        if lower - end < 9 * leading:
            end = lower
        count = int((end - upper - paper.body.size) / leading) + 1
        free += [Slot(columns[last].x0, upper + k * leading, columns[last].width) for k in range(count)]
        room -= end - upper
        if end < lower:
            break
        last += 1
    write_text(Setting(floor.studio, floor.canvas, draft, _text_plan(floor, teller), free), teller)
    return _end_story(floor, columns, slots, place, draft, y)


def _end_story(
    floor: PageInProgress, columns: list[Box], slots: list[list[float]], place: int, draft: ArticleDraft, y: float
) -> int:
    """Notes what a story took of the columns and rules it off; gives the column where it ends."""
    leading = floor.paper.body.leading
    foot, x = (draft.pieces[-1].box.y1, draft.pieces[-1].lines[-1].x) if draft.paragraphs else (y, columns[place].x0)
    last = max(k for k in range(len(columns)) if columns[k].x0 <= x + 1)
    for k in range(place, last):
        slots[k][0] = slots[k][1]
    middle, wide = (columns[last].x0 + columns[last].x1) / 2, floor.rng.choice((0.12, 0.5)) * columns[last].width
    floor.canvas.add(PaintedRule(middle - wide, foot + leading * 0.7, middle + wide, foot + leading * 0.7, 0.5))
    slots[last][0] = foot + leading * 1.4
    return last


def _modern_page(floor: PageInProgress, area: Box) -> None:
    """Stories in rectangles of the column grid, left-aligned heads, large pictures."""
    for box, columns, large in _rectangles(floor, area, floor.paper.columns, 0):
        _modern_story(floor, box, columns, large)


def _rectangles(floor: PageInProgress, box: Box, columns: int, depth: int) -> list[tuple[Box, int, bool]]:
    rng, paper = floor.rng, floor.paper
    gap = paper.gutter
    if depth >= 4 or box.height * columns < 900 or (depth > 1 and rng.random() < 0.3):
        return [(box, columns, depth <= 1)]
    if box.height > 420 and (columns < 3 or rng.random() < 0.5):
        cut = box.y0 + box.height * rng.uniform(0.42, 0.62)
        if paper.ruled:
            floor.canvas.add(PaintedRule(box.x0, cut - 8, box.x1, cut - 8, 0.6))
        upper, lower = Box(box.x0, box.y0, box.x1, cut - 16), Box(box.x0, cut, box.x1, box.y1)
        return _rectangles(floor, upper, columns, depth + 1) + _rectangles(floor, lower, columns, depth + 1)
    if columns < 3:
        return [(box, columns, False)]
    left = rng.randint(1, columns - 1) if columns < 5 else rng.randint(2, columns - 2)
    step = (box.width + gap) / columns
    x = box.x0 + left * step
    if rng.random() < 0.6:
        floor.canvas.add(PaintedRule(x - gap / 2, box.y0, x - gap / 2, box.y1, 0.5))
    return _rectangles(floor, Box(box.x0, box.y0, x - gap, box.y1), left, depth + 1) + _rectangles(
        floor, Box(x, box.y0, box.x1, box.y1), columns - left, depth + 1
    )


def _modern_story(floor: PageInProgress, box: Box, columns: int, large: bool) -> None:
    rng, paper = floor.rng, floor.paper
    teller = floor.teller()
    size = 40.0 if large else (17.0, 19.0, 26.0, 32.0, 36.0, 38.0, 40.0)[columns]
    look = HeadLook(
        paper.head_face, min(size, box.height * 0.14), 3 if columns <= 3 else 2, aligned=paper.head_aligned,
        sub_face=rng.choice((paper.body.face, paper.bold)), sub_size=paper.body.size * 1.45, sub_dash="",
        kicker_face=paper.bold, kicker_size=11.0, byline_face=rng.choice((paper.bold, paper.italic)),
        byline_size=paper.body.size, byline_aligned=paper.head_aligned, leading=1.1,
    )  # fmt: skip
    words = _words(floor, teller, rng.random() < 0.35)
    if rng.random() < 0.3:
        words.kicker = teller.phrase("kicker")
    person = teller.phrase("person")
    if rng.random() < 0.6 and teller.topic != "letters":
        prefix = {"english": ("By ", "", "by "), "german": ("Von ", "", "Von ")}[paper.idiom]
        words.byline = rng.choice(prefix) + person
    plan = StoryPlan(
        words, look, _text_plan(floor, teller), columns, paper.gutter, column_rule=paper.ruled and rng.random() < 0.3
    )
    if rng.random() < 0.2 and columns > 1:
        plan.head_columns = columns - 1
    plan.text.jump = ""
    if rng.random() < 0.15:
        page = rng.randint(2, 16)
        plan.text.jump = {"english": f"Continued on page {page}", "german": f"Fortsetzung auf Seite {page}"}[
            paper.idiom
        ]
    elif rng.random() < 0.12:
        plan.text.cont = {"english": "Continued from page 1", "german": "Fortsetzung von Seite 1"}[paper.idiom]
    if box.height > 220 and rng.random() < (0.8 if large else 0.4):
        span = min(columns, rng.choice((1, 2, 2, 3)))
        height = min(box.height * 0.5, 200.0 if span == 1 else 300.0)
        plan.pictures.append(
            PlacedPicture(
                rng.randrange(columns - span + 1), span, height, rng.choice(("top", "bottom", "middle")), paper.picture
            )
        )
    fill_story(floor.studio, floor.canvas, box, plan, teller)
