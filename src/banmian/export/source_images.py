"""Page pictures made from the source file, where it still exists: of any resolution, in the frame of the page.

The matrix of a page leads from it to its file; the picture has the file's own px, rotated, deskewed and cropped as
the page was when it was read. Documents of schema version 1 have no matrix: their pages are read again.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from banmian.batch.fetching import source_file
from banmian.document.affine_maps import compose, inverse, scale_matrix, scale_of, shift_matrix
from banmian.document.atomic_files import sha256_while_unchanged, write_whole
from banmian.document.finished_documents import FinishedDocument
from banmian.document.lines_as_read import ReadLines
from banmian.document.model import Original, PageInfo
from banmian.errors import BanmianError
from banmian.export.format import PictureMaker
from banmian.layout.readers.image_decoding import decode_frame, exif_matrix, open_image_file, orientation_of
from banmian.layout.readers.image_resizing import resize
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.pdf_rendering import PdfPictures
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2
from banmian.read_options import ReadOptions
from banmian.reading.page_images import JPEG_QUALITY
from banmian.settings import Settings, read_settings

LONG_SIDE = 2400
"""px: body type of a broadsheet is legible."""

POINT_DPI = 300
ASSUMED_DPI = 200
"""Resolution assumed for a page in px without one: a common one for newspaper scans."""

log = logging.getLogger(__name__)


def picture_scale(page: PageInfo, dpi: float) -> float:
    """Px of a picture at ``dpi`` per unit of the page, at most what was read; ``dpi`` 0: as much as was read."""
    if page.unit == "pt":
        return (dpi or POINT_DPI) / 72
    return min(1.0, dpi / (page.dpi or ASSUMED_DPI)) if dpi else 1.0


@dataclass(frozen=True, slots=True)
class SourcePictures:
    """Makes ``0001.jpg`` … of a document's pages from its source file.

    Nothing is made where the source is missing or has changed, or where its pages cannot be told apart.
    """

    settings: Settings
    long_side: int = LONG_SIDE

    def __call__(
        self, document: FinishedDocument, folder: Path, dpi: float | None = None, numbers: Sequence[int] | None = None
    ) -> dict[int, Path]:
        """The pictures that could be made in ``folder``, by page number; all pages unless ``numbers`` names some.

        ``dpi`` is as in `picture_scale`; without one, pictures are `long_side` px long.
        """
        pages = [page for page in document.document.pages if numbers is None or page.number in numbers]
        made: dict[int, Path] = {}
        try:
            with source_file(document.document.source.path) as source:
                if source is None or sha256_while_unchanged(source) != document.document.source.sha256:
                    return {}
                for number, picture in self._pictures(document, pages, source, dpi):
                    made[number] = folder / f"{number:04d}.jpg"
                    stream = io.BytesIO()
                    Image.fromarray(picture).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True)
                    write_whole(made[number], stream.getvalue())
        except (BanmianError, OSError) as error:
            log.warning("%s: no page pictures: %s", document.name, error)
        return made

    def _pictures(
        self, document: FinishedDocument, pages: Sequence[PageInfo], source: Path, dpi: float | None
    ) -> Iterator[tuple[int, Raster]]:
        options = self.settings.read_options()
        if any(page.original is None for page in pages):
            yield from _read_again(document, pages, source, options, self.long_side)
            return
        places = [(page, page.original) for page in pages if page.original is not None and page.width and page.height]
        cut = _from_pdf if document.document.source.media_type == "application/pdf" else _from_images
        scales = [self._scale(page, dpi) for page, _ in places]
        yield from cut(source, places, scales, options)

    def _scale(self, page: PageInfo, dpi: float | None) -> float:
        if dpi is None:
            return self.long_side / max(page.width or 1.0, page.height or 1.0)
        return picture_scale(page, dpi)


Place = tuple[PageInfo, Original]


def _from_images(
    source: Path, places: Sequence[Place], scales: Sequence[float], options: ReadOptions
) -> Iterator[tuple[int, Raster]]:
    with open_image_file(source, options.max_pixels) as image:
        frame, raster = 0, np.zeros((1, 1, 3), np.uint8)
        for (page, place), scale in zip(places, scales, strict=True):
            if frame != place.frame:
                image.seek(place.frame - 1)
                frame, raster = place.frame, decode_frame(image, source.name)
                back = inverse(exif_matrix(orientation_of(image), *image.size))
            yield page.number, _cut_out(raster, page, compose(place.matrix, back), scale)


def _from_pdf(
    source: Path, places: Sequence[Place], scales: Sequence[float], options: ReadOptions
) -> Iterator[tuple[int, Raster]]:
    with closing(PdfPictures(source, source.name, options)) as pictures:
        for (page, place), scale in zip(places, scales, strict=True):
            zoom = scale / scale_of(place.matrix)
            raster = pictures.render(place.frame, zoom)
            yield page.number, _cut_out(raster, page, compose(place.matrix, scale_matrix(zoom)), scale)


def _cut_out(raster: Raster, page: PageInfo, matrix: Sequence[Sequence[float]], scale: float) -> Raster:
    """The page's part of a picture, ``scale`` px per unit of the page; ``matrix`` leads from the page to the
    picture.

    The px of the picture are used as they are, and averaged where the result is smaller.
    """
    own = 1 / scale_of(matrix)
    size = max(1, round((page.width or 1.0) / own)), max(1, round((page.height or 1.0) / own))
    middles = compose(compose(shift_matrix(0.5, 0.5), compose(scale_matrix(own), matrix)), shift_matrix(-0.5, -0.5))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    cut = cv2.warpAffine(raster, np.array(middles), size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    wanted = max(1, round((page.width or 1.0) * scale)), max(1, round((page.height or 1.0) * scale))
    if wanted != size:
        cut = cv2.resize(cut, wanted, interpolation=cv2.INTER_AREA if wanted < size else cv2.INTER_CUBIC)
    return np.asarray(cut, np.uint8)


def make_page_pictures(settings: Settings | None = None) -> PictureMaker:
    """Page pictures by the given settings, else by those of environment and settings file."""
    return SourcePictures(settings or read_settings())


def _read_again(
    document: FinishedDocument, pages: Sequence[PageInfo], source: Path, given: ReadOptions, long_side: int
) -> Iterator[tuple[int, Raster]]:
    """Pictures in the frame in which each page was read: by its text layer, or recognised."""
    for text_layer in ("always", "never"):
        numbers = {page.number for page in pages if (page.text_source == "ocr") == (text_layer == "never")}
        if not numbers:
            continue
        with open_source(source, replace(given, text_layer=text_layer)) as file:
            for number, (leaf, rank) in _places(document, file.source_page_count).items():
                picture = file.picture(leaf, rank, long_side) if number in numbers else None
                if picture is not None:
                    yield number, resize(picture, long_side)


def _places(document: FinishedDocument, leaves: int) -> dict[int, tuple[int, int]]:
    """The source page of each page, and its rank on it."""
    lines = document.lines
    if lines is not None:
        read = lines if isinstance(lines, ReadLines) else lines.outline
        return {page.number: (page.leaf, page.place) for page in read.pages}
    numbers = [page.number for page in document.document.pages]
    if len(numbers) == leaves:
        return {number: (number, 1) for number in numbers}
    if leaves == 1:
        return {number: (1, number) for number in numbers}
    return {}
