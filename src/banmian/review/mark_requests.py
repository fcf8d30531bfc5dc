"""Marks of checking as a browser sends them and is shown them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from banmian.document.json_form import ShapeError, decode, encode
from banmian.document.model import Document
from banmian.review.checking_progress import Mark, Progress
from banmian.review.page_data import Json
from banmian.review.refusals import RefusedError

MOST_NAME = 80


def read_mark(document: Document, values: Any) -> Mark:
    """What a person says of a page or an article, from its JSON values. Raises RefusedError."""
    given = {**values, "when": datetime.now(UTC).isoformat(timespec="seconds")} if isinstance(values, dict) else values
    try:
        mark = decode(Mark, given)
    except ShapeError as error:
        raise RefusedError(f"This is not a valid mark: {error}.") from error
    if not mark.who.strip():
        raise RefusedError("A correction needs the name of its author.")
    if mark.page not in {page.number for page in document.pages}:
        raise RefusedError("There is no such page.")
    if mark.article is None:
        return replace(mark, who=mark.who.strip()[:MOST_NAME], headline=None)
    heads = {article.id: article.headline for article in document.articles}
    if mark.article not in heads:
        raise RefusedError("There is no such article.")
    return replace(mark, who=mark.who.strip()[:MOST_NAME], headline=heads[mark.article])


def marks_on(progress: Progress, document: Document, number: int) -> Json:
    """The mark of a page and those of articles, by id."""
    page = progress.of_page(number)
    articles = progress.of_articles(document)
    return {
        "page": None if page is None else encode(page),
        "articles": {name: encode(mark) for name, mark in articles.items()},
    }
