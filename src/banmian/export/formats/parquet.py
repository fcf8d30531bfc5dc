"""Parquet: the whole batch as one table.

What the format offers and writes; what is in its files is made by `banmian.export.parquet_writer`.
"""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Options, Requirement


def write_table(batch: Batch, output: Path, options: Options) -> None:
    """Write ``articles.parquet`` and ``repairs.parquet``, one row per record."""
    from banmian.document.atomic_files import replace_atomically
    from banmian.export.parquet_writer import write_parquet

    files = output / "articles.parquet", output / "repairs.parquet"
    with replace_atomically(files[0]) as articles, replace_atomically(files[1]) as repairs:
        write_parquet(articles, repairs, batch.documents())


FORMAT = Format(
    name="parquet",
    files="`articles.parquet`, `repairs.parquet`",
    purpose="the batch as a table, one row an article, table or picture",
    write=write_table,
    requires=Requirement("pyarrow", "parquet"),
)
