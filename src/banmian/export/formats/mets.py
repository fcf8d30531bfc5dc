"""METS 1.8: one package per issue, with ALTO and pictures, for digital libraries.

What the format offers and writes; what is in its files is made by `banmian.export.mets_writer`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from banmian.export.format import Format, Option, Options, each_issue
from banmian.export.formats.alto import STRINGS
from banmian.export.formats.impresso import ALIAS
from banmian.export.picture_options import LEGIBLE_DPI, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication
    from banmian.export.mets_dfg import Holding
    from banmian.export.mets_writer import IssuePage
    from banmian.export.placed_document import PlacedDocument
    from banmian.export.readback import ReadBackPage


PROFILE: Option[str] = Option(
    "profile", "banmian", "what is in the file: our own, or as DFG and DDB ask", ("banmian", "dfg")
)
CATALOGUE: Option[str] = Option("catalogue", "ZDB", "catalogue that has the paper: ZDB, LCCN …, for profile dfg")
CATALOGUE_RECORD: Option[str] = Option("catalogue_record", "", "number of the paper in it, for profile dfg")
OWNER: Option[str] = Option("owner", "", "institution that holds the paper, for profile dfg")
OWNER_URL: Option[str] = Option("owner_url", "", "its site, for profile dfg")
OWNER_CONTACT: Option[str] = Option("owner_contact", "", "mailto: or URL to reach it, for profile dfg")
OWNER_LOGO: Option[str] = Option("owner_logo", "", "URL of its logo, for profile dfg")
LICENSE: Option[str] = Option("license", "", "URL of the licence of the pictures, for profile dfg")
METS_BASE_URL: Option[str] = Option("mets_base_url", "", "where the result will be served, for profile dfg")


def write_mets(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>/mets.xml`` with ``alto/`` and ``pictures/``, to be moved together; return warnings."""
    from banmian.document.atomic_files import write_whole
    from banmian.export import mets_readback
    from banmian.export.mets_dfg import mets_dfg
    from banmian.export.mets_writer import mets
    from banmian.export.page_resources import NO_PICTURE, page_pictures, place_document, written_at
    from banmian.export.written_file_checks import problems

    folder = output / name
    pages: list[IssuePage] = []
    seen: dict[str, ReadBackPage] = {}
    found: list[str] = []
    for finished in issue:
        document = place_document(finished)
        dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
        pictures = page_pictures(finished, folder / "pictures" / finished.name, options, dpi)
        missing = [page.number for page in finished.document.pages if page.width and page.number not in pictures]
        found += [f"{finished.name}, page {number}: {NO_PICTURE}" for number in missing]
        wrong = problems(document, _written_pages(document, pictures, folder, options, pages, seen))
        found += [*document.doubts, *wrong]
    version = issue[0].document.provenance.banmian
    if options.value(PROFILE) == "dfg":
        holding = _holding(name, options)
        written = written_at(issue[0])[0]
        write_whole(folder / "mets.xml", mets_dfg(name, publication, pages, holding, written, version))
        undated = [] if publication.date else ["no date: the DDB takes no issue without one"]
        return found + undated
    data = mets(name, publication, pages, version, options.value(ALIAS))
    write_whole(folder / "mets.xml", data)
    return found + mets_readback.problems(data, seen)


def _written_pages(
    document: PlacedDocument,
    pictures: Mapping[int, Path],
    folder: Path,
    options: Options,
    pages: list[IssuePage],
    seen: dict[str, ReadBackPage],
) -> Iterator[ReadBackPage]:
    """Write the ALTO file of each page and give it back as read.

    What the METS file asks of it is kept: the page and its files in ``pages``, ids of its blocks in ``seen`` by href.
    """
    from banmian.document.atomic_files import write_whole
    from banmian.export.alto_readback import read_back_alto
    from banmian.export.alto_writer import alto
    from banmian.export.mets_writer import IssueFile, IssuePage
    from banmian.export.page_resources import picture_frame

    for page in document.pages:
        path = folder / "alto" / document.name / f"{page.info.number:04d}.xml"
        picture = frame = None
        shown = pictures.get(page.info.number)
        if shown is not None:
            picture = IssueFile.of(folder, shown)
            frame = picture_frame(page.info, shown, os.path.relpath(shown, path.parent))
        data = alto(document, page, frame, strings=options.value(STRINGS))
        write_whole(path, data)
        file = IssueFile.of(folder, path)
        pages.append(IssuePage(document, page.without_lines(), file, picture))
        read = read_back_alto(data)
        seen[file.href] = replace(read, blocks=[])
        yield read


def _holding(name: str, options: Options) -> Holding:
    """What the options say of the paper; addresses are those of the issue's folder."""
    from banmian.export.mets_dfg import Holding

    base = options.value(METS_BASE_URL).rstrip("/")
    return Holding(
        catalogue=options.value(CATALOGUE),
        record=options.value(CATALOGUE_RECORD),
        owner=options.value(OWNER),
        owner_url=options.value(OWNER_URL),
        owner_contact=options.value(OWNER_CONTACT),
        owner_logo=options.value(OWNER_LOGO),
        license=options.value(LICENSE),
        alias=options.value(ALIAS),
        base_url=f"{base}/{quote(name)}" if base else "",
    )


FORMAT = Format(
    name="mets",
    files="`<issue>/mets.xml`, `alto/`, `pictures/`",
    purpose="METS 1.8: a package for each issue of a paper, with checksums and MODS records",
    write=each_issue(write_mets),
    options=(
        PROFILE,
        PICTURE_DPI,
        STRINGS,
        ALIAS,
        CATALOGUE,
        CATALOGUE_RECORD,
        OWNER,
        OWNER_URL,
        OWNER_CONTACT,
        OWNER_LOGO,
        LICENSE,
        METS_BASE_URL,
    ),
)
