"""Rendering of PDF pages and parts of them, by PDFium."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from numpy.typing import NDArray

from banmian.errors import DamagedFileError, EncryptedFileError, PageError
from banmian.layout.geometry import Box
from banmian.layout.readers.image_decoding import LONGEST_SIDE, MOST_PIXELS_READ, MOST_TIMES_AS_LONG
from banmian.layout.readers.source_file import Raster
from banmian.read_options import ReadOptions

CROP_MARGIN = 0.12
"""Crops of lines have this much paper around them, in shares of the shorter side."""
LEAST_HEIGHT = 1e-3
"""Boxes without height count as this high (pt)."""

POINTS_PER_INCH = 72
LINE_HEIGHT_PX = 48
"""Height at which pictures of single lines and glyphs are rendered: the input height of recognisers."""
LARGEST_SCALE = 20.0
"""Most pixels per point, however small the glyph."""


class PdfPictures:
    """The pages of a PDF as pictures. Source pages count from 1; boxes are pt in the crop box's frame.

    The page last looked at stays loaded, since most are looked at again, until it is rendered whole in colour.
    """

    def __init__(self, content: Path | bytes, name: str, options: ReadOptions) -> None:
        self._name, self._options = name, options
        self._loaded: tuple[int, Any] | None = None
        try:
            self._pdf = pypdfium2.PdfDocument(content, password=options.password)
        except pypdfium2.PdfiumError as error:
            reason = str(error)
            if "password" in reason.lower() or "security" in reason.lower():
                raise EncryptedFileError(f"{name} is encrypted.") from error
            raise DamagedFileError(f"{name} can't be opened as a PDF: {reason}") from error

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, source_page: int) -> tuple[float, float]:
        """Width and height in pt. Raises PageError."""
        try:
            width, height = self._pdf.get_page_size(source_page - 1)
        except pypdfium2.PdfiumError as error:
            raise self._error(source_page, f"can't be opened: {error}") from error
        if width <= 0 or height <= 0:
            raise self._error(source_page, "has no size")
        return float(width), float(height)

    def scale(self, source_page: int) -> float:
        """Pixels per point at the wanted resolution, fewer where the page would have too many pixels."""
        width, height = self.size(source_page)
        pixels = min(self._options.max_pixels, MOST_PIXELS_READ)
        most = min((pixels / (width * height)) ** 0.5, LONGEST_SIDE / max(width, height))
        scale = float(min(self._options.dpi / POINTS_PER_INCH, most))
        if max(width, height) > MOST_TIMES_AS_LONG * min(width, height):
            raise self._error(source_page, f"is {width:g} x {height:g} pt: too long and narrow to be drawn")
        return scale

    def render(self, source_page: int, scale: float) -> Raster:
        """RGB picture of a page. Raises PageError."""
        try:
            return self._render(source_page, scale, (0.0, 0.0, 0.0, 0.0))
        finally:
            self._unload()

    def render_gray(self, source_page: int, scale: float) -> NDArray[np.uint8]:
        """Grey picture (height, width) of a page. Raises PageError."""
        try:
            bitmap = self._page(source_page).render(scale=scale, grayscale=True)
            return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, -1)[:, : bitmap.width]
        except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
            raise self._error(source_page, f"can't be rendered: {error}") from error

    def crops(self, source_page: int, boxes: Sequence[Box]) -> list[Raster]:
        """RGB pictures of parts of a page, each about `LINE_HEIGHT_PX` high. Raises PageError."""
        width, height = self.size(source_page)
        pictures = []
        for box in boxes:
            around = box.grown(CROP_MARGIN * min(box.width, box.height))
            x0, y0 = min(max(0.0, around.x0), width - 1), min(max(0.0, around.y0), height - 1)
            x1, y1 = max(x0 + 1, min(width, around.x1)), max(y0 + 1, min(height, around.y1))
            margins = (x0, height - y1, width - x1, y0)
            scale = min(LARGEST_SCALE, LINE_HEIGHT_PX / max(LEAST_HEIGHT, around.height))
            pictures.append(self._render(source_page, scale, margins))
        return pictures

    def _render(self, source_page: int, scale: float, margins: tuple[float, float, float, float]) -> Raster:
        try:
            bitmap = self._page(source_page).render(scale=scale, crop=margins, rev_byteorder=True)
            return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
            raise self._error(source_page, f"can't be rendered: {error}") from error

    def _page(self, source_page: int) -> Any:
        if self._loaded is None or self._loaded[0] != source_page:
            self._unload()
            self._loaded = (source_page, self._pdf[source_page - 1])
        return self._loaded[1]

    def _unload(self) -> None:
        if self._loaded is not None:
            self._loaded[1].close()
            self._loaded = None

    def _error(self, source_page: int, reason: str) -> PageError:
        return PageError(f"Page {source_page} of {self._name} {reason}.")

    def close(self) -> None:
        """Close the file."""
        self._unload()
        self._pdf.close()
