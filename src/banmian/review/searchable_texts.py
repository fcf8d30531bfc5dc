"""What of a document is searched: every text of its articles with its place, and what the issue is called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from banmian.document.model import Article, Document, Publication, Region
from banmian.review.page_data import first_page, label


@dataclass(slots=True)
class SearchableArticle:
    """An article, or the furniture of a page: ``texts`` are slot, page, label of the page, and words.

    ``paper`` is the title and date in its first line, and in others the same in further forms. ``digest`` tells it from
    all others.
    """

    article: str
    headline: str
    paper: str
    texts: list[tuple[str, int, str, str]] = field(default_factory=list)
    digest: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        values = json.dumps([self.article, self.headline, self.paper, self.texts], ensure_ascii=True)
        self.digest = blake2b(values.encode(), digest_size=16).digest()


class SearchableDocument:
    """The document that was looked at last: of its next state only articles that are others are looked at."""

    def __init__(self) -> None:
        self._about: tuple[str, dict[int, str]] = ("", {})
        self._known: dict[int, tuple[Article, SearchableArticle]] = {}

    def articles(self, document: Document) -> list[SearchableArticle]:
        """The articles of a document, and its furniture page by page."""
        about = _paper(document.publication), _labels(document)
        known = self._known if about == self._about else {}
        self._about = about
        self._known = {
            id(article): known.get(id(article)) or (article, _searchable(article, document, *about))
            for article in document.articles
        }
        return [one for _, one in self._known.values()] + _furniture(document, *about)


def _labels(document: Document) -> dict[int, str]:
    return {page.number: page.label or str(page.number) for page in document.pages}


def _searchable(article: Article, document: Document, paper: str, labels: dict[int, str]) -> SearchableArticle:
    home = first_page(article)
    home = home if home in labels else document.pages[0].number
    texts = [(slot, page, labels.get(page, str(page)), text) for slot, page, text in _texts(article, home)]
    return SearchableArticle(article.id, label(article), paper, texts)


def _furniture(document: Document, paper: str, labels: dict[int, str]) -> list[SearchableArticle]:
    found = []
    for index, piece in enumerate(document.furniture):
        page = _page(piece.regions, document.pages[0].number)
        texts = [(f"furniture-{index}", page, labels.get(page, str(page)), piece.text)]
        found.append(SearchableArticle("", piece.text.split("\n")[0][:40], paper, texts))
    return found


def _page(regions: list[Region], otherwise: int) -> int:
    return min((region.page for region in regions), default=otherwise)


def _texts(article: Article, home: int) -> Iterator[tuple[str, int, str]]:
    for slot in ("section", "kicker", "headline", "subheadline"):
        words = getattr(article, slot)
        if words:
            yield slot, home, words
    if article.bylines:
        yield "bylines", home, " ".join(f"{byline.role or ''}{byline.name}" for byline in article.bylines)
    for index, block in enumerate(article.blocks):
        yield f"block-{index}", _page(block.regions, home), block.text
    for index, table in enumerate(article.tables):
        cells = " ".join(cell for row in [[table.caption or ""], *table.rows] for cell in row)
        yield f"table-{index}", _page(table.regions, home), cells
    for index, image in enumerate(article.images):
        words = " ".join(part for part in (image.caption, image.credit) if part)
        if words:
            yield f"image-{index}", _page(image.regions, home), words


def _paper(publication: Publication) -> str:
    """Title and date; then the date as it is written in Chinese, and the number of the issue."""
    parts = [" ".join(part for part in (publication.title, publication.date) if part)]
    if publication.date and publication.date.count("-") == 2:
        year, month, day = publication.date.split("-")
        parts.append(f"{year}年{int(month) if month.isdecimal() else month}月{int(day) if day.isdecimal() else day}日")
    if publication.issue_number:
        parts.append(f"第{publication.issue_number}期")
    return "\n".join(parts)
