"""SQLite: the whole batch in one file that can be searched."""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Options


def write_sqlite(batch: Batch, output: Path, options: Options) -> None:
    """Write ``articles.sqlite``."""
    from banmian.batch.article_records import records_of
    from banmian.document.atomic_files import written_atomically
    from banmian.export.sqlite_database import write_database

    records = (record for finished in batch.documents() for record in records_of(finished.document, finished.name))
    with written_atomically(output / "articles.sqlite") as path:
        write_database(path, records)


FORMAT = Format(
    name="sqlite",
    files="`articles.sqlite`",
    purpose="the batch in one file with a full-text index, to be searched with `sqlite3` alone",
    write=write_sqlite,
)
