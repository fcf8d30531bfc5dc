"""Ids of documents and articles: readable, stable, unique in a batch."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from banmian.document.model import Article, Document

DIGEST_DIGITS = 10
"""Hexadecimal digits of the content's SHA-256 in a document id: 40 bits, enough among files of one name."""

STEM_BYTES = 120
"""UTF-8 bytes of the file's stem kept, so that folder names stay far below the usual limit of 255."""

_UNSAFE = re.compile(r"[^\w.-]+")


def document_id(stem: str, sha256: str) -> str:
    """The file's stem, made safe for folder names and URL paths, and the start of its SHA-256."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", stem)).strip("-._")
    name = name.encode("utf-8", "ignore")[:STEM_BYTES].decode("utf-8", "ignore").rstrip("-._")
    return f"{name or 'document'}-{sha256[:DIGEST_DIGITS]}"


def assign_article_ids(document: Document, name: str) -> None:
    """Give every article its id: the document's, the page it starts on, its rank among those of that page."""
    ranks: Counter[int] = Counter()
    for article in document.articles:
        page = _first_page(article)
        ranks[page] += 1
        article.id = f"{name}-p{page:02d}-{ranks[page]:02d}"


def _first_page(article: Article) -> int:
    boxes = article.regions or [region for block in article.blocks for region in block.regions]
    return min((region.page for region in boxes), default=1)
