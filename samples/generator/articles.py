"""Fills tiles with articles, poems, tables, pictures and boxes, and records the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from samples.generator.design import PageDesign, draw_frame
from samples.generator.furniture import Publication, set_advertisement, set_index, set_staff
from samples.generator.tables import set_table
from samples.generator.tiling import Band, Tile
from samples.text.writer import FOLDER, ArticleWriter, Writer
from samples.typeset.fonts import char_widths
from samples.typeset.frame import ArticleText, FrameStyle, SetFrame, set_article
from samples.typeset.heads import Head, overprint
from samples.typeset.line_breaking import Measure, TextStyle, line_length, set_line
from samples.typeset.pictures import picture
from samples.typeset.sheet import Box

MILLIMETRE = 72 / 25.4


@dataclass
class PageDraft:
    """A page being drawn: its frames and its truth."""

    design: PageDesign
    number: int
    label: str
    frames: list[SetFrame] = field(default_factory=list)
    articles: list[dict[str, object]] = field(default_factory=list)
    furniture: list[dict[str, object]] = field(default_factory=list)
    images: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Link:
    """An article that continues on another page: its jump lines, and how far its text has come."""

    teller: ArticleWriter
    jump: str
    cont: str
    open: bool = False
    headline: str = ""


@dataclass
class Maker:
    """What all frames of one document share."""

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


def _bbox_mm(box: Box, page: PageDesign) -> list[float]:
    """Where a box of the composing frame is on the printed page, in millimetres."""
    return [round(value / MILLIMETRE, 1) for value in (box.turned(page.height) if page.vertical else box)]


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


def _article(identity: str, story: ArticleText, box: Box, page: PageDesign) -> dict[str, object]:
    head = story.head
    return {
        "id": identity, "headline": head.headline, "kicker": head.kicker, "subheadline": head.subheadline,
        "byline": head.byline, "paragraphs": story.paragraphs, "bbox_mm": _bbox_mm(box, page),
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


def line_measure(page: PageDesign, tile: Tile) -> float:
    """Length in em of a line in one of the tile's columns."""
    return (tile.box.width - page.gutter * (tile.columns - 1)) / tile.columns / page.body.size


def _own_columns(rng: Random, page: PageDesign, tile: Tile) -> int:
    columns = tile.columns + rng.choice((0, 0, 0, 0, -1, 1))
    measure = (tile.box.width - page.gutter * (columns - 1)) / max(1, columns) / page.body.size
    return columns if columns >= 1 and 10 <= measure <= 24 else tile.columns


def place_article(
    maker: Maker,
    draft: PageDraft,
    tile: Tile,
    story: ArticleText,
    style: FrameStyle,
    teller: ArticleWriter,
    keep_clear: Sequence[Box] = (),
) -> bool:
    """Sets a story in a given form, with a smaller head where it must be; tells whether any text found room."""
    frame = set_article(tile.box, story, style, teller.next_paragraph, maker.measure, maker.rng, keep_clear)
    if not story.paragraphs:
        story.head.kicker = story.head.subheadline = story.head.section = ""
        small = replace(style.head, lines=1, size=style.body.size * 1.7, ground=None)
        style = replace(style, head=small)
        frame = set_article(tile.box, story, style, teller.next_paragraph, maker.measure, maker.rng, keep_clear)
    if story.paragraphs:
        draft.frames.append(frame)
        draft.articles.append(_article(f"p{draft.number}a{len(draft.articles) + 1}", story, tile.box, draft.design))
    return bool(story.paragraphs)


def add_article(maker: Maker, draft: PageDraft, tile: Tile, sections: list[str], link: Link | None = None) -> bool:
    """Sets one story into a tile; tells whether it found room for any text."""
    rng, writer, page = maker.rng, maker.writer, draft.design
    continued = link is not None and link.open
    if continued and link:
        teller, head = link.teller, Head(link.headline if rng.random() < 0.3 else "")
    else:
        theme = writer.theme()
        teller = ArticleWriter(writer, theme, writer.cast(), rng.choice((0.0, 0.0, 0.3)))
        head = draw_head(maker, theme, sections)
    columns = _own_columns(rng, page, tile)
    style = draw_frame(rng, page, tile.box, columns, head.headline)
    _beside_has_no_head(style, head)
    story = ArticleText(head)
    if not continued:
        story.photo = _draw_photo(maker, teller.theme, lambda line: writer.fill(line, teller.cast))
    if link and not link.open:
        story.jump = link.jump
        style = replace(style, balanced=False, fill_share=1.0)
        link.teller, link.headline = teller, head.headline
    elif link:
        story.cont = link.cont
    corner = None
    if not link and columns >= 3 and not page.vertical and tile.box.height > 240 and rng.random() < 0.2:
        corner, style = (
            _lower_corner(rng, page, tile, columns),
            replace(style, balanced=False, picture=None, boxed=False),
        )
        style = replace(style, panel=None, head=replace(style.head, form="across", span=columns))
    placed = place_article(maker, draft, tile, story, style, teller, [corner] if corner else [])
    if corner:
        add_corner(maker, draft, corner, page)
    if placed and link:
        link.open = not link.open
    return placed


def _lower_corner(rng: Random, page: PageDesign, tile: Tile, columns: int) -> Box:
    """The lower right of a tile, over one or more of its columns, that its story leaves free."""
    taken = rng.randint(1, columns - 2)
    step = (tile.box.width + page.gutter) / columns
    top = tile.box.y1 - tile.box.height * rng.uniform(0.3, 0.45)
    return Box(tile.box.x1 - step * taken + page.gutter, top, tile.box.x1, tile.box.y1)


def add_corner(maker: Maker, draft: PageDraft, corner: Box, page: PageDesign) -> None:
    """A boxed short story or an advertisement in the free corner of a story."""
    box = Box(corner.x0, corner.y0 + page.body.size, corner.x1, corner.y1)
    columns = max(1, round(box.width / (15 * page.body.size)))
    tile = Tile(box, columns, 0)
    if maker.rng.random() < 0.3:
        add_furniture(maker, draft, box, "advertisement")
        return
    theme = maker.writer.theme()
    head = draw_head(maker, theme, [])
    style = draw_frame(maker.rng, page, box, columns, head.headline)
    style = replace(style, boxed=True, balanced=False, picture=None, fill_share=1.0)
    _beside_has_no_head(style, head)
    teller = ArticleWriter(maker.writer, theme, maker.writer.cast())
    place_article(maker, draft, tile, ArticleText(head), style, teller)


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
    columns = tile.columns if line_measure(page, tile) > 15 else max(1, tile.columns - 1)
    style = replace(
        style, body=body, picture=None, balanced=False, columns=columns, head=replace(style.head, lines=1, span=0)
    )
    story = ArticleText(head, verse=True)

    def next_line(room: int) -> tuple[str, bool] | None:
        line = next(queue, None)
        return (line, False) if line and room > len(line) else None

    frame = set_article(tile.box, story, style, next_line, maker.measure, rng)
    if story.paragraphs:
        draft.frames.append(frame)
        draft.articles.append(_article(f"p{draft.number}a{len(draft.articles) + 1}", story, tile.box, draft.design))


def add_table(maker: Maker, draft: PageDraft, tile: Tile) -> None:
    """Sets a table with its title as an article of its own."""
    ops, table, box = set_table(tile.box, draft.design, maker.writer, maker.measure, maker.rng)
    rest = replace(tile, box=Box(tile.box.x0, box.y1 + draft.design.frame_gap, tile.box.x1, tile.box.y1))
    draft.frames.append(SetFrame(body=ops))
    story = ArticleText(Head(str(table["caption"])))
    truth = _article(f"p{draft.number}a{len(draft.articles) + 1}", story, box, draft.design)
    draft.articles.append({**truth, "table": table})
    if rest.box.height > 130:
        add_article(maker, draft, rest, [])


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


def _index_entries(writer: Writer) -> list[tuple[str, str]]:
    headlines = [writer.pick(writer.theme(), "headlines") for _ in range(3)]
    return [(headline, f"0{page}版") for page, headline in enumerate(headlines, 2) if headline]


def add_furniture(maker: Maker, draft: PageDraft, box: Box, kind: str) -> None:
    """Sets an advertisement, an index or a staff box."""
    if kind == "index":
        entries = _index_entries(maker.writer)
        ops, text = set_index(box, draft.design, entries, maker.measure, maker.rng)
    elif kind == "staff":
        ops, text = set_staff(box, draft.design, maker.writer, maker.measure, maker.rng)
    else:
        ops, text = set_advertisement(box, draft.design, maker.measure, maker.rng)
    draft.frames.append(SetFrame(ground=ops[:1], body=ops[1:]))
    draft.furniture.append({"kind": kind, "text": text})


def add_banner(maker: Maker, draft: PageDraft, band: Band, text: str) -> None:
    """Sets a series banner over a band."""
    page = draft.design
    look = TextStyle(page.head_face, 28.0, 0, role="banner")
    x = band.box.x0 + (band.box.width - line_length(text, look, maker.measure)) / 2
    line = set_line(text, x, band.box.y0 + 2, look, maker.measure)
    draft.frames.append(SetFrame(heads=overprint(line, page.overprint)))
    story = ArticleText(Head(text))
    box = Box(band.box.x0, band.box.y0, band.box.x1, band.box.y0 + 44)
    draft.articles.append({**_article(f"p{draft.number}b{band.box.y0:.0f}", story, box, draft.design), "banner": True})


def cut_foot(tile: Tile, page: PageDesign, rng: Random) -> tuple[Tile, Box]:
    """A tile cut in two: a story above, a box of 80 to 120 points below."""
    cut = tile.box.y1 - rng.uniform(84, 122)
    box = tile.box
    return replace(tile, box=Box(box.x0, box.y0, box.x1, cut - page.frame_gap)), Box(box.x0, cut, box.x1, box.y1)


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
