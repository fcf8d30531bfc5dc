"""IIIF Content Search 2: where words stand on the canvases of an exported manifest.

Answers are made from the document as it is now, corrections included; canvases and their sizes are the manifest's. A
hit is an annotation for each line that it stands on, and one more with the words around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from banmian.document.model import PageInfo
from banmian.export.coordinate_frames import frame_on_picture
from banmian.export.ordered_texts import Text, texts_of
from banmian.export.placed_character_boxes import glyph_box
from banmian.export.placed_document import Bounds, Piece, PlacedLine, PlacedPage, bounding_box
from banmian.review.open_documents import OpenDocument

Json = dict[str, Any]
Finding = Callable[[str], Iterable[tuple[int, int]]]
"""Finds the places of the words that are asked for in a text: beginnings and ends."""

CONTEXT = "http://iiif.io/api/search/2/context.json"
HITS_A_PAGE = 200
AROUND = 30
"""Characters shown before and after a hit."""

KNOWN = ("q", "page")


@dataclass(frozen=True, slots=True)
class _Hit:
    text: str
    begin: int
    end: int
    parts: list[tuple[PageInfo, Bounds]]


def answer(document: OpenDocument, manifest: Json, address: str, asked: Mapping[str, str], find: Finding) -> Json:
    """The annotation page for a question; ``address`` is the service's, ``asked`` the parameters of the request.

    Raises DamagedFileError.
    """
    page = max(1, int(asked["page"])) if asked.get("page", "").isdecimal() else 1
    canvases = {int(item["id"].rpartition("/")[2]): item for item in manifest["items"]}
    first = (page - 1) * HITS_A_PAGE
    hits = list(islice(_hits(document, canvases, find), first, first + HITS_A_PAGE + 1))
    own = _address(address, asked.get("q", ""), page)
    items: list[Json] = []
    around_them: list[Json] = []
    for rank, hit in enumerate(hits[:HITS_A_PAGE], start=first + 1):
        marks = [
            _mark(f"{own}#hit-{rank}-{place}", hit, canvases[info.number], info, box)
            for place, (info, box) in enumerate(hit.parts, start=1)
        ]
        items += marks
        around_them.append(_context(own, rank, hit, marks[0]["id"]))
    values: Json = {"@context": CONTEXT, "id": own, "type": "AnnotationPage", "startIndex": first, "items": items}
    if ignored := [name for name in asked if name not in KNOWN]:
        values["ignored"] = ignored
    if around_them:
        values["annotations"] = [{"type": "AnnotationPage", "items": around_them}]
    if page > 1 or len(hits) > HITS_A_PAGE:
        whole = _address(address, asked.get("q", ""), 1)
        values["partOf"] = {"id": f"{whole}#all", "type": "AnnotationCollection"}
    if len(hits) > HITS_A_PAGE:
        values["next"] = {"id": _address(address, asked.get("q", ""), page + 1), "type": "AnnotationPage"}
    return values


def _address(address: str, words: str, page: int) -> str:
    return f"{address}?{urlencode({'q': words, **({'page': page} if page > 1 else {})})}"


def _hits(document: OpenDocument, canvases: Mapping[int, Json], find: Finding) -> Iterator[_Hit]:
    """All hits in reading order; pages are placed only where there are some."""
    for text in texts_of(document.finished.document):
        places = list(find(text.text))
        if not places:
            continue
        lines = list(_lines(document, text))
        for begin, end in places:
            parts = [part for part in _parts(lines, begin, end) if part[0].number in canvases]
            if parts:
                yield _Hit(text.text, begin, end, parts)


def _lines(document: OpenDocument, text: Text) -> Iterator[tuple[PageInfo, PlacedLine]]:
    """The lines of a text, in order, over all of its pages."""
    found: list[tuple[int, PageInfo, Piece]] = []
    for number in sorted({region.page for region in text.regions}):
        page: PlacedPage = document.page(number)
        found += [
            (piece.part, page.info, piece)
            for piece in page.pieces
            if (piece.article, piece.slot) == (text.article, text.slot)
        ]
    for _, info, piece in sorted(found, key=lambda one: one[0]):
        yield from ((info, line) for line in piece.lines)


def _parts(lines: Iterable[tuple[PageInfo, PlacedLine]], begin: int, end: int) -> Iterator[tuple[PageInfo, Bounds]]:
    """Page and box of each line's share of a stretch of the text."""
    at = 0
    for info, line in lines:
        low, high = max(begin - at, 0), min(end - at, len(line.text))
        if low < high and line.bbox is not None:
            yield info, _share(line, low, high)
        at += len(line.text) + len(line.joint)


def _share(line: PlacedLine, low: int, high: int) -> Bounds:
    """The box of some characters of a line, by its glyphs where it has them, else in proportion."""
    assert line.bbox is not None
    ranks = [sum(not sign.isspace() for sign in line.text[:place]) for place in (low, high)]
    boxes = [box for glyph in line.glyphs[slice(*ranks)] if (box := glyph_box(glyph, line)) is not None]
    found = bounding_box(boxes)
    if found is not None:
        return found
    x0, y0, x1, y1 = line.bbox
    shares = low / len(line.text), high / len(line.text)
    if line.vertical:
        return x0, y0 + shares[0] * (y1 - y0), x1, y0 + shares[1] * (y1 - y0)
    return x0 + shares[0] * (x1 - x0), y0, x0 + shares[1] * (x1 - x0), y1


def _mark(name: str, hit: _Hit, canvas: Json, info: PageInfo, box: Bounds) -> Json:
    x0, y0, x1, y1 = (round(side) for side in frame_on_picture(info, "", canvas["width"], canvas["height"]).bounds(box))
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "value": hit.text[hit.begin : hit.end], "format": "text/plain"},
        "target": f"{canvas['id']}#xywh={x0},{y0},{max(1, x1 - x0)},{max(1, y1 - y0)}",
    }


def _context(address: str, rank: int, hit: _Hit, mark: str) -> Json:
    selector = {
        "type": "TextQuoteSelector",
        "prefix": hit.text[max(0, hit.begin - AROUND) : hit.begin],
        "exact": hit.text[hit.begin : hit.end],
        "suffix": hit.text[hit.end : hit.end + AROUND],
    }
    return {
        "id": f"{address}#context-{rank}",
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": {"type": "SpecificResource", "source": mark, "selector": [selector]},
    }
