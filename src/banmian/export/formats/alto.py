"""ALTO 4.4: an XML file a page, for digital libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, each_document

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument


def write_alto(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/0001.xml`` …; give what is wrong with them."""
    from banmian.document.store import write_whole
    from banmian.export.alto import alto
    from banmian.export.alto_reading import read_alto
    from banmian.export.checks import problems
    from banmian.export.page_files import placed

    document = placed(finished)
    pages = []
    for page in document.pages:
        data = alto(document, page)
        write_whole(output / finished.name / f"{page.info.number:04d}.xml", data)
        pages.append(read_alto(data))
    return problems(document, pages)


FORMAT = Format(
    name="alto",
    files="`<document>/0001.xml` …",
    purpose="ALTO 4.4: blocks tagged by what they are and whose, lines, words, glyphs, confidences, reading order",
    write=each_document(write_alto),
)
