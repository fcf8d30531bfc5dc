"""Markdown: one file per article, for people and for language models.

What the format offers and writes; what is in its files is made by `banmian.export.markdown_writer`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, each_document

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument


def write_markdown(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/<article>.md`` for each article."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.markdown_writer import markdown

    for article in finished.document.articles:
        path = output / finished.name / f"{article.id}.md"
        write_whole(path, markdown(finished.document, article, finished.name))
    return []


FORMAT = Format(
    name="markdown",
    files="`<document>/<article>.md`",
    purpose="one file an article, YAML front matter",
    write=each_document(write_markdown),
)
