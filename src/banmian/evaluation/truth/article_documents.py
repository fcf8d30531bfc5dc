"""Article documents (``articles.json``): our own output, and truth in the same form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banmian.document.changes import Change, ChangeMismatchError, undo
from banmian.document.model import Article, Document, Furniture, PageInfo, Region, Table
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage, Place, Rewriting

FIRST_FURNITURE = frozenset({"masthead", "folio"})

Sizes = dict[int, tuple[float, float]]


def to_comparable(document: Document) -> ComparableDocument:
    """A document in the form for comparison."""
    sizes = page_sizes(document.pages)
    notes: list[str] = []
    stories = tuple(_story(article, sizes, notes) for article in document.articles)
    furniture = sorted(document.furniture, key=lambda item: item.kind not in FIRST_FURNITURE)
    return ComparableDocument(
        stories=stories,
        furniture=tuple(_furniture(item, sizes) for item in furniture),
        has_furniture=bool(document.furniture),
        loose_captions=tuple(image.caption for image in document.images if image.caption),
        loose_credits=tuple(image.credit for image in document.images if image.credit),
        loose_tables=tuple(_rows(table) for table in document.tables),
        table_captions=tuple(table.caption for table in _tables(document) if table.caption),
        title=document.publication.title,
        date=document.publication.date,
        labels=tuple((page.number, page.label) for page in document.pages if page.label),
        notes=tuple(notes),
    )


def page_sizes(pages: Iterable[PageInfo]) -> Sizes:
    """Width and height of the pages that have them."""
    return {page.number: (page.width, page.height) for page in pages if page.width and page.height}


def places_of(regions: Iterable[Region], sizes: Sizes) -> tuple[Place, ...]:
    """Regions as places, in fractions of their page; those on a page without a size are left out."""
    places = []
    for region in regions:
        if region.page in sizes:
            width, height = sizes[region.page]
            x0, y0, x1, y1 = region.bbox
            places.append(Place(region.page, (x0 / width, y0 / height, x1 / width, y1 / height)))
    return tuple(places)


def _story(article: Article, sizes: Sizes, notes: list[str]) -> ComparableArticle:
    body = tuple(
        Passage("paragraph", block.text, _page(block.regions, article.regions), places_of(block.regions, sizes))
        for block in article.blocks
    )
    return ComparableArticle(
        name=article.id or article.headline or "",
        body=body,
        headline=article.headline,
        kicker=article.kicker,
        subheadline=article.subheadline,
        section=article.section,
        byline=" ".join(f"{byline.role or ''} {byline.name}".strip() for byline in article.bylines) or None,
        names=tuple(byline.name for byline in article.bylines),
        captions=tuple(image.caption for image in article.images if image.caption),
        credits=tuple(image.credit for image in article.images if image.credit),
        tables=tuple(_rows(table) for table in article.tables),
        places=places_of(article.regions, sizes),
        goes_on=article.continued_to is not None,
        comes_from=article.continued_from is not None,
        body_rewriting=_body_rewriting(article, notes),
        headline_rewriting=_rewriting(article, "headline", article.headline or "", notes),
    )


def _body_rewriting(article: Article, notes: list[str]) -> Rewriting:
    blocks = [_rewriting(article, index, block.text, notes) for index, block in enumerate(article.blocks)]
    return Rewriting("\n".join(b.read for b in blocks), "\n".join(b.repaired for b in blocks))


def _rewriting(article: Article, place: int | str, text: str, notes: list[str]) -> Rewriting:
    changes = [
        Change(repair.rule, repair.offset, repair.before, repair.after, repair.confidence)
        for repair in article.repairs
        if repair.block == place
    ]
    try:
        return Rewriting(undo(text, changes), text)
    except ChangeMismatchError as error:
        notes.append(f"{article.id or article.headline}: repairs of {place} can't be undone: {error}")
        return Rewriting(text, text)


def _furniture(item: Furniture, sizes: Sizes) -> Passage:
    return Passage("furniture", item.text, _page(item.regions, ()), places_of(item.regions, sizes))


def _page(*candidates: Sequence[Region]) -> int:
    return next((regions[0].page for regions in candidates if regions), 1)


def _tables(document: Document) -> list[Table]:
    return [*document.tables, *(table for article in document.articles for table in article.tables)]


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in table.rows)
