"""Undo: what was read, restored from a finished document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from banmian.document.changes import Change, undo
from banmian.document.model import Article, Content, Region, Repair
from banmian.repair.bare_text.article_assembly import FIELDS


def read_block(article: Article, block: int | str) -> str:
    """What was read for a block of an article (by index) or for one of its fields (by name).

    A text of several pieces has them joined by line breaks, in the order of their regions.
    """
    return undo(_text(article, block), _changes(article.repairs, block))


def _text(article: Article, block: int | str) -> str:
    if isinstance(block, int):
        return article.blocks[block].text
    value = getattr(article, block, None) if block in ("section", "kicker", "headline", "subheadline") else None
    return value if isinstance(value, str) else ""


def _changes(repairs: Iterable[Repair], block: int | str) -> list[Change]:
    return [_change(repair) for repair in repairs if repair.block == block]


def _change(repair: Repair) -> Change:
    return Change(repair.rule, repair.offset, repair.before, repair.after, repair.confidence)


def read_text(content: Content) -> str:
    """The whole text that `banmian.repair.bare_text.pipeline.text_to_content` was given, to the character.

    Raises banmian.document.changes.ChangeMismatchError when record and texts do not belong together.
    """
    pieces: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}
    for regions, raw in _units(content):
        for region, piece in _split(regions, raw):
            x0, y0, x1, y1 = (int(value) for value in region.bbox)
            pieces[y0, x0] = ((y1, x1), piece)
    out: list[str] = []
    line = 0
    for (first, _), ((last, _), piece) in sorted(pieces.items()):
        out += ["\n" * (first - line), piece]
        line = last
    return "".join(out) + "".join(_endings(content))


def _endings(content: Content) -> Iterator[str]:
    for article in content.articles:
        yield read_block(article, "end")


def _units(content: Content) -> Iterator[tuple[Sequence[Region], str]]:
    for piece in content.furniture:
        yield piece.regions, piece.text
    for article in content.articles:
        yield from _article_units(article)


def _article_units(article: Article) -> Iterator[tuple[Sequence[Region], str]]:
    rest = list(article.regions)
    changes: dict[int | str, list[Change]] = {}
    for repair in article.repairs:
        changes.setdefault(repair.block, []).append(_change(repair))

    def raw_of(block: int | str) -> str:
        return undo(_text(article, block), changes.get(block, ()))

    for name in FIELDS:
        raw = raw_of(name)
        if raw:
            taken, rest = _take(rest, raw.count("\n") + 1)
            yield taken, raw
    for index, block in enumerate(article.blocks):
        yield block.regions, raw_of(index)
    for index, table in enumerate(article.tables):
        yield table.regions, raw_of(f"tables/{index}")
    for index, image in enumerate(article.images):
        yield image.regions, raw_of(f"images/{index}")


def _lines(region: Region) -> int:
    return int(region.bbox[3] - region.bbox[1]) + 1


def _take(regions: list[Region], lines: int) -> tuple[list[Region], list[Region]]:
    """The first regions, enough for `lines` lines, and the others."""
    count = 0
    while lines > 0 and count < len(regions):
        lines -= _lines(regions[count])
        count += 1
    return regions[:count], regions[count:]


def _split(regions: Sequence[Region], raw: str) -> Iterator[tuple[Region, str]]:
    """Each region with its own lines of `raw`; the last takes the rest."""
    lines = raw.split("\n")
    for number, region in enumerate(regions):
        count = _lines(region) if number + 1 < len(regions) else len(lines)
        yield region, "\n".join(lines[:count])
        lines = lines[count:]
