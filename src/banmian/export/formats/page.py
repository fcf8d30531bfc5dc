"""PAGE-XML: an XML file a page, for people who train and correct OCR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_document
from banmian.export.page_xml import EDITIONS, Edition

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument

EDITION: Option[Edition] = Option("page_edition", "2024-07-15", "edition of its schema", EDITIONS)


def write_page_xml(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/0001.xml`` …, with the page pictures beside them; give what is wrong with them."""
    from banmian.document.store import write_whole
    from banmian.export.checks import problems
    from banmian.export.page_files import page_pictures, picture_size, placed
    from banmian.export.page_xml import PagePicture, page_xml
    from banmian.export.page_xml_reading import read_page_xml

    document = placed(finished)
    folder = output / finished.name
    pictures = page_pictures(finished, folder, options)
    pages = []
    for page in document.pages:
        picture = None
        if page.info.number in pictures:
            path = pictures[page.info.number]
            picture = PagePicture(path.name, *picture_size(path))
        data = page_xml(document, page, picture, options.value(EDITION))
        write_whole(folder / f"{page.info.number:04d}.xml", data)
        pages.append(read_page_xml(data))
    return problems(document, pages)


FORMAT = Format(
    name="page",
    files="`<document>/0001.xml` …, pictures",
    purpose="PAGE-XML, for correcting and training OCR",
    write=each_document(write_page_xml),
    options=(EDITION,),
    holds_bare_text=False,
)
