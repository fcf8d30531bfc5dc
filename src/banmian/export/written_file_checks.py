"""Checks of what a schema cannot express, made on every file with boxes after it was written.

Boxes are on the picture that the file names; blocks are in reading order; no text of the article document is lost,
changed or added. What is doubtful on the page itself is found by `banmian.export.implausible_places`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banmian.export.ordered_texts import texts_of
from banmian.export.placed_document import Bounds, PlacedDocument, PlacedPage
from banmian.export.readback import ReadBackPage, texts
from banmian.export.xml_elements import replace_forbidden

HAIR = 0.02
"""Rounding of lengths in a file, in its unit."""


def problems(document: PlacedDocument, pages: Iterable[ReadBackPage]) -> list[str]:
    """A line for everything wrong with a document's written pages; empty when all is well.

    ``pages`` are those of the document in order, and taken one at a time: none is kept.
    """
    found: list[str] = []

    def seen() -> Iterator[ReadBackPage]:
        for page, sheet in zip(pages, document.pages, strict=False):
            about = [*boxes_outside(page), *disorder(document, page, sheet)]
            found.extend(f"page {page.number}: {text}" for text in about)
            yield page

    lost = list(_lost(document, seen()))
    return [*lost, *found]


def boxes_outside(page: ReadBackPage) -> Iterator[str]:
    """Boxes that are not on the picture, and boxes that are missing."""
    if page.width is None or page.height is None:
        return
    for block in page.blocks:
        boxes = [block.bbox, *(line.bbox for line in block.lines)]
        boxes += [part for line in block.lines for part in line.parts]
        if any(box is None for box in boxes):
            yield f"{block.id} has no box"
        elif not all(_inside(box, page.width, page.height) for box in boxes if box is not None):
            yield f"{block.id} reaches over the edge of the picture"


def _inside(box: Bounds, width: float, height: float) -> bool:
    x0, y0, x1, y1 = box
    return -HAIR <= x0 <= x1 <= width + HAIR and -HAIR <= y0 <= y1 <= height + HAIR


def disorder(document: PlacedDocument, page: ReadBackPage, sheet: PlacedPage) -> Iterator[str]:
    """Blocks whose place in the file is not that of the reading order, or of the document's page."""
    written = [block.id for block in page.blocks]
    if written != page.order:
        yield "the blocks do not stand in the reading order"
    blocks = {block.id: block for block in page.blocks}
    ids = [article.id for article in document.document.articles]
    meant = [(p.role, None if p.article is None else ids[p.article], bool(p.part)) for p in sheet.pieces]
    found = [(b.role, b.owner, b.continues) for b in (blocks[n] for n in page.order if n in blocks)]
    if found != meant:
        yield "the reading order is not the document's"


def incomplete(document: PlacedDocument) -> Iterator[str]:
    """Texts whose joined pieces differ from the article document."""
    texts_in_file: dict[tuple[int | None, str], str] = {}
    for page in document.pages:
        for piece in page.pieces:
            key = (piece.article, piece.slot)
            words = "".join(line.text + line.joint for line in piece.lines)
            texts_in_file[key] = texts_in_file.get(key, "") + words
    for text in texts_of(document.document):
        if texts_in_file.get((text.article, text.slot), "") != text.text:
            yield f"lost or changed: {text.slot}: {text.text[:30]!r}"


def _lost(document: PlacedDocument, pages: Iterable[ReadBackPage]) -> Iterator[str]:
    ids = [article.id for article in document.document.articles]
    left: dict[tuple[str, str | None, str], int] = {}
    for role, owner, words in texts(pages):
        key = (role, owner, words)
        left[key] = left.get(key, 0) + 1
    for text in texts_of(document.document):
        key = (text.role, None if text.article is None else ids[text.article], replace_forbidden(text.text))
        if left.get(key, 0) == 0:
            yield f"lost or changed: {text.slot} of {key[1] or 'the page'}: {text.text[:30]!r}"
        else:
            left[key] -= 1
    for (_role, owner, words), count in left.items():
        if count:
            yield f"added: {words[:30]!r} ({owner or 'the page'})"
