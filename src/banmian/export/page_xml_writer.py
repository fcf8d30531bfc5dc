"""PAGE-XML: one file per page, regions in reading order with lines, words and glyphs, for training and correcting
OCR.

Coordinates are whole px of the picture that the file names, as PAGE requires. The text of a region is that of its
lines separated by line breaks, a line's that of its words separated by spaces: validators report anything else. The
role and article of a region, and how its lines are joined to the article's text, are in ``custom``.

What is in the files; `banmian.export.formats.page` offers the format and writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from banmian.document.affine_maps import Point, map_point
from banmian.export.coordinate_frames import Frame, frame_on_original
from banmian.export.placed_character_boxes import glyph_box
from banmian.export.placed_document import (
    Bounds,
    Piece,
    PlacedDocument,
    PlacedGlyph,
    PlacedLine,
    PlacedPage,
    Role,
    baseline_of,
    bounding_box,
)
from banmian.export.xml_elements import Element, add, number, to_bytes
from banmian.layout.writing_mode import is_vertical
from banmian.wording.language import language_of

Edition = Literal["2019-07-15", "2024-07-15"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)
PREFIX = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

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
"""PAGE's type for a role; paragraph for all others."""

LANGUAGES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean"}
JOINTS = {"": "none", " ": "space", "\n": "break"}
CELL = "\t"
"""The separator of the cells of a table's row; PAGE has only spaces, so ``custom`` says which of them separate
cells."""

_WORD_SPACE = re.compile(r"(?<=\S) (?=\S)")


def page_xml(
    document: PlacedDocument,
    page: PlacedPage,
    frame: Frame | None = None,
    edition: Edition = "2024-07-15",
    written: str = "1970-01-01T00:00:00Z",
    changed: str | None = None,
) -> bytes:
    """The PAGE file of a page, measured on ``frame``; None: on the file that the page was read from.

    ``written`` and ``changed`` are when its text came to be and was last corrected (ISO 8601, UTC). Raises
    ValueError for a page without a size (plain text).
    """
    shown = frame or frame_on_original(page.info, document.document.source.path)
    if shown is None:
        raise ValueError(f"page {page.info.number} has no size")
    root = ET.Element("PcGts", {"xmlns": PREFIX + edition, "xmlns:xsi": XSI})
    root.set("xsi:schemaLocation", f"{PREFIX}{edition} {PREFIX}{edition}/pagecontent.xsd")
    about = add(root, "Metadata")
    add(about, "Creator", f"banmian {document.document.provenance.banmian}".strip())
    add(about, "Created", written)
    add(about, "LastChange", changed or written)
    vertical = is_vertical([line for piece in page.pieces for line in piece.lines])
    sheet = add(
        root,
        "Page",
        imageFilename=shown.name,
        imageWidth=str(shown.width),
        imageHeight=str(shown.height),
        custom=f"page {{number:{page.info.number}; frame:{shown.number};}}",
        **_direction(vertical),
    )
    _order(sheet, document, page)
    draw = _Drawing(shown)
    for rank, piece in enumerate(page.pieces):
        _region(sheet, draw, document, piece, rank)
    for figure in page.figures:
        add(add(sheet, "ImageRegion", id=figure.id), "Coords", points=draw.box(figure.bbox))
    return to_bytes(root)


def _direction(vertical: bool) -> dict[str, str]:
    """The direction of text and of its lines."""
    if vertical:
        return {"readingDirection": "top-to-bottom", "textLineOrder": "right-to-left"}
    return {"readingDirection": "left-to-right", "textLineOrder": "top-to-bottom"}


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

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def box(self, box: Bounds | None) -> str:
        """The corners of a box; of the whole picture where it is None."""
        if box is None:
            return _points([(0, 0), (self._frame.width, 0), (self._frame.width, self._frame.height)])
        return _points(self._frame.corners(box))

    def baseline(self, box: Bounds, vertical: bool) -> str:
        """The line on which the text of a box is."""
        x0, y0, x1, y1 = baseline_of(box, vertical)
        return _points([map_point(self._frame.matrix, x0, y0), map_point(self._frame.matrix, x1, y1)])


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{max(0, round(x))},{max(0, round(y))}" for x, y in points)


def _region(sheet: Element, draw: _Drawing, document: PlacedDocument, piece: Piece, rank: int) -> None:
    owner = None if piece.article is None else document.document.articles[piece.article].id
    custom = f"readingOrder {{index:{rank};}} structure {{type:{piece.role};}}"
    region = add(
        sheet,
        "TextRegion",
        id=piece.id,
        type=TYPES.get(piece.role, "paragraph"),
        custom=custom + (f" article {{id:{owner};}}" if owner else ""),
        continuation="true" if piece.part else None,
        primaryLanguage=LANGUAGES.get(language_of(piece.text) or ""),
        **_direction(is_vertical(piece.lines)),
    )
    add(region, "Coords", points=draw.box(piece.bbox))
    for place, line in enumerate(piece.lines, start=1):
        _line(region, draw, f"{piece.id}-l{place:03d}", line, place - 1)
    _equivalent(region, "\n".join(line.text.replace(CELL, " ") for line in piece.lines), piece.sure)


def _line(region: Element, draw: _Drawing, name: str, line: PlacedLine, rank: int) -> None:
    cells = [str(place) for place, glyph in enumerate(line.text) if glyph == CELL]
    custom = f"readingOrder {{index:{rank};}} joint {{type:{JOINTS[line.joint]};}}"
    element = add(
        region,
        "TextLine",
        id=name,
        custom=custom + (f" cells {{ends:{' '.join(cells)};}}" if cells else ""),
        readingDirection=_direction(line.vertical)["readingDirection"],
    )
    add(element, "Coords", points=draw.box(line.bbox))
    if line.bbox is not None:
        add(element, "Baseline", points=draw.baseline(line.bbox, line.vertical))
    text = line.text.replace(CELL, " ")
    if line.glyphs and len(line.glyphs) == sum(not glyph.isspace() for glyph in text):
        at = 0
        for place, word in enumerate(_WORD_SPACE.split(text), start=1):
            count = sum(not glyph.isspace() for glyph in word)
            _word(element, draw, f"{name}-w{place:03d}", word, line.glyphs[at : at + count], line)
            at += count
    _equivalent(element, text, line.sure)


def _word(
    element: Element, draw: _Drawing, name: str, text: str, glyphs: Sequence[PlacedGlyph], line: PlacedLine
) -> None:
    boxes = [glyph_box(glyph, line) for glyph in glyphs]
    whole = bounding_box([box for box in boxes if box is not None])
    if whole is None:
        return
    word = add(element, "Word", id=name)
    add(word, "Coords", points=draw.box(whole))
    known = [glyph.sure for glyph in glyphs if glyph.sure is not None]
    if len(glyphs) == len(text):
        for place, (glyph, box) in enumerate(zip(glyphs, boxes, strict=True), start=1):
            child = add(word, "Glyph", id=f"{name}-g{place:03d}")
            add(child, "Coords", points=draw.box(box))
            _equivalent(child, glyph.text, glyph.sure)
    _equivalent(word, text, sum(known) / len(known) if known else line.sure)


def _equivalent(element: Element, text: str, sure: float | None) -> None:
    conf = None if sure is None else number(min(max(sure, 0.0), 1.0))
    add(add(element, "TextEquiv", conf=conf), "Unicode", text)
