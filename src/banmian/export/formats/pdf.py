"""Searchable PDF: one file per document, its pages with their text over them.

What the format offers and writes; what is in its files is made by `banmian.export.searchable_pdf`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, Requirement, each_document
from banmian.export.picture_options import LEGIBLE_DPI, PDF_PAGES, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument


def write_pdf(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>.pdf``; return warnings, among them the pages that show nothing."""
    from banmian.document.atomic_files import written_atomically
    from banmian.export import pdf_readback
    from banmian.export.page_resources import NO_PICTURE, page_pictures, place_document
    from banmian.export.pdf_pages import write_with_pages

    document = place_document(finished)
    with tempfile.TemporaryDirectory() as folder, written_atomically(output / f"{finished.name}.pdf") as path:

        def pictures(numbers: Sequence[int]) -> dict[int, Path]:
            dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
            return page_pictures(finished, Path(folder), options, dpi, numbers)

        empty, notes = write_with_pages(path, finished, document, pictures, options)
    found = notes + [f"page {number}: {NO_PICTURE}" for number in empty]
    return found + pdf_readback.problems(output / f"{finished.name}.pdf", document)


FORMAT = Format(
    name="pdf",
    files="`<document>.pdf`",
    purpose="the pages with their text over them, unseen; articles as bookmarks",
    write=each_document(write_pdf),
    options=(PICTURE_DPI, PDF_PAGES),
    requires=Requirement("pikepdf", "pdf"),
    holds_bare_text=False,
)
