"""Jump merging: the linked parts of an article made one."""

from __future__ import annotations

from dataclasses import replace

from banmian.document.model import Article, Document


def merge_linked(document: Document) -> None:
    """Append every later part to its first part and drop it, where both are in this document.

    The parts' links must be set (`banmian.document.jump_links`). The first part keeps its headline; what only the later
    part has (a byline, a dateline) is taken over.
    """
    by_id = {article.id: article for article in document.articles}
    gone: set[str] = set()
    for article in document.articles:
        if article.id in gone:
            continue
        seen = {article.id}
        while (later := _later_part(article, by_id)) is not None and later.id not in seen | gone:
            seen.add(later.id)
            gone.add(later.id)
            _append(article, later)
    document.articles = [article for article in document.articles if article.id not in gone]


def _later_part(article: Article, by_id: dict[str, Article]) -> Article | None:
    to = article.continued_to
    return by_id.get(to.article_id) if to is not None and to.article_id is not None else None


def _append(first: Article, later: Article) -> None:
    shift = len(first.blocks)
    first.blocks += later.blocks
    first.text = "\n".join(block.text for block in first.blocks)
    first.repairs += [
        replace(repair, block=repair.block + shift) for repair in later.repairs if isinstance(repair.block, int)
    ]
    first.tables += later.tables
    first.images += later.images
    first.regions += later.regions
    first.bylines += [byline for byline in later.bylines if byline not in first.bylines]
    first.dateline = first.dateline or later.dateline
    first.continued_to = later.continued_to
