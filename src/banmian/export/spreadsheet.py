"""Lists for spreadsheets: UTF-8 with a byte order mark, and no cell that is a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

from banmian.batch.article_records import Record
from banmian.batch.manifest import Row
from banmian.printable import printable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a cell that a spreadsheet would execute."""

MOST_CHARACTERS = 32_767
"""Longest cell of a spreadsheet."""

ARTICLE_COLUMNS = (
    "publication", "date", "issue_number", "pages", "section", "kicker", "headline", "subheadline", "bylines",
    "characters", "tables", "images", "confidence", "text", "kind", "id", "document_id", "source_path",
)  # fmt: skip
FAILURE_COLUMNS = ("path", "status", "page", "error", "message", "remedy", "document_id")

Cell = str | int | float | None


def article_row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of `ARTICLE_COLUMNS`."""
    return [
        record.publication, record.date, record.issue_number,
        " ".join(record.page_labels) or " ".join(map(str, record.pages)), record.section, record.kicker,
        record.headline, record.subheadline, " ".join(byline.name for byline in record.bylines), len(record.text),
        len(record.tables), len(record.images), record.confidence, record.text or _other_words(record), record.kind,
        record.id, record.document_id, printable(record.source_path),
    ]  # fmt: skip


def _other_words(record: Record) -> str:
    """The text of a table or picture that belongs to no article."""
    rows = [" ".join(row) for table in record.tables for row in [[table.caption or ""], *table.rows]]
    captions = [image.caption for image in record.images if image.caption]
    return "\n".join(part for part in (*rows, *captions) if part.strip())


def failure_rows(rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """A row for each file, and each page of a file, that could not be read."""
    for row in rows:
        if row.error is not None:
            error = row.error
            yield [printable(row.path), row.status, None, error.error, error.message, error.remedy, row.id]
        for page in row.failed_pages:
            yield [printable(row.path), row.status, page.leaf, page.error, page.message, page.remedy, row.id]


def write_rows(stream: IO[bytes], columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> None:
    """Write a list with its header to a stream."""
    stream.write(codecs.BOM_UTF8)
    for row in _with_head(columns, rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in row])
        stream.write(line.getvalue().encode("utf-8", "replace"))


def _with_head(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[Iterable[Cell]]:
    yield list(columns)
    yield from rows


def _harmless(cell: Cell) -> Cell:
    """A cell that is displayed and not executed, cut to the longest length."""
    if not isinstance(cell, str):
        return cell
    text = "".join(char for char in cell if char in "\n\t\u3000" or char.isprintable())
    text = f"'{text}" if text.startswith(FORMULA) else text
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
