"""pdfplumber's documents, whose plain objects are read by `content_streams` instead of pdfminer's parser."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfplumber.pdf import PDF

from banmian.layout.pdf_text.content_streams import UnsupportedSyntaxError, read_object

LONGEST_OBJECT = 1 << 16
"""Bytes that are looked at for an object; longer ones are left to pdfminer."""


class QuickDocument(PDFDocument):
    """A document that cuts its objects quickly where nothing about them is unusual."""

    def _getobj_parse(self, pos: int, objid: int) -> object:
        stream: Any = self._parser.fp if self._parser is not None else None
        if stream is not None:
            before = stream.tell()
            stream.seek(pos)
            data = stream.read(LONGEST_OBJECT)
            stream.seek(before)
            try:
                return read_object(data, objid, self)
            except (UnsupportedSyntaxError, ValueError):
                pass
        return super()._getobj_parse(pos, objid)


def open_document(content: Path | bytes, password: str) -> PDF:
    """A PDF opened by pdfplumber. Raises whatever pdfminer stumbles over."""
    pdf = pdfplumber.open(content if isinstance(content, Path) else BytesIO(content), password=password)
    pdf.doc.__class__ = QuickDocument
    return pdf
