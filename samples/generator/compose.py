"""Composes whole documents: tiles filled with stories, tables, boxes; truth beside the marks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from samples.generator.articles import (
    Link,
    Maker,
    PageDraft,
    add_article,
    add_banner,
    add_furniture,
    add_lone_picture,
    add_table,
    add_verse,
    cut_foot,
    line_measure,
    make_measure,
    page_truth,
)
from samples.generator.design import PageDesign, draw_design
from samples.generator.furniture import draw_publication, read_notices, set_folio, set_masthead
from samples.generator.painting import paint, separators
from samples.generator.tiling import Tile, tile_page
from samples.text.writer import ArticleWriter, Writer
from samples.typeset.fonts import SIMPLIFIED, TRADITIONAL
from samples.typeset.frame import SetFrame
from samples.typeset.sheet import Sheet

NUMERALS = "零一二三四五六七八"
MOST_BOXES = 2


def _choose_filling(rng: Random, draft: PageDraft, tile: Tile) -> str:
    """What goes into a tile; on a dense page more often something else than a story alone."""
    page = draft.design
    roll = rng.random() / max(0.2, page.density)
    boxes = sum(piece["kind"] in ("advertisement", "index") for piece in draft.furniture)
    if page.vertical:
        return "story"
    if roll < 0.12 and tile.box.height > 290 and boxes < MOST_BOXES:
        return rng.choice(("story over index", "story over advertisement"))
    if roll < 0.18 and tile.columns >= 2 and not any(article["table"] for article in draft.articles):
        return "table"
    if roll < 0.21 and tile.box.height < 260 and boxes < MOST_BOXES:
        return "advertisement"
    if roll < 0.24:
        return "picture"
    if roll < 0.29 and tile.columns <= 3 and line_measure(page, tile) > 12.5:
        return "verse"
    return "story"


def _fill_tile(maker: Maker, draft: PageDraft, tile: Tile, filling: str, sections: list[str]) -> None:
    if filling.startswith("story over"):
        upper, lower = cut_foot(tile, draft.design, maker.rng)
        add_article(maker, draft, upper, sections)
        add_furniture(maker, draft, lower, filling.removeprefix("story over "))
    elif filling == "table":
        add_table(maker, draft, tile)
    elif filling == "advertisement":
        add_furniture(maker, draft, tile.box, filling)
    elif filling == "picture":
        rest = add_lone_picture(maker, draft, tile)
        if rest.box.height > 130:
            add_article(maker, draft, rest, sections)
    elif filling == "verse":
        add_verse(maker, draft, tile)
    else:
        add_article(maker, draft, tile, sections)


def fill_page(maker: Maker, draft: PageDraft, top: float, link: Link | None) -> None:
    """Tiles a page and fills every tile."""
    rng, page = maker.rng, draft.design
    notices = read_notices()
    sections, banners = rng.sample(notices["columns"], 6), rng.sample(notices["banners"], 6)
    bands, tiles = tile_page(rng, page, top, page.height - rng.uniform(28, 44))
    jump_tile = max(range(len(tiles)), key=lambda k: tiles[k].box.width * tiles[k].box.height) if link else -1
    staff_tile = len(tiles) - 1 if draft.number == maker.paper.page_count and rng.random() < 0.4 else -1
    for number, tile in enumerate(tiles):
        under_banner = bands[tile.band].banner and not page.vertical
        if under_banner and (number == 0 or tiles[number - 1].band != tile.band):
            add_banner(maker, draft, bands[tile.band], banners[tile.band])
        before = len(draft.articles)
        filling = _choose_filling(rng, draft, tile)
        if number == jump_tile:
            add_article(maker, draft, tile, sections, link)
        elif number == staff_tile and tile.box.height > 290 and not page.vertical:
            _fill_tile(maker, draft, tile, "story over staff", sections)
        else:
            _fill_tile(maker, draft, tile, filling, sections)
        if under_banner:
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
    design = draw_design(rng, "horizontal", order)
    labels = _labels(rng, page_count)
    link = None
    if page_count == 2:
        jump, cont = _jump_words(rng, labels)
        link = Link(ArticleWriter(writer, "", writer.cast()), jump, cont)
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
        fill_page(maker, draft, top, link)
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
    design = draw_design(rng, "vertical")
    design = replace(design, radicals=frozenset())
    draft = PageDraft(design, 1, "")
    fill_page(maker, draft, design.margin, None)
    sheet = paint(design, draft.frames, TRADITIONAL, rng)
    truth = page_truth(draft)
    facts = dict.fromkeys(paper.truth())
    return [sheet], {"publication": facts, "pages": [truth], "seed": seed, "order": design.order, "vertical": True}


def _page_columns(rng: Random, design: PageDesign) -> int:
    columns = design.columns + rng.choice((0, 0, -1, 1))
    measure = (design.width - 2 * design.margin) / columns / design.body.size
    return columns if 3 <= columns <= 7 and 11 <= measure <= 22 else design.columns
