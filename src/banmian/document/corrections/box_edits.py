"""Corrections of places on a page: the box of an article, block, picture, table or furniture drawn anew."""

from __future__ import annotations

from dataclasses import replace

from banmian.document.corrections.article_parts import cover
from banmian.document.corrections.corrections_file import Correction, StaleCorrectionError
from banmian.document.corrections.finding_places import article_of, block_of, find_text, furniture_of
from banmian.document.model import Document, Region


def redraw(document: Document, correction: Correction) -> None:
    """Give something another box on a page. Raises StaleCorrectionError."""
    box = correction.bbox
    if box is None or len(box) != 4 or correction.page not in {page.number for page in document.pages}:
        raise StaleCorrectionError("a box needs its page and four numbers")
    drawn = Region(correction.page or 1, [min(box[0], box[2]), min(box[1], box[3]), max(box[::2]), max(box[1::2])])
    if correction.field == "furniture":
        index = furniture_of(document, correction)
        piece = document.furniture[index]
        changed = replace(piece, regions=_redrawn(piece.regions, drawn))
        document.furniture = [*document.furniture[:index], changed, *document.furniture[index + 1 :]]
        return
    if correction.field in ("image", "table"):
        owner = article_of(document, correction) if correction.article else document
        things = owner.images if correction.field == "image" else owner.tables
        found = find_text([thing.caption or None for thing in things], correction)
        if found is None:
            raise StaleCorrectionError(f"no {correction.field} reads {correction.before!r}")
        things[found].regions = _redrawn(things[found].regions, drawn)
        return
    article = article_of(document, correction)
    if correction.field == "article":
        article.regions = _redrawn(article.regions, drawn)
        return
    block = article.blocks[block_of(article, correction)]
    old = [region for region in block.regions if region.page == drawn.page]
    block.regions = _redrawn(block.regions, drawn)
    article.regions = [region for region in article.regions if region not in old]
    cover(article, [drawn])


def _redrawn(regions: list[Region], drawn: Region) -> list[Region]:
    """The regions with one box where those of its page were."""
    kept = [region for region in regions if region.page < drawn.page]
    return [*kept, drawn, *(region for region in regions if region.page > drawn.page)]
