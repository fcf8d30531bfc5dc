"""Lines of print as running text, and boxes as shares of a page: what truth in XML has in common."""

from __future__ import annotations

from collections.abc import Iterable

from banmian.interchange.xml_local_names import Box

WORD_BREAK = "¬"
"""A hyphen that breaks a word at a line's end, as transcriptions made with Transkribus and for OCR-D write it."""


def join_lines(lines: Iterable[str]) -> str:
    """Lines of one paragraph as running text: a space only between two Latin words, no line end.

    A word broken with a hyphen is whole again where its second part is in small letters; one broken with
    `WORD_BREAK`, always.
    """
    text = ""
    for line in (line.strip() for line in lines):
        latin = bool(text and line) and text[-1].isascii() and line[0].isascii()
        goes_on = latin and text.endswith("-") and text[-2:-1].isalpha() and line[0].islower()
        if goes_on or text.endswith(WORD_BREAK):
            text = text[:-1] + line
        else:
            text += (" " if latin else "") + line
    return text


def in_fractions(box: Box | None, width: float | None, height: float | None) -> Box | None:
    """A box in fractions of its page; None without a box or a page size."""
    if box is None or not width or not height:
        return None
    x0, y0, x1, y1 = box
    return x0 / width, y0 / height, x1 / width, y1 / height
