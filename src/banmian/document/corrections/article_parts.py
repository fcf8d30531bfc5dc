"""The parts of an article as corrections change them: blocks taken and put, with their repairs, regions and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.document.model import Article, Block, Document, Region


def drop_repairs(article: Article, place: int | str) -> None:
    """Drop the changes of a text that a person rewrote or removed: they no longer lead to it."""
    article.repairs = [repair for repair in article.repairs if repair.block != place]


def take_block(article: Article, index: int) -> Block:
    """Remove a block and its repairs."""
    drop_repairs(article, index)
    block = article.blocks.pop(index)
    for repair in article.repairs:
        if isinstance(repair.block, int) and repair.block > index:
            repair.block -= 1
    return block


def put_blocks(article: Article, blocks: Sequence[Block], place: int | None) -> None:
    """Insert blocks before the block ``place``, or at the end."""
    at = len(article.blocks) if place is None else min(max(place, 0), len(article.blocks))
    article.blocks[at:at] = blocks
    for repair in article.repairs:
        if isinstance(repair.block, int) and repair.block >= at:
            repair.block += len(blocks)


def move_regions(giver: Article, taker: Article, blocks: Sequence[Block]) -> None:
    """Move the regions of transferred blocks from the giver's outline to the taker's.

    A region of the outline is removed when those blocks make up half of it or more; the parts that the giver's
    blocks still need are added as their own regions. A giver with nothing but a headline left keeps its outline.
    """
    gone = [region for block in blocks for region in block.regions]
    left = [region for region in giver.regions if shared(region, gone) < 0.5]
    kept = [region for block in giver.blocks for region in block.regions]
    giver.regions = left + [region for region in kept if shared(region, left) < 0.5] or giver.regions
    cover(taker, gone)


def cover(article: Article, regions: Sequence[Region]) -> None:
    """Extend an article's outline by those regions that it does not cover."""
    article.regions += [region for region in regions if shared(region, article.regions) < 0.5]


def shared(region: Region, others: Sequence[Region]) -> float:
    """Share of a region's area covered by other regions of its page."""
    x0, y0, x1, y1 = region.bbox
    covered = 0.0
    for other in others:
        if other.page == region.page:
            width = min(x1, other.bbox[2]) - max(x0, other.bbox[0])
            covered += max(0.0, width) * max(0.0, min(y1, other.bbox[3]) - max(y0, other.bbox[1]))
    return covered / max((x1 - x0) * (y1 - y0), 1e-9)


def rebuild_text(article: Article) -> None:
    """Set the text from the blocks."""
    article.text = "\n".join(block.text for block in article.blocks)


def point_elsewhere(document: Document, gone: str, other: str | None) -> None:
    """Redirect jumps to a removed article to the one that has its text now, or to none."""
    for article in document.articles:
        if article.continued_from and article.continued_from.article_id == gone:
            article.continued_from = replace(article.continued_from, article_id=other)
        if article.continued_to and article.continued_to.article_id == gone:
            article.continued_to = replace(article.continued_to, article_id=other)
