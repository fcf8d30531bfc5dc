"""Searchable PDF: one file per document, its page pictures with their text over them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, Requirement, each_document
from banmian.export.picture_options import LEGIBLE_DPI, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument


def write_pdf(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>.pdf``; return warnings, among them the pages without a picture."""
    from banmian.document.store import write_whole
    from banmian.export import pdf_readback
    from banmian.export.page_files import NO_PICTURE, page_pictures, place_document
    from banmian.export.pdf import searchable_pdf

    document = place_document(finished)
    dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
    with tempfile.TemporaryDirectory() as folder:
        pictures = page_pictures(finished, Path(folder), options, dpi)
        data = searchable_pdf(document, pictures)
    write_whole(output / f"{finished.name}.pdf", data)
    missing = [page.info.number for page in document.pages if page.info.number not in pictures]
    found = [f"page {number}: {NO_PICTURE}" for number in missing]
    return found + pdf_readback.problems(data, document)


FORMAT = Format(
    name="pdf",
    files="`<document>.pdf`",
    purpose="the page pictures with their text over them, unseen; articles as bookmarks",
    write=each_document(write_pdf),
    options=(PICTURE_DPI,),
    requires=Requirement("pikepdf", "pdf"),
    holds_bare_text=False,
)
