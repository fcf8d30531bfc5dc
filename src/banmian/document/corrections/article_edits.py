"""Corrections of articles as wholes: merged, split, put in order."""

from __future__ import annotations

from dataclasses import replace

from banmian.document.corrections.article_parts import move_regions, point_elsewhere, put_blocks, rebuild_text
from banmian.document.corrections.corrections_file import HEAD_FIELDS, Correction, StaleCorrectionError
from banmian.document.corrections.finding_places import article_of, block_of, other_article
from banmian.document.model import Article, Block, Document


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
