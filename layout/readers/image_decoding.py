"""Image files as RGB rasters: PNG, JPEG, TIFF, JPEG 2000, WebP, GIF, BMP; any depth and colour model."""

from __future__ import annotations

import math
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from banmian.document.affine_maps import IDENTITY, Matrix
from banmian.errors import DamagedFileError, EmptyFileError, PageError, TooLargeError, UnknownFormatError
from banmian.layout.readers.source_file import Raster
from banmian.layout.readers.truncated_images import read_partial_picture
from banmian.opencv import cv2

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
PIXELS_REFUSED = 2
"""Pillow refuses pictures of more than this many times its limit."""
_one_limit_at_a_time = threading.Lock()

MISSING = "banmian_missing"
"""Key in a picture's ``info``: the share of its rows that its file, which is cut short, does not hold."""
MOST_TIMES_AS_LONG = 200
"""A picture whose one side is longer by this factor is no page."""
MOST_PIXELS_READ = 100_000_000
"""Larger pictures are read at half their size, or a third: a broadsheet at 500 dpi has fewer pixels."""
ROWS_AT_ONCE = 256
"""Rows of a deep picture that are scaled together: enough to be quick, few enough to be small."""
LONGEST_SIDE = 32_767
"""Pixels of a side beyond which OpenCV does not turn or scale a picture."""

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
        frames = getattr(image, "n_frames", 1)
    except UnidentifiedImageError as error:
        raise UnknownFormatError(f"{path.name} is not an image in a supported format.") from error
    except BROKEN as error:
        raise DamagedFileError(f"{path.name} is damaged: {error}") from error
    if frames == 1:
        check_size(path, image, max_pixels)
    return image


def check_size(path: Path, image: Image.Image, max_pixels: int) -> None:
    """Raise TooLargeError when a frame has more pixels than allowed, or a longer side than can be read, PageError when
    it is too narrow to be a page.
    """
    width, height = image.size
    if max(width, height) > MOST_TIMES_AS_LONG * min(width, height) > 0:
        raise PageError(f"{path.name} has {width} x {height} pixels: too narrow to be a page.")
    if max(width, height) > LONGEST_SIDE:
        raise TooLargeError(f"{path.name} has {width} x {height} pixels; no side may have more than {LONGEST_SIDE}.")
    if width * height > max_pixels:
        raise TooLargeError(f"{path.name} has {width} x {height} pixels, more than max_pixels = {max_pixels}.")


@contextmanager
def frames_within(name: str, max_pixels: int) -> Iterator[None]:
    """Let Pillow refuse frames with more pixels: it makes each frame of a GIF whole on its way to the next.

    Raises TooLargeError.
    """
    with _one_limit_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, max(1, max_pixels // PIXELS_REFUSED)
        try:
            yield
        except Image.DecompressionBombError as error:
            raise TooLargeError(f"{name} has an image of more than max_pixels = {max_pixels} pixels.") from error
        finally:
            Image.MAX_IMAGE_PIXELS = before


def decode_frame(image: Image.Image, name: str, most_pixels: int | None = None) -> Raster:
    """The current frame as RGB (height, width, 3) uint8: see `decode_tones`."""
    return _to_rgb(decode_tones(image, name, most_pixels))


def decode_tones(image: Image.Image, name: str, most_pixels: int | None = None) -> Raster:
    """The current frame as RGB, or with one channel where it is stored as grey; uint8, turned as its EXIF says; a whole
    number of times smaller where it has more than ``most_pixels``.

    Where its file is cut short, but for a small part, what is there is given, and ``image.info[MISSING]`` says how much
    is not. Raises DamagedFileError when more is missing or the data are broken.
    """
    try:
        try:
            image.load()
        except OSError:
            image = _rest_of(image)
        tones = _tones_of(ImageOps.exif_transpose(image) if orientation_of(image) != 1 else image)
        return tones if most_pixels is None else _shrunk(tones, most_pixels)
    except BROKEN as error:
        raise DamagedFileError(f"{name} is damaged: {error}") from error


def _rest_of(image: Image.Image) -> Image.Image:
    """What came of a picture whose file is cut short. Raises OSError again where that is too little."""
    path = getattr(image, "filename", "")
    rest = read_partial_picture(Path(path).read_bytes()) if path and getattr(image, "n_frames", 1) == 1 else None
    if rest is None:
        image.load()
        raise OSError("its data are cut short")
    image.info[MISSING] = rest.missing
    return rest.image


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation of a file's current frame, 1 to 8; 1 where it says nothing or nonsense."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except BROKEN:
        return 1
    return orientation if orientation in range(1, 9) else 1


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


def _to_rgb(tones: Raster) -> Raster:
    return tones if tones.ndim == 3 else np.asarray(cv2.cvtColor(tones, cv2.COLOR_GRAY2RGB), np.uint8)


def _shrunk(tones: Raster, most_pixels: int) -> Raster:
    """A picture, a whole number of times smaller where it has more pixels."""
    height, width = tones.shape[:2]
    times = math.ceil((width * height / most_pixels) ** 0.5)
    if times <= 1:
        return tones
    size = (max(1, width // times), max(1, height // times))
    return np.asarray(cv2.resize(tones, size, interpolation=cv2.INTER_AREA), np.uint8)


def _tones_of(image: Image.Image) -> Raster:
    """A picture's tones, grey (height, width) or RGB (height, width, 3)."""
    if image.mode.startswith(("I", "F")):
        return _to_eight_bits(np.asarray(image))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, clear)
    if image.mode in ("1", "L"):
        return np.array(image.convert("L"))
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8))


def _to_eight_bits(deep: NDArray[Any]) -> Raster:
    """Grey levels of any range scaled to 0..255; the lightest thousandth may be clipped."""
    deep = np.nan_to_num(deep) if deep.dtype.kind == "f" else deep
    top = float(np.percentile(deep, TOP_PERCENTILE)) if deep.size else 0.0
    scale, scaled = (WHITE / top if top > 0 else 0.0), np.empty(deep.shape, np.uint8)
    for start in range(0, len(deep), ROWS_AT_ONCE):
        tones = deep[start : start + ROWS_AT_ONCE].astype(np.float64)
        scaled[start : start + ROWS_AT_ONCE] = np.clip(tones * scale, 0, 255)
    return scaled
