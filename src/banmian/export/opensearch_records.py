"""Records in the form that OpenSearch and Elasticsearch index.

What is in the files; `banmian.export.formats.opensearch` offers the format and writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from banmian.batch.article_records import Record, record_line
from banmian.document.json_form import dump_line, to_json

_TEXT = {"type": "text", "analyzer": "newspaper"}
_WORD = {"type": "keyword", "ignore_above": 8191}
_REST: dict[str, Any] = {"type": "object", "enabled": False}


def index_body() -> bytes:
    """Settings and mapping of the index: bigrams of Han characters, words of other scripts; dates are dates."""
    whole = ("document_id", "kind", "id", "publication", "issue_number", "edition", "serial", "language", "page_labels")
    fields: dict[str, Any] = dict.fromkeys(whole, _WORD)
    fields |= dict.fromkeys(("section", "kicker", "headline", "subheadline", "text"), _TEXT)
    fields |= dict.fromkeys(
        ("blocks", "tables", "regions", "originals", "continued_from", "continued_to", "dateline"), _REST
    )
    fields |= {
        "date": {"type": "date", "format": "strict_date", "ignore_malformed": True},
        "pages": {"type": "integer"},
        "rank": {"type": "integer"},
        "confidence": {"type": "float"},
        "bylines": {"properties": {"name": _WORD, "role": _WORD}},
        "images": {"properties": {"caption": _TEXT, "credit": _TEXT, "regions": _REST}},
        "source_path": _WORD,
        "source_sha256": _WORD,
        "banmian": _WORD,
    }
    analyzer = {
        "type": "custom",
        "tokenizer": "standard",
        "filter": ["cjk_width", "lowercase", "cjk_bigram"],
    }
    return to_json(
        {
            "settings": {"analysis": {"analyzer": {"newspaper": analyzer}}},
            "mappings": {"dynamic": False, "properties": fields},
        }
    )


def bulk_lines(records: Iterable[Record], index: str) -> Iterator[bytes]:
    """An action and its document for each record: two lines of JSON."""
    for record in records:
        yield dump_line({"index": {"_index": index, "_id": record.id}}) + record_line(record)
