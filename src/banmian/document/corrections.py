"""A person's corrections of a document, kept beside it as data: who, when, before, after.

Corrections are stored in ``corrections.json`` in the order in which they were made, and applied in that order to
the machine's output. Each finds its place by what the person saw: the article by its id and headline, by the
headline alone, or by the text; the text by its words. When a document is read again and already has the corrected
words, there is nothing to do; a correction that no longer finds its place is stale: it is kept and reported, but
not applied.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from banmian.document.json_form import ShapeError, decode, encode
from banmian.document.model import Article, Block, Document, Region

CORRECTIONS_FILE = "corrections.json"
CORRECTIONS_VERSION = "1"

Action = Literal["edit", "move", "merge", "split"]
BY_HAND = 1.0
"""Confidence of a block written by a person."""

HEAD_FIELDS = ("headline", "kicker", "subheadline", "section")


@dataclass(frozen=True, slots=True)
class Correction:
    """One act of a person.

    ``edit`` sets ``field`` (a head field, or ``block``, which ``block`` counts) of ``article`` from
    ``before`` to ``after``; null removes a head field, an empty text removes a block. ``move`` takes the
    block with the text ``before`` to the end of article ``other``, or before its block ``place``.
    ``merge`` puts all of ``other`` behind ``article``. ``split`` makes the blocks of ``article`` from
    ``block`` on (its text is ``before``) an article of their own, with ``after`` as its headline.
    ``headline`` and ``other_headline`` are those of the articles when the correction was made, by which
    they are found where ids have changed. ``when`` is ISO 8601.
    """

    who: str
    when: str
    action: Action
    article: str
    headline: str | None = None
    field: str | None = None
    block: int | None = None
    before: str | None = None
    after: str | None = None
    other: str | None = None
    other_headline: str | None = None
    place: int | None = None


@dataclass(slots=True)
class Corrections:
    """All corrections of one document."""

    corrections: list[Correction] = field(default_factory=list)
    corrections_version: str = CORRECTIONS_VERSION


class StaleCorrectionError(ValueError):
    """The document does not contain what a correction refers to."""


def corrections_to_json(corrections: Corrections) -> bytes:
    """UTF-8 JSON, indented, ending in a line feed."""
    return (json.dumps(encode(corrections), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def corrections_from_json(data: bytes | str) -> Corrections:
    """The corrections from `corrections_to_json`. Raises ShapeError (a ValueError) for anything else."""
    try:
        values: Any = json.loads(data)
    except ValueError as error:
        raise ShapeError(f"not JSON: {error}") from error
    return decode(Corrections, values)


def apply_corrections(document: Document, corrections: Corrections) -> tuple[Document, list[str]]:
    """The document with all corrections applied, and a line for each that is stale; see `corrected`."""
    result = document
    stale = []
    for number, correction in enumerate(corrections.corrections, start=1):
        try:
            result = corrected(result, correction)
        except StaleCorrectionError as error:
            stale.append(f"correction {number} ({correction.action} by {correction.who}): {error}")
    return result, stale


def corrected(document: Document, correction: Correction) -> Document:
    """A new document with one correction applied; articles that it does not touch are those of ``document``.

    ``document`` stays as it is. Raises StaleCorrectionError.
    """
    touched = {id(_article(document, correction))}
    if correction.action in ("move", "merge"):
        touched.add(id(_other(document, correction)))
    result = copy.copy(document)
    result.articles = [
        copy.deepcopy(article)
        if id(article) in touched
        else copy.copy(article)
        if article.continued_from or article.continued_to
        else article
        for article in document.articles
    ]
    apply_correction(result, correction)
    return result


def apply_correction(document: Document, correction: Correction) -> None:
    """Apply one correction. Raises StaleCorrectionError, leaving the document unchanged."""
    article = _article(document, correction)
    if correction.action == "edit":
        _edit(article, correction)
    elif correction.action == "move":
        _move(document, article, correction)
    elif correction.action == "merge":
        _merge(document, article, correction)
    else:
        _split(document, article, correction)
    gone = [a for a in document.articles if not _has_content(a)]
    document.articles = [a for a in document.articles if _has_content(a)]
    for empty in gone:
        _point_elsewhere(document, empty.id, None)


def _article(document: Document, correction: Correction) -> Article:
    found = _by_name(document, correction.article, correction.headline)
    if _speaks_of_a_block(correction) and (found is None or _find(found, correction) is None):
        holders = [article for article in document.articles if _find(article, correction) is not None]
        named = next((article for article in holders if article.id == correction.article), None)
        found = named or (holders[0] if len(holders) == 1 else found)
    elif found is None and correction.field == "headline":
        found = _by_name(document, correction.article, correction.after)
    if found is None:
        raise StaleCorrectionError(f"no article {correction.article} with the headline {correction.headline!r}")
    return found


def _speaks_of_a_block(correction: Correction) -> bool:
    return correction.before is not None and (correction.action in ("move", "split") or correction.field == "block")


def _by_name(document: Document, name: str | None, headline: str | None) -> Article | None:
    """The article with that id and headline; else the only one with that headline."""
    alike = [article for article in document.articles if article.headline == headline]
    named = next((article for article in alike if article.id == name), None)
    if named is None and headline is not None and len(alike) == 1:
        return alike[0]
    return named


def _find(article: Article, correction: Correction) -> int | None:
    """The block that a correction refers to: the one at its index if the words match, else the only one that
    matches."""
    texts = [block.text for block in article.blocks]
    at = correction.block
    if at is not None and 0 <= at < len(texts) and texts[at] == correction.before:
        return at
    alike = [index for index, text in enumerate(texts) if text == correction.before]
    return alike[0] if len(alike) == 1 else None


def _block(article: Article, correction: Correction) -> int:
    found = _find(article, correction)
    if found is None:
        raise StaleCorrectionError(f"{article.id} has no block {(correction.before or '')[:20]!r}")
    return found


def _edit(article: Article, correction: Correction) -> None:
    if correction.field in HEAD_FIELDS:
        now = getattr(article, correction.field)
        if now == (correction.after or None):
            return
        if now != correction.before:
            raise StaleCorrectionError(f"the {correction.field} of {article.id} is not {correction.before!r}")
        setattr(article, correction.field, correction.after or None)
        _drop_repairs(article, correction.field)
        return
    if correction.field != "block":
        raise StaleCorrectionError(f"no field {correction.field!r}")
    if _find(article, correction) is None and any(block.text == correction.after for block in article.blocks):
        return
    index = _block(article, correction)
    _drop_repairs(article, index)
    if correction.after:
        article.blocks[index].text = correction.after
        article.blocks[index].confidence = BY_HAND
    else:
        _take(article, index)
    _rebuild_text(article)


def _move(document: Document, article: Article, correction: Correction) -> None:
    target = _other(document, correction)
    index = _block(article, correction)
    if target is article:
        block = article.blocks[index]
        _drop_repairs(article, index)
        _take(article, index)
        _put(article, [block], correction.place)
        _rebuild_text(article)
        return
    block = article.blocks[index]
    _drop_repairs(article, index)
    _take(article, index)
    _put(target, [block], correction.place)
    for changed in (article, target):
        _rebuild_text(changed)
    _pass_regions(article, target, [block])


def _merge(document: Document, article: Article, correction: Correction) -> None:
    other = _other(document, correction)
    if other is article:
        raise StaleCorrectionError("an article can't be merged with itself")
    shift = len(article.blocks)
    heads = [Block("subheading", text) for text in (other.kicker, other.headline, other.subheadline) if text]
    article.blocks += [*heads, *other.blocks]
    for repair in other.repairs:
        if isinstance(repair.block, int):
            repair.block += shift + len(heads)
            article.repairs.append(repair)
    article.tables += other.tables
    article.images += other.images
    article.regions += other.regions
    article.bylines += [byline for byline in other.bylines if byline not in article.bylines]
    joined = article.continued_to is not None and article.continued_to.article_id == other.id
    article.continued_to = other.continued_to if joined else other.continued_to or article.continued_to
    document.articles.remove(other)
    _point_elsewhere(document, other.id, article.id)
    _rebuild_text(article)


def _split(document: Document, article: Article, correction: Correction) -> None:
    index = _block(article, correction)
    if index == 0:
        raise StaleCorrectionError("nothing would be left before the split")
    ids = {a.id for a in document.articles}
    rank = next(n for n in range(2, len(ids) + 3) if f"{article.id}-{n}" not in ids)
    part = Article(id=f"{article.id}-{rank}", headline=correction.after or None, section=article.section)
    part.blocks = article.blocks[index:]
    article.blocks = article.blocks[:index]
    kept = []
    for repair in article.repairs:
        if isinstance(repair.block, int) and repair.block >= index:
            repair.block -= index
            part.repairs.append(repair)
        else:
            kept.append(repair)
    article.repairs = kept
    part.continued_to, article.continued_to = article.continued_to, None
    for later in document.articles:
        if part.continued_to and part.continued_to.article_id == later.id and later.continued_from:
            later.continued_from = replace(later.continued_from, article_id=part.id)
    part.confidence = article.confidence
    _rebuild_text(article)
    _rebuild_text(part)
    _pass_regions(article, part, part.blocks)
    document.articles.insert(document.articles.index(article) + 1, part)


def _point_elsewhere(document: Document, gone: str, other: str | None) -> None:
    """Redirect jumps to a removed article to the one that has its text now, or to none."""
    for article in document.articles:
        if article.continued_from and article.continued_from.article_id == gone:
            article.continued_from = replace(article.continued_from, article_id=other)
        if article.continued_to and article.continued_to.article_id == gone:
            article.continued_to = replace(article.continued_to, article_id=other)


def _other(document: Document, correction: Correction) -> Article:
    found = _by_name(document, correction.other, correction.other_headline)
    if found is None:
        raise StaleCorrectionError(f"no article {correction.other} with the headline {correction.other_headline!r}")
    return found


def _drop_repairs(article: Article, place: int | str) -> None:
    """Drop the changes of a text that a person rewrote or removed: they no longer lead to it."""
    article.repairs = [repair for repair in article.repairs if repair.block != place]


def _take(article: Article, index: int) -> None:
    del article.blocks[index]
    for repair in article.repairs:
        if isinstance(repair.block, int) and repair.block > index:
            repair.block -= 1


def _put(article: Article, blocks: Sequence[Block], place: int | None) -> None:
    at = len(article.blocks) if place is None else min(max(place, 0), len(article.blocks))
    article.blocks[at:at] = blocks
    for repair in article.repairs:
        if isinstance(repair.block, int) and repair.block >= at:
            repair.block += len(blocks)


def _pass_regions(giver: Article, taker: Article, blocks: Sequence[Block]) -> None:
    """Move the regions of transferred blocks from the giver's outline to the taker's.

    A region of the outline is removed when those blocks make up half of it or more; the parts that the giver's
    blocks still need are added as their own regions. A giver with nothing but a headline left keeps its outline.
    """
    gone = [region for block in blocks for region in block.regions]
    left = [region for region in giver.regions if _shared(region, gone) < 0.5]
    kept = [region for block in giver.blocks for region in block.regions]
    giver.regions = left + [region for region in kept if _shared(region, left) < 0.5] or giver.regions
    taker.regions += [region for region in gone if _shared(region, taker.regions) < 0.5]


def _shared(region: Region, others: Sequence[Region]) -> float:
    """Share of a region's area covered by other regions of its page."""
    x0, y0, x1, y1 = region.bbox
    covered = 0.0
    for other in others:
        if other.page == region.page:
            width = min(x1, other.bbox[2]) - max(x0, other.bbox[0])
            covered += max(0.0, width) * max(0.0, min(y1, other.bbox[3]) - max(y0, other.bbox[1]))
    return covered / max((x1 - x0) * (y1 - y0), 1e-9)


def _rebuild_text(article: Article) -> None:
    article.text = "\n".join(block.text for block in article.blocks)


def _has_content(article: Article) -> bool:
    heads = (getattr(article, name) for name in HEAD_FIELDS)
    return bool(article.blocks or article.tables or article.images or any(heads))
