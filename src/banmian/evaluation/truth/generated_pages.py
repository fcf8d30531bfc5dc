"""The truth of generated pages: the JSON that the project's page generator writes beside them.

``publication`` with ``title`` and ``date``; ``pages[]`` with ``number``, ``label``, ``width_mm``, ``height_mm``,
``furniture[]`` (``text``), ``images[]`` (``caption``, ``credit``) and ``articles[]`` of ``headline``, ``kicker``,
``subheadline``, ``section``, ``byline`` (as printed), ``paragraphs``, ``bbox_mm``, ``photo`` (caption and credit),
``table`` (``caption``, ``rows``),
``jump`` and ``cont`` (the jump words). What is empty is absent. The articles of a page are in no order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage, Place


def to_comparable(values: Mapping[str, Any]) -> ComparableDocument:
    """The document of page truth."""
    pages = values["pages"]
    publication = values.get("publication") or {}
    images = [image for page in pages for image in page.get("images") or ()]
    return ComparableDocument(
        stories=tuple(_story(article, page) for page in pages for article in page["articles"]),
        furniture=tuple(
            Passage("furniture", item["text"], int(page["number"]))
            for page in pages
            for item in page.get("furniture") or ()
        ),
        has_furniture=all("furniture" in page for page in pages),
        stories_in_order=False,
        loose_captions=tuple(image["caption"] for image in images if image.get("caption")),
        loose_credits=tuple(image["credit"] for image in images if image.get("credit")),
        title=publication.get("title"),
        date=publication.get("date"),
        labels=tuple((int(page["number"]), page["label"]) for page in pages if page.get("label")),
    )


def _story(article: Mapping[str, Any], page: Mapping[str, Any]) -> ComparableArticle:
    number = int(page["number"])
    caption, credit = article.get("photo") or ("", "")
    table = article.get("table")
    return ComparableArticle(
        name=str(article.get("id") or ""),
        body=tuple(Passage("paragraph", text, number) for text in article.get("paragraphs") or ()),
        headline=article.get("headline") or None,
        kicker=article.get("kicker") or None,
        subheadline=article.get("subheadline") or None,
        section=article.get("section") or None,
        byline=article.get("byline") or None,
        captions=(caption,) if caption else (),
        credits=(credit,) if credit else (),
        tables=(tuple(tuple(row) for row in table["rows"]),) if table else (),
        places=_places(article, page),
        goes_on=bool(article.get("jump")),
        comes_from=bool(article.get("cont")),
    )


def _places(article: Mapping[str, Any], page: Mapping[str, Any]) -> tuple[Place, ...]:
    if not article.get("bbox_mm"):
        return ()
    x0, y0, x1, y1 = article["bbox_mm"]
    width, height = page["width_mm"], page["height_mm"]
    return (Place(int(page["number"]), (x0 / width, y0 / height, x1 / width, y1 / height)),)
