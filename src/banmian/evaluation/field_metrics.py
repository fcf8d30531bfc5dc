"""Metrics of fields: the issue's title and date, page labels; headings, section, byline, captions, credits, tables,
jumps of articles.

Each figure is the share of the true fields that are found exactly on the output article matched with the true one
(`banmian.evaluation.article_matching.nearest`): a recall. ``…_invented`` is the share of the output's fields, on
matched articles, where the truth has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banmian.evaluation.article_matching import Match
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.text_normalization import normalize_text

HEADS = ("headline", "kicker", "subheadline", "section")

BYLINE_WORDS = re.compile(
    "特约评论员|本报评论员|评论员|特约记者|实习记者|见习记者|全媒体记者|首席记者|记者|通讯员|实习生|作者|"
    "全媒体|特约|见习|本报|本社|摄影报道|摄影|报道|撰文|供图|供稿|摄|文|图|整理|\\b(?:by|von|par)\\b|[^\\w]|_",
    re.IGNORECASE,
)
"""What a byline contains beside names: roles and marks, normalized."""

Rows = tuple[tuple[tuple[str, ...], ...], ...]


def field_figures(matches: Sequence[Match], truth: ComparableDocument, edition: ComparableDocument) -> dict[str, Ratio]:
    """All of this module's figures; a figure whose truth is empty is left out."""
    figures: dict[str, Ratio] = {}
    for name, right in (*_judged(matches, edition), *_judged_loose(truth, edition)):
        figures[name] = figures.get(name, Ratio(0, 0)) + Ratio(right, 1)
    return figures


def issue_figures(truth: ComparableDocument, edition: ComparableDocument) -> dict[str, Ratio]:
    """``title``, ``date`` and ``page_label``: whether those that the truth has are exactly right."""
    figures: dict[str, Ratio] = {}
    if truth.title:
        figures["title"] = Ratio(normalize_text(truth.title) == normalize_text(edition.title), 1)
    if truth.date:
        figures["date"] = Ratio(truth.date == edition.date, 1)
    found = dict(edition.labels)
    for number, label in truth.labels:
        right = normalize_text(label) == normalize_text(found.get(number))
        figures["page_label"] = figures.get("page_label", Ratio(0, 0)) + Ratio(right, 1)
    return figures


def _judged(matches: Sequence[Match], edition: ComparableDocument) -> Iterator[tuple[str, bool]]:
    tables = tuple(table for story in edition.stories for table in story.tables) + edition.loose_tables
    for match in matches:
        truth, output = match.truth, match.output
        if truth.heads_marked:
            yield from _heads(truth, output, edition)
        if truth.byline or truth.names:
            yield "byline", output is not None and byline_right(truth, output)
        captions = (*(output.captions if output else ()), *edition.loose_captions)
        credits = (*(output.credits if output else ()), *edition.loose_credits)
        yield from _pictures(truth.captions, captions, truth.credits, credits)
        for table in truth.tables:
            yield from (("table_row", right) for right in _rows_right(table, tables))
        if truth.goes_on:
            yield "jump", output is not None and output.goes_on
        if truth.comes_from:
            yield "jump", output is not None and output.comes_from


def _judged_loose(truth: ComparableDocument, edition: ComparableDocument) -> Iterator[tuple[str, bool]]:
    """Captions and credits of pictures that belong to no true article: on any picture of the output."""
    captions = [caption for story in edition.stories for caption in story.captions]
    credits = [credit for story in edition.stories for credit in story.credits]
    captions += edition.loose_captions
    credits += edition.loose_credits
    yield from _pictures(truth.loose_captions, captions, truth.loose_credits, credits)


def _pictures(
    captions: Sequence[str], found: Sequence[str], credits: Sequence[str], named: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    there = [normalize_text(caption) for caption in found]
    yield from (("caption", normalize_text(caption) in there) for caption in captions)
    for text in credits:
        yield "credit", any(credit and normalize_text(credit) in normalize_text(text) for credit in named)


def _heads(
    truth: ComparableArticle, output: ComparableArticle | None, edition: ComparableDocument
) -> Iterator[tuple[str, bool]]:
    """Headings one by one; the headline of an article that is all table may be the caption of that table."""
    if truth.tables and not truth.body and output is None:
        yield "headline", normalize_text(truth.headline) in [normalize_text(text) for text in edition.table_captions]
        return
    for name in HEADS:
        wanted = normalize_text(getattr(truth, name)).lstrip("-")
        found = normalize_text(getattr(output, name)).lstrip("-") if output else ""
        if wanted:
            yield name, wanted == found
        if found and name != "section":
            yield f"{name}_invented", not wanted


def byline_right(truth: ComparableArticle, output: ComparableArticle) -> bool:
    """Whether the persons are those of the truth, no more and no fewer.

    A truth with names (article documents) is compared name by name. Of a printed line, only roles and marks
    (`BYLINE_WORDS`) may be left when the output's names are removed; further names must be in the true body
    (reporters named in a dateline).
    """
    names = [normalize_text(name) for name in output.names]
    if truth.names:
        return sorted(names) == sorted(normalize_text(name) for name in truth.names)
    line, body = normalize_text(truth.byline), normalize_text(truth.text)
    for name in sorted(names, key=len, reverse=True):
        if name in line:
            line = line.replace(name, " ", 1)
        elif name not in body:
            return False
    return all(names) and bool(names) and not BYLINE_WORDS.sub("", line)


def _rows_right(truth: tuple[tuple[str, ...], ...], tables: Rows) -> Iterator[bool]:
    """For every true row whether it is in the best matching table of the output, cell by cell."""
    wanted = [[normalize_text(cell) for cell in row] for row in truth]
    folded_tables = [[[normalize_text(cell) for cell in row] for row in table] for table in tables]
    best = max(folded_tables, key=lambda rows: sum(row in rows for row in wanted), default=[])
    yield from (row in best for row in wanted)
