"""Corrections of texts: edited, given another role, divided, joined, entered where they were missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

from banmian.document.corrections.article_parts import (
    cover,
    drop_repairs,
    move_regions,
    put_blocks,
    rebuild_text,
    take_block,
)
from banmian.document.corrections.corrections_file import (
    HEAD_FIELDS,
    Correction,
    StaleCorrectionError,
    bylines_of,
    bylines_text,
)
from banmian.document.corrections.finding_places import (
    article_of,
    block_of,
    find_block,
    find_text,
    furniture_of,
    other_article,
)
from banmian.document.model import Article, Block, BlockType, Byline, Dateline, Document, Image, Region, Table

BY_HAND = 1.0
"""Confidence of a block written by a person."""
BLOCK_TYPES: tuple[BlockType, ...] = get_args(BlockType)
PLACE_OF_A_ROLE = ("headline", "kicker", "subheadline", "section", "byline", "caption")
ROLES = (*BLOCK_TYPES, *PLACE_OF_A_ROLE)
LONGEST_ROLE = 4
"""Characters of the word before a name that says what its bearer does (记者, 通讯员)."""


def edit(document: Document, correction: Correction) -> None:
    """Set a text. Raises StaleCorrectionError, also for a field that there is not."""
    field = correction.field or ""
    if field in _OF_DOCUMENTS and not correction.article:
        _OF_DOCUMENTS[field](document, correction)
        return
    article = article_of(document, correction) if correction.article else None
    if field in _OF_THINGS:
        _OF_THINGS[field](document if article is None else article, correction)
    elif article is None:
        raise StaleCorrectionError(f"no field {field!r} of a document")
    elif field in HEAD_FIELDS:
        _edit_head(article, correction)
    elif field == "bylines":
        if _is_to_change(bylines_text(article.bylines), correction, f"the bylines of {article.id}"):
            article.bylines = bylines_of(correction.after)
    elif field == "dateline":
        _edit_dateline(article, correction)
    elif field == "block":
        _edit_block(article, correction)
    else:
        raise StaleCorrectionError(f"no field {field!r}")


def _is_to_change(now: str | None, correction: Correction, what: str) -> bool:
    """Whether a text is what the person saw; False where it is what the person wrote. Raises StaleCorrectionError."""
    if (now or None) == (correction.after or None):
        return False
    if (now or None) != (correction.before or None):
        raise StaleCorrectionError(f"{what} does not read {correction.before!r}")
    return True


def _edit_head(article: Article, correction: Correction) -> None:
    field = correction.field or ""
    if _is_to_change(getattr(article, field), correction, f"the {field} of {article.id}"):
        setattr(article, field, correction.after or None)
        drop_repairs(article, field)


def _edit_block(article: Article, correction: Correction) -> None:
    if find_block(article, correction) is None and any(block.text == correction.after for block in article.blocks):
        return
    index = block_of(article, correction)
    if correction.after:
        drop_repairs(article, index)
        article.blocks[index].text = correction.after
        article.blocks[index].confidence = BY_HAND
    else:
        take_block(article, index)
    rebuild_text(article)


def _edit_dateline(article: Article, correction: Correction) -> None:
    """Set the words of a dateline; what was read from them stays as long as they say it."""
    old = article.dateline or Dateline()
    if not _is_to_change(old.text, correction, f"the dateline of {article.id}"):
        return
    words = correction.after
    if not words:
        article.dateline = None
        return
    agency = old.agency if old.agency and old.agency in words else None
    article.dateline = Dateline(agency, old.date if _digits(words) == _digits(old.text) else None, words)


def _digits(text: str) -> list[str]:
    return [sign for sign in text if sign.isnumeric()]


def _edit_furniture(document: Document, correction: Correction) -> None:
    texts = [piece.text for piece in document.furniture]
    if find_text(texts, correction) is None and correction.after in texts:
        return
    index = furniture_of(document, correction)
    piece = document.furniture[index]
    changed = [replace(piece, text=correction.after)] if correction.after else []
    document.furniture = [*document.furniture[:index], *changed, *document.furniture[index + 1 :]]


def _edit_title(document: Document, correction: Correction) -> None:
    if _is_to_change(document.publication.title, correction, "the title"):
        document.publication = replace(document.publication, title=correction.after or None)


def _edit_date(document: Document, correction: Correction) -> None:
    if not _is_to_change(document.publication.date, correction, "the date"):
        return
    if correction.after:
        try:
            date.fromisoformat(correction.after)
        except ValueError as error:
            raise StaleCorrectionError(f"{correction.after!r} is no date like 2024-05-06") from error
    document.publication = replace(document.publication, date=correction.after or None)


def _edit_page_label(document: Document, correction: Correction) -> None:
    index = next((rank for rank, page in enumerate(document.pages) if page.number == correction.page), None)
    if index is None:
        raise StaleCorrectionError(f"no page {correction.page}")
    page = document.pages[index]
    if _is_to_change(page.label, correction, f"the label of page {page.number}"):
        document.pages[index] = replace(page, label=correction.after or None)


def _edit_image(field: str) -> Callable[[Article | Document, Correction], None]:
    def act(owner: Article | Document, correction: Correction) -> None:
        texts = [getattr(image, field) for image in owner.images]
        index = _thing(texts, correction, "picture")
        if index is not None:
            setattr(owner.images[index], field, correction.after or None)

    return act


def _edit_table_caption(owner: Article | Document, correction: Correction) -> None:
    index = _thing([table.caption for table in owner.tables], correction, "table")
    if index is not None:
        owner.tables[index].caption = correction.after or None


def _edit_cell(owner: Article | Document, correction: Correction) -> None:
    row, column = (correction.cell or [])[:2] if len(correction.cell or []) == 2 else (-1, -1)
    texts = [_cell(table, row, column) for table in owner.tables]
    index = _thing(texts, correction, "cell")
    if index is not None:
        owner.tables[index].rows[row][column] = correction.after or ""


def _cell(table: Table, row: int, column: int) -> str | None:
    there = 0 <= row < len(table.rows) and 0 <= column < len(table.rows[row])
    return table.rows[row][column] if there else None


def _thing(texts: list[str | None], correction: Correction, what: str) -> int | None:
    """The index of the text to change, None where that is done. Raises StaleCorrectionError."""
    found = find_text([text or None for text in texts], replace(correction, before=correction.before or None))
    at = correction.block
    if found is not None and (correction.before or at == found):
        return found
    if at is not None and 0 <= at < len(texts) and (texts[at] or None) == (correction.after or None):
        return None
    raise StaleCorrectionError(f"no {what} reads {correction.before!r}")


_OF_DOCUMENTS: dict[str, Callable[[Document, Correction], None]] = {
    "title": _edit_title,
    "date": _edit_date,
    "page_label": _edit_page_label,
    "furniture": _edit_furniture,
}
_OF_THINGS: dict[str, Callable[[Article | Document, Correction], None]] = {
    "caption": _edit_image("caption"),
    "credit": _edit_image("credit"),
    "table_caption": _edit_table_caption,
    "cell": _edit_cell,
}


def move(document: Document, correction: Correction) -> None:
    """Take a block to another place of its article, or to another article. Raises StaleCorrectionError."""
    article, target = article_of(document, correction), other_article(document, correction)
    block = take_block(article, block_of(article, correction))
    put_blocks(target, [block], correction.place)
    rebuild_text(article)
    if target is not article:
        rebuild_text(target)
        move_regions(article, target, [block])


def divide(document: Document, correction: Correction) -> None:
    """Part a block in two. Raises StaleCorrectionError."""
    article = article_of(document, correction)
    index, at = block_of(article, correction), correction.place or 0
    block = article.blocks[index]
    head, tail = block.text[:at].rstrip(), block.text[at:].lstrip()
    if not head or not tail:
        raise StaleCorrectionError("a paragraph is parted inside its text")
    drop_repairs(article, index)
    block.text = head
    put_blocks(article, [replace(block, text=tail, regions=list(block.regions))], index + 1)
    rebuild_text(article)


def join(document: Document, correction: Correction) -> None:
    """Add the next block to a block. Raises StaleCorrectionError."""
    article = article_of(document, correction)
    index = block_of(article, correction)
    if index + 1 >= len(article.blocks) or article.blocks[index + 1].text != correction.after:
        raise StaleCorrectionError(f"{(correction.after or '')[:20]!r} does not follow")
    following = take_block(article, index + 1)
    block = article.blocks[index]
    wide = ord(block.text[-1]) > 0x2E7F or ord(following.text[0]) > 0x2E7F
    block.text += ("\n" if block.type == "verse" else "" if wide else " ") + following.text
    block.regions = block.regions + [region for region in following.regions if region not in block.regions]
    rebuild_text(article)


def set_role(document: Document, correction: Correction) -> None:
    """Make another part of an article of a block or a head field. Raises StaleCorrectionError."""
    role = correction.after or ""
    if role not in ROLES:
        raise StaleCorrectionError(f"no role {role!r}")
    article = article_of(document, correction)
    if correction.field is not None:
        block, index = _taken_head(article, correction), 0
    else:
        index = block_of(article, correction)
        if role in BLOCK_TYPES:
            _set_type(article, index, role)
            return
        block = take_block(article, index)
    if role in BLOCK_TYPES:
        put_blocks(article, [block], index)
        _set_type(article, index, role)
    elif role == "byline":
        article.bylines += [_byline(line) for line in block.text.split("\n")]
    elif role == "caption":
        _caption(article, block)
    else:
        _set_head(article, role, block, index)
    rebuild_text(article)


def _taken_head(article: Article, correction: Correction) -> Block:
    field = correction.field or ""
    now = getattr(article, field) if field in HEAD_FIELDS else None
    if now is None or now != correction.before:
        raise StaleCorrectionError(f"the {field} of {article.id} does not read {correction.before!r}")
    setattr(article, field, None)
    drop_repairs(article, field)
    return Block("paragraph", now)


def _set_type(article: Article, index: int, role: str) -> None:
    block = article.blocks[index]
    block.type = next(known for known in BLOCK_TYPES if known == role)
    if role != "verse" and "\n" in block.text:
        drop_repairs(article, index)
        block.text = block.text.replace("\n", "")
    rebuild_text(article)


def _set_head(article: Article, field: str, block: Block, index: int) -> None:
    """A block becomes a head field; what stood there takes its place as a subheading."""
    before = getattr(article, field)
    setattr(article, field, block.text.replace("\n", ""))
    drop_repairs(article, field)
    if before:
        put_blocks(article, [Block("subheading", before)], index)
    cover(article, block.regions)


def _byline(line: str) -> Byline:
    role, _, name = line.strip().partition(" ")
    if name and len(role) <= LONGEST_ROLE:
        return Byline(name.strip(), role)
    return Byline(line.strip())


def _caption(article: Article, block: Block) -> None:
    bare = next((image for image in article.images if not image.caption), None)
    if bare is None:
        article.images.append(Image(block.text, regions=block.regions))
    else:
        bare.caption = block.text


def add(document: Document, correction: Correction) -> None:
    """Enter a text that was missed. Raises StaleCorrectionError."""
    text, box = (correction.after or "").strip(), correction.bbox
    if not text or box is None or len(box) != 4 or correction.page not in {page.number for page in document.pages}:
        raise StaleCorrectionError("a missed text needs its words, page and box")
    region = Region(correction.page or 1, [min(box[0], box[2]), min(box[1], box[3]), max(box[::2]), max(box[1::2])])
    if correction.field == "article":
        document.articles.append(_new_article(document, correction.article, text, region))
        return
    article = article_of(document, correction)
    if correction.field in HEAD_FIELDS:
        _set_head(article, correction.field or "", Block("paragraph", text, [region]), 0)
    else:
        put_blocks(article, [Block("paragraph", text, [region], BY_HAND)], correction.place)
    cover(article, [region])
    rebuild_text(article)


def _new_article(document: Document, name: str, headline: str, region: Region) -> Article:
    if not name or any(article.id == name for article in document.articles):
        raise StaleCorrectionError(f"a new article can't be named {name!r}")
    return Article(id=name, headline=headline, regions=[region])
