"""The reader for plain text and Markdown: one page of lines below each other, one em per line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from banmian.errors import PageError
from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.layout.readers.source_file import ClosedAfterUse, Raster


class PlainFile(ClosedAfterUse):
    """An opened text: one source page without a picture. ``text`` is all of it, with line feeds as line ends.

    ``warning`` says what of it could not be decoded.
    """

    source_page_count = 1

    def __init__(self, path: Path, media_type: str, text: str, warning: str | None = None) -> None:
        self.path = path
        self.media_type = media_type
        self.text = text
        self.warning = warning

    def read(self, source_page: int) -> list[Page]:
        """The only page; the box of a line gives its row and its width."""
        if source_page != 1:
            raise PageError(f"{self.path.name} has no page {source_page}")
        rows = self.text.split("\n")
        lines = [
            Line(text=row, box=Box(0, place, _ems(row), place + 1), size=1, read=row)
            for place, row in enumerate(rows)
            if row.strip()
        ]
        width = max((line.box.x1 for line in lines), default=1)
        return [Page(number=1, width=width, height=len(rows), unit="pt", text_source="plain", lines=lines)]

    def picture(self, source_page: int, page_in_source: int, long_side: int) -> Raster | None:
        """None: a text has no picture."""
        return None

    def close(self) -> None:
        """Nothing to close."""


def _ems(row: str) -> float:
    """Width of a row in em: full-width characters count 1, others a half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in row)
