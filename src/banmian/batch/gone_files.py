"""Documents of earlier runs whose file has another name now, or is no longer there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from banmian.batch.finalize import READ
from banmian.batch.manifest import Row
from banmian.batch.object_stores import is_remote

Content = tuple[str, frozenset[tuple[str, object]]]
"""The bytes of a file, and what its path or a table says of it."""


def documents_read_anew(rows: Iterable[Row]) -> dict[Content, str]:
    """The documents that a run read anew, by their content."""
    return {found: row.id for row in rows if row.status in READ and not row.reused and (found := _content(row))}


def document_of_moved_file(row: Row, tried: set[str], found: Mapping[Content, str]) -> str | None:
    """The document of a file that was moved or renamed: the same content was read from another file, and its own is
    gone.
    """
    content = _content(row)
    return found.get(content) if content is not None and row.path not in tried and _is_gone(row) else None


def without_file(rows: Iterable[Row], tried: set[str]) -> list[Row]:
    """The documents from folders of this run that are kept though their file is no longer there."""
    folders = {Path(path).parent for path in tried if not is_remote(path)}
    kept = (row for row in rows if row.status in READ and row.path not in tried)
    return [row for row in kept if not is_remote(row.path) and Path(row.path).parent in folders and _is_gone(row)]


def describe_gone(rows: Sequence[Row]) -> str:
    """How many documents are kept whose file is gone, and one of them, in a sentence."""
    if len(rows) == 1:
        return f"1 document is kept though its file is no longer there: {rows[0].path}"
    return f"{len(rows)} documents are kept though their files are no longer there, such as {rows[0].path}"


def _content(row: Row) -> Content | None:
    outside = {name: value for name, value in (row.basis or {}).items() if name.startswith("outside ")}
    return (row.sha256, frozenset(outside.items())) if row.sha256 else None


def _is_gone(row: Row) -> bool:
    return not is_remote(row.path) and not Path(row.path).exists()
