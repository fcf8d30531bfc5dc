"""Options of formats whose files refer to pictures."""

from __future__ import annotations

from typing import Literal

from banmian.export.format import Option

Measured = Literal["original", "page"]

LEGIBLE_DPI = 200
"""Resolution of pictures for people: body type of 9 pt is 25 px high."""

FRAME: Option[Measured] = Option(
    "frame", "original", "picture that coordinates are those of: the file that was read, or one of each page",
    ("original", "page"),
)  # fmt: skip
PICTURE_DPI: Option[int] = Option(
    "picture_dpi", 0, f"dots an inch of page pictures, no more than were read; 0: {LEGIBLE_DPI}, for page all"
)
PDF_PAGES: Option[str] = Option(
    "pdf_pages", "own", "pages of a PDF as they are in it, or pictures of them, as PDF/A", ("own", "pictures")
)
