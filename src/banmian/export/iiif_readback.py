"""Reading manifests back: text annotations as blocks. For manifests written by `banmian.export.iiif_manifest`."""

from __future__ import annotations

import re
from urllib.parse import unquote

from banmian.export.iiif_manifest import CONTINUES, Json
from banmian.export.placed_document import Bounds, PlacedDocument
from banmian.export.readback import ReadBackBlock, ReadBackLine, ReadBackPage
from banmian.export.written_file_checks import boxes_outside, disorder, incomplete

_TARGET = re.compile(r"#xywh=(-?\d+),(-?\d+),(\d+),(\d+)$")


def read_manifest(values: Json) -> list[ReadBackPage]:
    """The pages of a manifest."""
    pages = []
    for canvas in values["items"]:
        number = int(canvas["id"].rpartition("/")[2])
        page = ReadBackPage(number, canvas["width"], canvas["height"], "px")
        for note in canvas.get("annotations", [{"items": []}])[0]["items"]:
            page.blocks.append(_block(note))
        page.order = [block.id for block in page.blocks]
        pages.append(page)
    return pages


def range_order(values: Json) -> list[str]:
    """Article ids of all ranges, in order, inner ones after their outer."""
    found: list[str] = []

    def walk(items: list[Json]) -> None:
        for item in items:
            if item["type"] == "Range":
                found.append(unquote(item["id"].rpartition("/")[2]))
                walk(item["items"])

    walk(values.get("structures", []))
    return found


def problems(values: Json, document: PlacedDocument) -> list[str]:
    """A line for everything wrong with a manifest: boxes, order, texts, ranges."""
    pages = read_manifest(values)
    found = list(incomplete(document))
    for page, sheet in zip(pages, document.pages, strict=True):
        about = [*boxes_outside(page), *disorder(document, page, sheet)]
        if [block.text for block in page.blocks] != [piece.text for piece in sheet.pieces]:
            about.append("the annotations differ from the text of the page")
        found += [f"page {page.number}: {text}" for text in about]
    ids = sorted(article.id for article in document.document.articles)
    if sorted(range_order(values)) != ids:
        found.append("the ranges differ from the articles")
    return found


def _block(note: Json) -> ReadBackBlock:
    target = _TARGET.search(note["target"])
    box: Bounds | None = None
    if target:
        x, y, width, height = (float(value) for value in target.groups())
        box = (x, y, x + width, y + height)
    owner = unquote(note["partOf"][0]["id"].rpartition("/")[2]) if "partOf" in note else None
    line = ReadBackLine(note["body"]["value"], "", box)
    role, *more = note["label"]["none"]
    return ReadBackBlock(note["id"].rpartition("/")[2], role, owner, CONTINUES in more, box, (line,))
