"""The data of a page view as JSON values: articles with their places, texts with their repairs, lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from banmian.document.corrections.corrections_file import HEAD_FIELDS, bylines_text
from banmian.document.finished_documents import FinishedDocument
from banmian.document.json_form import encode
from banmian.document.model import Article, Continuation, Document, Image, PageInfo, Region, Table
from banmian.export.placed_document import HEAD_ROLES, PlacedPage
from banmian.review.index_page_data import display_name
from banmian.review.languages import text_language
from banmian.review.text_diff import segments

Json = dict[str, Any]
DIGITS = 1

SAMPLE = 40
"""Number of articles that tell the language of a document."""


def document_data(finished: FinishedDocument) -> Json:
    """What all pages of a document share: its names, its pages, its corrections."""
    document = finished.document
    return {
        "name": finished.name,
        "called": display_name(finished),
        "publication": encode(document.publication),
        "language": _language_of(document),
        "source": document.source.path,
        "pages": [{"number": page.number, "label": page.label} for page in document.pages],
        "corrections": [encode(correction) for correction in finished.corrections.corrections],
        "stale": finished.stale,
    }


def article_choices(document: Document) -> list[Json]:
    """All articles of a document, as targets of a move or merge."""
    return [
        {"id": article.id, "headline": article.headline, "label": label(article), "page": first_page(article)}
        for article in document.articles
    ]


def page_data(document: Document, page: PlacedPage, articles: Iterable[int], picture: str | None) -> Json:
    """The content of a page; ``articles`` are the indices of those on it, ``picture`` the address of its picture."""
    number = page.info.number

    def page_of(name: str) -> int | None:
        return next((first_page(article) for article in document.articles if article.id == name), None)

    vertical = _vertical(page)
    return {
        "page": _page(page.info),
        "picture": picture,
        "articles": [
            {"index": index, "vertical": index in vertical, **_article(article, number, page_of)}
            for index, article in ((index, document.articles[index]) for index in articles)
            if number in _pages(article)
        ],
        "furniture": [
            {"index": index, "kind": piece.kind, "text": piece.text, "regions": _here(piece.regions, number)}
            for index, piece in enumerate(document.furniture)
            if not piece.regions or _here(piece.regions, number)
        ],
        "images": [
            _image(index, image, number) for index, image in enumerate(document.images) if _here(image.regions, number)
        ],
        "tables": [
            _table(index, table, number) for index, table in enumerate(document.tables) if _here(table.regions, number)
        ],
        "heads": _heads(page),
        "lines": list(_lines(page)),
    }


def _language_of(document: Document) -> str:
    """The language of a document, as the beginnings of its articles show it."""
    return text_language("".join(label(article) for article in document.articles[:SAMPLE]))


def label(article: Article) -> str:
    """The name of an article without a headline: the beginning of its text."""
    return article.headline or article.kicker or article.text[:18] or "—"


def first_page(article: Article) -> int:
    """The page that an article begins on."""
    return min(_pages(article))


def _pages(article: Article) -> set[int]:
    regions = [*article.regions, *(region for block in article.blocks for region in block.regions)]
    return {region.page for region in regions} or {1}


def _page(info: PageInfo) -> Json:
    values: Json = encode(info)
    return values


def _here(regions: Iterable[Region], number: int) -> list[list[float]]:
    return [[round(value, DIGITS) for value in r.bbox] for r in regions if r.page == number]


def _article(article: Article, number: int, page_of: Callable[[str], int | None]) -> Json:
    ranked = list(enumerate(article.repairs))
    return {
        "id": article.id,
        "language": text_language(article.text or label(article)),
        "headline": article.headline,
        "label": label(article),
        "fields": {
            name: _segments(getattr(article, name) or "", [(k, r) for k, r in ranked if r.block == name])
            for name in HEAD_FIELDS
            if getattr(article, name)
        },
        "bylines": [f"{byline.role or ''} {byline.name}".strip() for byline in article.bylines],
        "bylines_text": bylines_text(article.bylines),
        "dateline": article.dateline.text if article.dateline else None,
        "confidence": article.confidence,
        "outline": _here(article.regions, number),
        "blocks": [
            {
                "index": index,
                "type": block.type,
                "text": block.text,
                "segments": _segments(block.text, [(k, r) for k, r in ranked if r.block == index]),
                "regions": _here(block.regions, number),
                "confidence": block.confidence,
            }
            for index, block in enumerate(article.blocks)
        ],
        "tables": [_table(index, table, number) for index, table in enumerate(article.tables)],
        "images": [_image(index, image, number) for index, image in enumerate(article.images)],
        "continued_from": _continuation(article.continued_from, page_of),
        "continued_to": _continuation(article.continued_to, page_of),
        "repairs": [[r.rule, r.block, r.before, r.after, round(r.confidence, 2)] for r in article.repairs],
    }


def _segments(text: str, repairs: list[tuple[int, Any]]) -> list[Any]:
    """Plain strings, and [now, was, repairs] where something changed."""
    return [[part.now, part.was, part.repairs] if part.repairs else part.now for part in segments(text, repairs)]


def _table(index: int, table: Table, number: int) -> Json:
    return {"index": index, "caption": table.caption, "rows": table.rows, "regions": _here(table.regions, number)}


def _image(index: int, image: Image, number: int) -> Json:
    return {
        "index": index,
        "caption": image.caption,
        "credit": image.credit,
        "regions": _here(image.regions, number),
    }


def _continuation(continuation: Continuation | None, page_of: Callable[[str], int | None]) -> Json | None:
    if continuation is None:
        return None
    other = continuation.article_id
    return {
        "page": continuation.page,
        "marker": continuation.marker,
        "article": other,
        "number": page_of(other) if other else None,
    }


def _heads(page: PlacedPage) -> list[Json]:
    """Places of the parts of headings, by article and field."""
    return [
        {"article": piece.article, "field": piece.role, "box": _rounded(piece.bbox)}
        for piece in page.pieces
        if piece.role in HEAD_ROLES and piece.bbox is not None
    ]


def _lines(page: PlacedPage) -> Iterable[list[Any]]:
    """Every placed line: box, 1 where vertical, article or -1, slot, where it begins in its text, its text."""
    ends: dict[tuple[int | None, str], int] = {}
    for piece in page.pieces:
        key = (piece.article, piece.slot)
        owner = -1 if piece.article is None else piece.article
        for line in piece.lines:
            start = ends.get(key, 0)
            ends[key] = start + len(line.text) + len(line.joint)
            if line.bbox is not None:
                yield [_rounded(line.bbox), int(line.vertical), owner, piece.slot, start, line.text]


def _vertical(page: PlacedPage) -> set[int]:
    """Articles whose text on the page is mostly vertical."""
    counts: dict[int, int] = {}
    for piece in page.pieces:
        if piece.article is not None and piece.role not in HEAD_ROLES:
            for line in piece.lines:
                weight = len(line.text) if line.vertical else -len(line.text)
                counts[piece.article] = counts.get(piece.article, 0) + weight
    return {article for article, count in counts.items() if count > 0}


def _rounded(box: Sequence[float] | None) -> list[float] | None:
    return None if box is None else [round(value, DIGITS) for value in box]
