"""Parquet: one row per record, a whole batch in one file. Needs pyarrow (``pip install banmian[parquet]``).

What is in the files; `banmian.export.formats.parquet` offers the format and writes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from banmian.batch.article_records import Record, RepairRecord, as_row, records_of, repairs_of
from banmian.document.finished_documents import FinishedDocument
from banmian.errors import MissingRequirementError

ROWS_AT_ONCE = 2000
"""Rows per row group: enough for compression, few enough for memory."""

Row = dict[str, Any]


def row_of(record: Record) -> Row:
    """The row of a record: its fields, the day as a date, and how many characters its text has."""
    row = as_row(record)
    row["date"] = _day(record.date)
    row["characters"] = len(record.text)
    return row


def _day(text: str | None) -> date | None:
    """The day of an ISO 8601 date; None for an incomplete one."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def write_parquet(articles: IO[bytes], repairs: IO[bytes], documents: Iterable[FinishedDocument]) -> int:
    """Write the records of documents and their repairs to two streams and return the number of records.

    Raises MissingRequirementError without pyarrow, OSError where a file cannot be written.
    """
    arrow, parquet = _libraries()
    with _Table(arrow, parquet, articles, _record_schema(arrow)) as rows:
        with _Table(arrow, parquet, repairs, _repair_schema(arrow)) as changes:
            for finished in documents:
                for record in records_of(finished.document, finished.name):
                    rows.add(row_of(record))
                for repair in repairs_of(finished.document, finished.name):
                    changes.add({name: getattr(repair, name) for name in RepairRecord.__dataclass_fields__})
        return rows.count


class _Table:
    """A Parquet file that is written in groups of rows."""

    def __init__(self, arrow: Any, parquet: Any, stream: IO[bytes], schema: Any) -> None:
        self._arrow, self._schema = arrow, schema
        self._writer = parquet.ParquetWriter(stream, schema, compression="zstd")
        self._rows: list[Row] = []
        self.count = 0

    def add(self, row: Row) -> None:
        """Add a row; write the group when it is full."""
        self._rows.append(row)
        self.count += 1
        if len(self._rows) == ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and (self._rows or not self.count):
            self._flush()
        self._writer.close()


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise MissingRequirementError(
            "Parquet needs pyarrow", "Install it: `pip install banmian[parquet]`, or `pip install pyarrow`."
        ) from error
    return pyarrow, parquet


def _record_schema(arrow: Any) -> Any:
    text, whole, real = arrow.string(), arrow.int32(), arrow.float64()
    regions = arrow.list_(arrow.struct([("page", whole), ("bbox", arrow.list_(real))]))
    rows = arrow.list_(arrow.list_(text))
    jump = arrow.struct([("page", text), ("marker", text), ("article_id", text)])
    block = [("type", text), ("text", text), ("regions", regions), ("confidence", real)]
    place = [("page", whole), ("frame", whole), ("width", real), ("height", real), ("unit", text)]
    place += [("matrix", arrow.list_(arrow.list_(real))), ("orientation", whole)]
    kinds = {
        "originals": arrow.list_(arrow.struct(place)),
        "date": arrow.date32(),
        "pages": arrow.list_(whole),
        "page_labels": arrow.list_(text),
        "rank": whole,
        "bylines": arrow.list_(arrow.struct([("name", text), ("role", text)])),
        "dateline": arrow.struct([("agency", text), ("date", text), ("text", text)]),
        "blocks": arrow.list_(arrow.struct(block)),
        "tables": arrow.list_(arrow.struct([("caption", text), ("rows", rows), ("regions", regions)])),
        "images": arrow.list_(arrow.struct([("caption", text), ("credit", text), ("regions", regions)])),
        "continued_from": jump,
        "continued_to": jump,
        "regions": regions,
        "confidence": real,
    }
    names = [*Record.__dataclass_fields__]
    return arrow.schema([*((name, kinds.get(name, text)) for name in names), ("characters", whole)])


def _repair_schema(arrow: Any) -> Any:
    kinds = {"block": arrow.int32(), "offset": arrow.int32(), "confidence": arrow.float64()}
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in RepairRecord.__dataclass_fields__])
