"""DOCX: a Word document an issue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, Requirement, each_issue

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication


def write_docx(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>.docx``."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.issues import language_of_issue, title_of
    from banmian.export.page_resources import written_at
    from banmian.export.word_document import word_document

    documents = [finished.document for finished in issue]
    written = max(written_at(finished)[0] for finished in issue)
    title = title_of(name, publication)
    write_whole(output / f"{name}.docx", word_document(title, language_of_issue(documents), documents, written))
    return []


FORMAT = Format(
    name="docx",
    files="`<issue>.docx`",
    purpose="a Word document for each issue of a paper, each article under its headline",
    write=each_issue(write_docx),
    requires=Requirement("docx", "docx"),
)
