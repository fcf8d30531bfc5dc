"""From a candidate to an article of the document: heading, paragraphs, pictures, and the record of changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from banmian.document.changes import Change
from banmian.document.model import Article, Block, Continuation, Furniture, FurnitureKind, Image, Region, Repair, Table
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.paragraphs import Paragraph, find_paragraphs, join_texts, stack_texts
from banmian.layout.segmentation.regions import Item, require_grid, span
from banmian.layout.segmentation.rows import group_into_rows
from banmian.layout.separation.article_building.heading_parts import Head, classify_head_lines, headline_separator
from banmian.layout.separation.article_building.signatures import (
    find_address,
    find_closing_names,
    find_opening_names,
    split_off_name,
    split_off_signature,
)
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.candidates.block_order import require_block
from banmian.wording.bylines import merge_bylines, parse_bylines
from banmian.wording.captions_and_credits import parse_caption
from banmian.wording.datelines import parse_dateline
from banmian.wording.line_joins import join_lines

HEADLINE_JOIN = 0.9
"""Confidence that the lines of a headline are joined rightly."""


@dataclass(frozen=True)
class PageContext:
    """The page of an article: its number, its typography, and the way back to the printed frame."""

    number: int
    type_: Typography
    back: Callable[[Box], Box]

    def region(self, box: Box) -> Region:
        """A region of the article document, in the page's own frame, rounded to a tenth of its unit."""
        return Region(self.number, [round(value, 1) for value in self.back(box)])


@dataclass
class ArticleDraft:
    """An article being built, with its place for later steps; ``addresses`` of its authors are left out of its text."""

    article: Article
    box: Box
    candidate: ArticleCandidate
    paragraphs: list[Paragraph] = field(default_factory=list)
    addresses: list[Paragraph] = field(default_factory=list)


def draft_article(candidate: ArticleCandidate, sheet: PageContext) -> ArticleDraft:
    """The article of a candidate with text, or with a headline over pictures or tables."""
    head = classify_head_lines(candidate.heads, sheet.type_)
    texts, named = split_off_name(candidate.texts) if candidate.heads else (candidate.texts, [])
    paragraphs = find_paragraphs([require_block(item) for item in texts], sheet.number, sheet.type_)
    article = Article(bylines=named)
    _write_head(article, head)
    paragraphs = _take_headline(article, paragraphs)
    paragraphs, addresses = _take_bylines(article, head, paragraphs, texts)
    write_body(article, paragraphs, sheet)
    article.images = [make_image(item, sheet) for item in candidate.pictures]
    caption = None if paragraphs else article.headline
    article.tables = [make_table(item, sheet, caption) for item in candidate.tables]
    article.regions = [sheet.region(box) for box in _outline(candidate)]
    article.confidence = _confidence(candidate)
    return ArticleDraft(article, union(item.box for item in candidate.items), candidate, paragraphs, addresses)


def write_body(article: Article, paragraphs: Sequence[Paragraph], sheet: PageContext) -> None:
    """Set blocks, text, jumps, dateline and the repairs of the blocks from `paragraphs`."""
    article.repairs = [repair for repair in article.repairs if isinstance(repair.block, str)]
    article.blocks = []
    for paragraph in paragraphs:
        _note_jumps(article, paragraph)
        if not paragraph.text:
            continue
        index = len(article.blocks)
        regions = [sheet.region(box) for _, box in paragraph.regions]
        article.blocks.append(Block(paragraph.kind, paragraph.text, regions, round(paragraph.confidence, 4)))
        article.repairs += [_repair(change, index) for change in paragraph.changes]
    article.text = "\n".join(block.text for block in article.blocks)
    first = next((block.text for block in article.blocks if block.type == "paragraph"), "")
    article.dateline, people = parse_dateline(first)
    article.bylines = merge_bylines(article.bylines, people)


def make_image(item: Item, sheet: PageContext) -> Image:
    """The image of a picture item, its caption split from its credit; the text in it follows, row by row."""
    said = _row_texts(item.caption if item.drawn else item.labels)
    caption, credit = "", None
    if item.caption and not item.drawn:
        caption, credit = parse_caption(join_lines(_row_texts(item.caption))[0])
    return Image("\n".join(filter(None, (caption, *said))) or None, credit, [sheet.region(item.box)])


def _row_texts(lines: Sequence[Line]) -> list[str]:
    """The text of each row of lines, a space between its lines; upright lines are rows of their own."""
    if all(line.vertical for line in lines):
        return [line.text for line in lines]
    return [" ".join(line.text.strip() for line in row) for row in group_into_rows(lines)]


def make_table(item: Item, sheet: PageContext, caption: str | None = None) -> Table:
    """The table of a table item: one string a cell, lines of a cell joined; under its own title or else `caption`."""
    grid = require_grid(item)
    caption = "\n".join(_row_texts(item.caption)) or caption
    rows = [[join_texts(cell)[0] if cell else "" for cell in row] for row in grid.cells]
    return Table(caption, rows, [sheet.region(grid.box)])


def join_headline(lines: Sequence[Line]) -> tuple[str, list[Change]]:
    """The lines of a headline as one text, and the changes since they were read."""
    stacked, changes = stack_texts(lines)
    texts = [line.text.strip() for line in lines]
    whole = texts[0]
    for upper, line, text in zip(lines, lines[1:], texts[1:], strict=False):
        at = len(whole)
        level = upper.box.y_overlap(line.box) > 0.5 * line.box.height and not line.vertical
        separator = " " if level else headline_separator(whole, text)
        changes.append(Change("headline-join", at, "\n", separator, HEADLINE_JOIN))
        whole += separator + text
    return (whole, changes) if stacked == "\n".join(texts) else (whole, [])


def _write_head(article: Article, head: Head) -> None:
    for name in ("headline", "kicker", "subheadline", "section"):
        lines: list[Line] = getattr(head, name)
        if not lines:
            continue
        text, changes = join_headline(lines)
        setattr(article, name, text)
        article.repairs += [_repair(change, name) for change in changes]
    for line in head.byline:
        article.bylines = merge_bylines(article.bylines, parse_bylines(line.text))


def _take_headline(article: Article, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A text without a headline that opens with a subheading gets that as its headline."""
    opening = paragraphs[0] if len(paragraphs) > 1 else None
    if article.headline is not None or opening is None or opening.kind != "subheading" or opening.jumps:
        return paragraphs
    article.headline = opening.text
    article.repairs += [_repair(change, "headline") for change in opening.changes]
    return paragraphs[1:]


def _repair(change: Change, place: int | str) -> Repair:
    return Repair(change.rule, place, change.offset, change.before, change.after, change.confidence)


def _take_bylines(
    article: Article, head: Head, paragraphs: list[Paragraph], texts: Sequence[Item]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The body without its authors' names at the top and bottom, which become bylines; and their addresses."""
    kept, addresses = list(paragraphs), list[Paragraph]()
    if len(kept) > 1 and not head.byline and (people := find_opening_names(kept, texts)):
        article.bylines = merge_bylines(article.bylines, people)
        addresses += filter(None, [find_address(kept.pop(0))])
    address = find_address(kept[0]) if len(kept) > 1 and article.bylines else None
    if address is not None and address.text == kept[0].text:
        addresses.append(address)
        kept.pop(0)
    if len(kept) > 1 and (people := find_closing_names(kept[-1], texts)):
        article.bylines = merge_bylines(article.bylines, people)
        kept.pop()
    elif kept:
        kept[-1], people = split_off_signature(kept[-1])
        article.bylines = merge_bylines(article.bylines, people)
    return kept, addresses


def _note_jumps(article: Article, paragraph: Paragraph) -> None:
    for jump in paragraph.jumps:
        link = Continuation(jump.page, jump.marker)
        if jump.kind == "to":
            article.continued_to = article.continued_to or link
        else:
            article.continued_from = article.continued_from or link


def _outline(candidate: ArticleCandidate) -> list[Box]:
    """The article's boxes: its headings together, then each text block, picture and table."""
    boxes = [union(item.box for item in candidate.heads)] if candidate.heads else []
    return boxes + [item.box for item in (*candidate.texts, *candidate.pictures, *candidate.tables)]


def _confidence(candidate: ArticleCandidate) -> float | None:
    lines = [line for item in (*candidate.heads, *candidate.texts) for line in item.lines]
    weight = sum(len(line.text) for line in lines)
    if not weight:
        return None
    characters = sum(line.confidence * len(line.text) for line in lines) / weight
    return round(characters * candidate.confidence, 4)


def make_furniture(kind: FurnitureKind, candidate: ArticleCandidate, context: PageContext) -> Furniture:
    """The furniture that a candidate is which is no article."""
    return Furniture(kind, candidate.text, [context.region(span(candidate.items))])
