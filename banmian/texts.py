"""Text that another tool extracted, in; an article document out."""

from __future__ import annotations

import hashlib

from articles.document import Document, Provenance
from banmian.documents import document_of
from banmian.errors import EmptyFileError
from banmian.version import VERSION


def repair_text(text: str, name: str = "text", media_type: str = "text/plain") -> Document:
    """Clean a newspaper text and find its articles.

    ``name`` is what the text is called in ``source.path`` and, without its ending, in the ids. Raises
    EmptyFileError where there is no text.
    """
    if not text.strip():
        raise EmptyFileError(f"{name} holds no text")
    from repair.compose import compose

    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return document_of(compose(text), name, digest, media_type, Provenance(banmian=VERSION))
