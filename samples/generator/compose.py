"""Composes whole documents: tiles filled with stories, tables, boxes; truth beside the marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from samples.generator.design import PageDesign, draw_design, draw_frame
from samples.generator.furniture import (
    Publication,
    draw_publication,
    read_notices,
    set_advertisement,
    set_folio,
    set_index,
    set_masthead,
    set_staff,
)
from samples.generator.painting import paint, separators
from samples.generator.tables import set_table
from samples.generator.tiling import Band, Tile, tile_page
from samples.text.writer import FOLDER, StoryTeller, Writer
from samples.typeset.fonts import SIMPLIFIED, TRADITIONAL, char_widths
from samples.typeset.frame import FrameStyle, SetFrame, Story, set_story
from samples.typeset.heads import Head, overprinted
from samples.typeset.lines import Measure, TextStyle, line_length, set_line
from samples.typeset.ops import Box, Sheet
from samples.typeset.pictures import picture

NUMERALS = "零一二三四五六七八"
MILLIMETRE = 72 / 25.4


@dataclass
class PageDraft:
    """One page under way: its frames and its truth."""

    design: PageDesign
    number: int
    label: str
    frames: list[SetFrame] = field(default_factory=list)
    articles: list[dict[str, object]] = field(default_factory=list)
    furniture: list[dict[str, object]] = field(default_factory=list)
    images: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Link:
    """A story that runs on another page: how its jump lines read and where the telling stands."""

    teller: StoryTeller
    jump: str
    cont: str
    open: bool = False


@dataclass
class Maker:
    """Everything that the frames of one document share."""

    rng: Random
    writer: Writer
    measure: Measure
    paper: Publication
    script: int


def make_measure(script: int, characters: str) -> Measure:
    """Advance of a character in a face, in em."""

    def measure(face: str, char: str) -> float:
        return char_widths(face, script, characters).get(char, 1.0)

    return measure


def _bbox_mm(box: Box) -> list[float]:
    return [round(value / MILLIMETRE, 1) for value in box]


def draw_byline(rng: Random, writer: Writer) -> str:
    """A byline as papers print it, or none."""
    one, two = writer.person(), writer.person()
    forms = [f"记者 {one}", f"本报记者 {one} 通讯员 {two}", f"通讯员 {one}", f"文/{one}", one, "本报评论员", ""]
    return rng.choices(forms, (5, 4, 3, 2, 2, 1, 3))[0]


def draw_head(maker: Maker, theme: str, sections: list[str]) -> Head:
    """Words of an article's head in the page's script."""
    rng, writer = maker.rng, maker.writer
    headline = writer.pick(theme, "headlines") or ""
    head = Head(headline)
    if rng.random() < 0.3:
        head.kicker = writer.pick(theme, "kickers") or ""
    if rng.random() < 0.3:
        head.subheadline = writer.pick(theme, "subheadlines") or ""
    if writer.script == "simplified":
        head.byline = draw_byline(rng, writer)
        if rng.random() < 0.12 and sections:
            head.section = sections.pop()
    return head


def _article(identity: str, story: Story, box: Box) -> dict[str, object]:
    head = story.head
    return {
        "id": identity, "headline": head.headline, "kicker": head.kicker, "subheadline": head.subheadline,
        "byline": head.byline, "paragraphs": story.paragraphs, "bbox_mm": _bbox_mm(box),
        "section": head.section, "jump": story.jump, "cont": story.cont,
        "photo": list(story.photo) if story.photo else None, "table": None, "verse": story.verse,
        "subheadings": story.subheadings,
    }  # fmt: skip


def _beside_has_no_head(style: FrameStyle, head: Head) -> None:
    """A head that runs downwards carries headline and byline only."""
    if style.head.form != "across":
        head.kicker = head.subheadline = head.section = ""


def _draw_photo(maker: Maker, theme: str, cast_filled: Callable[[str], str]) -> tuple[str, str] | None:
    caption = maker.writer.pick(theme, "captions")
    if caption is None:
        return None
    person = maker.writer.person()
    return cast_filled(caption), maker.rng.choice((f"记者 {person} 摄", f"通讯员 {person} 摄", f"{person} 图"))


def _measure(page: PageDesign, tile: Tile) -> float:
    """Length in em of a line in one of the tile's columns."""
    return (tile.box.width - page.gutter * (tile.columns - 1)) / tile.columns / page.body.size


def _own_columns(rng: Random, page: PageDesign, tile: Tile) -> int:
    columns = tile.columns + rng.choice((0, 0, 0, 0, -1, 1))
    measure = (tile.box.width - page.gutter * (columns - 1)) / max(1, columns) / page.body.size
    return columns if columns >= 1 and 10 <= measure <= 24 else tile.columns


def place_story(
    maker: Maker, draft: PageDraft, tile: Tile, story: Story, style: FrameStyle, teller: StoryTeller
) -> bool:
    """Sets a story in a given form; tells whether it found room for any text."""
    frame = set_story(tile.box, story, style, teller.next_paragraph, maker.measure, maker.rng)
    if story.paragraphs:
        draft.frames.append(frame)
        draft.articles.append(_article(f"p{draft.number}a{len(draft.articles) + 1}", story, tile.box))
    return bool(story.paragraphs)


def add_story(maker: Maker, draft: PageDraft, tile: Tile, sections: list[str], link: Link | None = None) -> bool:
    """Sets one story into a tile; tells whether it found room for any text."""
    rng, writer, page = maker.rng, maker.writer, draft.design
    continued = link is not None and link.open
    if continued and link:
        teller, head = link.teller, Head()
    else:
        theme = writer.theme()
        teller = StoryTeller(writer, theme, writer.cast(), rng.choice((0.0, 0.0, 0.3)))
        head = draw_head(maker, theme, sections)
    columns = _own_columns(rng, page, tile)
    style = draw_frame(rng, page, tile.box, columns, head.headline)
    _beside_has_no_head(style, head)
    story = Story(head)
    if not continued:
        story.photo = _draw_photo(maker, teller.theme, lambda line: writer.fill(line, teller.cast))
    if link and not link.open:
        story.jump = link.jump
        style = replace(style, balanced=False, fill_share=1.0)
        link.teller = teller
    elif link:
        story.cont = link.cont
    placed = place_story(maker, draft, tile, story, style, teller)
    if placed and link:
        link.open = not link.open
    return placed


def add_verse(maker: Maker, draft: PageDraft, tile: Tile) -> None:
    """Sets a poem: every line of verse on a line of its own."""
    rng, writer, page = maker.rng, maker.writer, draft.design
    poem = [line for line in (FOLDER / "verse.theme").read_text(encoding="utf-8").splitlines() if line]
    free = [k for k in range(0, len(poem), 4) if poem[k] not in writer.used]
    lines = [line for k in sorted(rng.sample(free, min(len(free), rng.randint(2, 4)))) for line in poem[k : k + 4]]
    writer.used.update(lines)
    queue = iter(lines)
    head = Head(rng.choice(("河边手记", "给北岭", "渡口", "清晨", "晒谷场上", "一封信")), byline=writer.person())
    style = draw_frame(rng, page, tile.box, tile.columns, head.headline)
    body = replace(page.body, loose=0.0, spaced=0.0, indent=1.0)
    columns = tile.columns if _measure(page, tile) > 15 else max(1, tile.columns - 1)
    style = replace(
        style, body=body, picture=None, balanced=False, columns=columns, head=replace(style.head, lines=1, span=0)
    )
    story = Story(head, verse=True)

    def next_line(room: int) -> tuple[str, bool] | None:
        line = next(queue, None)
        return (line, False) if line and room > len(line) else None

    frame = set_story(tile.box, story, style, next_line, maker.measure, rng)
    if story.paragraphs:
        draft.frames.append(frame)
        draft.articles.append(_article(f"p{draft.number}a{len(draft.articles) + 1}", story, tile.box))


def add_table(maker: Maker, draft: PageDraft, tile: Tile) -> None:
    """Sets a table with its title as an article of its own."""
    ops, table, box = set_table(tile.box, draft.design, maker.writer, maker.measure, maker.rng)
    rest = replace(tile, box=Box(tile.box.x0, box.y1 + draft.design.frame_gap, tile.box.x1, tile.box.y1))
    draft.frames.append(SetFrame(body=ops))
    story = Story(Head(str(table["caption"])))
    truth = _article(f"p{draft.number}a{len(draft.articles) + 1}", story, box)
    draft.articles.append({**truth, "table": table})
    if rest.box.height > 130:
        add_story(maker, draft, rest, [])


def add_lone_picture(maker: Maker, draft: PageDraft, tile: Tile) -> Tile:
    """Sets a picture with caption and credit that belongs to no article; gives the tile's rest."""
    writer, page, box = maker.writer, draft.design, tile.box
    photo = _draw_photo(maker, writer.theme(), lambda line: writer.fill(line, writer.cast()))
    if photo is None:
        return tile
    look = TextStyle("sans", page.body.size * 0.95, 0, role="caption")
    text = f"▲{photo[0]} {photo[1]}"
    if line_length(text, look, maker.measure) > box.width:
        return tile
    depth = min(box.height - 20, box.width * 0.66, 200.0)
    if box.height - depth < 200:
        depth = box.height - 20
    ops = [picture(Box(box.x0, box.y0, box.x1, box.y0 + depth), maker.rng)]
    draft.frames.append(SetFrame(body=[*ops, set_line(text, box.x0, box.y0 + depth + 4, look, maker.measure)]))
    draft.images.append({"caption": photo[0], "credit": photo[1]})
    return replace(tile, box=Box(box.x0, box.y0 + depth + 20 + page.frame_gap, box.x1, box.y1))


def add_furniture(maker: Maker, draft: PageDraft, box: Box, kind: str, entries: list[tuple[str, str]]) -> None:
    """Sets an advertisement, an index or a staff box."""
    if kind == "index" and entries:
        ops, text = set_index(box, draft.design, entries, maker.measure, maker.rng)
    elif kind == "staff":
        ops, text = set_staff(box, draft.design, maker.writer, maker.measure, maker.rng)
    else:
        kind = "advertisement"
        ops, text = set_advertisement(box, draft.design, maker.measure, maker.rng)
    draft.frames.append(SetFrame(ground=ops[:1], body=ops[1:]))
    draft.furniture.append({"kind": kind, "text": text})


def add_banner(maker: Maker, draft: PageDraft, band: Band, text: str) -> None:
    """Sets a series banner over a band."""
    page = draft.design
    look = TextStyle(page.head_face, 28.0, 0, role="banner")
    x = band.box.x0 + (band.box.width - line_length(text, look, maker.measure)) / 2
    line = set_line(text, x, band.box.y0 + 2, look, maker.measure)
    draft.frames.append(SetFrame(heads=overprinted(line, page.overprint)))
    story = Story(Head(text))
    box = Box(band.box.x0, band.box.y0, band.box.x1, band.box.y0 + 44)
    draft.articles.append({**_article(f"p{draft.number}b{band.box.y0:.0f}", story, box), "banner": True})


def _corner(tile: Tile, page: PageDesign, rng: Random) -> tuple[Tile, Box]:
    """A tile cut in two: a story above, a box of 80 to 120 points below."""
    cut = tile.box.y1 - rng.uniform(84, 122)
    box = tile.box
    return replace(tile, box=Box(box.x0, box.y0, box.x1, cut - page.frame_gap)), Box(box.x0, cut, box.x1, box.y1)


def fill_page(maker: Maker, draft: PageDraft, top: float, link: Link | None, last: bool) -> None:
    """Tiles a page and fills every tile."""
    rng, page = maker.rng, draft.design
    notices = read_notices()
    sections, banners = rng.sample(notices["columns"], 6), rng.sample(notices["banners"], 6)
    bands, tiles = tile_page(rng, page, top, page.height - rng.uniform(28, 44))
    plain = page.vertical
    entries: list[tuple[str, str]] = []
    jump_tile = max(range(len(tiles)), key=lambda k: tiles[k].box.width * tiles[k].box.height) if link else -1
    staff_tile = len(tiles) - 1 if last and rng.random() < 0.4 else -1
    for number, tile in enumerate(tiles):
        band = bands[tile.band]
        if band.banner and not plain and (number == 0 or tiles[number - 1].band != tile.band):
            add_banner(maker, draft, band, banners[tile.band])
        before = len(draft.articles)
        boxes = sum(piece["kind"] in ("advertisement", "index") for piece in draft.furniture)
        roll = rng.random() / max(0.2, page.density)
        if number == jump_tile:
            add_story(maker, draft, tile, sections, link)
        elif not plain and tile.box.height > 290 and ((roll < 0.12 and boxes < 2) or number == staff_tile):
            kind = "staff" if number == staff_tile else rng.choice(("index", "advertisement"))
            upper, lower = _corner(tile, page, rng)
            add_story(maker, draft, upper, sections)
            entries = [
                (maker.writer.pick(maker.writer.theme(), "headlines") or "今日关注", f"0{k}版") for k in (2, 3, 4)
            ]
            add_furniture(maker, draft, lower, kind, entries)
        elif not plain and roll < 0.18 and tile.columns >= 2 and not any(a["table"] for a in draft.articles):
            add_table(maker, draft, tile)
        elif not plain and roll < 0.21 and tile.box.height < 260 and boxes < 2:
            add_furniture(maker, draft, tile.box, "advertisement", [])
        elif not plain and roll < 0.24:
            rest = add_lone_picture(maker, draft, tile)
            if rest.box.height > 130:
                add_story(maker, draft, rest, sections)
        elif not plain and roll < 0.29 and tile.columns <= 3 and _measure(page, tile) > 12.5:
            add_verse(maker, draft, tile)
        else:
            add_story(maker, draft, tile, sections)
        if band.banner and not plain:
            for article in draft.articles[before:]:
                if not article["section"] and not article["table"]:
                    article["section"] = banners[tile.band]
    draft.frames.append(separators(page, bands, tiles, rng))


def _labels(rng: Random, count: int) -> list[str]:
    form = rng.choice(("0{n}版", "0{n}版", "A0{n}", "第{c}版"))
    return [form.format(n=n, c=NUMERALS[n]) for n in range(1, count + 1)]


def _jump_words(rng: Random, labels: list[str]) -> tuple[str, str]:
    first, second = labels
    form = rng.choice((("（下转{}）", "（上接{}）"), ("▶下转 {}①", "▲上接 {}①"), ("（下转{}①）", "（上接{}①）")))
    return form[0].format(second), form[1].format(first)


def make_document(
    seed: int, page_count: int, characters: str, order: str | None = None
) -> tuple[list[Sheet], dict[str, object]]:
    """A horizontal document of one or two pages and its truth."""
    rng = Random(seed)
    writer = Writer(rng)
    paper = draw_publication(rng, page_count)
    maker = Maker(rng, writer, make_measure(SIMPLIFIED, characters), paper, SIMPLIFIED)
    design = draw_design(rng, vertical=False, shuffled=order == "shuffled")
    labels = _labels(rng, page_count)
    link = None
    if page_count == 2:
        jump, cont = _jump_words(rng, labels)
        link = Link(StoryTeller(writer, "", writer.cast()), jump, cont)
    sheets, pages = [], []
    inner = page_count == 1 and rng.random() < 0.4
    for number, label in enumerate(labels, 1):
        draft = PageDraft(replace(design, columns=_page_columns(rng, design)), number, label)
        if number == 1 and not inner:
            ops, text, top = set_masthead(design, paper, maker.measure, rng)
            draft.furniture.append({"kind": "masthead", "text": text})
        else:
            ops, text, top = set_folio(design, paper, label, writer, maker.measure)
            draft.furniture.append({"kind": "folio", "text": text})
        draft.frames.append(SetFrame(body=ops))
        fill_page(maker, draft, top, link, number == page_count)
        sheets.append(paint(draft.design, draft.frames, maker.script, rng))
        pages.append(page_truth(draft))
    facts = paper.truth()
    if inner:
        facts |= {"issue_number": None, "serial": None, "page_count": None}
    return sheets, {"publication": facts, "pages": pages, "seed": seed, "order": design.order}


def make_vertical_document(seed: int, characters: str) -> tuple[list[Sheet], dict[str, object]]:
    """A page of vertical lines in traditional characters, read from right to left, and its truth."""
    rng = Random(seed)
    writer = Writer(rng, "traditional")
    paper = draw_publication(rng, 1)
    maker = Maker(rng, writer, make_measure(TRADITIONAL, characters), paper, TRADITIONAL)
    design = draw_design(rng, vertical=True, shuffled=False)
    design = replace(design, radicals=frozenset())
    draft = PageDraft(design, 1, "")
    fill_page(maker, draft, design.margin, None, last=False)
    sheet = paint(design, draft.frames, TRADITIONAL, rng)
    truth = page_truth(draft)
    facts = dict.fromkeys(paper.truth())
    return [sheet], {"publication": facts, "pages": [truth], "seed": seed, "order": design.order, "vertical": True}


def _page_columns(rng: Random, design: PageDesign) -> int:
    columns = design.columns + rng.choice((0, 0, -1, 1))
    measure = (design.width - 2 * design.margin) / columns / design.body.size
    return columns if 3 <= columns <= 7 and 11 <= measure <= 22 else design.columns


def page_truth(draft: PageDraft) -> dict[str, object]:
    """A page's truth in the form of the truth file."""
    page = draft.design
    width, height = (page.height, page.width) if page.vertical else (page.width, page.height)
    return {
        "number": draft.number,
        "label": draft.label,
        "width_mm": round(width / MILLIMETRE, 1),
        "height_mm": round(height / MILLIMETRE, 1),
        "articles": draft.articles,
        "furniture": draft.furniture,
        "images": draft.images,
    }
