"""Corrections of furniture: made of an article, made an article or a block of one, given another kind."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from banmian.document.corrections.article_parts import cover, point_elsewhere, put_blocks, rebuild_text
from banmian.document.corrections.corrections_file import Correction, StaleCorrectionError
from banmian.document.corrections.finding_places import article_of, furniture_of, other_article
from banmian.document.model import Article, Block, Document, Furniture, FurnitureKind

KINDS: tuple[FurnitureKind, ...] = get_args(FurnitureKind)


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
