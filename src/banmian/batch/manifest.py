"""What is known of each document of an output folder: the rows of its manifest and of its journal."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from banmian.document.json_form import ShapeError, decode, encode
from banmian.reading.documents import SourcePageFailure

Status = Literal["done", "partial", "failed", "duplicate"]
Basis = dict[str, str | int | float | bool | None]
"""Everything a result depends on, by name: versions, engine and models, settings, outside facts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document failed: the class of the error, its message, and what to do."""

    error: str
    message: str
    remedy: str


@dataclass(slots=True)
class Row:
    """One document of a run.

    ``status``: done; partial (``failed_pages`` are missing from it, or ``warnings`` say what of a page is); failed
    (``error`` says why); duplicate (same content and outside facts as ``duplicate_of``, read once). ``key``
    identifies content, settings and versions. ``reused`` rows were finished by an earlier run. ``jumps`` says
    whether articles continue on other pages. ``seconds`` is the reading time. ``stamp`` distinguishes one content
    of the file from the next: what an object store says of it, or size and time of a local file. ``basis`` is what
    the document was made with; ``stale`` says where that differs from what it would be made with now, for a
    document that was kept nevertheless.
    """

    id: str
    path: str
    sha256: str | None
    status: Status
    pages: int = 0
    articles: int = 0
    seconds: float = 0.0
    error: Fault | None = None
    failed_pages: list[SourcePageFailure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    duplicate_of: str | None = None
    media_type: str | None = None
    key: str | None = None
    jumps: bool = False
    reused: bool = False
    stamp: str | None = None
    basis: Basis | None = None
    stale: list[str] = field(default_factory=list)


def row_to_dict(row: Row) -> dict[str, Any]:
    """The row as JSON values."""
    values: dict[str, Any] = encode(row)
    values["seconds"] = round(row.seconds, 3)
    if row.stamp is None:
        del values["stamp"]
    return values


def row_from_dict(values: dict[str, Any]) -> Row:
    """The row of `row_to_dict`. Raises ShapeError for any other shape."""
    return decode(Row, values)


def local_stamp(found: os.stat_result) -> str:
    """Size in bytes and time of last change in ns of a local file."""
    return f"{found.st_size}:{found.st_mtime_ns}"


def append_row(journal: Path, row: Row) -> None:
    """Append a row to a journal, on the disk before this returns. Raises OSError."""
    line = json.dumps(row_to_dict(row), ensure_ascii=False) + "\n"
    with open(journal, "ab") as stream:
        stream.write(line.encode("utf-8", "surrogatepass"))
        stream.flush()
        os.fsync(stream.fileno())


def read_journal(journal: Path) -> list[Row]:
    """The rows of a journal; a last line truncated by a crash is ignored."""
    if not journal.exists():
        return []
    rows = []
    for line in journal.read_bytes().split(b"\n"):
        try:
            rows.append(row_from_dict(json.loads(line.decode("utf-8", "surrogatepass"))))
        except (ShapeError, ValueError):
            continue
    return rows


def read_manifest_rows(manifest: Path) -> list[Row]:
    """The rows of a manifest; none where it is missing or was written by an incompatible version."""
    try:
        return rows_in(manifest.read_bytes())
    except OSError:
        return []


def rows_in(manifest: bytes) -> list[Row]:
    """The rows of a manifest's content; none where it was written by an incompatible version."""
    try:
        return [row_from_dict(row) for row in json.loads(manifest)["documents"]]
    except (ValueError, KeyError, TypeError):
        return []


def latest_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """The last row for each document id."""
    return {row.id: row for row in rows}
