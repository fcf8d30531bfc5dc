"""CSV for spreadsheets: a list of the articles, and of the files that failed."""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Options


def write_lists(batch: Batch, output: Path, options: Options) -> None:
    """Write ``articles.csv`` and ``failures.csv``."""
    from banmian.batch.article_records import records_of
    from banmian.batch.manifest import read_manifest_rows
    from banmian.document.atomic_files import replace_atomically
    from banmian.export.spreadsheet import ARTICLE_COLUMNS, FAILURE_COLUMNS, article_row, failure_rows, write_rows

    records = (record for finished in batch.documents() for record in records_of(finished.document, finished.name))
    with replace_atomically(output / "articles.csv") as stream:
        write_rows(stream, ARTICLE_COLUMNS, map(article_row, records))
    with replace_atomically(output / "failures.csv") as stream:
        write_rows(stream, FAILURE_COLUMNS, failure_rows(read_manifest_rows(batch.root / "manifest.json")))


FORMAT = Format(
    name="csv",
    files="`articles.csv`, `failures.csv`",
    purpose="lists of articles and of failures, for spreadsheets",
    write=write_lists,
)
