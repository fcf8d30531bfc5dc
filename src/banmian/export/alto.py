"""ALTO 4.4: one file a page, blocks tagged by what they are and whose, lines, words and glyphs with boxes.

Blocks stand in reading order, which ``ReadingOrder`` repeats with a group for each article. Lengths are
px where the page's are, else 1/1200 inch. A run of characters without a space is one ``String``; its
``Glyph`` elements say where each is. Where a line's text goes on with a space, ``SP`` ends it; where
a line break is meant (verse), the tag ``line-break``. A block with the tag ``continues`` goes on with the
text of the block before it: a paragraph in the next column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from banmian.export.language import language_of
from banmian.export.model import Bounds, Figure, Piece, PlacedDocument, PlacedGlyph, PlacedLine, PlacedPage, around
from banmian.export.xml_form import Element, add, legal, number, to_bytes

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = f"{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
POINT_SCALE = 1200 / 72
"""1/1200 inch in a point."""

_WORD_SPACE = re.compile(r"(?<=\S) (?=\S)")


def scale_of(page: PlacedPage) -> tuple[str, float]:
    """ALTO's unit for a page, and the length of the page's own unit in it."""
    return ("inch1200", POINT_SCALE) if page.info.unit == "pt" else ("pixel", 1.0)


def alto(document: PlacedDocument, page: PlacedPage, picture: str | None = None) -> bytes:
    """The ALTO file of a page; ``picture`` names its image file."""
    unit, scale = scale_of(page)
    root = ET.Element("alto", {"xmlns": NAMESPACE, "xmlns:xsi": INSTANCE, "SCHEMAVERSION": "4.4"})
    root.set("xsi:schemaLocation", SCHEMA)
    _describe(root, document, unit, picture)
    _tag(root, document, page)
    _order(root, page)
    sheet = add(
        add(root, "Layout"),
        "Page",
        ID="page",
        PHYSICAL_IMG_NR=str(page.info.number),
        PRINTED_IMG_NR=page.info.label,
        WIDTH=_length(page.info.width, scale),
        HEIGHT=_length(page.info.height, scale),
        PC=_share(page.info.confidence),
    )
    space = add(sheet, "PrintSpace", **_box(_whole(page), scale))
    following = _following(page.pieces)
    for piece in page.pieces:
        _block(space, document, piece, scale, following.get(piece.id))
    for figure in page.figures:
        add(space, "Illustration", ID=figure.id, TAGREFS=_figure_tags(figure), **_box(figure.bbox, scale))
    return to_bytes(root)


def article_tag(index: int) -> str:
    """Id of the tag of an article."""
    return f"article-{index + 1:04d}"


def _describe(root: Element, document: PlacedDocument, unit: str, picture: str | None) -> None:
    description = add(root, "Description")
    add(description, "MeasurementUnit", unit)
    image = add(description, "sourceImageInformation")
    add(image, "fileName", picture or document.document.source.path)
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
    """The piece that goes on with the text of another on the page."""
    found = {}
    for index, piece in enumerate(pieces):
        for later in pieces[index + 1 :]:
            if (later.article, later.slot) == (piece.article, piece.slot):
                found[piece.id] = later.id
                break
    return found


def _block(space: Element, document: PlacedDocument, piece: Piece, scale: float, following: str | None) -> None:
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
        **_box(piece.bbox, scale),
    )
    broken: str | None = None
    for rank, line in enumerate(piece.lines, start=1):
        element = _line(block, f"{piece.id}-l{rank:03d}", line, scale, piece)
        following_word = piece.lines[rank].text.split(" ")[0] if rank < len(piece.lines) else ""
        broken = _mark_broken(element, line, broken, following_word)


def _line(block: Element, name: str, line: PlacedLine, scale: float, piece: Piece) -> Element:
    element = add(
        block,
        "TextLine",
        ID=name,
        BASEDIRECTION="ttb" if line.vertical else "ltr",
        TAGREFS="line-break" if line.joint == "\n" else None,
        **_box(line.bbox, scale),
    )
    sure = line.sure if line.sure is not None else piece.sure
    words = line.text.split("\t") if piece.role == "table_row" else _WORD_SPACE.split(line.text)
    at = 0
    for rank, word in enumerate(words):
        count = sum(not glyph.isspace() for glyph in word)
        glyphs = line.glyphs[at : at + count]
        at += count
        _string(element, word, glyphs, line, sure, scale)
        if rank < len(words) - 1 or line.joint == " ":
            add(element, "SP")
    if line.hyphen:
        add(element, "HYP", CONTENT="-")
    return element


def _mark_broken(element: Element, line: PlacedLine, broken: str | None, following: str) -> str | None:
    """Say of the parts of a word that a hyphen breaks what the whole word is; give it where it is broken here.

    ``broken`` is the word that the line before broke, ``following`` the first word of the next line.
    """
    strings = element.findall("String")
    if broken:
        strings[0].set("SUBS_TYPE", "HypPart2")
        strings[0].set("SUBS_CONTENT", legal(broken))
    if not line.hyphen or not following or (broken and len(strings) == 1):
        return None
    whole = line.text.split(" ")[-1] + following
    strings[-1].set("SUBS_TYPE", "HypPart1")
    strings[-1].set("SUBS_CONTENT", legal(whole))
    return whole


def _string(
    element: Element, word: str, glyphs: Sequence[PlacedGlyph], line: PlacedLine, sure: float | None, scale: float
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
        **_box(around([box for box in boxes if box is not None]) or line.bbox, scale),
    )
    for glyph, box in zip(glyphs, boxes, strict=True):
        add(string, "Glyph", CONTENT=glyph.text, GC=_share(glyph.sure), **_box(box, scale))


def glyph_box(glyph: PlacedGlyph, line: PlacedLine) -> Bounds | None:
    """The box of a character: its extent along the line, the line's across it."""
    if line.bbox is None:
        return None
    x0, y0, x1, y1 = line.bbox
    if line.vertical:
        return x0, min(max(glyph.start, y0), y1), x1, min(max(glyph.end, y0), y1)
    return min(max(glyph.start, x0), x1), y0, min(max(glyph.end, x0), x1), y1


def _figure_tags(figure: Figure) -> str | None:
    return None if figure.article is None else article_tag(figure.article)


def _whole(page: PlacedPage) -> Bounds | None:
    if page.info.width is None or page.info.height is None:
        return None
    return 0.0, 0.0, page.info.width, page.info.height


def _box(box: Bounds | None, scale: float) -> dict[str, str | None]:
    if box is None:
        return {}
    x0, y0, x1, y1 = (round(value * scale, 2) for value in box)
    return {"HPOS": number(x0), "VPOS": number(y0), "WIDTH": number(x1 - x0), "HEIGHT": number(y1 - y0)}


def _length(value: float | None, scale: float) -> str | None:
    return None if value is None else number(value * scale)


def _share(value: float | None) -> str | None:
    return None if value is None else number(min(max(value, 0.0), 1.0))
