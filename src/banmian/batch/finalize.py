"""The end of a run: articles are linked across documents and collected in one file, and the manifest is written."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from banmian.batch.article_records import record_line, records_of, repair_line, repairs_of
from banmian.batch.inputs import natural_key
from banmian.batch.manifest import Row, row_to_dict
from banmian.batch.output_interface import Output
from banmian.document.json_form import document_from_json, document_to_json
from banmian.document.jump_links import link_articles
from banmian.document.model import Document

MANIFEST_VERSION = "1"
READ = ("done", "partial")
ARTICLES = "articles.jsonl"
REPAIRS = "repairs.jsonl"
LINE_HEAD = b'{"document_id":"'
ARTICLE = b'"kind":"article"'


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``failed`` and ``partial`` count this run's files only."""

    documents: int = 0
    done: int = 0
    reused: int = 0
    partial: int = 0
    failed: int = 0
    duplicates: int = 0
    untried: int = 0
    pages: int = 0
    articles: int = 0
    seconds: float = 0.0
    requirement_missing: bool = False

    @property
    def exit_status(self) -> int:
        """0 all done; 1 some failed, partial or untried; 3 something needed is missing."""
        if self.requirement_missing:
            return 3
        return 1 if self.failed or self.partial or self.untried else 0


def summarise(rows: Iterable[Row], untried: int, seconds: float) -> Summary:
    """Count the rows of a run."""
    rows = list(rows)
    by_status = {status: sum(row.status == status for row in rows) for status in ("done", "partial", "failed")}
    return Summary(
        documents=len(rows) + untried,
        done=by_status["done"],
        reused=sum(row.reused and row.status == "done" for row in rows),
        partial=by_status["partial"],
        failed=by_status["failed"],
        duplicates=sum(row.status == "duplicate" for row in rows),
        untried=untried,
        pages=sum(row.pages for row in rows),
        articles=sum(row.articles for row in rows),
        seconds=seconds,
        requirement_missing=any(row.error is not None and row.error.error == "MissingRequirementError" for row in rows),
    )


def sort_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows sorted by path, with numbers compared by value; then by id."""
    return sorted(rows, key=lambda row: (natural_key(row.path), row.id, row.status))


def link_across(folder: Output, rows: Iterable[Row]) -> set[str]:
    """Link articles that continue in another document of the folder, in the order of the rows.

    Returns the ids of the documents that were rewritten.
    """
    names = [row.id for row in rows if row.jumps and row.status in READ]
    if not names:
        return set()
    before = list(folder.article_documents(names))
    documents: list[Document] = [document_from_json(data) for data in before]
    link_articles(documents)
    rewritten = set()
    for name, data, document in zip(names, before, documents, strict=True):
        after = document_to_json(document)
        if after != data:
            folder.rewrite(name, after)
            rewritten.add(name)
    return rewritten


def write_articles(folder: Output, rows: Iterable[Row], changed: Container[str]) -> None:
    """Write ``articles.jsonl`` and ``repairs.jsonl``: the records of every document, in the order of the rows.

    Lines of documents that this run did not read, and that are not among the ``changed``, are copied from the
    existing file, so that a few new documents in a large folder do not require all others to be read.
    """
    standing = [row for row in rows if row.status in READ]
    names = [row.id for row in standing]
    with _opened(folder.old_lines(ARTICLES)) as old, _opened(folder.old_lines(REPAIRS)) as old_repairs:
        ranges, repairs = _ranges(old), _ranges(old_repairs)
        has_repairs = folder.old_lines(REPAIRS) is not None
        kept = {
            row.id: ranges.get(row.id, NOWHERE)
            for row in standing
            if row.reused and row.id not in changed
            if has_repairs and ranges.get(row.id, NOWHERE).articles == row.articles
        }
        made: dict[str, _Range] = {}
        with tempfile.TemporaryFile() as spool:
            folder.write_lines(ARTICLES, _article_lines(folder, names, old, kept, spool, made))
            places = [(old_repairs, repairs.get(n, NOWHERE)) if n in kept else (spool, made[n]) for n in names]
            folder.write_lines(REPAIRS, (_cut(stream, place) for stream, place in places))


@dataclass(slots=True)
class _Range:
    """The bytes of a document's records in a file of lines, and how many of them are articles."""

    start: int
    end: int
    articles: int = 0


NOWHERE = _Range(0, 0)


def _opened(path: Path | None) -> BinaryIO:
    return io.BytesIO() if path is None else open(path, "rb")


def _ranges(old: BinaryIO) -> dict[str, _Range]:
    """The byte range of each document, by id; a document whose lines are not consecutive is left out."""
    ranges: dict[str, _Range] = {}
    apart: set[str] = set()
    position, last = 0, None
    for line in old:
        name = line[len(LINE_HEAD) : line.find(b'"', len(LINE_HEAD))].decode("utf-8", "replace")
        if name != last and name in ranges:
            apart.add(name)
        found = ranges.setdefault(name, _Range(position, position))
        position += len(line)
        found.end, last = position, name
        found.articles += line[len(LINE_HEAD) :].partition(b'",')[2].startswith(ARTICLE)
    return {name: found for name, found in ranges.items() if name not in apart}


def _article_lines(
    folder: Output,
    names: list[str],
    old: BinaryIO,
    kept: dict[str, _Range],
    spool: IO[bytes],
    made: dict[str, _Range],
) -> Iterator[bytes]:
    """The records of all documents; repairs of those that are read go to ``spool``, their ranges to ``made``."""
    read = folder.article_documents([name for name in names if name not in kept])
    for name in names:
        if name in kept:
            yield _cut(old, kept[name])
            continue
        document = document_from_json(next(read))
        start = spool.tell()
        spool.writelines(map(repair_line, repairs_of(document, name)))
        made[name] = _Range(start, spool.tell())
        yield from map(record_line, records_of(document, name))


def _cut(stream: IO[bytes], place: _Range) -> bytes:
    stream.seek(place.start)
    return stream.read(place.end - place.start)


def write_manifest(folder: Output, rows: Iterable[Row], run: dict[str, Any]) -> None:
    """Write ``manifest.json``: the run, then one row per document, in their order, each on a line."""
    head = json.dumps({"manifest_version": MANIFEST_VERSION, **run}, ensure_ascii=False, indent=1, allow_nan=False)
    lines = [json.dumps(row_to_dict(row), ensure_ascii=False, allow_nan=False) for row in rows]
    documents = ",\n  ".join(lines)
    text = head.removesuffix("\n}") + ',\n "documents": [\n  ' + documents + "\n ]\n}\n"
    folder.write_manifest(text.encode("utf-8", "replace"))
