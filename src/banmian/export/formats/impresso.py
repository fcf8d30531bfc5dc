"""impresso's canonical JSON: an issue and its pages, with a token for each word or glyph.

What the format offers and writes; what is in its files is made by `banmian.export.impresso_writer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Batch, Format, Option, Options
from banmian.export.formats.iiif import BASE_URL

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication

ALIAS: Option[str] = Option(
    "alias", "", "short name of the paper; for impresso in letters, default: those of its title"
)


def write_impresso(batch: Batch, output: Path, options: Options) -> None:
    """Write ``<issue>-issue.json`` and ``<issue>-p0001.json`` … of each issue."""
    taken: set[str] = set()
    for name, publication, issue in batch.issues():
        batch.attempt(name, partial(_write_issue, publication, issue, output, options, taken))


def _write_issue(
    publication: Publication,
    issue: Sequence[FinishedDocument],
    output: Path,
    options: Options,
    taken: set[str],
) -> list[str]:
    from banmian.document.atomic_files import write_whole
    from banmian.export.impresso_writer import issue_and_pages, issue_id
    from banmian.export.page_resources import place_document, written_at

    own = issue_id(options.value(ALIAS), publication, taken)
    placed = [place_document(finished) for finished in issue]
    written = max(written_at(finished)[0] for finished in issue)
    taken.add(own)
    for file, data in issue_and_pages(placed, own, options.value(BASE_URL), written):
        write_whole(output / file, data)
    again = [] if own.endswith("-a") else [f"{own}: an issue of this alias and day is there already"]
    return again + [text for document in placed for text in document.doubts]


FORMAT = Format(
    name="impresso",
    files="`<issue>-issue.json`, `<issue>-p0001.json` …",
    purpose="impresso's canonical JSON: an issue, and pages with a token for each word or glyph",
    write=write_impresso,
    options=(ALIAS, BASE_URL),
    holds_bare_text=False,
)
