"""Corrections applied to a document, in the order in which they were made.

Each finds its place by what the person saw: the article by its id and headline, by the headline alone, or by the
text; the text by its words. When a document is read again and already has the corrected words, there is nothing to
do; a correction that no longer finds its place is stale: it is kept and reported, but not applied, and
`banmian.document.corrections.carrying_over` looks for what it may mean now.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from banmian.document.corrections.article_edits import merge, set_order, split
from banmian.document.corrections.article_parts import point_elsewhere
from banmian.document.corrections.box_edits import redraw
from banmian.document.corrections.corrections_file import Correction, Corrections, StaleCorrectionError
from banmian.document.corrections.finding_places import article_of, has_content, is_about_furniture, other_article
from banmian.document.corrections.furniture_edits import demote, promote, set_kind
from banmian.document.corrections.text_edits import add, divide, edit, join, move, set_role
from banmian.document.model import Article, Document
from banmian.messages import translatable

_ACTS: dict[str, Callable[[Document, Correction], None]] = {
    "edit": edit,
    "move": move,
    "merge": merge,
    "split": split,
    "divide": divide,
    "join": join,
    "role": set_role,
    "order": set_order,
    "demote": demote,
    "promote": promote,
    "kind": set_kind,
    "add": add,
    "redraw": redraw,
}


@dataclass(frozen=True, slots=True)
class StaleCorrection:
    """A correction that finds its place no more: ``number`` counts from 1, ``reason`` says what is missing."""

    number: int
    correction: Correction
    reason: str

    def __str__(self) -> str:
        number, action, who = self.number, self.correction.action, self.correction.who
        return translatable(f"correction {number} ({action} by {who}): {self.reason}")


def apply_corrections(document: Document, corrections: Corrections) -> tuple[Document, list[StaleCorrection]]:
    """The document with all corrections applied, and those that are stale and were not renewed; see `corrected`."""
    result = document
    stale = []
    renewed = {correction.renews for correction in corrections.corrections}
    for number, correction in enumerate(corrections.corrections, start=1):
        try:
            result = corrected(result, correction)
        except StaleCorrectionError as error:
            if number not in renewed:
                stale.append(StaleCorrection(number, correction, str(error)))
    return result, stale


def corrected(document: Document, correction: Correction) -> Document:
    """A new document with one correction applied; articles that it does not touch are those of ``document``.

    ``document`` stays as it is. Raises StaleCorrectionError.
    """
    touched = {id(article) for article in touched_articles(document, correction)}
    result = copy.copy(document)
    result.articles = [
        copy.deepcopy(article)
        if id(article) in touched
        else copy.copy(article)
        if article.continued_from or article.continued_to
        else article
        for article in document.articles
    ]
    if not correction.article:
        result.pages = list(document.pages)
        result.images, result.tables = copy.deepcopy((document.images, document.tables))
    _ACTS[correction.action](result, correction)
    gone = [article for article in result.articles if not has_content(article)]
    result.articles = [article for article in result.articles if has_content(article)]
    for empty in gone:
        point_elsewhere(result, empty.id, None)
    return result


def touched_articles(document: Document, correction: Correction) -> list[Article]:
    """The articles that a correction changes, as they are before it. Raises StaleCorrectionError."""
    new = correction.action == "add" and correction.field == "article"
    found = []
    if correction.article and not new and not is_about_furniture(correction):
        found.append(article_of(document, correction))
    if correction.other is not None and correction.action != "order":
        found.append(other_article(document, correction))
    return found
