"""Corrected documents as pages with their truth: what people put right in the review site.

Articles as corrected, found by their wording, are the truth. The page is read again from its file where that is there
and unchanged, since only then rules and pictures are known; else it is the lines that were kept beside the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banmian.document.atomic_files import sha256_of
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE
from banmian.document.finished_documents import FinishedDocument, load_all
from banmian.document.lines_as_read import LineRead
from banmian.document.model import Article, Document, PageInfo
from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.layout.readers.opening import open_source
from banmian.learning.labelled_pages import LabelledPage
from banmian.read_options import DEFAULT, ReadOptions


def pages_in(
    folder: Path, title: str | None = None, options: ReadOptions = DEFAULT, only: dict[str, set[int]] | None = None
) -> Iterator[LabelledPage]:
    """The pages of an output folder's documents that somebody corrected; ``title`` leaves out other papers.

    ``only`` are numbers of pages by the names of documents that count too, or of which no other pages count: those
    that somebody has marked as checked.
    """
    checked = only or {}
    for finished in load_all(folder):
        if title is not None and finished.document.publication.title != title:
            continue
        if finished.name in checked or (finished.folder / CORRECTIONS_FILE).exists():
            wanted = checked.get(finished.name)
            again = _read_again(finished, options)
            for info in finished.document.pages:
                if wanted is None or info.number in wanted:
                    page = again.get(info.number) or _kept(finished, info)
                    if page is not None:
                        articles = (_strings(article, info.number) for article in finished.document.articles)
                        kept = tuple(article for article in articles if article)
                        adverts = tuple(_adverts(finished.document, info.number))
                        yield LabelledPage(page, kept + adverts, finished.name, "corrected", notices=len(adverts))


def _read_again(finished: FinishedDocument, options: ReadOptions) -> dict[int, Page]:
    """The pages of a document's file by their numbers; none where the file is gone or another one."""
    path = Path(finished.document.source.path)
    kept = {page.original.frame for page in finished.document.pages if page.original is not None}
    if not path.is_file() or sha256_of(path) != finished.document.source.sha256 or not kept:
        return {}
    numbers = [page.number for page in finished.document.pages]
    with open_source(path, options) as source:
        pages = [page for frame in sorted(kept) for page in source.read(frame)]
    return dict(zip(numbers, pages, strict=True)) if len(pages) == len(numbers) else {}


def _kept(finished: FinishedDocument, info: PageInfo) -> Page | None:
    read = finished.lines.of(info.number) if finished.lines else None
    if read is None or info.width is None or info.height is None or info.unit is None:
        return None
    lines = [_line(line) for line in read.lines]
    return Page(info.number, info.width, info.height, info.unit, info.text_source, lines)


def _line(read: LineRead) -> Line:
    x0, y0, x1, y1 = read.bbox
    box = Box(x0, y0, x1, y1)
    return Line(read.text, box, read.size, read=read.text, vertical=read.vertical, confidence=read.confidence)


def _adverts(document: Document, page: int) -> Iterator[tuple[str]]:
    """What each advertisement of a page says."""
    for piece in document.furniture:
        if piece.kind == "advertisement" and any(region.page == page for region in piece.regions):
            yield (piece.text,)


def _strings(article: Article, page: int) -> tuple[str, ...]:
    """What an article says on a page: its head where it begins, then its blocks there."""
    begins = bool(article.regions) and article.regions[0].page == page
    parts = [article.section, article.kicker, article.headline, article.subheadline] if begins else []
    parts += [block.text for block in article.blocks if any(region.page == page for region in block.regions)]
    return tuple(part for part in parts if part)
