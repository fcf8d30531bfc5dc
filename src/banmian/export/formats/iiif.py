"""IIIF Presentation 3: one manifest per document, for viewers on the web.

What the format offers and writes; what is in its files is made by `banmian.export.iiif_manifest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from banmian.export.format import Format, Option, Options, each_document
from banmian.export.picture_options import LEGIBLE_DPI, PDF_PAGES, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.export.iiif_manifest import CanvasPicture, Companion, LinkedResources
    from banmian.export.placed_document import PlacedDocument

BASE_URL: Option[str] = Option("base_url", "http://localhost:8000", "where the result will be served")
IMAGE_SERVICE: Option[str] = Option(
    "image_service", "", "URL of a IIIF image service for a picture, with {document} and {page} in it"
)
SEARCH_SERVICE: Option[str] = Option(
    "search_service", "", "URL of a IIIF content search service, with {document} in it"
)
ALTO_PROFILE = "http://www.loc.gov/standards/alto/ns-v4#"
PLAIN_TEXT = "text.txt"


def write_iiif(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/manifest.json`` and the files that it refers to; return warnings."""
    from banmian.document.atomic_files import write_whole
    from banmian.export import iiif_readback
    from banmian.export.iiif_manifest import manifest, manifest_to_json
    from banmian.export.page_resources import NO_PICTURE, page_pictures, place_document

    document = place_document(finished)
    folder = output / finished.name
    dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
    files = page_pictures(finished, folder, options, dpi)
    pictures = _canvas_pictures(document, files, options)
    around, missing = _surroundings(finished, document, files, pictures, folder, options)
    values = manifest(document, options.value(BASE_URL), pictures, around)
    write_whole(folder / "manifest.json", manifest_to_json(values))
    missing += [f"page {page.number}: {NO_PICTURE}" for page in finished.document.pages if page.number not in files]
    return [*missing, *document.doubts, *iiif_readback.problems(values, document)]


def _home(name: str, options: Options) -> str:
    return f"{options.value(BASE_URL).rstrip('/')}/{quote(name)}"


def _canvas_pictures(document: PlacedDocument, files: dict[int, Path], options: Options) -> dict[int, CanvasPicture]:
    from banmian.export.iiif_manifest import CanvasPicture
    from banmian.export.page_resources import MEDIA_TYPES, picture_frame, write_thumbnail

    home, service = _home(document.name, options), options.value(IMAGE_SERVICE)
    found = {}
    for page in document.document.pages:
        number = page.number
        if number in files:
            path = files[number]
            small = write_thumbnail(path, path.parent / "thumbnails" / f"{path.stem}.jpg")
            thumbnail = CanvasPicture(f"{home}/thumbnails/{small.name}", "image/jpeg", picture_frame(page, small))
            service_id = service.format(document=quote(document.name, safe=""), page=path.stem) or None
            url, kind = f"{home}/{path.name}", MEDIA_TYPES[path.suffix.lower()]
            found[number] = CanvasPicture(url, kind, picture_frame(page, path), service_id, thumbnail)
    return found


def _surroundings(
    finished: FinishedDocument,
    document: PlacedDocument,
    files: dict[int, Path],
    pictures: dict[int, CanvasPicture],
    folder: Path,
    options: Options,
) -> tuple[LinkedResources, list[str]]:
    """Plain text, ALTO and a PDF beside the manifest; the PDF if pikepdf is installed, else a warning."""
    from banmian.document.atomic_files import write_whole, written_atomically
    from banmian.errors import MissingRequirementError
    from banmian.export.alto_writer import alto
    from banmian.export.iiif_manifest import Companion, LinkedResources
    from banmian.export.pdf_pages import write_with_pages
    from banmian.export.plain_text import plain_text

    home = _home(document.name, options)
    of_pages: dict[int, Companion] = {}
    for page in document.pages:
        number = page.info.number
        picture = pictures.get(number)
        name = f"alto/{number:04d}.xml"
        write_whole(folder / name, alto(document, page, picture.frame if picture else None))
        of_pages[number] = Companion(f"{home}/{name}", "application/xml", "ALTO", ALTO_PROFILE)
    write_whole(folder / PLAIN_TEXT, plain_text(document.document))
    renderings = [Companion(f"{home}/{PLAIN_TEXT}", "text/plain", "Text")]
    missing = []
    try:
        with written_atomically(folder / "pages.pdf") as path:
            missing += write_with_pages(path, finished, document, lambda numbers: _of(files, numbers), options)[1]
        renderings.insert(0, Companion(f"{home}/pages.pdf", "application/pdf", "PDF"))
    except MissingRequirementError as error:
        missing.append(f"without a PDF: {error}")
    search = options.value(SEARCH_SERVICE).format(document=quote(document.name, safe=""))
    return LinkedResources(renderings, of_pages, search or None), missing


def _of(files: Mapping[int, Path], numbers: Sequence[int]) -> dict[int, Path]:
    return {number: files[number] for number in numbers if number in files}


FORMAT = Format(
    name="iiif",
    files="`<document>/manifest.json`, pictures, `alto/`, `text.txt`, `pages.pdf`",
    purpose="IIIF Presentation 3, with all that a viewer shows",
    write=each_document(write_iiif),
    options=(BASE_URL, PICTURE_DPI, PDF_PAGES, IMAGE_SERVICE, SEARCH_SERVICE),
    holds_bare_text=False,
)
