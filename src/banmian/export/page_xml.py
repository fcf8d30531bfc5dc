"""PAGE-XML: one file a page, regions in reading order with lines, for people who train and correct OCR.

Coordinates are whole px of the page's picture, as PAGE asks: those of the picture that is given, else of
a px page itself, else of a pt page at `POINT_DPI`. What a region is, whose, and how lines are joined
stands in ``custom``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from banmian.export.model import Bounds, Piece, PlacedDocument, PlacedLine, PlacedPage, Role
from banmian.export.xml_form import Element, add, number, to_bytes

Edition = Literal["2019-07-15", "2024-07-15"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)
PREFIX = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"
POINT_DPI = 300
EPOCH = "1970-01-01T00:00:00Z"
"""PAGE asks for a time of writing; the same document gives the same bytes whenever it is written."""

TYPES: dict[Role, str] = {
    "section": "header",
    "kicker": "heading",
    "headline": "heading",
    "subheadline": "heading",
    "subheading": "heading",
    "byline": "credit",
    "credit": "credit",
    "caption": "caption",
    "table_caption": "caption",
    "masthead": "header",
    "folio": "page-number",
    "index": "TOC-entry",
    "table_row": "other",
    "advertisement": "other",
    "staff": "other",
    "other": "other",
}
"""PAGE's word for a role; a paragraph for all others."""

JOINTS = {"": "none", " ": "space", "\n": "break"}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page: its file name as the PAGE file names it, its size in px."""

    name: str
    width: int
    height: int


def frame(page: PlacedPage, picture: PagePicture | None, source: str) -> tuple[PagePicture, float]:
    """The picture that coordinates refer to, and the length of the page's unit in its px.

    Raises ValueError for a page without a size.
    """
    if not page.info.width or not page.info.height:
        raise ValueError(f"page {page.info.number} has no size")
    if picture is not None:
        return picture, picture.width / page.info.width
    scale = POINT_DPI / 72 if page.info.unit == "pt" else 1.0
    return PagePicture(source, round(page.info.width * scale), round(page.info.height * scale)), scale


def page_xml(
    document: PlacedDocument,
    page: PlacedPage,
    picture: PagePicture | None = None,
    edition: Edition = "2024-07-15",
) -> bytes:
    """The PAGE file of a page. Raises ValueError for a page without a size (plain text)."""
    shown, scale = frame(page, picture, document.document.source.path)
    root = ET.Element("PcGts", {"xmlns": PREFIX + edition})
    about = add(root, "Metadata")
    add(about, "Creator", f"banmian {document.document.provenance.banmian}".strip())
    add(about, "Created", EPOCH)
    add(about, "LastChange", EPOCH)
    sheet = add(
        root,
        "Page",
        imageFilename=shown.name,
        imageWidth=str(shown.width),
        imageHeight=str(shown.height),
        custom=f"number:{page.info.number}; unit:{page.info.unit}; scale:{scale!r};",
    )
    _order(sheet, document, page)
    draw = _Drawing(shown, scale)
    for piece in page.pieces:
        _region(sheet, draw, document, piece)
    for figure in page.figures:
        add(add(sheet, "ImageRegion", id=figure.id), "Coords", points=draw.points(figure.bbox))
    return to_bytes(root)


def _order(sheet: Element, document: PlacedDocument, page: PlacedPage) -> None:
    if not page.pieces:
        return
    whole = add(add(sheet, "ReadingOrder"), "OrderedGroup", id="order")
    for count, (article, group) in enumerate(groupby(page.pieces, key=lambda piece: piece.article)):
        name = None if article is None else document.document.articles[article].id
        home = add(
            whole,
            "OrderedGroupIndexed",
            id=f"order-{count:04d}",
            index=str(count),
            type="other" if article is None else "article",
            caption=name,
        )
        for rank, piece in enumerate(group):
            add(home, "RegionRefIndexed", index=str(rank), regionRef=piece.id)


class _Drawing:
    """Boxes of a page as points on its picture."""

    def __init__(self, picture: PagePicture, scale: float) -> None:
        self._picture, self._scale = picture, scale

    def points(self, box: Bounds | None) -> str:
        """The corners of a box, clockwise from the top left."""
        if box is None:
            box = (0.0, 0.0, self._picture.width / self._scale, self._picture.height / self._scale)
        x0, y0, x1, y1 = (round(value * self._scale) for value in box)
        x0, x1 = (min(max(x, 0), self._picture.width) for x in (x0, x1))
        y0, y1 = (min(max(y, 0), self._picture.height) for y in (y0, y1))
        return f"{x0},{y0} {x1},{y0} {x1},{y1} {x0},{y1}"


def _region(sheet: Element, draw: _Drawing, document: PlacedDocument, piece: Piece) -> None:
    owner = None if piece.article is None else document.document.articles[piece.article].id
    custom = f"structure {{type:{piece.role};}}" + (f" article {{id:{owner};}}" if owner else "")
    region = add(
        sheet,
        "TextRegion",
        id=piece.id,
        type=TYPES.get(piece.role, "paragraph"),
        custom=custom,
        continuation="true" if piece.part else None,
        readingDirection="top-to-bottom" if any(line.vertical for line in piece.lines) else "left-to-right",
    )
    add(region, "Coords", points=draw.points(piece.bbox))
    for rank, line in enumerate(piece.lines, start=1):
        _line(region, draw, f"{piece.id}-l{rank:03d}", line)
    _equivalent(region, piece.text, piece.sure)


def _line(region: Element, draw: _Drawing, name: str, line: PlacedLine) -> None:
    element = add(region, "TextLine", id=name, custom=f"joint {{type:{JOINTS[line.joint]};}}")
    add(element, "Coords", points=draw.points(line.bbox))
    _equivalent(element, line.text, line.sure)


def _equivalent(element: Element, text: str, sure: float | None) -> None:
    conf = None if sure is None else number(min(max(sure, 0.0), 1.0))
    add(add(element, "TextEquiv", conf=conf), "Unicode", text)
