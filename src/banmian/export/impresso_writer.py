"""An issue as impresso's canonical JSON: names of its own, an item an article, regions of paragraphs, lines, tokens.

Boxes are [x, y, width, height] in px of the file that each page was read from (`banmian.export.coordinate_frames`).

What is in the files; `banmian.export.formats.impresso` offers the format and writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from banmian.document.json_form import to_json
from banmian.document.model import Article, Publication
from banmian.errors import OutputError
from banmian.export.coordinate_frames import Frame, frame_on_original
from banmian.export.placed_character_boxes import glyph_box, split_word
from banmian.export.placed_document import Bounds, PlacedDocument, PlacedLine, PlacedPage, bounding_box
from banmian.wording.language import language_of

Json = dict[str, Any]
NO_ALIAS = "paper"
_WORD_SPACE = re.compile(r"(?<=\S) (?=\S)")


def alias_of(given: str, title: str | None) -> str:
    """Letters and underscores alone: the alias that is given, else what the title has of them."""
    plain = unicodedata.normalize("NFKD", given or title or "")
    return re.sub(r"[^A-Za-z_]+", "", plain.replace(" ", "_")).strip("_") or NO_ALIAS


def issue_id(alias: str, publication: Publication, taken: Collection[str]) -> str:
    """The id of an issue: alias, day, and the first letter that no id of ``taken`` has for them.

    Raises OutputError for an issue without a date, and where all letters are taken.
    """
    if not publication.date:
        raise OutputError("it has no date, which impresso's names need", "Give it when reading: see --names.")
    own = f"{alias_of(alias, publication.title)}-{publication.date}"
    for letter in ascii_lowercase:
        if f"{own}-{letter}" not in taken:
            return f"{own}-{letter}"
    raise OutputError(f"more than {len(ascii_lowercase)} issues are {own}", "Give each paper an --alias of its own.")


def issue_and_pages(
    documents: Sequence[PlacedDocument], name: str, base: str, written: str
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files of the issue ``name``; ``written`` is when it was read (ISO 8601, UTC)."""
    items: list[Json] = []
    pages: list[str] = []
    for document in documents:
        first, owners = len(pages), {}
        numbers = {page.number: first + rank for rank, page in enumerate(document.document.pages, start=1)}
        for index, article in enumerate(document.document.articles):
            owners[index] = f"{name}-i{len(items) + 1:04d}"
            items.append({"m": _about(owners[index], article, numbers, len(items) + 1), "l": {"id": article.id}})
        for page in document.pages:
            pages.append(f"{name}-p{len(pages) + 1:04d}")
            values = _page(pages[-1], document, page, owners, base, written)
            yield f"{pages[-1]}.json", to_json(values)
    issue = {"id": name, "ts": written, "st": "newspaper", "sm": "print", "olr": True, "i": items, "pp": pages}
    yield f"{name}-issue.json", to_json(issue)


def _about(name: str, article: Article, numbers: dict[int, int], order: int) -> Json:
    on = sorted({numbers[region.page] for region in article.regions if region.page in numbers})
    about: Json = {"id": name, "tp": "article", "ro": order, "pp": on or [min(numbers.values())]}
    language = language_of(article.text)
    heading = article.headline or article.kicker
    return {**about, **({"t": heading} if heading else {}), **({"lg": language} if language else {})}


def _page(
    name: str, document: PlacedDocument, page: PlacedPage, owners: dict[int, str], base: str, written: str
) -> Json:
    frame = frame_on_original(page.info, document.document.source.path)
    if frame is None:
        raise ValueError(f"page {page.info.number} has no size")
    regions = []
    for piece in page.pieces:
        lines = [_line(line, frame) for line in piece.lines if line.bbox is not None]
        box = _box(piece.bbox, frame)
        owner = None if piece.article is None else owners[piece.article]
        regions.append({"c": box, "p": [{"c": box, "l": lines}], "pOf": owner})
    return {
        "id": name,
        "iiif": f"{base.rstrip('/')}/{document.name}/manifest.json",
        "fw": frame.width,
        "fh": frame.height,
        "st": "newspaper",
        "sm": "print",
        "cc": True,
        "ts": written,
        "r": regions,
    }


def _line(line: PlacedLine, frame: Frame) -> Json:
    tokens: list[Json] = []
    at = 0
    words = _WORD_SPACE.split(line.text.replace("\t", " "))
    for rank, word in enumerate(words):
        count = sum(not char.isspace() for char in word)
        parts = split_word(word, line.glyphs[at : at + count])
        at += count
        for place, (text, glyphs) in enumerate(parts):
            box = bounding_box([box for glyph in glyphs if (box := glyph_box(glyph, line)) is not None]) or line.bbox
            last = place == len(parts) - 1 and (rank < len(words) - 1 or line.joint != "")
            tokens.append({"c": _box(box, frame), "tx": text, **({} if last else {"gn": True})})
    if line.hyphen and tokens:
        tokens[-1]["hy"] = True
    return {"c": _box(line.bbox, frame), "t": tokens}


def _box(box: Bounds | None, frame: Frame) -> list[int]:
    if box is None:
        return [0, 0, frame.width, frame.height]
    x0, y0, x1, y1 = (round(value) for value in frame.bounds(box))
    return [x0, y0, x1 - x0, y1 - y0]
