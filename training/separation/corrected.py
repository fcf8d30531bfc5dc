"""Corrected documents as training pages: what people put right in the review site.

The lines that a reader kept beside a document are the page, the articles as corrected, found by their wording, are
the truth. Rules and pictures are not kept beside the lines, so such pages teach what places and words say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banmian.document.corrections import CORRECTIONS_FILE
from banmian.document.loading import FinishedDocument, load_all
from banmian.document.model import Article, PageInfo
from banmian.document.read_lines import LineRead
from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from training.separation.labels import LabelledPage


def pages_in(folder: Path) -> Iterator[LabelledPage]:
    """The pages of an output folder's documents that somebody corrected and whose lines are kept."""
    for finished in load_all(folder):
        if finished.lines is not None and (finished.folder / CORRECTIONS_FILE).exists():
            for info in finished.document.pages:
                page = _page(finished, info)
                if page is not None:
                    yield page


def _page(finished: FinishedDocument, info: PageInfo) -> LabelledPage | None:
    read = finished.lines.of(info.number) if finished.lines else None
    if read is None or info.width is None or info.height is None or info.unit is None:
        return None
    lines = [_line(line) for line in read.lines]
    page = Page(info.number, info.width, info.height, info.unit, info.text_source, lines)
    articles = (_strings(article, info.number) for article in finished.document.articles)
    return LabelledPage(page, tuple(article for article in articles if article), finished.name, "corrected")


def _line(read: LineRead) -> Line:
    x0, y0, x1, y1 = read.bbox
    box = Box(x0, y0, x1, y1)
    return Line(read.text, box, read.size, read=read.text, vertical=read.vertical, confidence=read.confidence)


def _strings(article: Article, page: int) -> tuple[str, ...]:
    """What an article says on a page: its head where it begins, then its blocks there."""
    begins = bool(article.regions) and article.regions[0].page == page
    parts = [article.section, article.kicker, article.headline, article.subheadline] if begins else []
    parts += [block.text for block in article.blocks if any(region.page == page for region in block.regions)]
    return tuple(part for part in parts if part)
