"""PAGE-XML: one XML file per page, for training and correcting OCR.

What the format offers and writes; what is in its files is made by `banmian.export.page_xml_writer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_document
from banmian.export.page_xml_writer import EDITIONS, Edition
from banmian.export.picture_options import PICTURE_DPI, Measured

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.export.readback import ReadBackPage

EDITION: Option[Edition] = Option("page_edition", "2024-07-15", "edition of its schema", EDITIONS)
PAGE_FRAME: Option[Measured] = Option(
    "page_frame", "page", "picture that coordinates are those of", ("page", "original")
)


def write_page_xml(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/0001.xml`` …, with the page pictures; return warnings."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.page_resources import frames_of, place_document, written_at
    from banmian.export.page_xml_readback import read_back_page_xml
    from banmian.export.page_xml_writer import page_xml
    from banmian.export.written_file_checks import problems

    document = place_document(finished)
    folder = output / finished.name
    frames, missing = frames_of(finished, folder, options, options.value(PAGE_FRAME), options.value(PICTURE_DPI))

    def written() -> Iterator[ReadBackPage]:
        for page in document.pages:
            frame = frames.get(page.info.number)
            data = page_xml(document, page, frame, options.value(EDITION), *written_at(finished))
            write_whole(folder / f"{page.info.number:04d}.xml", data)
            yield read_back_page_xml(data)

    wrong = problems(document, written())
    return [*missing, *document.doubts, *wrong]


FORMAT = Format(
    name="page",
    files="`<document>/0001.xml` …, pictures",
    purpose="PAGE-XML, for correcting and training OCR",
    write=each_document(write_page_xml),
    options=(EDITION, PAGE_FRAME, PICTURE_DPI),
    holds_bare_text=False,
)
