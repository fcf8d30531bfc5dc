"""Shared by formats with pages: texts placed on their pages, page pictures beside the files, the frames of both."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from banmian.document.atomic_files import write_whole
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE
from banmian.document.finished_documents import FinishedDocument
from banmian.document.model import PageInfo
from banmian.export.coordinate_frames import Frame, frame_on_original, frame_on_picture
from banmian.export.format import Options
from banmian.export.picture_options import Measured
from banmian.export.placed_document import PlacedDocument
from banmian.export.source_images import picture_scale
from banmian.export.text_placement import place_text
from banmian.reading.page_images import JPEG_QUALITY

MEDIA_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}

THUMBNAIL_SIDE = 300
"""px: what viewers show in rows of pages."""

NO_PICTURE = "no picture: the source is gone or has changed, and the batch has none"

ENOUGH = 0.98
"""Least resolution of a picture of the batch to be used, as a share of that wanted."""


def place_document(finished: FinishedDocument) -> PlacedDocument:
    """The document with its texts placed on its pages."""
    return place_text(finished.name, finished.document, finished.lines)


def page_pictures(
    finished: FinishedDocument, folder: Path, options: Options, dpi: float, numbers: Sequence[int] | None = None
) -> dict[int, Path]:
    """The page pictures by page number, at ``dpi`` or what is available: copied or made into ``folder``.

    A picture of the batch is used where it is large enough or the source is not available.
    """
    wanted = [page for page in finished.document.pages if numbers is None or page.number in numbers]
    small = [page.number for page in wanted if not _is_large_enough(finished, page, dpi)]
    made = options.picture_source(finished, folder, dpi, small) if small else {}
    for page in wanted:
        own = finished.pictures.get(page.number)
        if page.number not in made and own is not None:
            made[page.number] = folder / own.name
            write_whole(made[page.number], own.read_bytes())
    return dict(sorted(made.items()))


def _is_large_enough(finished: FinishedDocument, page: PageInfo, dpi: float) -> bool:
    picture = finished.pictures.get(page.number)
    if picture is None or not page.width:
        return picture is not None
    return picture_size(picture)[0] >= ENOUGH * picture_scale(page, dpi) * page.width


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height in px. Raises OSError for a file that is not a picture."""
    with Image.open(path) as image:
        return image.size


def picture_frame(page: PageInfo, path: Path, name: str | None = None) -> Frame:
    """The frame of a page's picture, by its file's name or another."""
    return frame_on_picture(page, name or path.name, *picture_size(path))


def original_frame(finished: FinishedDocument, page: PageInfo, beside: Path) -> Frame | None:
    """The frame of the file that a page was read from, named as seen from the folder ``beside`` while it is there."""
    frame = frame_on_original(page, finished.document.source.path)
    if frame is None:
        return None
    path = Path(frame.name)
    there = not path.is_absolute() and path.is_file()
    name = Path(os.path.relpath(path, beside)).as_posix() if there else frame.name
    return Frame(name, frame.width, frame.height, frame.matrix, frame.number, frame.dpi)


def frames_of(
    finished: FinishedDocument, folder: Path, options: Options, measured: Measured, dpi: float
) -> tuple[dict[int, Frame], list[str]]:
    """The frames of a document's pages in ``folder``, and a warning for each page without its picture.

    Where a page's own picture is wanted but not available, it is the file that was read. Bare text has none.
    """
    pages = finished.document.pages
    found = {page.number: frame for page in pages if (frame := original_frame(finished, page, folder)) is not None}
    if measured == "original":
        return found, []
    pictures = page_pictures(finished, folder, options, dpi)
    missing = [f"page {number}: {NO_PICTURE}" for number in found if number not in pictures]
    by_number = {page.number: page for page in pages}
    return found | {number: picture_frame(by_number[number], path) for number, path in pictures.items()}, missing


def written_at(finished: FinishedDocument) -> tuple[str, str | None]:
    """When the document was read and when it was last corrected: ISO 8601, UTC."""
    corrections = finished.folder / CORRECTIONS_FILE
    return _moment(finished.folder / "articles.json"), _moment(corrections) if corrections.exists() else None


def _moment(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_thumbnail(picture: Path, path: Path) -> Path:
    """A small copy of a page picture at ``path``, which is given back."""
    with Image.open(picture) as image:
        image.draft("RGB", (2 * THUMBNAIL_SIDE, 2 * THUMBNAIL_SIDE))
        small = image.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=JPEG_QUALITY)
    write_whole(path, stream.getvalue())
    return path
