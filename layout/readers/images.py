"""The reader for page images. A source page is one frame of the file."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from banmian.document.affine_maps import compose
from banmian.document.model import DocumentWarning
from banmian.errors import DamagedFileError, PageError, TooLargeError
from banmian.layout.model import Page
from banmian.layout.ocr.image_reading import read_raster, rectified_pictures
from banmian.layout.readers.image_decoding import (
    BROKEN,
    MEDIA_TYPES,
    MISSING,
    MOST_PIXELS_READ,
    check_size,
    decode_tones,
    exif_matrix,
    frames_within,
    open_image_file,
    orientation_of,
)
from banmian.layout.readers.image_resizing import resize
from banmian.layout.readers.source_file import ClosedAfterUse, Raster, place_in_file
from banmian.read_options import DEFAULT, ReadOptions


class ImageFile(ClosedAfterUse):
    """An opened image file (`banmian.layout.readers.source_file.SourceFile`)."""

    def __init__(self, path: Path, image: Image.Image, options: ReadOptions) -> None:
        self.path = path
        self.media_type = MEDIA_TYPES.get(image.format or "", "application/octet-stream")
        self._image = image
        self._options = options
        self._pictures: tuple[int, list[Raster]] | None = None
        try:
            self.source_page_count = int(getattr(image, "n_frames", 1))
        except BROKEN as error:
            raise DamagedFileError(f"{path.name} is damaged: {error}") from error

    def read(self, source_page: int) -> list[Page]:
        """The pages of a frame: two if it has a fold."""
        raster = self._raster(source_page)
        size, orientation = self._image.size, orientation_of(self._image)
        upright = size[::-1] if orientation >= 5 else size
        smaller = [[upright[0] / raster.shape[1], 0.0, 0.0], [0.0, upright[1] / raster.shape[0], 0.0]]
        back = compose(smaller, exif_matrix(orientation, *size))
        pages = read_raster(raster, self._options)
        if MISSING in self._image.info:
            pages[0].warnings.append(_warning_of_cut(self._image.info[MISSING]))
        return [place_in_file(page, self.path, source_page, size, "px", back, orientation) for page in pages]

    def picture(self, source_page: int, page_in_source: int, long_side: int) -> Raster | None:
        """The upright picture of a page, scaled."""
        if self._pictures is None or self._pictures[0] != source_page:
            self._pictures = (source_page, rectified_pictures(self._raster(source_page), self._options))
        return resize(self._pictures[1][page_in_source - 1], long_side)

    def close(self) -> None:
        """Close the file."""
        self._pictures = None
        self._image.close()

    def _raster(self, source_page: int) -> Raster:
        try:
            with frames_within(self.path.name, self._options.max_pixels):
                self._image.seek(source_page - 1)
            check_size(self.path, self._image, self._options.max_pixels)
            return decode_tones(self._image, self.path.name, MOST_PIXELS_READ)
        except (TooLargeError, PageError):
            raise
        except (DamagedFileError, *BROKEN) as error:
            if self.source_page_count == 1:
                raise DamagedFileError(str(error)) from error
            raise PageError(f"{self.path.name}, image {source_page}: {error}") from error


def _warning_of_cut(missing: float) -> DocumentWarning:
    lost = f"{missing:.0%} of its rows are missing" if missing else "some of its fineness is missing"
    return DocumentWarning("cut_picture", f"The file is cut short: {lost}. Fetch or scan it again.", round(missing, 4))


def open_image(path: Path, options: ReadOptions = DEFAULT) -> ImageFile:
    """Open a page image. Pixels are read with each source page.

    Raises EmptyFileError, UnknownFormatError, DamagedFileError, TooLargeError; a source page's own damage shows
    in `read` (DamagedFileError where it is the only one, else PageError).
    """
    return ImageFile(path, open_image_file(path, options.max_pixels), options)
