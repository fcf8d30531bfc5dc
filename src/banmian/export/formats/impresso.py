"""impresso's canonical JSON: an issue and its pages, with a token for each word or glyph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_issue
from banmian.export.formats.iiif import BASE_URL

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument
    from banmian.document.model import Publication

ALIAS: Option[str] = Option(
    "alias", "", "short name of the paper in letters, as impresso has it; default: of its title"
)


def write_impresso(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>-issue.json`` and ``<issue>-p0001.json`` …; return warnings."""
    from banmian.document.store import write_whole
    from banmian.errors import OutputError
    from banmian.export.impresso import issue_and_pages
    from banmian.export.page_files import place_document, written_at

    if not publication.date:
        raise OutputError(f"{name} has no date, which impresso's names need", "Give it when reading: see --names.")
    placed = [place_document(finished) for finished in issue]
    written = max(written_at(finished)[0] for finished in issue)
    alias = options.value(ALIAS)
    made = issue_and_pages(placed, publication.title, publication.date, alias, options.value(BASE_URL), written)
    for file, data in made:
        write_whole(output / file, data)
    return [text for document in placed for text in document.doubts]


FORMAT = Format(
    name="impresso",
    files="`<issue>-issue.json`, `<issue>-p0001.json` …",
    purpose="impresso's canonical JSON: an issue, and pages with a token for each word or glyph",
    write=each_issue(write_impresso),
    options=(ALIAS, BASE_URL),
    holds_bare_text=False,
)
