"""What each metric means, in a sentence, in the order of display."""

from __future__ import annotations

from typing import Literal, NamedTuple

Better = Literal["high", "low"]


class Explanation(NamedTuple):
    """What a figure means, and whether a high or a low value is good."""

    words: str
    better: Better = "high"


MAIN = ("integrity", "page_cer", "order", "article_f1", "article_cer", "headline")
"""The figures shown first, and for each document."""

GROUPS: dict[str, tuple[str, ...]] = {
    "Characters": ("integrity", "page_cer", "page_cer_any_order", "article_cer", "article_cer_any_order", "body"),
    "Order": ("order", "order_within"),
    "Articles": (
        "article_precision", "article_recall", "article_f1",
        "region_precision", "region_recall", "region_f1", "region_covering", "coverage",
    ),
    "The issue": ("title", "date", "page_label"),
    "Parts of articles": (
        "headline", "headline_invented", "kicker", "kicker_invented", "subheadline", "subheadline_invented",
        "section", "byline", "caption", "credit", "table_row", "jump",
    ),
    "Repairs": ("spacing", "spacing_precision", "spacing_recall", "doubling_precision", "doubling_recall"),
}  # fmt: skip
"""All figures by topic."""

EXPLANATIONS: dict[str, Explanation] = {
    "integrity": Explanation("12-character windows of the bodies that stand whole in the output"),
    "page_cer": Explanation("character error rate of pages, in order", "low"),
    "page_cer_any_order": Explanation("the same, order left aside", "low"),
    "order": Explanation("reading-order edit distance (OmniDocBench), page", "low"),
    "order_within": Explanation("the same, inside each article", "low"),
    "article_cer": Explanation("character error rate of article bodies, in order", "low"),
    "article_cer_any_order": Explanation("the same, order left aside", "low"),
    "body": Explanation("mean similarity of the bodies"),
    "article_precision": Explanation("output articles that are a true one (body 0.9)"),
    "article_recall": Explanation("true articles that are found (body 0.9)"),
    "article_f1": Explanation("both in one: articles found, and no others (body 0.9)"),
    "region_precision": Explanation("output articles that are a true one (region IoU 0.5)"),
    "region_recall": Explanation("true articles that are found (region IoU 0.5)"),
    "region_f1": Explanation("both in one: articles found, and no others (region IoU 0.5)"),
    "region_covering": Explanation("covering of the articles' regions"),
    "coverage": Explanation("article text that stands in one output article"),
    "title": Explanation("titles of the paper exactly right"),
    "date": Explanation("dates of the issue exactly right"),
    "page_label": Explanation("page labels exactly right"),
    "headline": Explanation("headlines exactly right"),
    "headline_invented": Explanation("headlines where the page has none", "low"),
    "kicker": Explanation("kickers exactly right"),
    "kicker_invented": Explanation("kickers where the page has none", "low"),
    "subheadline": Explanation("subheadlines exactly right"),
    "subheadline_invented": Explanation("subheadlines where the page has none", "low"),
    "section": Explanation("sections exactly right"),
    "byline": Explanation("bylines: all persons and no other"),
    "caption": Explanation("captions exactly right"),
    "credit": Explanation("picture credits found"),
    "table_row": Explanation("table rows exactly right"),
    "jump": Explanation("jumps found"),
    "spacing": Explanation("neighbouring characters spaced as printed"),
    "spacing_precision": Explanation("spaces taken out that were wrong"),
    "spacing_recall": Explanation("wrong spaces that were taken out"),
    "doubling_precision": Explanation("repeated characters taken out that were wrong"),
    "doubling_recall": Explanation("wrong repeats that were taken out"),
}
