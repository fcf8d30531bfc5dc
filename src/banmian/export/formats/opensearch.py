"""OpenSearch and Elasticsearch: the batch as bulk requests, and the definition of the index.

What the format offers and writes; what is in its files is made by `banmian.export.opensearch_records`.
"""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Option, Options

INDEX: Option[str] = Option("index", "articles", "name of the index")
BULK_BYTES = 50_000_000
"""By default, servers accept no request of more than 100 MB."""


def write_bulk(batch: Batch, output: Path, options: Options) -> None:
    """Write ``index.json`` and ``bulk-0001.ndjson`` …, each a request."""
    from banmian.batch.article_records import records_of
    from banmian.document.atomic_files import write_whole
    from banmian.export.opensearch_records import bulk_lines, index_body

    write_whole(output / "index.json", index_body())
    records = (record for finished in batch.documents() for record in records_of(finished.document, finished.name))
    number, lines, size = 1, list[bytes](), 0
    for pair in bulk_lines(records, options.value(INDEX)):
        if lines and size + len(pair) > BULK_BYTES:
            write_whole(output / f"bulk-{number:04d}.ndjson", lines)
            number, lines, size = number + 1, [], 0
        lines.append(pair)
        size += len(pair)
    write_whole(output / f"bulk-{number:04d}.ndjson", lines)


FORMAT = Format(
    name="opensearch",
    files="`bulk-0001.ndjson` …, `index.json`",
    purpose="bulk requests for OpenSearch and Elasticsearch, and the index that they go into",
    write=write_bulk,
    options=(INDEX,),
)
