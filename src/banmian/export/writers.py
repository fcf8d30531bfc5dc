"""One document, or one issue, into the files of a format; each function gives what is wrong with them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from banmian.document.loading import Finished
from banmian.document.model import Publication
from banmian.document.store import write_whole
from banmian.errors import BanmianError
from banmian.export import iiif_reading, mets_reading, pdf_reading
from banmian.export.alto import alto
from banmian.export.alto_reading import read_alto
from banmian.export.checks import problems
from banmian.export.iiif import CanvasPicture, manifest, manifest_to_json
from banmian.export.markdown import markdown
from banmian.export.mets import IssueFile, IssuePage, mets
from banmian.export.model import PlacedDocument
from banmian.export.page_xml import Edition, PagePicture, page_xml
from banmian.export.page_xml_reading import read_page_xml
from banmian.export.pdf import searchable_pdf
from banmian.export.text_placement import place

DEFAULT_BASE = "http://localhost:8000"
MEDIA_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}

Picturing = Callable[[Finished, Path], dict[int, Path]]
"""Makes the page pictures of a document that has none, in a folder; gives those it could make."""


class NotOnPagesError(BanmianError):
    """The format is about pages, and the document has none: it was read from bare text."""

    remedy = "Use --format alto, mets, markdown or parquet for texts."


def no_pictures(document: Finished, folder: Path) -> dict[int, Path]:
    """Makes none."""
    return {}


@dataclass(frozen=True, slots=True)
class Options:
    """``base_url``: of IIIF ids; ``edition``: of PAGE; ``picturing``: how missing page pictures are made."""

    base_url: str = DEFAULT_BASE
    edition: Edition = "2024-07-15"
    picturing: Picturing = no_pictures


def placed(finished: Finished) -> PlacedDocument:
    """The document with its texts on its pages."""
    return place(finished.name, finished.document, finished.lines)


def write_alto(finished: Finished, output: Path, options: Options) -> list[str]:
    """``<document>/0001.xml`` …"""
    document = placed(finished)
    pages = []
    for page in document.pages:
        data = alto(document, page)
        write_whole(output / finished.name / f"{page.info.number:04d}.xml", data)
        pages.append(read_alto(data))
    return problems(document, pages)


def write_page_xml(finished: Finished, output: Path, options: Options) -> list[str]:
    """``<document>/0001.xml`` …, with the page pictures beside them."""
    document = _on_pages(finished)
    folder = output / finished.name
    pictures = _pictures(finished, folder, options)
    pages = []
    for page in document.pages:
        picture = None
        if page.info.number in pictures:
            path = pictures[page.info.number]
            picture = PagePicture(path.name, *_size(path))
        data = page_xml(document, page, picture, options.edition)
        write_whole(folder / f"{page.info.number:04d}.xml", data)
        pages.append(read_page_xml(data))
    return problems(document, pages)


def write_iiif(finished: Finished, output: Path, options: Options) -> list[str]:
    """``<document>/manifest.json``, with the page pictures beside it."""
    document = _on_pages(finished)
    folder = output / finished.name
    found = _pictures(finished, folder, options)
    pictures = {}
    for number, path in found.items():
        name = f"{options.base_url.rstrip('/')}/{quote(finished.name)}/{path.name}"
        pictures[number] = CanvasPicture(name, MEDIA_TYPES[path.suffix.lower()], *_size(path))
    values = manifest(document, options.base_url, pictures)
    write_whole(folder / "manifest.json", manifest_to_json(values))
    return iiif_reading.problems(values, document)


def write_markdown(finished: Finished, output: Path, options: Options) -> list[str]:
    """``<document>/<article>.md`` for each article."""
    for article in finished.document.articles:
        path = output / finished.name / f"{article.id}.md"
        write_whole(path, markdown(finished.document, article, finished.name))
    return []


def write_pdf(finished: Finished, output: Path, options: Options) -> list[str]:
    """``<document>.pdf``."""
    document = _on_pages(finished)
    with tempfile.TemporaryDirectory() as folder:
        pictures = finished.pictures or options.picturing(finished, Path(folder))
        data = searchable_pdf(document, pictures)
    write_whole(output / f"{finished.name}.pdf", data)
    missing = [page.info.number for page in document.pages if page.info.number not in pictures]
    found = [f"page {number}: no picture, its source can't be had" for number in missing]
    return found + pdf_reading.problems(data, document)


def write_mets(
    name: str, publication: Publication, issue: Sequence[Finished], output: Path, options: Options
) -> list[str]:
    """``<issue>/mets.xml`` with ``alto/`` and ``pictures/``: a package that can be moved as a whole."""
    folder = output / name
    pages: list[IssuePage] = []
    seen = {}
    found: list[str] = []
    for finished in issue:
        document = placed(finished)
        pictures = _pictures(finished, folder / "pictures" / finished.name, options)
        of_document = []
        for page in document.pages:
            picture = None
            if page.info.number in pictures:
                picture = _issue_file(folder, pictures[page.info.number])
            data = alto(document, page, picture.href if picture else None)
            path = folder / "alto" / finished.name / f"{page.info.number:04d}.xml"
            write_whole(path, data)
            file = _issue_file(folder, path)
            pages.append(IssuePage(document, page, file, picture))
            of_document.append(read_alto(data))
            seen[file.href] = of_document[-1]
        found += problems(document, of_document)
    data = mets(name, publication, pages, issue[0].document.provenance.banmian)
    write_whole(folder / "mets.xml", data)
    return found + mets_reading.problems(data, seen)


def _issue_file(folder: Path, path: Path) -> IssueFile:
    data = path.read_bytes()
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "text/xml")
    return IssueFile(path.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), len(data), media_type)


def _on_pages(finished: Finished) -> PlacedDocument:
    """Raises NotOnPagesError where a page has no size."""
    if not all(page.width and page.height for page in finished.document.pages):
        raise NotOnPagesError(f"{finished.name} was read from bare text: it has no pages to show")
    return placed(finished)


def _pictures(finished: Finished, folder: Path, options: Options) -> dict[int, Path]:
    """The page pictures, copied or made into ``folder``."""
    if not finished.pictures:
        return options.picturing(finished, folder)
    found = {}
    for number, path in finished.pictures.items():
        found[number] = folder / path.name
        write_whole(found[number], path.read_bytes())
    return found


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size
