"""ALTO 4.4: one file per page; blocks tagged by role and article; lines, words and glyphs with boxes.

Blocks are in reading order, which ``ReadingOrder`` repeats with a group for each article. Lengths are px of the
picture that the file names, or 1/1200 inch where its resolution is known. A ``String`` is a word, or one character
of a script without word spaces, so that a search highlights what was found and not its line; ``Glyph`` elements
give the characters of longer ones. ``SP`` ends a line whose text continues with a space; the tag ``line-break``
marks an intended line break (verse). A block with the tag ``continues`` continues the text of the block before it:
a paragraph in the next column.

What is in the files; `banmian.export.formats.alto` offers the format and writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from banmian.document.affine_maps import Point, map_point
from banmian.export.coordinate_frames import Frame, frame_on_original
from banmian.export.estimated_lines import width_of
from banmian.export.placed_character_boxes import glyph_box, split_word
from banmian.export.placed_document import (
    Bounds,
    Figure,
    Piece,
    PlacedDocument,
    PlacedGlyph,
    PlacedLine,
    PlacedPage,
    baseline_of,
    bounding_box,
)
from banmian.export.xml_elements import Element, add, number, replace_forbidden, to_bytes
from banmian.wording.language import language_of

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = f"{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
UNITS_AN_INCH = 1200

AltoUnit = Literal["pixel", "inch1200"]
Strings = Literal["glyph", "word"]
ALTO_UNITS: tuple[AltoUnit, ...] = get_args(AltoUnit)
STRINGS: tuple[Strings, ...] = get_args(Strings)

_WORD_SPACE = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class _Measure:
    """Lengths of a file: px of the frame times ``scale``, and how long a ``String`` is."""

    frame: Frame | None
    unit: AltoUnit
    scale: float
    strings: Strings

    def box(self, box: Bounds | None) -> dict[str, str | None]:
        """Attributes of a box of the page."""
        if box is None or self.frame is None:
            return {}
        x0, y0, x1, y1 = (round(value * self.scale, 2) for value in self.frame.bounds(box))
        return {"HPOS": number(x0), "VPOS": number(y0), "WIDTH": number(x1 - x0), "HEIGHT": number(y1 - y0)}

    def shape(self, element: Element, box: Bounds | None) -> None:
        """Add the corners of a box of the page."""
        if box is not None and self.frame is not None:
            add(add(element, "Shape"), "Polygon", POINTS=self.points(self.frame.corners(box)))

    def shape_of_turned(self, element: Element, box: Bounds | None) -> None:
        """Add the corners of a box of the page where they are no upright box on the frame."""
        if self.frame is not None and not self.frame.upright:
            self.shape(element, box)

    def points(self, points: Sequence[Point]) -> str:
        """Points of the frame as ALTO writes them."""
        return " ".join(f"{number(x * self.scale)},{number(y * self.scale)}" for x, y in points)

    def length(self, px: int) -> str:
        """A length of the frame, whole for px."""
        return number(px * self.scale)


def alto(
    document: PlacedDocument,
    page: PlacedPage,
    frame: Frame | None = None,
    unit: AltoUnit = "pixel",
    strings: Strings = "glyph",
) -> bytes:
    """The ALTO file of a page, measured on ``frame``; None: on the file that the page was read from.

    Where a frame's resolution is unknown the unit is the pixel. Without word spaces a ``String`` is a character,
    or with ``strings`` "word" all that is between two spaces.
    """
    frame = frame or frame_on_original(page.info, document.document.source.path)
    measure = _Measure(frame, "pixel", 1.0, strings)
    if unit == "inch1200" and frame is not None and frame.dpi:
        measure = _Measure(frame, unit, UNITS_AN_INCH / frame.dpi, strings)
    root = ET.Element("alto", {"xmlns": NAMESPACE, "xmlns:xsi": INSTANCE, "SCHEMAVERSION": "4.4"})
    root.set("xsi:schemaLocation", SCHEMA)
    _describe(root, document, measure)
    _tag(root, document, page)
    _order(root, page)
    sheet = add(
        add(root, "Layout"),
        "Page",
        ID="page",
        PHYSICAL_IMG_NR=str(page.info.number),
        PRINTED_IMG_NR=page.info.label,
        WIDTH=measure.length(frame.width) if frame else None,
        HEIGHT=measure.length(frame.height) if frame else None,
        PC=_share(page.info.confidence),
    )
    space = add(sheet, "PrintSpace", **measure.box(_whole(page)))
    measure.shape_of_turned(space, _whole(page))
    following = _following(page.pieces)
    for piece in page.pieces:
        _block(space, measure, piece, following.get(piece.id))
    for figure in page.figures:
        shown = add(space, "Illustration", ID=figure.id, TAGREFS=_figure_tags(figure), **measure.box(figure.bbox))
        measure.shape_of_turned(shown, figure.bbox)
    return to_bytes(root)


def article_tag(index: int) -> str:
    """Id of the tag of an article."""
    return f"article-{index + 1:04d}"


def _describe(root: Element, document: PlacedDocument, measure: _Measure) -> None:
    description = add(root, "Description")
    add(description, "MeasurementUnit", measure.unit)
    image = add(description, "sourceImageInformation")
    add(image, "fileName", measure.frame.name if measure.frame else document.document.source.path)
    if measure.frame and measure.frame.number > 1:
        add(image, "fileIdentifier", str(measure.frame.number), fileIdentifierLocation="image of the file, from 1")
    add(image, "documentIdentifier", document.name)
    provenance = document.document.provenance
    step = add(description, "Processing", ID="reading")
    add(step, "processingCategory", "contentGeneration")
    models = [f"{role}: {name}" for role, name in sorted(provenance.models.items())]
    if provenance.engine:
        add(step, "processingStepSettings", "; ".join([f"engine: {provenance.engine}", *models]))
    software = add(step, "processingSoftware")
    add(software, "softwareName", "banmian")
    add(software, "softwareVersion", provenance.banmian)


def _tag(root: Element, document: PlacedDocument, page: PlacedPage) -> None:
    tags = add(root, "Tags")
    for role in sorted({piece.role for piece in page.pieces}):
        add(tags, "LayoutTag", ID=f"role-{role}", LABEL=role)
    owners = {piece.article for piece in page.pieces} | {figure.article for figure in page.figures}
    for index in sorted(owner for owner in owners if owner is not None):
        article = document.document.articles[index]
        label = article.headline or article.id
        add(tags, "StructureTag", ID=article_tag(index), TYPE="article", LABEL=label, DESCRIPTION=article.id)
    add(tags, "OtherTag", ID="continues", LABEL="continues the text of the block before")
    add(tags, "OtherTag", ID="line-break", LABEL="ends with a line break that is meant")


def _order(root: Element, page: PlacedPage) -> None:
    if not page.pieces:
        return
    whole = add(add(root, "ReadingOrder"), "OrderedGroup", ID="order")
    for count, (article, group) in enumerate(groupby(page.pieces, key=lambda piece: piece.article), start=1):
        home = whole
        if article is not None:
            home = add(whole, "OrderedGroup", ID=f"order-{count:04d}", TAGREFS=article_tag(article))
        for piece in group:
            add(home, "ElementRef", ID=f"order-{piece.id}", REF=piece.id)


def _following(pieces: Sequence[Piece]) -> dict[str, str]:
    """The piece that continues the text of another on the page."""
    found = {}
    for index, piece in enumerate(pieces):
        for later in pieces[index + 1 :]:
            if (later.article, later.slot) == (piece.article, piece.slot):
                found[piece.id] = later.id
                break
    return found


def _block(space: Element, measure: _Measure, piece: Piece, following: str | None) -> None:
    tags = [f"role-{piece.role}"]
    if piece.article is not None:
        tags.append(article_tag(piece.article))
    if piece.part:
        tags.append("continues")
    block = add(
        space,
        "TextBlock",
        ID=piece.id,
        TAGREFS=" ".join(tags),
        IDNEXT=following,
        LANG=language_of(piece.text),
        **measure.box(piece.bbox),
    )
    measure.shape_of_turned(block, piece.bbox)
    broken: str | None = None
    for rank, line in enumerate(piece.lines, start=1):
        element = _line(block, f"{piece.id}-l{rank:03d}", line, measure, piece)
        following_word = piece.lines[rank].text.split(" ")[0] if rank < len(piece.lines) else ""
        broken = _mark_broken(element, line, broken, following_word)


def _line(block: Element, name: str, line: PlacedLine, measure: _Measure, piece: Piece) -> Element:
    element = add(
        block,
        "TextLine",
        ID=name,
        BASEDIRECTION="ttb" if line.vertical else "ltr",
        TAGREFS="line-break" if line.joint == "\n" else None,
        BASELINE=_baseline(line, measure),
        **measure.box(line.bbox),
    )
    measure.shape(element, line.bbox)
    sure = line.sure if line.sure is not None else piece.sure
    words = line.text.split("\t") if piece.role == "table_row" else _WORD_SPACE.split(line.text)
    at = 0
    for rank, word in enumerate(words):
        count = sum(not glyph.isspace() for glyph in word)
        glyphs = line.glyphs[at : at + count]
        at += count
        for part, own in split_word(word, glyphs) if measure.strings == "glyph" else [(word, glyphs)]:
            _string(element, part, own, line, sure, measure)
        if rank < len(words) - 1 or line.joint == " ":
            add(element, "SP")
    if line.hyphen:
        add(element, "HYP", CONTENT="-")
    return element


def _baseline(line: PlacedLine, measure: _Measure) -> str | None:
    if line.bbox is None or measure.frame is None:
        return None
    x0, y0, x1, y1 = baseline_of(line.bbox, line.vertical)
    return measure.points([map_point(measure.frame.matrix, x0, y0), map_point(measure.frame.matrix, x1, y1)])


def _mark_broken(element: Element, line: PlacedLine, broken: str | None, following: str) -> str | None:
    """Give the parts of a hyphenated word the content of the whole word; return the word if it is broken here.

    ``broken`` is the word broken at the end of the line before, ``following`` the first word of the next line.
    """
    strings = element.findall("String")
    if broken:
        strings[0].set("SUBS_TYPE", "HypPart2")
        strings[0].set("SUBS_CONTENT", replace_forbidden(broken))
    if not line.hyphen or not following or (broken and len(strings) == 1) or width_of(line.text[-1]) == 1:
        return None
    whole = line.text.split(" ")[-1] + following
    strings[-1].set("SUBS_TYPE", "HypPart1")
    strings[-1].set("SUBS_CONTENT", replace_forbidden(whole))
    return whole


def _string(
    element: Element, word: str, glyphs: Sequence[PlacedGlyph], line: PlacedLine, sure: float | None, measure: _Measure
) -> None:
    boxes = [glyph_box(glyph, line) for glyph in glyphs]
    known = [glyph.sure for glyph in glyphs if glyph.sure is not None]
    mean = sum(known) / len(known) if known else sure
    string = add(
        element,
        "String",
        CONTENT=word,
        WC=_share(mean),
        CC=" ".join(str(round(9 * (1 - value))) for value in known) if len(known) == len(word) else None,
        **measure.box(whole := bounding_box([box for box in boxes if box is not None]) or line.bbox),
    )
    measure.shape_of_turned(string, whole)
    for glyph, box in zip(glyphs, boxes, strict=True) if len(glyphs) > 1 else ():
        measure.shape_of_turned(
            add(string, "Glyph", CONTENT=glyph.text, GC=_share(glyph.sure), **measure.box(box)), box
        )


def _figure_tags(figure: Figure) -> str | None:
    return None if figure.article is None else article_tag(figure.article)


def _whole(page: PlacedPage) -> Bounds | None:
    if page.info.width is None or page.info.height is None:
        return None
    return 0.0, 0.0, page.info.width, page.info.height


def _share(value: float | None) -> str | None:
    return None if value is None else number(min(max(value, 0.0), 1.0))
