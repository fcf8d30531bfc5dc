"""What corrections come to: the articles that one changes, and what those that are lost may mean now."""

from __future__ import annotations

from banmian.document.corrections.carrying_over import renewed
from banmian.document.finished_documents import FinishedDocument
from banmian.document.json_form import encode
from banmian.document.model import Article
from banmian.review.open_documents import OpenDocument
from banmian.review.page_data import Json, first_page, label

MOST_OFFERS = 50
"""Lost corrections for which a new place is looked for at once."""


def outcome(before: OpenDocument, after: OpenDocument) -> Json:
    """The articles that a correction changes, as they would be, and the names of those that would be gone."""
    old = {article.id: article for article in before.finished.document.articles}
    left = {article.id for article in after.finished.document.articles}
    return {
        "changed": [
            _summary(article) for article in after.finished.document.articles if old.get(article.id) != article
        ],
        "gone": [label(article) for article in before.finished.document.articles if article.id not in left],
    }


def _summary(article: Article) -> Json:
    return {
        "id": article.id,
        "headline": article.headline,
        "kicker": article.kicker,
        "page": first_page(article),
        "blocks": [{"type": block.type, "text": block.text} for block in article.blocks],
    }


def lost_corrections(finished: FinishedDocument) -> list[Json]:
    """Each correction that no longer finds its place, and what it may mean now: its place's text, or null."""
    found = []
    for rank, one in enumerate(finished.lost):
        offer = renewed(finished.document, one.correction) if rank < MOST_OFFERS else None
        found.append(
            {
                "number": one.number,
                "reason": one.reason,
                "correction": encode(one.correction),
                "offer": None if offer is None else encode(offer),
            }
        )
    return found
