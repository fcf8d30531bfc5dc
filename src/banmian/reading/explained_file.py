"""One file read so that its choices can be shown: the document, and how each of its pages was divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.document.model import Article, Document, Region
from banmian.errors import UsageError
from banmian.layout.explained_page import DecidedArea, DecidedPage, decide_page
from banmian.layout.geometry import Box
from banmian.layout.model import Page
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.layout.segmentation.regions import Item
from banmian.reading.detector_plugin import choice_of
from banmian.reading.documents import assemble, habits_of, numbered_pages, read_source_page, separation_of
from banmian.reading.page_selection import select_pages
from banmian.settings import Settings

HEADINGS = ("headline", "kicker", "subheadline", "section")
"""Parts of an article that can be asked for by name; its blocks are asked for by number, from 0."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: an article, and one of its blocks (a number), a heading (a name), or all of it (None).

    ``number`` counts the articles of the document from 1.
    """

    article: Article
    number: int
    part: int | str | None = None


@dataclass(frozen=True)
class ExplainedFile:
    """A document and the choices made on its pages."""

    document: Document
    pages: tuple[DecidedPage, ...]

    def find(self, name: str) -> Asked:
        """What a name such as ``p01-03``, ``p01-03:2`` or ``p01-03:headline`` means. Raises UsageError."""
        article_name, _, part = name.partition(":")
        number = next((n for n, one in enumerate(self.document.articles, 1) if _ends_with(one.id, article_name)), 0)
        if not number:
            ids = ", ".join(_tail(article.id) for article in self.document.articles[:MOST_NAMED])
            raise UsageError(f"no article {article_name!r} in the document", f"It has {ids or 'none'}.")
        article = self.document.articles[number - 1]
        if not part:
            return Asked(article, number)
        if part in HEADINGS and getattr(article, part):
            return Asked(article, number, part)
        if part.isdecimal() and int(part) < len(article.blocks):
            return Asked(article, number, int(part))
        remedy = (
            f"It has blocks 0 to {len(article.blocks) - 1} and headings {', '.join(_headings_of(article)) or 'none'}."
        )
        raise UsageError(f"no block {part!r} in article {article_name!r}", remedy)

    def page_of(self, region: Region) -> DecidedPage | None:
        """The page of a region."""
        return next((page for page in self.pages if page.page.number == region.page), None)

    def name_at(self, page: DecidedPage, box: Box) -> str:
        """The name of the block in which what stands at a box of the level frame begins, else of the article, or ""."""
        place = page.as_printed(box._replace(y1=min(box.y1, box.y0 + page.type_.em)))
        for article in self.document.articles:
            for number, block in enumerate(article.blocks):
                if any(_holds(region, page, place) for region in block.regions):
                    return f"{_tail(article.id)}:{number}"
        found = next((one for one in self.document.articles if any(_holds(r, page, place) for r in one.regions)), None)
        return _tail(found.id) if found else ""


MOST_NAMED = 40
"""Articles that are named where another one was asked for."""


def read_explained(path: Path, settings: Settings) -> ExplainedFile:
    """Read a file and decide its pages again. Raises like `banmian.reading.documents.read_document`."""
    with open_source(path, settings.read_options()) as source:
        if isinstance(source, PlainFile):
            raise UsageError(
                f"{path} is plain text: its articles were found by wording",
                "Choices are shown for pages with places: images and PDFs.",
            )
        chosen = select_pages(settings.pages, source.source_page_count)
        source_pages = [read_source_page(source, number, choice_of(settings)) for number in chosen]
        document = assemble(source, source_pages, settings).document
    return ExplainedFile(document, decide_pages(numbered_pages(source_pages)[0], settings))


def decide_pages(pages: Sequence[Page], settings: Settings) -> tuple[DecidedPage, ...]:
    """The choices by which pages were divided that have lines."""
    separate, model = separation_of(settings), habits_of(settings)
    return tuple(decide_page(page, separate, model) for page in pages if any(line.text.strip() for line in page.lines))


def regions_of(asked: Asked) -> Sequence[Region]:
    """Where what was asked for stands: the regions of a block, or of the whole article."""
    if isinstance(asked.part, int):
        return asked.article.blocks[asked.part].regions
    return asked.article.regions


def nodes_of(asked: Asked, page: DecidedPage, region: Region) -> list[tuple[DecidedArea, int]]:
    """The nodes that something asked for stands in: of a heading those that it is written in, else the heads."""
    nodes = page.nodes_at(Box(*region.bbox))
    if not isinstance(asked.part, str):
        return nodes
    heads = [(area, number) for area, number in nodes if _node(area, number).kind == "head"]
    return [(area, number) for area, number in nodes if _is_written_in(asked, _node(area, number))] or heads


def _node(area: DecidedArea, number: int) -> Item:
    assert area.chained is not None
    return area.chained.scored.graph.nodes[number]


def _is_written_in(asked: Asked, node: Item) -> bool:
    text = "".join(str(getattr(asked.article, str(asked.part))).split())
    return any(written in text for line in node.lines if (written := "".join(line.text.split())))


def _headings_of(article: Article) -> list[str]:
    return [name for name in HEADINGS if getattr(article, name)]


def _tail(article_id: str) -> str:
    """The end of an article's id that says its page and its rank there."""
    return article_id[-len("p00-00") :] if article_id[-6:-5] == "p" else "-".join(article_id.rsplit("-", 2)[1:])


def _ends_with(article_id: str, name: str) -> bool:
    return bool(name) and (article_id == name or article_id.endswith(f"-{name}"))


def _holds(region: Region, page: DecidedPage, place: Box) -> bool:
    return region.page == page.page.number and Box(*region.bbox).contains_point(place.cx, place.cy)
