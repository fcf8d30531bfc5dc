"""HTML: a page an issue that needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, each_issue

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication


def write_html(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>.html``."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.issues import language_of_issue, title_of
    from banmian.export.web_text import web_articles, web_page

    documents = [finished.document for finished in issue]
    page = web_page(title_of(name, publication), language_of_issue(documents), web_articles(documents))
    write_whole(output / f"{name}.html", page)
    return []


FORMAT = Format(
    name="html",
    files="`<issue>.html`",
    purpose="one page for each issue of a paper, with contents, that needs no other file",
    write=each_issue(write_html),
)
