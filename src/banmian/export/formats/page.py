"""PAGE-XML: one XML file per page, for training and correcting OCR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_document
from banmian.export.page_xml import EDITIONS, Edition
from banmian.export.picture_options import PICTURE_DPI, Measured

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument

EDITION: Option[Edition] = Option("page_edition", "2024-07-15", "edition of its schema", EDITIONS)
PAGE_FRAME: Option[Measured] = Option(
    "page_frame", "page", "picture that coordinates are those of", ("page", "original")
)


def write_page_xml(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/0001.xml`` …, with the page pictures; return warnings."""
    from banmian.document.store import write_whole
    from banmian.export.checks import problems
    from banmian.export.page_files import frames_of, place_document, written_at
    from banmian.export.page_xml import page_xml
    from banmian.export.page_xml_readback import read_page_xml

    document = place_document(finished)
    folder = output / finished.name
    frames, missing = frames_of(finished, folder, options, options.value(PAGE_FRAME), options.value(PICTURE_DPI))
    pages = []
    for page in document.pages:
        frame = frames.get(page.info.number)
        data = page_xml(document, page, frame, options.value(EDITION), *written_at(finished))
        write_whole(folder / f"{page.info.number:04d}.xml", data)
        pages.append(read_page_xml(data))
    return [*missing, *document.doubts, *problems(document, pages)]


FORMAT = Format(
    name="page",
    files="`<document>/0001.xml` …, pictures",
    purpose="PAGE-XML, for correcting and training OCR",
    write=each_document(write_page_xml),
    options=(EDITION, PAGE_FRAME, PICTURE_DPI),
    holds_bare_text=False,
)
