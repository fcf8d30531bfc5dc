"""Bare texts, which another tool extracted, made article documents."""

from __future__ import annotations

import hashlib

from banmian.document.model import Content, Document, DocumentWarning, Provenance
from banmian.errors import EmptyFileError, EncodingError
from banmian.reading.completeness import note_lost_text
from banmian.reading.document_assembly import make_document
from banmian.text_decoding import DecodedText
from banmian.version import VERSION


def repair_text(text: str, name: str = "text", media_type: str = "text/plain") -> Document:
    """Clean a newspaper text and find its articles.

    ``name`` becomes ``source.path`` and, without its suffix, part of the ids. Raises EmptyFileError where there is
    no text, EncodingError where it is binary data or was decoded wrongly.
    """
    if not text.strip():
        raise EmptyFileError(f"{name} holds no text")
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    content = content_document(text, name)
    document = make_document(content, name, digest, media_type, Provenance(banmian=VERSION))
    note_lost_text(document, text)
    return document


def repair_decoded(decoded: DecodedText, name: str, media_type: str) -> Document:
    """`repair_text` of a text that was decoded; a partial document where some of it could not be."""
    document = repair_text(decoded.text, name, media_type)
    warning = decoded.warning()
    if warning is not None:
        note_broken_text(document, warning)
    return document


def note_broken_text(document: Document, message: str) -> None:
    """Mark a document as partial whose text could not be decoded everywhere."""
    document.pages[0].warnings.append(DocumentWarning("broken_text", message))
    document.status = "partial"


def content_document(text: str, name: str) -> Content:
    """The articles of a text. Raises EncodingError where it is not text."""
    from banmian.repair.bare_text.pipeline import UnreadableTextError, text_to_content

    try:
        return text_to_content(text)
    except UnreadableTextError as error:
        raise EncodingError(f"{name}: {error}") from error
