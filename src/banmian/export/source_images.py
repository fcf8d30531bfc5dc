"""Page pictures for documents that were read without: made anew from the source, where it still is there."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from banmian.document.loading import FinishedDocument
from banmian.document.read_lines import ReadLines
from banmian.document.store import sha256_of, write_whole
from banmian.errors import BanmianError
from banmian.export.format import Picturing
from banmian.layout.readers.base import Raster, SourceFile
from banmian.layout.readers.opening import open_source
from banmian.reading.page_images import JPEG_QUALITY
from banmian.settings import Settings, read_settings

LONG_SIDE = 2400
"""px: body type of a broadsheet can be read at it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourcePictures:
    """Makes ``0001.jpg`` … of a document's pages from its source file.

    Nothing is made where the source is gone or has changed, or where its pages can't be told apart.
    """

    settings: Settings
    long_side: int = LONG_SIDE

    def __call__(self, document: FinishedDocument, folder: Path) -> dict[int, Path]:
        """The pictures that could be made in ``folder``, by page number."""
        source = Path(document.document.source.path)
        try:
            if not source.is_file() or sha256_of(source) != document.document.source.sha256:
                return {}
            return self._make(document, source, folder)
        except (BanmianError, OSError) as error:
            log.warning("%s: no page pictures: %s", document.name, error)
            return {}

    def _make(self, document: FinishedDocument, source: Path, folder: Path) -> dict[int, Path]:
        """Pictures in the frame that each page was read in: by its text layer, or recognised."""
        made: dict[int, Path] = {}
        for text_layer in ("always", "never"):
            numbers = {
                page.number
                for page in document.document.pages
                if (page.text_source == "ocr") == (text_layer == "never")
            }
            if numbers:
                options = replace(self.settings.read_options(), text_layer=text_layer)
                with open_source(source, options) as opened:
                    places = _places(document, opened.source_page_count)
                    wanted = {number: place for number, place in places.items() if number in numbers}
                    made |= _write(opened, wanted, folder, self.long_side)
        return made


def make_page_pictures(settings: Settings | None = None) -> Picturing:
    """Page pictures by the given settings, else by those of environment and settings file."""
    return SourcePictures(settings or read_settings())


def _places(document: FinishedDocument, leaves: int) -> dict[int, tuple[int, int]]:
    """Leaf and rank on it of each page."""
    lines: ReadLines | None = document.lines
    if lines is not None:
        return {page.number: (page.leaf, page.place) for page in lines.pages}
    numbers = [page.number for page in document.document.pages]
    if len(numbers) == leaves:
        return {number: (number, 1) for number in numbers}
    if leaves == 1:
        return {number: (1, number) for number in numbers}
    return {}


def _write(source: SourceFile, places: dict[int, tuple[int, int]], folder: Path, long_side: int) -> dict[int, Path]:
    made = {}
    for number, (leaf, rank) in places.items():
        picture: Raster | None = source.picture(leaf, rank, long_side)
        if picture is not None:
            stream = io.BytesIO()
            Image.fromarray(picture).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True)
            made[number] = folder / f"{number:04d}.jpg"
            write_whole(made[number], stream.getvalue())
    return made
