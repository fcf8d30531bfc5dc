"""Some pages of a document: ``1-20,33``, as printers and PDF programs write it."""

from __future__ import annotations

import re

from banmian.errors import DocumentError, UsageError

SYNTAX = r"\s*\d+\s*(-\s*\d*\s*)?(,\s*\d+\s*(-\s*\d*\s*)?)*"
"""Numbers and ranges with commas between; a range may be open at its end (``40-``)."""


def check_selection(text: str) -> None:
    """Raise UsageError for a text that is not a selection of pages."""
    if not re.fullmatch(SYNTAX, text) or any(first < 1 or last < first for first, last in _ranges(text, 10**9)):
        raise UsageError(
            f"--pages {text!r} is not a selection of pages", "Write numbers and ranges from 1, such as 1-20,33,40-."
        )


def select_pages(text: str | None, count: int) -> list[int]:
    """The selected ones of ``count`` source pages, in their order; all of them without a selection.

    Raises UsageError for an invalid selection, DocumentError where it selects no existing page.
    """
    if text is None:
        return list(range(1, count + 1))
    check_selection(text)
    chosen = sorted({page for first, last in _ranges(text, count) for page in range(first, min(last, count) + 1)})
    if not chosen:
        raise DocumentError(f"it has {count} pages, none of them {text}", "Choose other pages with --pages.")
    return chosen


def _ranges(text: str, count: int) -> list[tuple[int, int]]:
    found = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        found.append((int(first), int(last or count) if dash else int(first)))
    return found
