"""IIIF Presentation 3: a manifest a document, a canvas a page, a range an article, an annotation a text block.

The manifest stands on its own: annotations are embedded. Ids are URLs below a base URL, under which the
folder is to be served. A canvas measures the page's px, or `POINT_DPI` for an inch of a pt page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from banmian.document.model import Article, Publication
from banmian.export.language import language_of
from banmian.export.model import Bounds, Piece, PlacedDocument, PlacedPage

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
POINT_DPI = 300
CONTINUES = "continues"
"""Second label of an annotation that goes on with the text of the one before."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CanvasPicture:
    """A page's picture: its URL, media type and size in px."""

    url: str
    media_type: str
    width: int
    height: int


def scale_of(page: PlacedPage) -> float:
    """Length of the page's unit on its canvas."""
    return POINT_DPI / 72 if page.info.unit == "pt" else 1.0


def manifest(document: PlacedDocument, base: str, pictures: Mapping[int, CanvasPicture]) -> Json:
    """The manifest of a document; ``pictures`` by page number. Raises ValueError where a page has no size."""
    home = f"{base.rstrip('/')}/{quote(document.name)}"
    paper = document.document.publication
    values: Json = {
        "@context": CONTEXT,
        "id": f"{home}/manifest.json",
        "type": "Manifest",
        "label": _text(" ".join(part for part in (paper.title, paper.date) if part) or document.name),
    }
    facts = _metadata(paper)
    if facts:
        values["metadata"] = facts
    if paper.date:
        values["navDate"] = f"{paper.date}T00:00:00Z"
    values["behavior"] = ["paged"] if len(document.pages) > 1 else ["individuals"]
    values["items"] = [_canvas(document, page, home, pictures.get(page.info.number)) for page in document.pages]
    ranges = _ranges(document, home)
    if ranges:
        values["structures"] = ranges
    return values


def manifest_to_json(values: Json) -> bytes:
    """UTF-8 JSON, indented, ending in a line feed."""
    return (json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def _text(*words: str) -> dict[str, list[str]]:
    return {language_of("".join(words)) or "none": list(words)}


def _metadata(paper: Publication) -> list[Json]:
    facts = (
        ("Title", paper.title),
        ("Date", paper.date),
        ("Issue", paper.issue_number),
        ("Serial", paper.serial),
    )
    return [{"label": {"en": [label]}, "value": _text(value)} for label, value in facts if value]


def canvas_id(home: str, page: PlacedPage) -> str:
    """The id of a page's canvas."""
    return f"{home}/canvas/{page.info.number}"


def _canvas(document: PlacedDocument, page: PlacedPage, home: str, picture: CanvasPicture | None) -> Json:
    if not page.info.width or not page.info.height:
        raise ValueError(f"page {page.info.number} has no size")
    name, scale = canvas_id(home, page), scale_of(page)
    canvas: Json = {
        "id": name,
        "type": "Canvas",
        "label": _text(page.info.label or str(page.info.number)),
        "width": round(page.info.width * scale),
        "height": round(page.info.height * scale),
    }
    if picture is not None:
        body = {
            "id": picture.url,
            "type": "Image",
            "format": picture.media_type,
            "width": picture.width,
            "height": picture.height,
        }
        painting = {
            "id": f"{name}/picture",
            "type": "Annotation",
            "motivation": "painting",
            "body": body,
            "target": name,
        }
        canvas["items"] = [{"id": f"{name}/page", "type": "AnnotationPage", "items": [painting]}]
    notes = [_note(document, name, piece, scale) for piece in page.pieces]
    if notes:
        canvas["annotations"] = [{"id": f"{name}/text", "type": "AnnotationPage", "items": notes}]
    return canvas


def _note(document: PlacedDocument, canvas: str, piece: Piece, scale: float) -> Json:
    note: Json = {
        "id": f"{canvas}/text/{piece.id}",
        "type": "Annotation",
        "motivation": "supplementing",
        "label": _text(piece.role, CONTINUES) if piece.part else _text(piece.role),
        "body": _body(piece.text),
        "target": canvas + _fragment(piece.bbox, scale),
    }
    if piece.article is not None:
        note["partOf"] = [{"id": _range_id(canvas, document, piece.article), "type": "Range"}]
    return note


def _body(text: str) -> Json:
    body: Json = {"type": "TextualBody", "value": text, "format": "text/plain"}
    language = language_of(text)
    return {**body, "language": language} if language else body


def _fragment(box: Bounds | None, scale: float) -> str:
    """``#xywh=`` in whole canvas units, around the box."""
    if box is None:
        return ""
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    return f"#xywh={x0},{y0},{max(1, x1 - x0)},{max(1, y1 - y0)}"


def _range_id(canvas: str, document: PlacedDocument, article: int) -> str:
    home = canvas.rpartition("/canvas/")[0]
    return f"{home}/range/{quote(document.document.articles[article].id)}"


def _ranges(document: PlacedDocument, home: str) -> list[Json]:
    """A range an article, in reading order; its other part in this document lies within it."""
    ids = {article.id: index for index, article in enumerate(document.document.articles)}
    inner = {
        ids[article.continued_to.article_id]
        for article in document.document.articles
        if article.continued_to and article.continued_to.article_id in ids
    }
    found: list[Json] = []
    done: set[int] = set()
    for index in [*(i for i in ids.values() if i not in inner), *ids.values()]:
        if index not in done:
            found.append(_range(document, home, index, ids, done))
    return found


def _range(document: PlacedDocument, home: str, index: int, ids: Mapping[str, int], done: set[int]) -> Json:
    done.add(index)
    article = document.document.articles[index]
    items: list[Json] = []
    for page in document.pages:
        name = canvas_id(home, page)
        items += [
            {"id": name + _fragment(piece.bbox, scale_of(page)), "type": "Canvas"}
            for piece in page.pieces
            if piece.article == index
        ]
    later = article.continued_to.article_id if article.continued_to else None
    if later is not None and later in ids and ids[later] not in done:
        items.append(_range(document, home, ids[later], ids, done))
    return {
        "id": f"{home}/range/{quote(article.id)}",
        "type": "Range",
        "label": _text(_label(article)),
        "items": items,
    }


def _label(article: Article) -> str:
    return article.headline or article.kicker or article.text[:20] or article.id
