"""Text that a PDF page shows in annotations and form fields, outside its text layer."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

TEXTS = {"FreeText": "Contents", "Widget": "V"}
"""Kinds of annotations that print a text on the page, and where it stands (PDF 32000-1, 12.5.6 and 12.7.3)."""
HIDDEN, NO_VIEW = 1 << 1, 1 << 5


def annotation_texts(page: Any) -> list[str]:
    """The texts that annotations of a pdfminer page show, in their order in the file."""
    found = []
    for entry in resolve1(page.annots) or []:
        annotation = resolve1(entry)
        if not isinstance(annotation, dict):
            continue
        kind = resolve1(annotation.get("Subtype"))
        flags = resolve1(annotation.get("F"))
        if not isinstance(kind, PSLiteral) or (isinstance(flags, int) and flags & (HIDDEN | NO_VIEW)):
            continue
        text = resolve1(annotation.get(TEXTS.get(str(kind.name), "")))
        if isinstance(text, bytes) and (shown := decode_text(text).strip()):
            found.append(shown)
    return found
