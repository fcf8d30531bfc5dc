"""Searchable PDF: a file a document, its page pictures with their text over them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, Requirement, each_document

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument


def write_pdf(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>.pdf``; give the pages without a picture and what is wrong with the text."""
    from banmian.document.store import write_whole
    from banmian.export import pdf_reading
    from banmian.export.page_files import placed
    from banmian.export.pdf import searchable_pdf

    document = placed(finished)
    with tempfile.TemporaryDirectory() as folder:
        pictures = finished.pictures or options.picture_source(finished, Path(folder))
        data = searchable_pdf(document, pictures)
    write_whole(output / f"{finished.name}.pdf", data)
    missing = [page.info.number for page in document.pages if page.info.number not in pictures]
    found = [f"page {number}: no picture, its source can't be had" for number in missing]
    return found + pdf_reading.problems(data, document)


FORMAT = Format(
    name="pdf",
    files="`<document>.pdf`",
    purpose="the page pictures with their text over them, unseen; articles as bookmarks",
    write=each_document(write_pdf),
    requires=Requirement("pikepdf", "pdf"),
    holds_bare_text=False,
)
