"""pdfplumber's documents, whose objects are read by `file_objects` instead of pdfminer's parser."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFStream
from pdfplumber.pdf import PDF

from banmian.layout.pdf_text.content_stream_tokens import UnsupportedSyntaxError
from banmian.layout.pdf_text.file_objects import read_object, read_objects


class QuickDocument(PDFDocument):
    """A document that cuts its objects quickly where nothing about them is unusual."""

    @property
    def guesses_lengths(self) -> bool:
        """Whether the lengths of streams are not to be believed, because the file's table is broken."""
        return self._parser is None or self._parser.fallback

    def _getobj_parse(self, pos: int, objid: int) -> object:
        file: Any = self._parser.fp if self._parser is not None else None
        if file is not None:
            before = file.tell()
            try:
                return read_object(file, pos, objid, self)
            except (UnsupportedSyntaxError, ValueError):
                pass
            finally:
                file.seek(before)
        return super()._getobj_parse(pos, objid)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        count = stream.get("N")
        if isinstance(count, int):
            try:
                return read_objects(stream, self), count
            except (UnsupportedSyntaxError, ValueError):
                pass
        return super()._get_objects(stream)


def open_document(content: Path | bytes, password: str) -> PDF:
    """A PDF opened by pdfplumber. Raises whatever pdfminer stumbles over."""
    pdf = pdfplumber.open(content if isinstance(content, Path) else BytesIO(content), password=password)
    pdf.doc.__class__ = QuickDocument
    return pdf
