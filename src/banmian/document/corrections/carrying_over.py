"""Corrections carried over to a document that was read again: to the place whose words are most like before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from banmian.document.corrections.applying import corrected
from banmian.document.corrections.corrections_file import HEAD_FIELDS, Correction, StaleCorrectionError, bylines_text
from banmian.document.corrections.finding_places import article_of, is_about_a_block, is_about_furniture, other_article
from banmian.document.model import Article, Document

ALIKE = 0.5
"""Share of common character pairs from which two texts may be the same text, read differently."""

Found = TypeVar("Found")


def renewed(document: Document, correction: Correction) -> Correction | None:
    """The correction with the places of ``document`` in it, or None where nothing there is like what it was about.

    What the person wrote stays as it was written. The caller sets ``who``, ``when`` and ``renews``.
    """
    offered = _with_other(document, correction)
    if offered is None:
        return None
    if correction.action == "add" and correction.field == "article":
        pass
    elif is_about_furniture(correction):
        offered = _on_furniture(document, offered)
    elif is_about_a_block(correction):
        offered = _on_a_block(document, offered)
    elif correction.article:
        offered = _on_an_article(document, offered)
    else:
        offered = _on_the_document(document, offered)
    try:
        if offered is not None:
            corrected(document, offered)
    except StaleCorrectionError:
        return None
    return offered


def likeness(one: str, two: str) -> float:
    """Share of the pairs of neighbouring characters that two texts have in common, 0 to 1; single ones if short."""
    first, second = (Counter(map("".join, pairwise(text))) or Counter(text) for text in (one, two))
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else float(one == two)


def _most_alike(text: str, choices: Iterable[tuple[str, Found]]) -> tuple[str, Found] | None:
    """The choice whose text is most like ``text``; None where none is alike."""
    best, found = ALIKE, None
    for words, choice in choices:
        longer, shorter = sorted((len(words), len(text)), reverse=True)
        if 2 * shorter < best * (longer + shorter):
            continue
        sure = likeness(text, words)
        if sure >= best and (found is None or sure > best):
            best, found = sure, (words, choice)
    return found


def _article(document: Document, name: str | None, headline: str | None) -> Article | None:
    """The article with the headline most like it, else that of the same id."""
    found = _most_alike(headline or "", ((article.headline or "", article) for article in document.articles))
    if headline and found is not None:
        return found[1]
    return next((article for article in document.articles if article.id == name), None)


def _with_other(document: Document, correction: Correction) -> Correction | None:
    if correction.other is None:
        return correction
    try:
        other = other_article(document, correction)
    except StaleCorrectionError:
        found = _article(document, correction.other, correction.other_headline)
        if found is None:
            return None
        other = found
    return replace(correction, other=other.id, other_headline=other.headline)


def _on_furniture(document: Document, correction: Correction) -> Correction | None:
    pieces = ((piece.text, index) for index, piece in enumerate(document.furniture))
    found = _most_alike(correction.before or "", pieces)
    return found and replace(correction, before=found[0], block=found[1])


def _on_a_block(document: Document, correction: Correction) -> Correction | None:
    blocks = (
        (block.text, (article, index)) for article in document.articles for index, block in enumerate(article.blocks)
    )
    found = _most_alike(correction.before or "", blocks)
    if found is None:
        return None
    text, (article, index) = found
    place = correction.place
    if correction.action == "divide":
        place = _same_place(correction.before or "", text, place or 0)
    after = correction.after
    if correction.action == "join" and index + 1 < len(article.blocks):
        after = article.blocks[index + 1].text
    return replace(
        correction, article=article.id, headline=article.headline, block=index, before=text, place=place, after=after
    )


def _same_place(before: str, now: str, place: int, around: int = 8) -> int:
    """Where the words behind a place stand now."""
    tail = before[place : place + around]
    found = [at for at in range(len(now)) if now.startswith(tail, at)] if tail else []
    return min(found, key=lambda at: abs(at - place), default=round(place * len(now) / max(1, len(before))))


def _on_an_article(document: Document, correction: Correction) -> Correction | None:
    field = correction.field if correction.field in HEAD_FIELDS else None
    found = None
    if field is not None and correction.before:
        heads = ((getattr(article, field) or "", article) for article in document.articles)
        found = _most_alike(correction.before, heads)
    article = found[1] if found else _article(document, correction.article, correction.headline)
    if article is None:
        return None
    before = correction.before
    if field is not None:
        before = getattr(article, field)
    elif correction.field == "bylines":
        before = bylines_text(article.bylines)
    elif correction.field == "dateline":
        before = article.dateline.text if article.dateline else None
    elif correction.before is not None:
        place = _thing(_texts(article, correction), correction)
        if place is None:
            return None
        before, block = place
        correction = replace(correction, block=block)
    return replace(correction, article=article.id, headline=article.headline, before=before)


def _on_the_document(document: Document, correction: Correction) -> Correction | None:
    if correction.field == "title":
        return replace(correction, before=document.publication.title)
    if correction.field == "date":
        return replace(correction, before=document.publication.date)
    if correction.field == "page_label":
        labels = [page.label for page in document.pages if page.number == correction.page]
        return replace(correction, before=labels[0]) if labels else None
    place = _thing(_texts(document, correction), correction)
    return place and replace(correction, before=place[0], block=place[1])


def _texts(owner: Article | Document, correction: Correction) -> list[str]:
    """The texts that a correction of a picture or table may be about."""
    if correction.field in ("caption", "image"):
        return [image.caption or "" for image in owner.images]
    if correction.field == "credit":
        return [image.credit or "" for image in owner.images]
    if correction.field == "cell" and correction.cell:
        row, column = correction.cell
        return [t.rows[row][column] if row < len(t.rows) and column < len(t.rows[row]) else "" for t in owner.tables]
    return [table.caption or "" for table in owner.tables]


def _thing(texts: Sequence[str], correction: Correction) -> tuple[str, int] | None:
    return _most_alike(correction.before or "", ((text, index) for index, text in enumerate(texts)))


def text_now(document: Document, correction: Correction) -> str | None:
    """What a correction's place says now, as another person may have left it; None where it is gone."""
    if correction.field == "furniture":
        at = correction.block
        return document.furniture[at].text if at is not None and at < len(document.furniture) else None
    try:
        article = article_of(document, correction) if correction.article else None
    except StaleCorrectionError:
        article = next((one for one in document.articles if one.id == correction.article), None)
    if article is None:
        return None
    if correction.field in HEAD_FIELDS:
        found: str | None = getattr(article, correction.field)
        return found
    if correction.field == "bylines":
        return bylines_text(article.bylines)
    if correction.field == "dateline":
        return article.dateline.text if article.dateline else None
    if correction.field == "block" and correction.block is not None and correction.block < len(article.blocks):
        return article.blocks[correction.block].text
    return None
