"""What a schema can't see: four checks of every file with boxes, made on what was written.

Boxes lie on their page and in its unit; blocks stand in reading order; no text of the article document is
lost, changed or added; no line spans two columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banmian.export.model import BODY_ROLES, Bounds, PlacedDocument
from banmian.export.readback import ReadBackBlock, ReadBackPage, texts
from banmian.export.texts import texts_of
from banmian.export.xml_form import legal

HAIR = 0.02
"""Rounding of lengths in a file, in its unit."""

ROUNDING = 2.0
"""Units by which a page's size may differ: small pictures measure whole px, and their sides are rounded apart."""

SIZE_SLACK = 0.003
"""Share by which a page's size may differ besides."""

LINE_SLACK = 0.6
"""A line may reach out of its block by this share of its own thickness: ink overhangs, boxes are rounded."""

COLUMN_OVERLAP = 1.0
"""A line spans two columns when it reaches into one beside its own by more than its thickness times this."""


def problems(document: PlacedDocument, pages: Sequence[ReadBackPage]) -> list[str]:
    """A line for everything that is wrong with a document's written pages; empty when all is well."""
    found = [*_lost(document, pages)]
    for page in pages:
        found += [f"page {page.number}: {text}" for text in _on_page(document, page)]
    return found


def _on_page(document: PlacedDocument, page: ReadBackPage) -> Iterator[str]:
    yield from boxes_outside(document, page)
    yield from disorder(document, page)
    yield from spanning(page)


def boxes_outside(document: PlacedDocument, page: ReadBackPage) -> Iterator[str]:
    """Boxes that are not on the page, a page of another size than the document's, boxes missing."""
    info = next(sheet.info for sheet in document.pages if sheet.info.number == page.number)
    for name, written, meant in (("width", page.width, info.width), ("height", page.height, info.height)):
        if (written is None) != (meant is None):
            yield f"{name} is {written}, the document's {meant}"
        elif (
            written is not None
            and meant is not None
            and abs(written - meant * page.scale) > max(ROUNDING, SIZE_SLACK * written)
        ):
            yield f"{name} is {written} {page.unit}, the document's {meant} {info.unit}"
    if page.width is None or page.height is None:
        return
    for block in page.blocks:
        boxes = [block.bbox, *(line.bbox for line in block.lines)]
        boxes += [part for line in block.lines for part in line.parts]
        if any(box is None for box in boxes):
            yield f"{block.id} has no box"
        elif not all(_inside(box, page.width, page.height) for box in boxes if box is not None):
            yield f"{block.id} reaches over the edge of the page"


def _inside(box: Bounds, width: float, height: float) -> bool:
    x0, y0, x1, y1 = box
    return -HAIR <= x0 <= x1 <= width + HAIR and -HAIR <= y0 <= y1 <= height + HAIR


def disorder(document: PlacedDocument, page: ReadBackPage) -> Iterator[str]:
    """Blocks whose place in the file is not that of the reading order, or not that of the document."""
    written = [block.id for block in page.blocks]
    if written != page.order:
        yield "the blocks do not stand in the reading order"
    blocks = {block.id: block for block in page.blocks}
    ids = [article.id for article in document.document.articles]
    sheet = next(sheet for sheet in document.pages if sheet.info.number == page.number)
    meant = [(p.role, None if p.article is None else ids[p.article], bool(p.part)) for p in sheet.pieces]
    found = [(b.role, b.owner, b.continues) for b in (blocks[n] for n in page.order if n in blocks)]
    if found != meant:
        yield "the reading order is not the document's"


def incomplete(document: PlacedDocument) -> Iterator[str]:
    """Texts whose pieces, joined, are not what the article document says."""
    told: dict[tuple[int | None, str], str] = {}
    for page in document.pages:
        for piece in page.pieces:
            key = (piece.article, piece.slot)
            words = "".join(line.text + line.joint for line in piece.lines)
            told[key] = told.get(key, "") + words
    for text in texts_of(document.document):
        if told.get((text.article, text.slot), "") != text.text:
            yield f"lost or changed: {text.slot}: {text.text[:30]!r}"


def _lost(document: PlacedDocument, pages: Sequence[ReadBackPage]) -> Iterator[str]:
    ids = [article.id for article in document.document.articles]
    left: dict[tuple[str, str | None, str], int] = {}
    for role, owner, words in texts(pages):
        key = (role, owner, words)
        left[key] = left.get(key, 0) + 1
    for text in texts_of(document.document):
        key = (text.role, None if text.article is None else ids[text.article], legal(text.text))
        if left.get(key, 0) == 0:
            yield f"lost or changed: {text.slot} of {key[1] or 'the page'}: {text.text[:30]!r}"
        else:
            left[key] -= 1
    for (_role, owner, words), count in left.items():
        if count:
            yield f"added: {words[:30]!r} ({owner or 'the page'})"


def spanning(page: ReadBackPage) -> Iterator[str]:
    """Lines that reach out of their block, or into a column beside it."""
    body = [block for block in page.blocks if block.role in BODY_ROLES and block.bbox is not None]
    for block in page.blocks:
        if block.bbox is None:
            continue
        beside = [other for other in body if other is not block and _beside(block, other)]
        for line in block.lines:
            if line.bbox is None:
                continue
            thickness = min(line.bbox[2] - line.bbox[0], line.bbox[3] - line.bbox[1])
            reach = max(block.bbox[0] - line.bbox[0], line.bbox[2] - block.bbox[2])
            if reach > LINE_SLACK * thickness + HAIR:
                yield f"a line of {block.id} reaches out of it"
            for other in beside:
                if other.bbox is not None and _shared(line.bbox, other.bbox) > COLUMN_OVERLAP * thickness:
                    yield f"a line of {block.id} spans into {other.id}"


def _beside(block: ReadBackBlock, other: ReadBackBlock) -> bool:
    if block.bbox is None or other.bbox is None:
        return False
    apart = min(block.bbox[2], other.bbox[2]) - max(block.bbox[0], other.bbox[0])
    level = min(block.bbox[3], other.bbox[3]) - max(block.bbox[1], other.bbox[1])
    return apart <= 0 < level


def _shared(line: Bounds, column: Bounds) -> float:
    """How far a line reaches into a column at its height."""
    if min(line[3], column[3]) - max(line[1], column[1]) <= 0:
        return 0.0
    return min(line[2], column[2]) - max(line[0], column[0])
