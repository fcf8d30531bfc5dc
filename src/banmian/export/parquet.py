"""Parquet, one row an article, for a whole batch in one file. Needs pyarrow (``pip install banmian[parquet]``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from banmian.document.model import Article, Document
from banmian.errors import MissingRequirementError

ROWS_AT_ONCE = 5000
"""Rows a row group: enough for compression, little enough for memory."""

Row = dict[str, Any]


def row_of(name: str, document: Document, article: Article) -> Row:
    """The row of an article; ``name`` is its document's."""
    paper, source, dateline = document.publication, document.source, article.dateline
    pages = sorted({region.page for region in article.regions})
    labels = {page.number: page.label for page in document.pages}
    return {
        "article_id": article.id,
        "document_id": name,
        "publication": paper.title,
        "date": paper.date,
        "issue_number": paper.issue_number,
        "pages": pages,
        "page_labels": [label for label in (labels.get(page) for page in pages) if label],
        "section": article.section,
        "kicker": article.kicker,
        "headline": article.headline,
        "subheadline": article.subheadline,
        "bylines": [{"name": byline.name, "role": byline.role} for byline in article.bylines],
        "dateline_agency": dateline.agency if dateline else None,
        "dateline_date": dateline.date if dateline else None,
        "dateline_text": dateline.text if dateline else None,
        "text": article.text,
        "characters": len(article.text),
        "blocks": [{"type": block.type, "text": block.text} for block in article.blocks],
        "tables": [json.dumps(table.rows, ensure_ascii=False) for table in article.tables],
        "captions": [image.caption for image in article.images if image.caption],
        "credits": [image.credit for image in article.images if image.credit],
        "regions": [{"page": region.page, "bbox": region.bbox} for region in article.regions],
        "continued_from": article.continued_from.article_id if article.continued_from else None,
        "continued_to": article.continued_to.article_id if article.continued_to else None,
        "confidence": article.confidence,
        "repairs": len(article.repairs),
        "source_path": source.path,
        "source_sha256": source.sha256,
        "banmian": document.provenance.banmian,
    }


def write_parquet(path: Path | IO[bytes], rows: Iterable[Row]) -> int:
    """Write rows to a file or stream and give their number.

    Raises MissingRequirementError without pyarrow, OSError where the file can't be written.
    """
    arrow, parquet = _libraries()
    schema = _schema(arrow)
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            count += len(group)
        if not count:
            writer.write_table(arrow.Table.from_pylist([], schema=schema))
    return count


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise MissingRequirementError(
            "Parquet needs pyarrow", "Install it: `pip install banmian[parquet]`, or `pip install pyarrow`."
        ) from error
    return pyarrow, parquet


def _schema(arrow: Any) -> Any:
    text, texts = arrow.string(), arrow.list_(arrow.string())
    whole, real = arrow.int32(), arrow.float64()
    kinds = {
        "pages": arrow.list_(whole),
        "page_labels": texts,
        "bylines": arrow.list_(arrow.struct([("name", text), ("role", text)])),
        "characters": whole,
        "blocks": arrow.list_(arrow.struct([("type", text), ("text", text)])),
        "tables": texts,
        "captions": texts,
        "credits": texts,
        "regions": arrow.list_(arrow.struct([("page", whole), ("bbox", arrow.list_(real))])),
        "confidence": real,
        "repairs": whole,
    }
    return arrow.schema([(name, kinds.get(name, text)) for name in COLUMNS])


COLUMNS = (
    "article_id", "document_id", "publication", "date", "issue_number", "pages", "page_labels", "section",
    "kicker", "headline", "subheadline", "bylines", "dateline_agency", "dateline_date", "dateline_text",
    "text", "characters", "blocks", "tables", "captions", "credits", "regions", "continued_from",
    "continued_to", "confidence", "repairs", "source_path", "source_sha256", "banmian",
)  # fmt: skip


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while group := list(islice(left, ROWS_AT_ONCE)):
        yield group
