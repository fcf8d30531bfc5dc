"""Searchable PDF: each page's picture with its text over it, invisible, in reading order; articles as bookmarks.

Words are where the page shows them, stretched to their length. The file is PDF/A-2u. Needs pikepdf (``pip install
banmian[pdf]``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.document.model import PageInfo
from banmian.errors import MissingRequirementError
from banmian.export.glyphless_font import DESCENT
from banmian.export.model import PlacedDocument, PlacedLine, PlacedPage
from banmian.export.pdf_archive import mark_archival
from banmian.export.pdf_font import InvisibleFont
from banmian.export.pdf_picture import place_picture
from banmian.export.splitting import width_of

if TYPE_CHECKING:
    import pikepdf

ASSUMED_DPI = 200
"""Resolution assumed for a page in px without one: a common one for newspaper scans."""

MOST_POINTS = 14_400
"""Longest side that PDF viewers accept."""

_WORDS = re.compile(r"\S+\s*|^\s+")


def searchable_pdf(document: PlacedDocument, pictures: Mapping[int, Path]) -> bytes:
    """The PDF file of a document; ``pictures`` by page number, pages without one stay white.

    Raises MissingRequirementError without pikepdf, ValueError for a page without a size (plain text).
    """
    pikepdf = _library()
    from io import BytesIO

    font = InvisibleFont()
    with pikepdf.new() as pdf:
        for page in document.pages:
            _add_page(pdf, page, pictures.get(page.info.number), font)
        face = font.write(pdf)
        for sheet in pdf.pages:
            sheet.Resources.Font = pikepdf.Dictionary(F=face)
        _bookmarks(pdf, document)
        _describe(pdf, document)
        mark_archival(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _library() -> Any:
    try:
        import pikepdf
    except ImportError as error:
        raise MissingRequirementError(
            "searchable PDFs need pikepdf", "Install it: `pip install banmian[pdf]`, or `pip install pikepdf`."
        ) from error
    return pikepdf


def point_scale(page: PageInfo) -> float:
    """Points in the page's unit. Raises ValueError for a page without a size."""
    if not page.width or not page.height:
        raise ValueError(f"page {page.number} has no size")
    scale = 1.0 if page.unit == "pt" else 72 / (page.dpi or ASSUMED_DPI)
    return min(scale, MOST_POINTS / max(page.width, page.height))


def _add_page(pdf: pikepdf.Pdf, page: PlacedPage, picture: Path | None, font: InvisibleFont) -> None:
    from pikepdf import Dictionary

    scale = point_scale(page.info)
    width, height = (page.info.width or 0) * scale, (page.info.height or 0) * scale
    sheet = pdf.add_blank_page(page_size=(round(width, 3), round(height, 3)))
    sheet.obj.Resources = Dictionary()
    commands = []
    if picture is not None:
        sheet.obj.Resources.XObject = Dictionary(Im=place_picture(pdf, picture))
        commands.append(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im Do Q")
    commands.append("BT 3 Tr")
    for piece in page.pieces:
        for rank, line in enumerate(piece.lines):
            if line.bbox is not None and line.text.strip():
                ending = " " if line.joint == " " and rank < len(piece.lines) - 1 else ""
                commands.append(_line(line, scale, height, font, ending))
                if line.vertical:
                    commands.append(_parting(line, scale, height, font))
    commands.append("ET")
    sheet.obj.Contents = pdf.make_stream("\n".join(commands).encode("ascii"))


def _line(line: PlacedLine, scale: float, height: float, font: InvisibleFont, ending: str) -> str:
    """The operators that show a line: one string, its words moved to where the page has them.

    A vertical line is horizontal text rotated by a quarter turn, so that viewers find its words in one piece.
    """
    x0, y0, x1, y1 = (value * scale for value in line.bbox or (0.0, 0.0, 0.0, 0.0))
    thickness, length = (x1 - x0, y1 - y0) if line.vertical else (y1 - y0, x1 - x0)
    size = max(thickness, 0.5)
    words = _WORDS.findall(line.text)
    stretch = max(length, 0.1) / (max(width_of(line.text.strip()), 0.5) * size)
    begin = (line.bbox[1] if line.vertical else line.bbox[0]) if line.bbox else 0.0
    parts: list[str] = []
    at, drawn = 0, 0.0
    for rank, word in enumerate(words):
        count = sum(not glyph.isspace() for glyph in word)
        glyphs = line.glyphs[at : at + count]
        at += count
        if glyphs and rank:
            due = (glyphs[0].start - begin) * scale / (size * stretch)
            parts.append(f"{(drawn - due) * 1000:.0f}")
            drawn = due
        shown = word + (ending if rank == len(words) - 1 else "")
        parts.append(f"<{font.encode(shown)}>")
        drawn += width_of(shown)
    if line.vertical:
        matrix = f"0 {-stretch:.4f} 1 0 {x0 - DESCENT / 1000 * size:.3f} {height - y0:.3f}"
    else:
        matrix = f"{stretch:.4f} 0 0 1 {x0:.3f} {height - y1 - DESCENT / 1000 * size:.3f}"
    return f"/F {size:.3f} Tf {matrix} Tm [{' '.join(parts)}] TJ"


def _parting(line: PlacedLine, scale: float, height: float, font: InvisibleFont) -> str:
    """A space at the foot of a vertical line, the way the line runs.

    PDFium, which Chrome reads with, takes texts that begin at one height for pieces of one line and puts them in
    order from left to right: columns from right to left would be read backwards. A text elsewhere comes between them.
    """
    x0, _, x1, y1 = (value * scale for value in line.bbox or (0.0, 0.0, 0.0, 0.0))
    size = max(x1 - x0, 0.5)
    return f"/F {size:.3f} Tf 0 -1 1 0 {x0 - DESCENT / 1000 * size:.3f} {height - y1:.3f} Tm [<{font.encode(' ')}>] TJ"


def _bookmarks(pdf: pikepdf.Pdf, document: PlacedDocument) -> None:
    """A bookmark per article, at the top of its first piece."""
    from pikepdf import OutlineItem

    firsts: dict[int, tuple[int, float]] = {}
    for index, page in enumerate(document.pages):
        for piece in page.pieces:
            if piece.article is not None and piece.bbox is not None:
                top = ((page.info.height or 0) - piece.bbox[1]) * point_scale(page.info)
                firsts.setdefault(piece.article, (index, top))
    with pdf.open_outline() as outline:
        for number, article in enumerate(document.document.articles):
            if number in firsts:
                index, top = firsts[number]
                title = article.headline or article.text[:20] or article.id
                outline.root.append(OutlineItem(title, index, "FitH", top=top))


def _describe(pdf: pikepdf.Pdf, document: PlacedDocument) -> None:
    paper = document.document.publication
    title = " ".join(part for part in (paper.title, paper.date) if part) or document.name
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
        about["dc:title"] = title
        about["dc:identifier"] = document.name
        about["xmp:CreatorTool"] = f"banmian {document.document.provenance.banmian}".strip()
    pdf.Root.ViewerPreferences = _library().Dictionary(DisplayDocTitle=True)
