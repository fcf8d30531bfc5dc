"""Searchable PDF: each page with its text over it, invisible, in reading order; articles as bookmarks.

Words are where the page shows them, stretched to their length. A page is a picture, or the page of the
PDF that was read. A file of pictures is PDF/A-2u. Needs pikepdf (``pip install banmian[pdf]``).

What is in the files; `banmian.export.formats.pdf` offers the format and writes them.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from banmian.document.affine_maps import compose
from banmian.document.model import PageInfo
from banmian.export.estimated_lines import width_of
from banmian.export.glyphless_font import DESCENT
from banmian.export.pdf_a import mark_archival
from banmian.export.pdf_font import InvisibleFont
from banmian.export.pdf_picture import place_picture
from banmian.export.pdf_source_pages import SourcePages, pikepdf_library
from banmian.export.placed_document import PlacedDocument, PlacedLine, PlacedPage

if TYPE_CHECKING:
    import pikepdf

ASSUMED_DPI = 200
"""Resolution assumed for a page in px without one: a common one for newspaper scans."""

MOST_POINTS = 14_400
"""Longest side that PDF viewers accept."""

PAGES_A_PART = 24

LEADED = {True: 1.3, False: 1.2}
"""Thickness of the lines of the text layer as a share of their ink's: of vertical ones, of others. Above 1.2 (1.15)
poppler's order of drawn and real pages no longer improves."""

_WORDS = re.compile(r"\S+\s*|^\s+")


def write_searchable_pdf(
    path: Path, document: PlacedDocument, pictures: Mapping[int, Path], own: SourcePages | None = None
) -> list[int]:
    """Write the PDF file of a document to ``path``; the numbers of pages that show nothing are returned.

    ``own`` are pages of the PDF that was read, which are shown as they are; other pages show one of ``pictures``, by
    page number. The file is put together from parts of `PAGES_A_PART` pages, so that memory is that of a part. Raises
    MissingRequirementError without pikepdf, ValueError for a page without a size (plain text), OSError.
    """
    pikepdf = pikepdf_library()
    sheets = _Sheets(document, pictures, own)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, ExitStack() as parts, pikepdf.new() as pdf:
        for at in range(0, len(document.pages), PAGES_A_PART):
            part = Path(folder) / f"{at}.pdf"
            with pikepdf.new() as made:
                for index in range(at, min(at + PAGES_A_PART, len(document.pages))):
                    sheets.add(made, index)
                made.save(part)
            pdf.pages.extend(parts.enter_context(pikepdf.open(part)).pages)
        sheets.show_own_pages(pdf)
        face = sheets.font.write(pdf)
        for sheet in pdf.pages:
            sheet.Resources.Font = pikepdf.Dictionary(F=face)
        _bookmarks(pdf, document, sheets.firsts)
        _describe(pdf, document)
        version = None
        if own is not None and sheets.own:
            version = own.version
        else:
            mark_archival(pdf)
        generate = pikepdf.ObjectStreamMode.generate
        pdf.save(path, deterministic_id=True, object_stream_mode=generate, min_version=version or "")
    return sheets.empty


class _Sheets:
    """The pages in the making: what they show, their text, and where articles begin."""

    def __init__(self, document: PlacedDocument, pictures: Mapping[int, Path], own: SourcePages | None) -> None:
        self._document, self._pictures, self._pages = document, pictures, own
        self.font = InvisibleFont()
        self.own: dict[int, PageInfo] = {}
        self.empty: list[int] = []
        self.firsts: dict[int, tuple[int, float]] = {}

    def add(self, pdf: pikepdf.Pdf, index: int) -> None:
        """Add a page, with its picture if it has one."""
        from pikepdf import Dictionary

        page = self._document.pages[index]
        scale = point_scale(page.info)
        width, height = (page.info.width or 0) * scale, (page.info.height or 0) * scale
        sheet = pdf.add_blank_page(page_size=(round(width, 3), round(height, 3)))
        sheet.obj.Resources = Dictionary()
        commands = []
        picture = self._pictures.get(page.info.number)
        if picture is not None:
            sheet.obj.Resources.XObject = Dictionary(Im=place_picture(pdf, picture))
            commands.append(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im Do Q")
        else:
            self.own[index] = page.info
        commands += _text_layer(page, scale, height, self.font)
        sheet.obj.Contents = pdf.make_stream("\n".join(commands).encode("ascii"))
        for piece in page.pieces:
            if piece.article is not None and piece.bbox is not None:
                self.firsts.setdefault(piece.article, (index, height - piece.bbox[1] * scale))

    def show_own_pages(self, pdf: pikepdf.Pdf) -> None:
        """Draw the pages of the PDF that was read where there is no picture: below the text, in the whole file, so
        that fonts are in it once."""
        from pikepdf import Dictionary

        for index, info in list(self.own.items()):
            found = self._pages.form(pdf, info) if self._pages is not None else None
            if found is None:
                self.empty.append(info.number)
                del self.own[index]
                continue
            form, to_page = found
            scale = point_scale(info)
            (a, b, c), (d, e, f) = compose(to_page, [[scale, 0.0, 0.0], [0.0, -scale, (info.height or 0) * scale]])
            sheet = pdf.pages[index]
            sheet.Resources.XObject = Dictionary(Own=form)
            moves = " ".join(f"{number:.6f}" for number in (a, d, b, e, c, f))
            sheet.contents_add(f"q {moves} cm /Own Do Q\n".encode("ascii"), prepend=True)
        layers = self._pages.layers(pdf) if self._pages is not None and self.own else None
        if layers is not None:
            pdf.Root.OCProperties = layers


def _text_layer(page: PlacedPage, scale: float, height: float, font: InvisibleFont) -> list[str]:
    """The operators that lay the text of a page over it."""
    commands = ["BT 3 Tr"]
    for piece in page.pieces:
        for rank, line in enumerate(_evened(piece.lines)):
            if line.bbox is not None and line.text.strip():
                ending = " " if line.joint == " " and rank < len(piece.lines) - 1 else ""
                commands.append(_line(line, scale, height, font, ending))
                if line.vertical:
                    commands.append(_parting(line, scale, height, font))
    return [*commands, "ET"]


def _evened(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines of a piece, all of one thickness with a part of the leading, around the same middle.

    poppler reads lines as one block only where they have one size and stand closer than their ink does.
    """
    half = {}
    for down, share in LEADED.items():
        if found := [_thickness(line) for line in lines if line.bbox and line.vertical is down]:
            half[down] = share * median(found) / 2
    return [_of_thickness(line, half[line.vertical]) if line.bbox else line for line in lines]


def _thickness(line: PlacedLine) -> float:
    x0, y0, x1, y1 = line.bbox or (0.0, 0.0, 0.0, 0.0)
    return x1 - x0 if line.vertical else y1 - y0


def _of_thickness(line: PlacedLine, half: float) -> PlacedLine:
    x0, y0, x1, y1 = line.bbox or (0.0, 0.0, 0.0, 0.0)
    if line.vertical:
        return replace(line, bbox=((x0 + x1) / 2 - half, y0, (x0 + x1) / 2 + half, y1))
    return replace(line, bbox=(x0, (y0 + y1) / 2 - half, x1, (y0 + y1) / 2 + half))


def point_scale(page: PageInfo) -> float:
    """Points in the page's unit. Raises ValueError for a page without a size."""
    if not page.width or not page.height:
        raise ValueError(f"page {page.number} has no size")
    scale = 1.0 if page.unit == "pt" else 72 / (page.dpi or ASSUMED_DPI)
    return min(scale, MOST_POINTS / max(page.width, page.height))


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


def _bookmarks(pdf: pikepdf.Pdf, document: PlacedDocument, firsts: Mapping[int, tuple[int, float]]) -> None:
    """A bookmark per article, at the top of its first piece: page and height."""
    from pikepdf import OutlineItem

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
    pdf.Root.ViewerPreferences = pikepdf_library().Dictionary(DisplayDocTitle=True)
