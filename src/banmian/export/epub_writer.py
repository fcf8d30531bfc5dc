"""EPUB 3: an issue as a book, a chapter an article. The same issue gives the same bytes.

What is in the files; `banmian.export.formats.epub` offers the format and writes them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from banmian.document.model import Publication
from banmian.export.web_text import STYLE, WebArticle, as_xml

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Time of the files in the archive: the earliest that it knows."""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(
    name: str, title: str, language: str | None, paper: Publication, articles: Sequence[WebArticle], written: str
) -> bytes:
    """The book of an issue named ``name``; ``written`` is when it was read (ISO 8601, UTC)."""
    files = {
        "META-INF/container.xml": CONTAINER,
        "book/content.opf": _package(name, title, language, paper, articles, written),
        "book/contents.xhtml": _page(as_xml(title), language, _contents(title, articles)),
        "book/style.css": STYLE,
    }
    for article in articles:
        files[f"book/{article.id}.xhtml"] = _page(article.title, language, article.body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", FIRST_DAY), "application/epub+zip", zipfile.ZIP_STORED)
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, FIRST_DAY), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _page(title: str, language: str | None, body: str) -> str:
    """A page of XHTML; title and body are escaped."""
    lang = f' lang="{language}" xml:lang="{language}"' if language else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{lang}>\n'
        f'<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _contents(title: str, articles: Sequence[WebArticle]) -> str:
    items = "\n".join(f'<li><a href="{article.id}.xhtml">{article.title}</a></li>' for article in articles)
    return f'<nav epub:type="toc" id="toc">\n<h1>{as_xml(title)}</h1>\n<ol>\n{items}\n</ol>\n</nav>'


def _package(
    name: str, title: str, language: str | None, paper: Publication, articles: Sequence[WebArticle], written: str
) -> str:
    items = "\n".join(
        f'<item id="{article.id}" href="{article.id}.xhtml" media-type="application/xhtml+xml"/>'
        for article in articles
    )
    spine = "\n".join(f'<itemref idref="{article.id}"/>' for article in articles)
    day = f"<dc:date>{as_xml(paper.date)}</dc:date>\n" if paper.date else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:banmian:{as_xml(name)}</dc:identifier>\n<dc:title>{as_xml(title)}</dc:title>\n'
        f"<dc:language>{language or 'und'}</dc:language>\n{day}"
        f'<meta property="dcterms:modified">{written}</meta>\n</metadata>\n<manifest>\n'
        '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        f'<item id="style" href="style.css" media-type="text/css"/>\n{items}\n</manifest>\n'
        f'<spine>\n<itemref idref="contents"/>\n{spine}\n</spine>\n</package>\n'
    )
