"""Where a correction belongs: found by id and headline, by the headline alone, or by the words that the person saw."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.document.corrections.corrections_file import HEAD_FIELDS, Correction, StaleCorrectionError
from banmian.document.model import Article, Document

ON_BLOCKS = ("move", "split", "divide", "join")
ON_FURNITURE = ("promote", "kind")


def is_about_furniture(correction: Correction) -> bool:
    """Whether a correction begins at a piece of furniture and not at an article."""
    return correction.action in ON_FURNITURE or (
        correction.action in ("edit", "redraw") and correction.field == "furniture"
    )


def is_about_a_block(correction: Correction) -> bool:
    """Whether a correction refers to a block of an article."""
    if correction.before is None:
        return False
    if correction.action in ON_BLOCKS or correction.field == "block":
        return True
    return correction.action in ("role", "redraw") and correction.field is None


def article_of(document: Document, correction: Correction) -> Article:
    """The article that a correction refers to. Raises StaleCorrectionError."""
    found = _by_name(document, correction.article, correction.headline)
    if is_about_a_block(correction) and (found is None or find_block(found, correction) is None):
        holders = [article for article in document.articles if find_block(article, correction) is not None]
        named = next((article for article in holders if article.id == correction.article), None)
        found = named or (holders[0] if len(holders) == 1 else found)
    elif found is None and correction.field == "headline":
        found = _by_name(document, correction.article, correction.after)
    if found is None:
        raise StaleCorrectionError(f"no article {correction.article} with the headline {correction.headline!r}")
    return found


def other_article(document: Document, correction: Correction) -> Article:
    """The second article of a correction. Raises StaleCorrectionError."""
    found = _by_name(document, correction.other, correction.other_headline)
    if found is None:
        raise StaleCorrectionError(f"no article {correction.other} with the headline {correction.other_headline!r}")
    return found


def _by_name(document: Document, name: str | None, headline: str | None) -> Article | None:
    """The article with that id and headline; else the only one with that headline."""
    alike = [article for article in document.articles if article.headline == headline]
    named = next((article for article in alike if article.id == name), None)
    if named is None and headline is not None and len(alike) == 1:
        return alike[0]
    return named


def find_block(article: Article, correction: Correction) -> int | None:
    """The block that a correction refers to: at its index if the words match, else the only one that matches."""
    return find_text([block.text for block in article.blocks], correction)


def find_text(texts: Sequence[str | None], correction: Correction) -> int | None:
    """The index of the text that a correction refers to, as in `find_block`."""
    at = correction.block
    if at is not None and 0 <= at < len(texts) and texts[at] == correction.before:
        return at
    alike = [index for index, text in enumerate(texts) if text == correction.before]
    return alike[0] if len(alike) == 1 else None


def block_of(article: Article, correction: Correction) -> int:
    """The index of the block that a correction refers to. Raises StaleCorrectionError."""
    found = find_block(article, correction)
    if found is None:
        raise StaleCorrectionError(f"{article.id} has no block {(correction.before or '')[:20]!r}")
    return found


def furniture_of(document: Document, correction: Correction) -> int:
    """The index of the furniture that a correction refers to. Raises StaleCorrectionError."""
    found = find_text([piece.text for piece in document.furniture], correction)
    if found is None:
        raise StaleCorrectionError(f"no furniture {(correction.before or '')[:20]!r}")
    return found


def has_content(article: Article) -> bool:
    """Whether anything is left of an article."""
    heads = (getattr(article, name) for name in HEAD_FIELDS)
    return bool(article.blocks or article.tables or article.images or any(heads))
