"""All texts of a document in reading order: the only source of exported text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from banmian.document.model import Article, Document, Image, Region, Table
from banmian.export.placed_document import HEAD_ROLES, Role

COVERED = 0.5
"""Share of an article's region covered by blocks, tables and pictures, from which it is not the heading's."""

Home = Literal["body", "head", "picture", "table"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text and its place.

    Texts with the same ``group`` share their regions (a heading, a picture with caption and credit, a table);
    ``home`` says how they are arranged there. ``pages`` are further pages that it may be printed on.
    """

    role: Role
    slot: str
    text: str
    article: int | None
    group: str
    home: Home
    regions: list[Region] = field(default_factory=list)
    sure: float | None = None
    pages: tuple[int, ...] = ()


def texts_of(document: Document, articles: Iterable[int] | None = None) -> Iterator[Text]:
    """All texts: mastheads and folios, the articles in order, texts of no article, other furniture.

    A section that several articles of a page share is printed once, and returned once. ``articles`` are the indices
    of those wanted, in order; None for all.
    """
    first: list[Text] = []
    last: list[Text] = []
    for number, piece in enumerate(document.furniture):
        text = Text(piece.kind, f"furniture-{number}", piece.text, None, f"f{number}", "body", piece.regions)
        (first if piece.kind in ("masthead", "folio") else last).append(text)
    yield from first
    sections: set[tuple[int, str]] = set()
    for number in range(len(document.articles)) if articles is None else articles:
        for text in _article(number, document.articles[number]):
            page = min((region.page for region in text.regions), default=0)
            if text.role != "section" or (page, text.text) not in sections:
                yield text
            if text.role == "section":
                sections.add((page, text.text))
    yield from _tables(document.tables, None, "d")
    yield from _captions(document.images, None, "d")
    yield from last


def _article(number: int, article: Article) -> Iterator[Text]:
    owner = f"a{number}"
    head = head_regions(article)
    for role in HEAD_ROLES:
        words = getattr(article, role)
        if words:
            yield Text(role, role, words, number, f"{owner}-head", "head", head, article.confidence)
    pages = tuple(sorted({region.page for region in article.regions}))
    for index, words in enumerate(printed_bylines(article)):
        slot = f"byline-{index}"
        yield Text("byline", slot, words, number, f"{owner}-head", "head", head, article.confidence, pages)
    for index, block in enumerate(article.blocks):
        slot = f"block-{index}"
        yield Text(block.type, slot, block.text, number, f"{owner}-{slot}", "body", block.regions, block.confidence)
    yield from _tables(article.tables, number, owner)
    yield from _captions(article.images, number, owner)


def _tables(tables: Sequence[Table], article: int | None, owner: str) -> Iterator[Text]:
    for index, table in enumerate(tables):
        slot, group = f"table-{index}", f"{owner}-table-{index}"
        if table.caption:
            yield Text("table_caption", slot, table.caption, article, group, "table", table.regions)
        for row, cells in enumerate(table.rows):
            words = "\t".join(cells)
            yield Text("table_row", f"{slot}-row-{row}", words, article, group, "table", table.regions)


def _captions(images: Sequence[Image], article: int | None, owner: str) -> Iterator[Text]:
    for index, image in enumerate(images):
        slot, group = f"image-{index}", f"{owner}-image-{index}"
        if image.caption:
            yield Text("caption", slot, image.caption, article, group, "picture", image.regions)
        if image.credit:
            yield Text("credit", f"{slot}-credit", image.credit, article, group, "picture", image.regions)


def printed_bylines(article: Article) -> list[str]:
    """Bylines whose words are in no other text of the article: role and name, as a line of their own."""
    elsewhere = [article.text, *(part for i in article.images for part in (i.caption, i.credit) if part)]
    found = [byline for byline in article.bylines if not any(byline.name in text for text in elsewhere)]
    return [f"{byline.role} {byline.name}" if byline.role else byline.name for byline in found]


def head_regions(article: Article) -> list[Region]:
    """The regions of the heading: those of the article that blocks, tables and pictures do not account for.

    All of its regions on the first page where nothing is left over (a heading inside a body region).
    """
    known = [region for block in article.blocks for region in block.regions]
    known += [region for table in article.tables for region in table.regions]
    known += [region for image in article.images for region in image.regions]
    left = [region for region in article.regions if not _explained(region, known)]
    if left or not article.regions:
        return left
    page = min(region.page for region in article.regions)
    return [region for region in article.regions if region.page == page][:1]


def _explained(region: Region, known: Sequence[Region]) -> bool:
    x0, y0, x1, y1 = region.bbox
    area = (x1 - x0) * (y1 - y0)
    covered = 0.0
    for other in known:
        if other.page == region.page:
            width = min(x1, other.bbox[2]) - max(x0, other.bbox[0])
            height = min(y1, other.bbox[3]) - max(y0, other.bbox[1])
            covered += max(0.0, width) * max(0.0, height)
    return area <= 0 or covered >= COVERED * area
