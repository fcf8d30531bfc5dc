"""The reader for PDF files: pages with a text layer are read glyph by glyph, the others are rendered and recognised."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
from pdfplumber.pdf import PDF

from banmian.document.affine_maps import quarter_turn
from banmian.document.model import DocumentWarning
from banmian.errors import EmptyFileError, EngineError, MissingRequirementError, PageError, UnknownFormatError
from banmian.garbage_collection import without_collections
from banmian.layout.geometry import Box
from banmian.layout.model import Page
from banmian.layout.ocr.engine import Recognition as Recognised
from banmian.layout.pdf_text.annotations import annotation_texts
from banmian.layout.pdf_text.font_trust import FontJudge
from banmian.layout.pdf_text.page_picture import Gray, PagePicture
from banmian.layout.pdf_text.pdfplumber_page import (
    BoundedPage,
    BrokenContentError,
    PageLimitError,
    open_page,
    report_broken_content,
)
from banmian.layout.pdf_text.pipeline import TextPage, read_text_page
from banmian.layout.pdf_text.quick_document import open_document
from banmian.layout.pdf_text.text_layer_quality import compare_with_ocr, sample_lines
from banmian.layout.readers.image_resizing import resize
from banmian.layout.readers.pdf_rendering import POINTS_PER_INCH, PdfPictures
from banmian.layout.readers.source_file import ClosedAfterUse, Raster, place_in_file
from banmian.media_types import PDF_HEADER, beginning_of_pdf
from banmian.read_options import DEFAULT, ReadOptions
from banmian.resource_limits import limited, unlimited

PAGES_BEFORE_REOPENING = 25
"""pdfminer keeps every object that it has parsed; reopening the file from time to time bounds memory."""

BYTES_A_SECOND = 4_000_000
"""A page may take a second more than `ReadOptions.parsing_seconds` for so many bytes of its file."""
MOST_MEGABYTES = 1800.0
"""Memory in MiB that parsing and drawing a page may take."""
SKIPPED_BY_READERS = 1024 - len(PDF_HEADER)
"""How much before the header every PDF reader passes over (PDF 1.7, implementation note 13)."""

SHOWN_TEXT = 200
"""Characters of annotations that a warning shows."""
SPARSE_RATIO = 1.3
"""A layer is given up for its page's picture where that says this many times as much."""

log = logging.getLogger(__name__)


class PdfFile(ClosedAfterUse):
    """An opened PDF: see `banmian.layout.readers.source_file.SourceFile`. A source page is a PDF page."""

    media_type = "application/pdf"

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self._options = options
        self._seconds = options.parsing_seconds + path.stat().st_size / BYTES_A_SECOND
        with limited(f"Opening {path.name}", self._seconds, MOST_MEGABYTES):
            self._content = open_from_header(path)
            self._pictures = PdfPictures(self._content, path.name, options)
            self.source_page_count = len(self._pictures)
        self._text: PDF | None = None
        self._read_since_opening = 0
        self._fonts = FontJudge()
        self._turns: dict[int, int] = {}
        self._unparsed: set[int] = set()
        self._typeset: dict[int, bool] = {}
        self._upright: tuple[int, list[Raster]] | None = None

    def read(self, source_page: int) -> list[Page]:
        """The page of a source page (two when it is rendered and has a fold). Raises PageError, EngineError."""
        with self._limited(source_page):
            return self._read(source_page)

    def _limited(self, source_page: int) -> AbstractContextManager[None]:
        return limited(f"Page {source_page} of {self.path.name}", self._seconds, MOST_MEGABYTES)

    def _read(self, source_page: int) -> list[Page]:
        found = self._usable_text(source_page)
        if found is None:
            return self._read_picture(source_page)
        if found.is_sparse and self._options.text_layer != "always":
            seen = self._read_picture(source_page)
            if _letters(seen) > SPARSE_RATIO * _letters([found.page]):
                self._typeset[source_page] = False
                return seen
        width, height = found.page.width, found.page.height
        back = quarter_turn(-found.turns, width, height)
        size = (height, width) if found.turns % 2 else (width, height)
        return [place_in_file(found.page, self.path, source_page, size, "pt", back)]

    def _usable_text(self, source_page: int) -> TextPage | None:
        """The page from its text layer, where there is one that can be trusted."""
        use = self._options.text_layer
        found = self._read_text(source_page) if use != "never" else None
        if found is not None and use != "always" and not found.is_blank:
            found = None if found.is_rubbish else self._compared(source_page, found)
        self._typeset[source_page] = found is not None
        return found

    def _compared(self, source_page: int, found: TextPage) -> TextPage | None:
        """A page whose layer is doubtful only where it agrees with fresh recognition of a sample of its lines.

        Its confidence is then what the comparison leaves of it.
        """
        if not found.doubtful:
            return found
        lines = sample_lines(found.page.lines)
        readings = self._look(source_page, [line.box for line in lines])
        fresh = [[(glyph.text, glyph.confidence) for glyph in reading.glyphs] for reading in readings]
        verdict = compare_with_ocr([line.text for line in lines], fresh)
        if not (verdict.keeps_recognised() if found.beneath_scan else verdict.keeps_typeset()):
            return None
        found.page.confidence = round((found.page.confidence or 0.0) * verdict.confidence, 4)
        return found

    def _look(self, source_page: int, boxes: Sequence[Box]) -> list[Recognised]:
        """What the OCR engine reads in boxes of a page."""
        return self._recognise(self._pictures.crops(source_page, boxes))

    def _recognise(self, crops: Sequence[Raster]) -> list[Recognised]:
        from banmian.layout.ocr.engine_loading import get_engine

        options = self._options
        with unlimited():
            places = (options.engine, options.profile, options.weights_dir)
            engine = get_engine(*places, languages=options.languages, device=options.device)
            return engine.recognise(crops)

    def _recognise_glyphs(self, crops: Sequence[Raster]) -> list[Recognised]:
        """As `_recognise`; without an engine glyphs stay unread."""
        try:
            return self._recognise(crops)
        except (MissingRequirementError, EngineError) as error:
            log.warning("%s: glyphs stay unread (%s)", self.path.name, error)
            return []

    def _page_picture(self, source_page: int, page: BoundedPage) -> PagePicture:
        def render(scale: float) -> Gray:
            return self._pictures.render_gray(source_page, scale)

        return PagePicture((float(page.width), float(page.height)), render, self._recognise_glyphs)

    def _read_text(self, source_page: int) -> TextPage | None:
        """The page from its text layer; None when pdfminer cannot parse it though PDFium can."""
        pdf = self._text_pdf()
        if pdf is None:
            return None
        page: BoundedPage | None = None
        try:
            with report_broken_content(), without_collections():
                page = open_page(pdf, source_page - 1, self._options.page_seconds)
                page.lay_out()
                annotations = annotation_texts(page.page_obj)
            with without_collections():
                found = read_text_page(page, source_page, self._page_picture(source_page, page), self._fonts)
            found.page.warnings += _warnings_of(annotations)
        except PageLimitError as error:
            raise PageError(f"Page {source_page} of {self.path.name} exceeds the limits: {error}.") from error
        except RecursionError as error:
            raise PageError(f"Page {source_page} of {self.path.name} is nested too deeply.") from error
        except MemoryError as error:
            raise PageError(f"Page {source_page} of {self.path.name} needs too much memory.") from error
        except BrokenContentError as error:
            log.warning("page %d of %s: its text layer can't be parsed (%s)", source_page, self.path.name, error)
            self._unparsed.add(source_page)
            return None
        finally:
            if page is not None:
                page.close()
        self._turns[source_page] = found.turns
        return found

    def _text_pdf(self) -> PDF | None:
        if self._text is not None and self._read_since_opening >= PAGES_BEFORE_REOPENING:
            self._close_text()
        if self._text is None:
            self._read_since_opening = 0
            try:
                self._text = open_document(self._content, self._options.password or "")
            except ImportError:
                raise
            except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
                log.warning("%s can't be parsed for text (%r)", self.path.name, error)
                return None
        self._read_since_opening += 1
        return self._text

    def _close_text(self) -> None:
        if self._text is not None:
            self._text.stream.close()
            self._text = None

    def _read_picture(self, source_page: int) -> list[Page]:
        from banmian.layout.ocr.image_reading import read_raster

        width, height = self._pictures.size(source_page)
        raster = self._pictures.render(source_page, self._pictures.scale(source_page))
        dpi = round(POINTS_PER_INCH * raster.shape[1] / width, 2)
        back = [[width / raster.shape[1], 0.0, 0.0], [0.0, height / raster.shape[0], 0.0]]
        with unlimited():
            pages = [replace(page, dpi=dpi) for page in read_raster(raster, self._options)]
        if source_page in self._unparsed:
            message = "The text layer can't be parsed; the page was read from its picture."
            pages[0].warnings.append(DocumentWarning("unparsed_layer", message))
        return [place_in_file(page, self.path, source_page, (width, height), "pt", back) for page in pages]

    def picture(self, source_page: int, page_in_source: int, long_side: int) -> Raster | None:
        """RGB picture of a page, its long side `long_side` px; upright and split as it was recognised.

        Raises PageError.
        """
        with self._limited(source_page):
            if source_page not in self._typeset:
                self._usable_text(source_page)
            if not self._typeset[source_page]:
                return self._upright_picture(source_page, page_in_source, long_side)
            raster = self._pictures.render(source_page, long_side / max(self._pictures.size(source_page)))
        return np.ascontiguousarray(np.rot90(raster, -self._turns.get(source_page, 0)))

    def _upright_picture(self, source_page: int, page_in_source: int, long_side: int) -> Raster:
        """The picture in the frame that recognition gave the page."""
        from banmian.layout.ocr.image_reading import rectified_pictures

        if self._upright is None or self._upright[0] != source_page:
            raster = self._pictures.render(source_page, self._pictures.scale(source_page))
            with unlimited():
                self._upright = (source_page, rectified_pictures(raster, self._options))
        return resize(self._upright[1][page_in_source - 1], long_side)

    def close(self) -> None:
        """Close both readers of the file."""
        self._upright = None
        self._close_text()
        self._pictures.close()


def _warnings_of(annotations: Sequence[str]) -> list[DocumentWarning]:
    if not annotations:
        return []
    message = f"Text in annotations is not read: {'; '.join(annotations)[:SHOWN_TEXT]}"
    return [DocumentWarning("annotation_text", message, float(len(annotations)))]


def _letters(pages: Sequence[Page]) -> int:
    """How many letters, figures and Han characters pages hold."""
    return sum(sign.isalnum() for page in pages for line in page.lines for sign in line.text)


def open_from_header(path: Path) -> Path | bytes:
    """The file, or its content from the header on where more precedes it than PDF readers skip."""
    begins = beginning_of_pdf(path)
    return path if begins is None or begins < SKIPPED_BY_READERS else path.read_bytes()[begins:]


def open_pdf(path: Path, options: ReadOptions = DEFAULT) -> PdfFile:
    """Open a PDF; close it after use.

    Raises EmptyFileError, UnknownFormatError (no PDF), EncryptedFileError, DamagedFileError, and
    OSError where the file can't be read.
    """
    if not path.stat().st_size:
        raise EmptyFileError(f"{path.name} has no bytes.")
    if beginning_of_pdf(path) is None:
        raise UnknownFormatError(f"{path.name} is not a PDF.")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return PdfFile(path, options)
