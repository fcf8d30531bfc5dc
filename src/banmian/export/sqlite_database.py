"""One SQLite file with all articles of a batch and a full-text index that does not depend on words.

The index holds pairs of neighbouring characters, so that a query of two characters, as most Chinese queries are, is
an index lookup. Traditional characters count as their simplified ones. Queries need SQL alone: ``UPDATE question
SET words = '…'; SELECT * FROM answers;``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from banmian.batch.article_records import Record, as_row
from banmian.wording.search_normalization import pairs
from banmian.wording.simplified import variants

COLUMNS = (
    "document_id", "kind", "id", "publication", "date", "issue_number", "edition", "serial", "language", "page",
    "page_labels", "section", "rank", "kicker", "headline", "subheadline", "bylines", "text", "confidence",
    "source_path", "source_sha256",
)  # fmt: skip

SCHEMA = f"""
CREATE TABLE articles (number INTEGER PRIMARY KEY, {", ".join(COLUMNS)});
CREATE VIRTUAL TABLE pairs USING fts5(head, body, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE variants (sign TEXT PRIMARY KEY, plain TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question (words TEXT NOT NULL);
INSERT INTO question VALUES ('');
CREATE VIEW asked AS
WITH RECURSIVE signs(place, sign, rest) AS (
    SELECT 0, '', lower(replace(replace(words, ' ', ''), char(12288), '')) FROM question
    UNION ALL
    SELECT place + 1, substr(rest, 1, 1), substr(rest, 2) FROM signs WHERE rest <> ''
),
plain(place, sign) AS (
    SELECT place, coalesce((SELECT plain FROM variants WHERE variants.sign = signs.sign), sign) FROM signs
    WHERE place > 0 ORDER BY place
),
joined(words) AS (
    SELECT group_concat(pair, ' ') FROM (
        SELECT first.sign || second.sign AS pair FROM plain AS first
        JOIN plain AS second ON second.place = first.place + 1 ORDER BY first.place
    )
)
SELECT coalesce('"' || words || '"', '"' || (SELECT sign FROM plain) || '" *', '""') AS phrase FROM joined;
CREATE VIEW answers AS
SELECT articles.publication, articles.date, articles.page, articles.headline,
       articles.id, articles.document_id, articles.text, bm25(pairs, 4.0, 1.0) AS weight
FROM pairs JOIN articles ON articles.number = pairs.rowid
WHERE pairs MATCH (SELECT phrase FROM asked) ORDER BY weight;
CREATE INDEX by_day ON articles(date, page);
"""


def write_database(path: Path, records: Iterable[Record]) -> int:
    """Write the file at ``path``, which must not exist, and return the number of records. Raises OSError."""
    base = sqlite3.connect(path)
    try:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        base.executemany("INSERT INTO variants VALUES (?, ?)", variants().items())
        marks = ", ".join("?" * len(COLUMNS))
        count = 0
        for count, record in enumerate(records, start=1):
            base.execute(f"INSERT INTO articles VALUES ({count}, {marks})", _values(record))
            headline = " ".join(part for part in (record.kicker, record.headline, record.subheadline) if part)
            base.execute(
                "INSERT INTO pairs(rowid, head, body) VALUES (?, ?, ?)", (count, pairs(headline), _said(record))
            )
        base.commit()
        base.executescript("INSERT INTO pairs(pairs) VALUES ('optimize'); PRAGMA user_version = 1;")
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error
    finally:
        base.close()
    return count


def _said(record: Record) -> str:
    """Pairs of all the text of a record below its headline; no pair spans two texts."""
    cells = [cell for table in record.tables for row in [[table.caption or ""], *table.rows] for cell in row]
    captions = [part for image in record.images for part in (image.caption, image.credit) if part]
    return " ".join(pairs(text) for text in (record.section or "", record.text, *cells, *captions))


def _values(record: Record) -> list[str | int | float | None]:
    row = as_row(record)
    named = {
        **row,
        "page": record.pages[0] if record.pages else None,
        "page_labels": " ".join(record.page_labels),
        "bylines": " ".join(byline.name for byline in record.bylines),
    }
    return [_clean(named[column]) for column in COLUMNS]


def _clean(value: str | int | float | None) -> str | int | float | None:
    """A value as SQLite holds it: it knows no lone surrogates."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
