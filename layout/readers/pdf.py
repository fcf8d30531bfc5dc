"""PDF files: pages with a text layer are read glyph by glyph, the others are rendered and recognised."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfplumber.pdf import PDF

from banmian.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    PageError,
    UnknownFormatError,
)
from layout.page import Page
from layout.readers.options import DEFAULT, ReadOptions
from layout.readers.seam import Raster
from layout.text_layer.reading import TextPage, read_text_page
from layout.text_layer.source import PageLimitError, ink_page

PAGES_BEFORE_REOPENING = 25
"""pdfminer keeps every object that it has parsed; opening afresh now and then keeps memory flat."""

log = logging.getLogger(__name__)


class PdfFile:
    """An opened PDF: see `layout.readers.seam.SourceFile`. A leaf is a PDF page."""

    media_type = "application/pdf"

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self._options = options
        self._pictures = _open_pdfium(path, options.password)
        self.leaf_count = len(self._pictures)
        self._text: PDF | None = None
        self._read_since_opening = 0

    def read(self, leaf: int) -> list[Page]:
        """The page of a leaf (two when it is rendered and shows a fold). Raises PageError."""
        options = self._options
        if options.text_layer != "never":
            found = self._read_text(leaf)
            if found is not None and (options.text_layer == "always" or found.usable):
                return [found.page]
        return self._read_picture(leaf)

    def _read_text(self, leaf: int) -> TextPage | None:
        """The page by its text layer; None when pdfminer can't parse the file but PDFium can."""
        pdf = self._text_pdf()
        if pdf is None:
            return None
        try:
            page = ink_page(pdf, leaf - 1, self._options.page_seconds)
        except IndexError:
            return None
        try:
            return read_text_page(page, leaf)
        except PageLimitError as error:
            raise PageError(f"Page {leaf} of {self.path.name} asks too much: {error}.") from error
        except RecursionError as error:
            raise PageError(f"Page {leaf} of {self.path.name} is nested too deeply.") from error
        except MemoryError as error:
            raise PageError(f"Page {leaf} of {self.path.name} needs too much memory.") from error
        except Exception as error:
            log.warning("page %d of %s: its text layer can't be parsed (%r)", leaf, self.path.name, error)
            return None
        finally:
            page.close()

    def _text_pdf(self) -> PDF | None:
        if self._text is not None and self._read_since_opening >= PAGES_BEFORE_REOPENING:
            self._close_text()
        if self._text is None:
            self._read_since_opening = 0
            try:
                self._text = pdfplumber.open(self.path, password=self._options.password or "")
            except Exception as error:
                log.warning("%s can't be parsed for text (%r)", self.path.name, error)
                return None
        self._read_since_opening += 1
        return self._text

    def _close_text(self) -> None:
        if self._text is not None:
            self._text.stream.close()
            self._text = None

    def _read_picture(self, leaf: int) -> list[Page]:
        from layout.scan.reading import read_raster

        width, _height = self._size(leaf)
        raster = self._render(leaf, self._scale(leaf))
        dpi = round(72 * raster.shape[1] / width, 2)
        pages = read_raster(raster, self._options)
        return [replace(page, leaf=leaf, dpi=dpi) for page in pages]

    def _size(self, leaf: int) -> tuple[float, float]:
        try:
            width, height = self._pictures.get_page_size(leaf - 1)
            return float(width), float(height)
        except pypdfium2.PdfiumError as error:
            raise PageError(f"Page {leaf} of {self.path.name} can't be opened: {error}.") from error

    def _scale(self, leaf: int) -> float:
        """Pixels a point at the wanted resolution, less where the page would have too many pixels."""
        width, height = self._size(leaf)
        if width <= 0 or height <= 0:
            raise PageError(f"Page {leaf} of {self.path.name} has no size.")
        most = (self._options.max_pixels / (width * height)) ** 0.5
        return float(min(self._options.dpi / 72, most))

    def _render(self, leaf: int, scale: float) -> Raster:
        """RGB picture of a page. Raises PageError."""
        try:
            page = self._pictures[leaf - 1]
            try:
                bitmap = page.render(scale=scale, rev_byteorder=True)
                return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
            finally:
                page.close()
        except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
            raise PageError(f"Page {leaf} of {self.path.name} can't be rendered: {error}.") from error

    def picture(self, leaf: int, page_in_leaf: int, long_side: int) -> Raster | None:
        """RGB picture of a page, its long side `long_side` px. Raises PageError."""
        width, height = self._size(leaf)
        return self._render(leaf, min(long_side / max(width, height), self._scale(leaf) * 4))

    def close(self) -> None:
        """Closes both readers of the file."""
        self._close_text()
        self._pictures.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open_pdfium(path: Path, password: str | None) -> pypdfium2.PdfDocument:
    """Raises UnknownFormatError, EncryptedFileError, DamagedFileError."""
    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        reason = str(error)
        if "password" in reason.lower() or "security" in reason.lower():
            raise EncryptedFileError(f"{path.name} is encrypted.") from error
        raise DamagedFileError(f"{path.name} can't be opened as a PDF: {reason}") from error


def open_pdf(path: Path, options: ReadOptions = DEFAULT) -> PdfFile:
    """Open a PDF; close it after use.

    Raises EmptyFileError, UnknownFormatError (no PDF), EncryptedFileError, DamagedFileError, and
    OSError where the file can't be read.
    """
    with path.open("rb") as stream:
        head = stream.read(1024)
    if not head:
        raise EmptyFileError(f"{path.name} has no bytes.")
    if b"%PDF-" not in head:
        raise UnknownFormatError(f"{path.name} is not a PDF.")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return PdfFile(path, options)
