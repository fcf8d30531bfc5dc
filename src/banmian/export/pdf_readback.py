"""Reading searchable PDFs back from their content streams: is all of the text there, in reading order, on the page?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.placed_document import PlacedDocument, PlacedPage

if TYPE_CHECKING:
    import pikepdf

EDGE = 1.0
"""A line may begin this many points outside its page: numbers are rounded."""

_CODE = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")


def problems(path: Path, document: PlacedDocument) -> list[str]:
    """A line for each page whose text differs from the document. For files that `searchable_pdf` wrote."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        if len(pdf.pages) != len(document.pages):
            return [f"{len(pdf.pages)} pages instead of {len(document.pages)}"]
        letters = _letters(pdf.pages[0])
        return [
            f"page {placed.info.number}: {text}"
            for page, placed in zip(pdf.pages, document.pages, strict=True)
            for text in _on_page(page, placed, letters)
        ]


def shown_lines(page: pikepdf.Page, letters: Mapping[int, str]) -> list[tuple[str, float, float]]:
    """Each string that a page shows, in the order of its content, and where it begins (points, from below)."""
    import pikepdf

    found = []
    x = y = 0.0
    for step in pikepdf.parse_content_stream(page, "Tm TJ"):
        operands, operator = step.operands, step.operator
        if str(operator) == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif str(operator) == "TJ":
            codes = b"".join(bytes(item) for item in operands[0] if isinstance(item, pikepdf.String))
            glyphs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            found.append(("".join(letters[int.from_bytes(glyph, "big")] for glyph in glyphs), x, y))
    return found


def _letters(page: pikepdf.Page) -> dict[int, str]:
    """What each code means, by the font's own ToUnicode map."""
    unicode = page.Resources.Font.F.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(glyph).decode("utf-16-be") for code, glyph in _CODE.findall(unicode)}


def _on_page(page: pikepdf.Page, placed: PlacedPage, letters: Mapping[int, str]) -> Iterator[str]:
    lines = [line.text for piece in placed.pieces for line in piece.lines if line.text.strip()]
    shown = shown_lines(page, letters)
    found = [text.strip() for text, _, _ in shown if text.strip()]
    if found != [line.strip() for line in lines]:
        order = sorted(found) == sorted(line.strip() for line in lines)
        yield "the text is not in reading order" if order else "text is lost or changed"
    _, _, width, height = (float(value) for value in page.mediabox)
    for text, x, y in shown:
        if not (-EDGE <= x <= width + EDGE and -EDGE <= y <= height + EDGE):
            yield f"{text[:20]!r} begins outside of the page"
