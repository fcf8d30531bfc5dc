"""Parquet: the whole batch as one table."""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Options, Requirement


def write_table(batch: Batch, output: Path, options: Options) -> None:
    """Write ``articles.parquet``, a row an article."""
    from banmian.document.store import replace_atomically
    from banmian.export.parquet import row_of, write_parquet

    rows = (
        row_of(document.name, document.document, article)
        for document in batch.documents()
        for article in document.document.articles
    )
    with replace_atomically(output / "articles.parquet") as stream:
        write_parquet(stream, rows)


FORMAT = Format(
    name="parquet",
    files="`articles.parquet`",
    purpose="the batch as a table, one row an article",
    write=write_table,
    requires=Requirement("pyarrow", "parquet"),
)
