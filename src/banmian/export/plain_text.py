"""The articles of a document as plain text, for people and for simple programs."""

from __future__ import annotations

from collections.abc import Iterator

from banmian.document.model import Article, Document


def plain_text(document: Document) -> bytes:
    """All articles in UTF-8: headings, bylines, text, tables and captions, with two empty lines between articles."""
    paper = document.publication
    head = " ".join(part for part in (paper.title, paper.date) if part)
    articles = ["\n".join(_lines(article)) for article in document.articles]
    return ("\n\n\n".join([head, *articles] if head else articles) + "\n").encode("utf-8", "replace")


def _lines(article: Article) -> Iterator[str]:
    head_fields = (article.section, article.kicker, article.headline, article.subheadline)
    yield from (text for text in head_fields if text)
    if article.bylines:
        yield " ".join(f"{byline.role} {byline.name}" if byline.role else byline.name for byline in article.bylines)
    if any(head_fields) or article.bylines:
        yield ""
    if article.text:
        yield article.text
    for table in article.tables:
        yield from ([table.caption] if table.caption else [])
        yield from ("\t".join(row) for row in table.rows)
    for image in article.images:
        words = " ".join(part for part in (image.caption, image.credit) if part)
        yield from ([words] if words else [])
