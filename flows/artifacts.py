"""A batch as Prefect artifacts: progress, a summary, a table of documents that need attention.

Nothing here may stop a batch: if the server is away you lose these, but no documents.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from banmian.batch.finalize import Summary
from banmian.batch.output_interface import output_at
from banmian.printable import printable

KEY = "banmian-batch"
PROGRESS_SECONDS = 10.0
MOST_ROWS = 200
LOOK = "Look at the document in the review site."

_MARKUP = re.compile(r"[\\`*\[\]<>|&]")
"""Signs that Markdown, or the HTML in it, would obey."""

log = logging.getLogger(__name__)


def _attempt(what: str, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except Exception as error:
        log.warning("the Prefect server did not accept a %s: %s", what, error)
        return None


class ProgressArtifact:
    """Share of finished documents, updated from time to time."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._id: UUID | None = None
        self._next = time.monotonic() + PROGRESS_SECONDS

    def advance(self, ended: int) -> None:
        """Show ``ended`` documents, if the last update is old enough."""
        now = time.monotonic()
        if now < self._next or not self._documents:
            return
        self._next = now + PROGRESS_SECONDS
        share = 100.0 * ended / self._documents
        if self._id is None:
            self._id = _attempt("progress", lambda: create_progress_artifact(share, key=f"{KEY}-progress"))
        else:
            known = self._id
            _attempt("progress", lambda: update_progress_artifact(known, share))


def publish(summary: Summary, output: str) -> None:
    """The batch as Markdown, and a table of documents that failed or are incomplete."""
    needing = (
        _attempt("table of failures: the manifest can't be read", lambda: documents_needing_attention(output)) or []
    )
    _attempt("summary", lambda: create_markdown_artifact(markdown(summary, output, needing), key=KEY))
    if needing:
        _attempt("table", lambda: create_table_artifact(needing[:MOST_ROWS], key=f"{KEY}-failures"))


def documents_needing_attention(output: str) -> list[dict[str, str]]:
    """A line for every document that failed, every page that is missing from one, and every one of which something else
    is. Raises OSError.
    """
    rows = json.loads(output_at(output).read_manifest())["documents"]
    table = []
    for row in rows:
        if row["error"] is not None:
            table.append(_line(row["path"], "all", row["error"]))
        table += [_line(row["path"], str(page["leaf"]), page) for page in row["failed_pages"]]
        if row["status"] == "partial" and not row["failed_pages"]:
            said = {"error": "partial", "message": "; ".join(row["warnings"]), "remedy": LOOK}
            table.append(_line(row["path"], "", said))
    return table


def _line(path: str, page: str, fault: dict[str, str]) -> dict[str, str]:
    said = {name: printable(fault[name]) for name in ("error", "message", "remedy")}
    return {"document": printable(path), "page": page, **said}


def markdown(summary: Summary, output: str, needing: list[dict[str, str]]) -> str:
    """The summary of a batch. Names and messages are shown as they are, and never as markup."""
    lines = [
        f"# {_cell(PurePosixPath(output).name)}",
        "",
        "| documents | done | of these before | partial | failed | not tried | pages | articles | seconds |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        f"| {summary.documents} | {summary.done} | {summary.reused} | {summary.partial} | {summary.failed} "
        f"| {summary.untried} | {summary.pages} | {summary.articles} | {summary.seconds:.1f} |",
        "",
    ]
    if needing:
        lines += [
            "## Documents that need attention",
            "",
            "| document | page | error | what to do |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {_cell(row['document'])} | {row['page']} | {row['error']}: {_cell(row['message'])} "
            f"| {_cell(row['remedy'])} |"
            for row in needing[:MOST_ROWS]
        ]
        if len(needing) > MOST_ROWS:
            lines.append(f"\n… and {len(needing) - MOST_ROWS} more in {_cell(output)}/manifest.json")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", printable(text))
