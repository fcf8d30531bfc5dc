"""Reprints: documents that set the articles of newspapers afresh, one after the other, each with a line for its source.

Reading rooms set newspapers so: the headline, the author, the paper with day and page, then the text in one
column, over as many pages as it takes. Text that continues from the page before belongs to the article there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.document.model import Article, Repair
from banmian.layout.page_content import PageContent
from banmian.layout.separation.article_building.article_builder import ArticleDraft
from banmian.wording.continuity import is_fresh
from banmian.wording.mastheads import is_source_line
from banmian.wording.unicode_script import ends_sentence

LEAST_SOURCES = 3
"""This many source lines make a document one that is set afresh."""
RULE = "page-join"
SURE = 0.95


def join_over_pages(pages: Sequence[PageContent]) -> None:
    """Attach what continues from the page before to its article, in an issue set afresh; others stay as they are."""
    sources = sum(is_source_line(piece.text) for page in pages for piece in page.furniture)
    if sources < LEAST_SOURCES:
        return
    last: Article | None = None
    for page in pages:
        drafts = list(page.drafts)
        if last is not None:
            while drafts and _goes_on(drafts[0]):
                _append(last, drafts.pop(0).article)
        page.drafts = drafts
        if drafts:
            last = drafts[-1].article


def _goes_on(draft: ArticleDraft) -> bool:
    article = draft.article
    return article.headline is None and article.kicker is None and bool(article.blocks or article.images)


def _append(first: Article, later: Article) -> None:
    """The text of a further page at the end of an article; a paragraph that the page broke is one again."""
    shift = len(first.blocks)
    repairs = [repair for repair in later.repairs if isinstance(repair.block, int)]
    blocks = list(later.blocks)
    if first.blocks and blocks and _is_broken(first.blocks[-1].text, blocks[0].text):
        upper, lower = first.blocks[-1], blocks.pop(0)
        shift -= 1
        at = len(upper.text)
        repairs = [replace(r, offset=r.offset + at) if r.block == 0 else r for r in repairs]
        first.repairs.append(Repair(RULE, shift, at, "\n", "", SURE))
        first.blocks[-1] = replace(upper, text=upper.text + lower.text, regions=upper.regions + lower.regions)
    first.blocks += blocks
    first.repairs += [replace(r, block=r.block + shift) for r in repairs if isinstance(r.block, int)]
    first.text = "\n".join(block.text for block in first.blocks)
    first.tables += later.tables
    first.images += later.images
    first.regions += later.regions
    first.bylines += [byline for byline in later.bylines if byline not in first.bylines]


def _is_broken(upper: str, lower: str) -> bool:
    return not ends_sentence(upper) and not is_fresh(lower)
