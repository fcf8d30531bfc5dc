"""Whether what was read is in the document: letters of lines against letters of articles, furniture and captions.

Where a page has a text layer, what that paints counts too, whether or not it got into a line.

Letters are letters, figures and Han characters in ordinary form; marks and spaces are for repair to set. Letters that a
recorded repair took out (a passage printed twice) are accounted for.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from banmian.document.model import Article, Document, DocumentWarning, Image, PageInfo, Region, Table, has_losses
from banmian.layout.model import Page

MOST_LOST = 0.03
"""Share of the letters of a page beyond which it is partial where they are not in the document."""
LEAST_LOST = 20
"""So many letters are worth a warning."""

Letters = Counter[str]


def letters_of(texts: Iterable[str]) -> Letters:
    """How often each letter occurs in some texts."""
    found: Letters = Counter()
    for text in texts:
        found.update(text)
    ordinary: Letters = Counter()
    for char, times in found.items():
        for part in unicodedata.normalize("NFKC", char).casefold():
            if part.isalnum():
                ordinary[part] += times
    return ordinary


def note_lost_letters(document: Document, pages: Sequence[Page]) -> None:
    """Warn on every page whose letters are not all in the document."""
    written = {info.number: Counter[str]() for info in document.pages}
    for numbers, texts in _written(document):
        letters = letters_of(texts)
        for number in numbers & written.keys():
            written[number] += letters
    of_page = {page.number: page for page in pages}
    for info in document.pages:
        if info.number in of_page:
            page = of_page[info.number]
            read = letters_of(line.text for line in page.lines) | letters_of([page.painted])
            _note(info, read, written[info.number])


def note_lost_text(document: Document, text: str) -> None:
    """Warn where the letters of a bare text are not all in its document; it is partial then."""
    written = letters_of(said for _, texts in _written(document) for said in texts)
    _note(document.pages[0], letters_of(text.splitlines()), written)
    if has_losses(document):
        document.status = "partial"


def _note(info: PageInfo, read: Letters, written: Letters) -> None:
    lost = (read - written).total()
    share = lost / max(1, read.total())
    if lost >= LEAST_LOST and share > MOST_LOST:
        message = f"{lost} of {read.total()} letters that were read ({share:.1%}) are not in the document."
        info.warnings.append(DocumentWarning("lost_text", message, round(share, 4)))


def _written(document: Document) -> Iterator[tuple[set[int], list[str]]]:
    """The texts of each part of a document, with the pages that it lies on."""
    for article in document.articles:
        yield _pages_of(article), [*_of_article(article)]
    for piece in document.furniture:
        yield _of_regions(piece.regions), [piece.text]
    for image in document.images:
        yield _of_regions(image.regions), [*_of_image(image)]
    for table in document.tables:
        yield _of_regions(table.regions), [*_of_table(table)]


def _of_regions(regions: Iterable[Region]) -> set[int]:
    return {region.page for region in regions}


def _pages_of(article: Article) -> set[int]:
    held = [block.regions for block in article.blocks]
    held += [image.regions for image in article.images]
    held += [table.regions for table in article.tables]
    return _of_regions(region for regions in (article.regions, *held) for region in regions)


def _of_article(article: Article) -> Iterator[str]:
    yield from (said for said in (article.headline, article.kicker, article.subheadline, article.section) if said)
    yield from (f"{byline.role or ''} {byline.name}" for byline in article.bylines)
    if article.dateline is not None:
        yield article.dateline.text
    for continued in (article.continued_from, article.continued_to):
        if continued is not None:
            yield f"{continued.marker or ''} {continued.page or ''}"
    yield from (block.text for block in article.blocks)
    yield from (_taken_out(repair.before, repair.after) for repair in article.repairs)
    for image in article.images:
        yield from _of_image(image)
    for table in article.tables:
        yield from _of_table(table)


def _taken_out(before: str, after: str) -> str:
    """The letters that a repair took out or put another in the place of."""
    return "".join((Counter(before) - Counter(after)).elements())


def _of_image(image: Image) -> Iterator[str]:
    yield from (said for said in (image.caption, image.credit) if said)


def _of_table(table: Table) -> Iterator[str]:
    yield table.caption or ""
    yield from (cell for row in table.rows for cell in row)
