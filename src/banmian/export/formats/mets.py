"""METS 1.8: a package an issue, with ALTO and pictures in it, for digital libraries."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Options, each_issue
from banmian.export.picture_options import LEGIBLE_DPI, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument
    from banmian.document.model import Publication


def write_mets(
    name: str, publication: Publication, issue: Sequence[FinishedDocument], output: Path, options: Options
) -> list[str]:
    """Write ``<issue>/mets.xml`` with ``alto/`` and ``pictures/``, to be moved as a whole; give what is wrong."""
    from banmian.document.store import write_whole
    from banmian.export import mets_reading
    from banmian.export.alto import alto
    from banmian.export.alto_reading import read_alto
    from banmian.export.checks import problems
    from banmian.export.mets import IssueFile, IssuePage, mets
    from banmian.export.page_files import NO_PICTURE, page_pictures, picture_frame, placed

    folder = output / name
    pages: list[IssuePage] = []
    seen = {}
    found: list[str] = []
    for finished in issue:
        document = placed(finished)
        dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
        pictures = page_pictures(finished, folder / "pictures" / finished.name, options, dpi)
        found += document.doubts
        of_document = []
        for page in document.pages:
            path = folder / "alto" / finished.name / f"{page.info.number:04d}.xml"
            picture = frame = None
            if page.info.number in pictures:
                shown = pictures[page.info.number]
                picture = IssueFile.of(folder, shown)
                frame = picture_frame(page.info, shown, os.path.relpath(shown, path.parent))
            elif page.info.width:
                found.append(f"{finished.name}, page {page.info.number}: {NO_PICTURE}")
            data = alto(document, page, frame)
            write_whole(path, data)
            file = IssueFile.of(folder, path)
            pages.append(IssuePage(document, page, file, picture))
            of_document.append(read_alto(data))
            seen[file.href] = of_document[-1]
        found += problems(document, of_document)
    data = mets(name, publication, pages, issue[0].document.provenance.banmian)
    write_whole(folder / "mets.xml", data)
    return found + mets_reading.problems(data, seen)


FORMAT = Format(
    name="mets",
    files="`<issue>/mets.xml`, `alto/`, `pictures/`",
    purpose="METS 1.8: a package for each issue of a paper, with checksums and MODS records",
    write=each_issue(write_mets),
    options=(PICTURE_DPI,),
)
