"""IIIF Presentation 3: a manifest a document, for viewers on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from banmian.export.format import Format, Option, Options, each_document

if TYPE_CHECKING:
    from banmian.document.loading import FinishedDocument

BASE_URL: Option[str] = Option("base_url", "http://localhost:8000", "where the result will be served")


def write_iiif(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/manifest.json``, with the page pictures beside it; give what is wrong with it."""
    from banmian.document.store import write_whole
    from banmian.export import iiif_reading
    from banmian.export.iiif import CanvasPicture, manifest, manifest_to_json
    from banmian.export.page_files import MEDIA_TYPES, page_pictures, picture_size, placed

    document = placed(finished)
    folder = output / finished.name
    base_url = options.value(BASE_URL)
    pictures = {}
    for number, path in page_pictures(finished, folder, options).items():
        name = f"{base_url.rstrip('/')}/{quote(finished.name)}/{path.name}"
        pictures[number] = CanvasPicture(name, MEDIA_TYPES[path.suffix.lower()], *picture_size(path))
    values = manifest(document, base_url, pictures)
    write_whole(folder / "manifest.json", manifest_to_json(values))
    return iiif_reading.problems(values, document)


FORMAT = Format(
    name="iiif",
    files="`<document>/manifest.json`, pictures",
    purpose="IIIF Presentation 3",
    write=each_document(write_iiif),
    options=(BASE_URL,),
    holds_bare_text=False,
)
