"""Image files as RGB rasters: PNG, JPEG, TIFF, JPEG 2000, WebP, GIF, BMP; any depth and colour model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from banmian.document.frames import IDENTITY, Matrix
from banmian.errors import DamagedFileError, EmptyFileError, TooLargeError, UnknownFormatError
from banmian.layout.readers.base import Raster

TOP_PERCENTILE = 99.9
"""The tone at this percentile of a picture of more than 8 bits becomes white."""
WHITE = 255.0
"""The lightest tone of 8 bits."""

MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "TIFF": "image/tiff",
    "JPEG2000": "image/jp2",
    "WEBP": "image/webp",
    "BMP": "image/bmp",
    "GIF": "image/gif",
}

# Pillow's own bomb check knows one limit for all files; sizes are checked here against the reader's option.
Image.MAX_IMAGE_PIXELS = None


BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError)
"""What Pillow raises where a file is cut short or broken; the rarer ones where a TIFF's header is."""


def open_image_file(path: Path, max_pixels: int) -> Image.Image:
    """Open a file and read its header, but no pixels yet.

    Raises EmptyFileError, UnknownFormatError, DamagedFileError, TooLargeError.
    """
    if path.stat().st_size == 0:
        raise EmptyFileError(f"{path.name} has no bytes.")
    try:
        image = Image.open(path, formats=tuple({*MEDIA_TYPES} - {"MPO"}))
    except UnidentifiedImageError as error:
        raise UnknownFormatError(f"{path.name} is not an image in a supported format.") from error
    except BROKEN as error:
        raise DamagedFileError(f"{path.name} is damaged: {error}") from error
    check_size(path, image, max_pixels)
    return image


def check_size(path: Path, image: Image.Image, max_pixels: int) -> None:
    """Raises TooLargeError when a frame has more pixels than allowed."""
    width, height = image.size
    if width * height > max_pixels:
        raise TooLargeError(f"{path.name} has {width} x {height} pixels, more than max_pixels = {max_pixels}.")


def decode_frame(image: Image.Image, name: str) -> Raster:
    """The current frame as RGB (height, width, 3) uint8, turned as its EXIF says.

    Raises DamagedFileError when the data is cut short or broken.
    """
    try:
        image.load()
        return _to_rgb(ImageOps.exif_transpose(image) if orientation_of(image) != 1 else image)
    except BROKEN as error:
        raise DamagedFileError(f"{name} is damaged: {error}") from error


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation of a file's current frame, 1 to 8; 1 where it says nothing or nonsense."""
    told = image.getexif().get(ExifTags.Base.Orientation, 1)
    return told if told in range(1, 9) else 1


def exif_matrix(orientation: int, width: int, height: int) -> Matrix:
    """The matrix from a picture turned as its EXIF orientation says to the px as stored, ``width`` by ``height``."""
    w, h = float(width), float(height)
    return {
        2: [[-1.0, 0.0, w], [0.0, 1.0, 0.0]],
        3: [[-1.0, 0.0, w], [0.0, -1.0, h]],
        4: [[1.0, 0.0, 0.0], [0.0, -1.0, h]],
        5: [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]],
        6: [[0.0, 1.0, 0.0], [-1.0, 0.0, h]],
        7: [[0.0, -1.0, w], [-1.0, 0.0, h]],
        8: [[0.0, -1.0, w], [1.0, 0.0, 0.0]],
    }.get(orientation, IDENTITY)


def _to_rgb(image: Image.Image) -> Raster:
    if image.mode.startswith(("I", "F")):
        return np.repeat(_to_eight_bits(np.asarray(image))[:, :, None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, clear)
    if image.mode == "L":
        return np.asarray(cv2.cvtColor(np.asarray(image), cv2.COLOR_GRAY2RGB), np.uint8)
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8))


def _to_eight_bits(deep: NDArray[Any]) -> Raster:
    """Grey levels of any range scaled to 0..255; the lightest thousandth may be clipped."""
    tones = deep.astype(np.float64)
    top = float(np.percentile(tones, TOP_PERCENTILE)) if tones.size else 0.0
    return np.asarray(np.clip(tones * (WHITE / top if top > 0 else 0.0), 0, 255), np.uint8)
