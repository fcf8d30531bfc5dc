"""The catalogue of a batch: an SQLite file with the index line of every document and a full-text index.

It is made where there is none, and kept up to date document by document and, within a document, article by article.
Nothing in it is not in the documents too: it is written without waiting for the disk, and made anew where it can't be
used.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banmian.document.model import Document
from banmian.review.searchable_texts import SearchableArticle, SearchableDocument
from banmian.wording.search_normalization import characters, find_term, fts_query, pairs, terms

VERSION = 4
AROUND = 28
"""Characters shown on either side of a hit."""

OTHERS_SECONDS = 30.0
"""How long another process may write: a run that enters what it reads, beside the review server."""

Json = dict[str, Any]

_SCHEMA = """
CREATE TABLE documents (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, line TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, article TEXT NOT NULL, headline TEXT NOT NULL,
    paper TEXT NOT NULL, texts TEXT NOT NULL, digest BLOB NOT NULL
);
CREATE INDEX of_documents ON articles(document);
CREATE VIRTUAL TABLE pairs USING fts5(words, content = '', tokenize = "unicode61 remove_diacritics 0");
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has all terms: ``left``, ``match`` and ``right`` are the text around one of them.

    ``slot`` is the text that has most of the terms, ``page`` where it stands.
    """

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


class Catalogue:
    """One file; safe to use from several threads. Writing is serial, readers never wait for it."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, or make it. Raises OSError."""
        self._path = path
        self._lock = threading.RLock()
        self._writing = False
        self._last = SearchableDocument()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._writer = self._opened()
        except sqlite3.DatabaseError:
            self._writer = self._made_anew()
        except sqlite3.Error as error:
            raise OSError(f"{path}: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=OTHERS_SECONDS, check_same_thread=False)
        try:
            (version,) = base.execute("PRAGMA user_version").fetchone()
            (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and version != VERSION:
                raise sqlite3.DatabaseError("another version")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = OFF")
            if not tables:
                base.executescript(f"{_SCHEMA} PRAGMA user_version = {VERSION};")
            base.execute("SELECT count(*) FROM documents").fetchone()
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _made_anew(self) -> sqlite3.Connection:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
        return self._opened()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is entered in here is stored at once, many times faster than one after the other."""
        with self._lock:
            if self._writing:
                yield
                return
            self._writing = True
            try:
                with self._writer:
                    self._writer.execute("BEGIN IMMEDIATE")
                    yield
            finally:
                self._writing = False

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as base:
            yield base

    def stamps(self) -> dict[str, str]:
        """The state of each document that is in the catalogue, as `put` was told."""
        with self._reader() as base:
            return dict(base.execute("SELECT name, stamp FROM documents"))

    def lines(self) -> dict[str, Json]:
        """The index line of each document in the catalogue."""
        with self._reader() as base:
            return {name: json.loads(line) for name, line in base.execute("SELECT name, line FROM documents")}

    def put(self, name: str, stamp: str, line: Json, document: Document | None) -> None:
        """Enter a document, or bring its entry up to date; None where it can't be read."""
        with self.together():
            found = self._last.articles(document) if document is not None else []
            wanted = {one.digest: one for one in found}
            known = dict(self._writer.execute("SELECT digest, number FROM articles WHERE document = ?", (name,)))
            self._remove(number for digest, number in known.items() if digest not in wanted)
            for digest, one in wanted.items():
                if digest not in known:
                    self._add(name, one)
            self._writer.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (name, stamp, json.dumps(line, ensure_ascii=True))
            )

    def remove(self, name: str) -> None:
        """Remove a document that is no longer there."""
        with self.together():
            numbers = self._writer.execute("SELECT number FROM articles WHERE document = ?", (name,)).fetchall()
            self._remove(number for (number,) in numbers)
            self._writer.execute("DELETE FROM documents WHERE name = ?", (name,))

    def _add(self, name: str, one: SearchableArticle) -> None:
        texts = json.dumps(one.texts, ensure_ascii=True)
        row = (name, one.article, _clean(one.headline), _clean(one.paper), texts, one.digest)
        cursor = self._writer.execute(
            "INSERT INTO articles(document, article, headline, paper, texts, digest) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        self._writer.execute("INSERT INTO pairs(rowid, words) VALUES (?, ?)", (cursor.lastrowid, _words(texts, row[3])))

    def _remove(self, numbers: Iterator[int]) -> None:
        for number in list(numbers):
            texts, paper = self._writer.execute(
                "SELECT texts, paper FROM articles WHERE number = ?", (number,)
            ).fetchone()
            self._writer.execute(
                "INSERT INTO pairs(pairs, rowid, words) VALUES ('delete', ?, ?)", (number, _words(texts, paper))
            )
            self._writer.execute("DELETE FROM articles WHERE number = ?", (number,))

    def find(self, question: str, most: int = 100) -> tuple[int, list[Hit]]:
        """How many articles have all terms of a question, and the first of them."""
        wanted = terms(question)
        if not wanted:
            return 0, []
        with self._reader() as base:
            asked = (fts_query(wanted),)
            (total,) = base.execute("SELECT count(*) FROM pairs WHERE pairs MATCH ?", asked).fetchone()
            rows = base.execute(
                "SELECT document, article, headline, paper, texts FROM "
                "(SELECT rowid AS found FROM pairs WHERE pairs MATCH ? ORDER BY rowid LIMIT ?) "
                "JOIN articles ON number = found ORDER BY number",
                (*asked, most),
            ).fetchall()
        return int(total), [_hit(wanted, *row) for row in rows]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._writer.close()


def _words(texts: str, paper: str) -> str:
    """All pairs of an article, of which none spans two texts, and each of its characters once.

    Frequent characters begin thousands of pairs, so a search for one would have to join as many lists.
    """
    parts = [paper, *(text for *_, text in json.loads(texts))]
    return " ".join([*map(pairs, parts), characters("".join(parts))])


def _hit(wanted: list[str], document: str, article: str, headline: str, paper: str, texts: str) -> Hit:
    best: tuple[int, list[Any], tuple[int, int]] | None = None
    places_of_texts: list[list[Any]] = json.loads(texts)
    for place in places_of_texts:
        found = [at for at in (find_term(term, place[3]) for term in wanted) if at is not None]
        if found and (best is None or len(found) > best[0]):
            best = (len(found), place, found[0])
    _, place, (start, end) = best or (0, places_of_texts[0] if places_of_texts else ["", 1, "", ""], (0, 0))
    slot, page, label, text = place
    left = ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start]
    right = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    return Hit(document, page, article, slot, headline, label, paper.partition("\n")[0], left, text[start:end], right)


def _clean(text: str) -> str:
    """A text as SQLite holds it: it knows no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def changed(now: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """Names of the documents whose state is not the one in the catalogue, in the order of ``now``."""
    return [name for name, stamp in now.items() if known.get(name) != stamp]
