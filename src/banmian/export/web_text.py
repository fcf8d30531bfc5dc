"""Articles as XHTML: what a page of the web and a book are made of. Page text is escaped: it can't become markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from banmian.document.model import Article, Block, Document, Table
from banmian.export.ordered_texts import printed_bylines
from banmian.export.xml_elements import replace_forbidden

STYLE = """body { font-family: serif; line-height: 1.7; max-width: 42em; margin: 2em auto; padding: 0 1em; }
.kicker, .byline, .place, figcaption, caption { color: #555; font-size: 0.9em; }
h1, h2 { line-height: 1.3; } article { margin: 3em 0; } nav ol { padding-left: 1.4em; }
table { border-collapse: collapse; margin: 1em 0; } td { border: 1px solid #999; padding: 0.2em 0.6em; }
"""


@dataclass(frozen=True, slots=True)
class WebArticle:
    """An article: its id for links, its title, its XHTML."""

    id: str
    title: str
    body: str


def web_articles(documents: Sequence[Document]) -> list[WebArticle]:
    """The articles of an issue in their order."""
    found: list[WebArticle] = []
    for document in documents:
        labels = {page.number: page.label or str(page.number) for page in document.pages}
        for article in document.articles:
            pages = sorted({region.page for region in article.regions})
            place = " ".join(labels.get(page, str(page)) for page in pages)
            title = article.headline or article.kicker or article.text[:20] or article.id
            name = f"article-{len(found) + 1:04d}"
            found.append(WebArticle(name, as_xml(title), "\n".join(_lines(article, name, place))))
    return found


def as_xml(text: str) -> str:
    """Text as XML and HTML hold it, escaped."""
    return escape(replace_forbidden(text))


def _lines(article: Article, name: str, place: str) -> Iterator[str]:
    yield f'<article id="{name}">'
    if article.section or place:
        yield f'<p class="place">{as_xml(" · ".join(part for part in (place, article.section) if part))}</p>'
    if article.kicker:
        yield f'<p class="kicker">{as_xml(article.kicker)}</p>'
    if article.headline:
        yield f"<h2>{as_xml(article.headline)}</h2>"
    if article.subheadline:
        yield f'<p class="subheadline"><strong>{as_xml(article.subheadline)}</strong></p>'
    bylines = printed_bylines(article)
    if bylines:
        yield f'<p class="byline">{as_xml(" ".join(bylines))}</p>'
    yield from (_block(block) for block in article.blocks)
    for table in article.tables:
        yield from _table(table)
    for image in article.images:
        words = " ".join(part for part in (image.caption, image.credit) if part)
        if words:
            yield f"<figure><figcaption>{as_xml(words)}</figcaption></figure>"
    yield "</article>"


def _block(block: Block) -> str:
    if block.type == "subheading":
        return f"<h3>{as_xml(block.text)}</h3>"
    if block.type == "list_item":
        return f"<ul><li>{as_xml(block.text)}</li></ul>"
    return f"<p>{'<br/>'.join(as_xml(line) for line in block.text.split(chr(10)))}</p>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{as_xml(table.caption)}</caption>"
    for row in table.rows:
        yield "<tr>" + "".join(f"<td>{as_xml(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"


def web_page(title: str, language: str | None, articles: Sequence[WebArticle]) -> bytes:
    """One page of HTML that needs no other file: contents, then the articles."""
    lang = f' lang="{language}"' if language else ""
    contents = "\n".join(f'<li><a href="#{article.id}">{article.title}</a></li>' for article in articles)
    bodies = "\n".join(article.body for article in articles)
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8"/>\n<title>{as_xml(title)}</title>\n'
        f"<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{as_xml(title)}</h1>\n<nav>\n<ol>\n{contents}\n</ol>\n</nav>\n"
        f"{bodies}\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
