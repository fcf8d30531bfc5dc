"""Corrections of articles as wholes: merged, split, put in order, told apart from furniture, drawn anew."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from banmian.document.corrections.article_parts import cover, move_regions, point_elsewhere, put_blocks, rebuild_text
from banmian.document.corrections.corrections_file import HEAD_FIELDS, Correction, StaleCorrectionError
from banmian.document.corrections.finding_places import article_of, block_of, find_text, furniture_of, other_article
from banmian.document.model import Article, Block, Document, Furniture, FurnitureKind, Region

KINDS: tuple[FurnitureKind, ...] = get_args(FurnitureKind)


def merge(document: Document, correction: Correction) -> None:
    """Put one article behind another. Raises StaleCorrectionError."""
    article, other = article_of(document, correction), other_article(document, correction)
    if other is article:
        raise StaleCorrectionError("an article can't be merged with itself")
    if correction.field == "other":
        _take_over_heading(article, other)
    shift = len(article.blocks)
    heads = [Block("subheading", text) for text in (other.kicker, other.headline, other.subheadline) if text]
    article.blocks += [*heads, *other.blocks]
    for repair in other.repairs:
        if isinstance(repair.block, int):
            article.repairs.append(replace(repair, block=repair.block + shift + len(heads)))
    article.tables += other.tables
    article.images += other.images
    article.regions += other.regions
    article.bylines += [byline for byline in other.bylines if byline not in article.bylines]
    joined = article.continued_to is not None and article.continued_to.article_id == other.id
    article.continued_to = other.continued_to if joined else other.continued_to or article.continued_to
    document.articles.remove(other)
    point_elsewhere(document, other.id, article.id)
    rebuild_text(article)


def _take_over_heading(article: Article, other: Article) -> None:
    """The heading of ``other`` becomes that of the whole; the article's own becomes a subheading."""
    own = [Block("subheading", text) for text in (article.kicker, article.headline, article.subheadline) if text]
    article.repairs = [repair for repair in article.repairs if isinstance(repair.block, int)]
    put_blocks(article, own, 0)
    for field in HEAD_FIELDS[:3]:
        setattr(article, field, getattr(other, field))
        setattr(other, field, None)


def split(document: Document, correction: Correction) -> None:
    """Make an article of the end of another. Raises StaleCorrectionError."""
    article = article_of(document, correction)
    index = block_of(article, correction)
    if index == 0:
        raise StaleCorrectionError("nothing would be left before the split")
    ids = {a.id for a in document.articles}
    rank = next(n for n in range(2, len(ids) + 3) if f"{article.id}-{n}" not in ids)
    part = Article(id=f"{article.id}-{rank}", headline=correction.after or None, section=article.section)
    part.blocks, article.blocks = article.blocks[index:], article.blocks[:index]
    moved = [r for r in article.repairs if isinstance(r.block, int) and r.block >= index]
    article.repairs = [r for r in article.repairs if not (isinstance(r.block, int) and r.block >= index)]
    part.repairs = [replace(r, block=r.block - index) for r in moved if isinstance(r.block, int)]
    part.continued_to, article.continued_to = article.continued_to, None
    for later in document.articles:
        if part.continued_to and part.continued_to.article_id == later.id and later.continued_from:
            later.continued_from = replace(later.continued_from, article_id=part.id)
    part.confidence = article.confidence
    rebuild_text(article)
    rebuild_text(part)
    move_regions(article, part, part.blocks)
    document.articles.insert(document.articles.index(article) + 1, part)


def set_order(document: Document, correction: Correction) -> None:
    """Put an article before another, or at the end. Raises StaleCorrectionError."""
    article = article_of(document, correction)
    before = None if correction.other is None else other_article(document, correction)
    if before is article:
        raise StaleCorrectionError("an article can't come before itself")
    document.articles.remove(article)
    at = len(document.articles) if before is None else document.articles.index(before)
    document.articles.insert(at, article)


def demote(document: Document, correction: Correction) -> None:
    """Make furniture of an article. Raises StaleCorrectionError."""
    kind = _kind(correction.after)
    article = article_of(document, correction)
    heads = [text for text in (article.kicker, article.headline, article.subheadline) if text]
    text = "\n".join([*heads, *(block.text for block in article.blocks)])
    regions = article.regions or [region for block in article.blocks for region in block.regions]
    document.articles.remove(article)
    document.furniture = [*document.furniture, Furniture(kind, text, list(regions))]
    document.images = [*document.images, *article.images]
    document.tables = [*document.tables, *article.tables]
    point_elsewhere(document, article.id, None)


def promote(document: Document, correction: Correction) -> None:
    """Make an article of furniture, or a block at the end of another article. Raises StaleCorrectionError."""
    index = furniture_of(document, correction)
    piece = document.furniture[index]
    lines = [line for line in piece.text.split("\n") if line.strip()]
    if correction.other is not None:
        article = other_article(document, correction)
        put_blocks(article, [Block("paragraph", "".join(lines), list(piece.regions))], None)
        cover(article, piece.regions)
    else:
        if not correction.article or any(article.id == correction.article for article in document.articles):
            raise StaleCorrectionError(f"a new article can't be named {correction.article!r}")
        head = lines[0] if len(lines) > 1 else None
        blocks = [Block("paragraph", line, list(piece.regions)) for line in (lines[1:] if head else lines)]
        article = Article(correction.article, head, blocks=blocks, regions=list(piece.regions))
        document.articles.append(article)
    document.furniture = document.furniture[:index] + document.furniture[index + 1 :]
    rebuild_text(article)


def set_kind(document: Document, correction: Correction) -> None:
    """Change the kind of furniture. Raises StaleCorrectionError."""
    index = furniture_of(document, correction)
    changed = replace(document.furniture[index], kind=_kind(correction.after))
    document.furniture = [*document.furniture[:index], changed, *document.furniture[index + 1 :]]


def _kind(name: str | None) -> FurnitureKind:
    found = next((known for known in KINDS if known == name), None)
    if found is None:
        raise StaleCorrectionError(f"no kind of furniture {name!r}")
    return found


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
