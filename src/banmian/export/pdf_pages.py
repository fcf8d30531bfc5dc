"""What the pages of a searchable PDF show: those of the PDF that was read, as they are, else pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from banmian.batch.fetching import source_file
from banmian.document.atomic_files import sha256_of
from banmian.document.finished_documents import FinishedDocument
from banmian.export.format import Options
from banmian.export.pdf_source_pages import PDF, SourcePages
from banmian.export.picture_options import PDF_PAGES
from banmian.export.placed_document import PlacedDocument
from banmian.export.searchable_pdf import write_searchable_pdf

Pictures = Callable[[Sequence[int]], dict[int, Path]]
"""Makes the pictures of the pages of these numbers."""


def write_with_pages(
    path: Path, finished: FinishedDocument, document: PlacedDocument, pictures: Pictures, options: Options
) -> tuple[list[int], list[str]]:
    """Write the searchable PDF of a document to ``path``.

    Numbers of the pages that show nothing, and warnings, are returned. Raises like `write_searchable_pdf`.
    """
    notes: list[str] = []
    if finished.document.source.media_type == PDF and options.value(PDF_PAGES) == "own":
        try:
            with source_file(finished.document.source.path) as source:
                if source is not None and sha256_of(source) == finished.document.source.sha256:
                    return _write_with_own(path, source, document, pictures, options)
        except (OSError, ValueError) as error:
            notes = [f"pictures, since its PDF can't be taken over: {error}"]
    numbers = [page.number for page in finished.document.pages]
    return write_searchable_pdf(path, document, pictures(numbers)), notes


def _write_with_own(
    path: Path, source: Path, document: PlacedDocument, pictures: Pictures, options: Options
) -> tuple[list[int], list[str]]:
    with closing(SourcePages(source, options.password)) as own:
        others = [page.number for page in document.document.pages if not own.holds(page)]
        empty = write_searchable_pdf(path, document, pictures(others) if others else {}, own)
    lost = [number for number in empty if number not in others]
    if lost:
        raise ValueError(f"page {lost[0]} can't be drawn")
    return empty, []
