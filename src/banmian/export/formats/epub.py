"""EPUB 3: a book an issue.

What the format offers and writes; what is in its files is made by `banmian.export.epub_writer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, each_issue

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication


def write_epub(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>.epub``."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.epub_writer import epub
    from banmian.export.issues import language_of_issue, title_of
    from banmian.export.page_resources import written_at
    from banmian.export.web_text import web_articles

    documents = [finished.document for finished in issue]
    title, language = title_of(name, publication), language_of_issue(documents)
    written = max(written_at(finished)[0] for finished in issue)
    write_whole(output / f"{name}.epub", epub(name, title, language, publication, web_articles(documents), written))
    return []


FORMAT = Format(
    name="epub",
    files="`<issue>.epub`",
    purpose="EPUB 3: a book for each issue of a paper, a chapter an article",
    write=each_issue(write_epub),
)
