"""TEI P5: a file a document, each article a division.

What the format offers and writes; what is in its files is made by `banmian.export.tei_writer`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_document

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument

TEI_LINES: Option[bool] = Option("tei_lines", False, "mark where pages, columns and lines begin")


def write_tei(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>.xml``."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.page_resources import place_document
    from banmian.export.tei_writer import tei

    document = place_document(finished)
    write_whole(output / f"{finished.name}.xml", tei(document, options.value(TEI_LINES)))
    return document.doubts if options.value(TEI_LINES) else []


FORMAT = Format(
    name="tei",
    files="`<document>.xml`",
    purpose="TEI P5: each article a division, its columns and lines if wished",
    write=each_document(write_tei),
    options=(TEI_LINES,),
)
