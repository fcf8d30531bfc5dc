"""What formats with pages share: texts on their pages, page pictures beside the files, their sizes and types."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from banmian.document.loading import FinishedDocument
from banmian.document.store import write_whole
from banmian.export.format import Options
from banmian.export.model import PlacedDocument
from banmian.export.text_placement import place_text

MEDIA_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def placed(finished: FinishedDocument) -> PlacedDocument:
    """The document with its texts on its pages."""
    return place_text(finished.name, finished.document, finished.lines)


def page_pictures(finished: FinishedDocument, folder: Path, options: Options) -> dict[int, Path]:
    """The page pictures by page number, copied or made into ``folder``."""
    if not finished.pictures:
        return options.picture_source(finished, folder)
    found = {}
    for number, path in finished.pictures.items():
        found[number] = folder / path.name
        write_whole(found[number], path.read_bytes())
    return found


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height in px."""
    with Image.open(path) as image:
        return image.size
