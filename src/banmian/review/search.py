"""Full-text search over a batch: SQLite's FTS5 with trigrams, which suit Chinese, since they need no words.

Words of three or more characters are looked up in the index; shorter ones, usual in Chinese, are found by scanning
the texts, which SQLite does for a few thousand pages in well under a second.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from banmian.document.model import Document, Region
from banmian.review.page_data import first_page, label

TRIGRAM = 3
AROUND = 28
"""Characters shown on either side of a hit."""

_SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(
    text, document UNINDEXED, page UNINDEXED, article UNINDEXED, slot UNINDEXED, headline UNINDEXED,
    label UNINDEXED, title UNINDEXED, rank_in_batch UNINDEXED, tokenize = 'trigram'
);
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: ``left``, ``match`` and ``right`` are the text around the first occurrence."""

    document: str
    page: int
    article: str
    slot: str
    headline: str
    label: str
    title: str
    left: str
    match: str
    right: str


class SearchIndex:
    """The index, in memory; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.executescript(_SCHEMA)
        self._order: dict[str, int] = {}

    def put(self, name: str, document: Document) -> None:
        """Index a document, replacing its old entries."""
        rows = list(_rows(document))
        with self._lock:
            order = self._order.setdefault(name, len(self._order))
            self._base.execute("DELETE FROM texts WHERE document = ?", (name,))
            self._base.executemany(
                "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(text, name, *place, order) for text, *place in rows],
            )
            self._base.commit()

    def find(self, words: str, most: int = 100) -> tuple[int, list[Hit]]:
        """How many texts contain the words (ignoring case), and the first of them."""
        wanted = words.strip()
        if not wanted:
            return 0, []
        pattern = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        where, values = "text LIKE ? ESCAPE '\\'", [pattern]
        if len(wanted) >= TRIGRAM:
            where, values = "texts MATCH ? AND " + where, ['"' + wanted.replace('"', '""') + '"', pattern]
        with self._lock:
            (total,) = self._base.execute(f"SELECT count(*) FROM texts WHERE {where}", values).fetchone()
            found = self._base.execute(
                "SELECT text, document, page, article, slot, headline, label, title FROM texts "
                f"WHERE {where} ORDER BY rank_in_batch, rowid LIMIT ?",
                [*values, most],
            ).fetchall()
        return int(total), [_hit(wanted, *row) for row in found]

    def close(self) -> None:
        """Close the index."""
        self._base.close()


def _hit(wanted: str, text: str, *place: str) -> Hit:
    document, page, article, slot, headline, name, title = place
    at = max(0, text.lower().find(wanted.lower()))
    end = at + len(wanted)
    left = ("…" if at > AROUND else "") + text[max(0, at - AROUND) : at]
    right = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    return Hit(document, int(page), article, slot, headline, name, title, left, text[at:end], right)


def _rows(document: Document) -> Iterable[tuple[str, int, str, str, str, str, str]]:
    """Text, page, article, slot, headline, page label and paper of every text worth finding."""
    labels = {page.number: page.label or str(page.number) for page in document.pages}
    first = document.pages[0].number
    paper = " ".join(part for part in (document.publication.title, document.publication.date) if part)

    def at(regions: list[Region], otherwise: int) -> int:
        return min((region.page for region in regions), default=otherwise)

    for article in document.articles:
        name, home = label(article), first_page(article)
        home = home if home in labels else first
        for slot in ("kicker", "headline", "subheadline"):
            words = getattr(article, slot)
            if words:
                yield words, home, article.id, slot, name, labels[home], paper
        for index, block in enumerate(article.blocks):
            page = at(block.regions, home)
            yield block.text, page, article.id, f"block-{index}", name, labels[page], paper
        for index, table in enumerate(article.tables):
            page = at(table.regions, home)
            cells = " ".join(cell for row in table.rows for cell in row)
            yield cells, page, article.id, f"table-{index}", name, labels[page], paper
        for index, image in enumerate(article.images):
            if image.caption:
                page = at(image.regions, home)
                yield image.caption, page, article.id, f"image-{index}", name, labels[page], paper
