"""IIIF Presentation 3: a manifest per document, a canvas per page, a range per article, an annotation per text
block.

The manifest is self-contained: annotations are embedded. Ids are URLs below a base URL, under which the folder is
to be served. A canvas is as large as its picture, since viewers misplace boxes where the two differ; without a
picture it is as large as the frame of the file that the page was read from. Ranges name whole canvases: Universal
Viewer does not cope with parts of one.

What is in the files; `banmian.export.formats.iiif` offers the format and writes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from banmian.document.model import Article, Publication
from banmian.export.coordinate_frames import Frame, frame_on_original
from banmian.export.placed_document import Bounds, Piece, PlacedDocument, PlacedPage
from banmian.wording.language import language_of

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MOTIVATIONS = ("supplementing", "commenting")
"""Text of the page supplements it; Mirador shows only comments unless it is told otherwise."""
CONTINUES = "continues"
"""Second label of an annotation that continues the text of the one before."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CanvasPicture:
    """A page's picture: its URL, media type and frame; its image service and its thumbnail, if any."""

    url: str
    media_type: str
    frame: Frame
    service: str | None = None
    thumbnail: CanvasPicture | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that accompanies a manifest or canvas: its URL, media type, English label, and profile."""

    url: str
    media_type: str
    label: str
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedResources:
    """What a manifest refers to: renderings of the whole, the ALTO file of each page, a search service."""

    renderings: Sequence[Companion] = ()
    alto: Mapping[int, Companion] = field(default_factory=dict)
    search: str | None = None


def manifest(
    document: PlacedDocument,
    base: str,
    pictures: Mapping[int, CanvasPicture],
    around: LinkedResources | None = None,
) -> Json:
    """The manifest of a document; ``pictures`` by page number. Raises ValueError where a page has no size."""
    around = around or LinkedResources()
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
    leaves = [
        _Leaf.of(page, _canvas(document, page, home, pictures.get(page.info.number), around)) for page in document.pages
    ]
    if 2 * sum(leaf.down for leaf in leaves) > sum(leaf.signs for leaf in leaves):
        values["viewingDirection"] = "right-to-left"
    if around.search:
        values["service"] = [{"id": around.search, "type": "SearchService2"}]
    if around.renderings:
        values["rendering"] = [_companion(file, "Text") for file in around.renderings]
    values["items"] = [leaf.canvas for leaf in leaves]
    first = values["items"][0].get("thumbnail")
    if first:
        values["thumbnail"] = first
    ranges = _ranges(document, home, leaves)
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


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A canvas, the articles that are on it, the number of its signs and of those in vertical lines.

    Newspapers with most of their text in such lines are bound on the right.
    """

    canvas: Json
    articles: frozenset[int | None]
    signs: int
    down: int

    @classmethod
    def of(cls, page: PlacedPage, canvas: Json) -> _Leaf:
        owners = frozenset({piece.article for piece in page.pieces} | {figure.article for figure in page.figures})
        lines = [line for piece in page.pieces for line in piece.lines]
        down = sum(len(line.text) for line in lines if line.vertical)
        return cls(canvas, owners, sum(len(line.text) for line in lines), down)


def _companion(file: Companion, kind: str) -> Json:
    values: Json = {"id": file.url, "type": kind, "label": {"en": [file.label]}, "format": file.media_type}
    return {**values, "profile": file.profile} if file.profile else values


def _image(picture: CanvasPicture) -> Json:
    values: Json = {
        "id": picture.url,
        "type": "Image",
        "format": picture.media_type,
        "width": picture.frame.width,
        "height": picture.frame.height,
    }
    if picture.service:
        values["service"] = [{"id": picture.service, "type": "ImageService3", "profile": "level1"}]
    return values


def _canvas(
    document: PlacedDocument, page: PlacedPage, home: str, picture: CanvasPicture | None, around: LinkedResources
) -> Json:
    frame = picture.frame if picture else frame_on_original(page.info, document.document.source.path)
    if frame is None:
        raise ValueError(f"page {page.info.number} has no size")
    name = canvas_id(home, page)
    canvas: Json = {
        "id": name,
        "type": "Canvas",
        "label": _text(page.info.label or str(page.info.number)),
        "width": frame.width,
        "height": frame.height,
    }
    if picture is not None and picture.thumbnail is not None:
        canvas["thumbnail"] = [_image(picture.thumbnail)]
    if page.info.number in around.alto:
        canvas["seeAlso"] = [_companion(around.alto[page.info.number], "Dataset")]
    if picture is not None:
        painting = {
            "id": f"{name}/picture",
            "type": "Annotation",
            "motivation": "painting",
            "body": _image(picture),
            "target": name,
        }
        canvas["items"] = [{"id": f"{name}/page", "type": "AnnotationPage", "items": [painting]}]
    notes = [_note(document, name, piece, frame) for piece in page.pieces]
    if notes:
        canvas["annotations"] = [{"id": f"{name}/text", "type": "AnnotationPage", "items": notes}]
    return canvas


def _note(document: PlacedDocument, canvas: str, piece: Piece, frame: Frame) -> Json:
    note: Json = {
        "id": f"{canvas}/text/{piece.id}",
        "type": "Annotation",
        "motivation": list(MOTIVATIONS),
        "label": _text(piece.role, CONTINUES) if piece.part else _text(piece.role),
        "body": _body(piece.text),
        "target": canvas + _fragment(piece.bbox, frame),
    }
    if piece.article is not None:
        note["partOf"] = [{"id": _range_id(canvas, document, piece.article), "type": "Range"}]
    return note


def _body(text: str) -> Json:
    body: Json = {"type": "TextualBody", "value": text, "format": "text/plain"}
    language = language_of(text)
    return {**body, "language": language} if language else body


def _fragment(box: Bounds | None, frame: Frame) -> str:
    """``#xywh=`` in whole canvas units, around the box."""
    if box is None:
        return ""
    x0, y0, x1, y1 = (round(value) for value in frame.bounds(box))
    return f"#xywh={x0},{y0},{max(1, x1 - x0)},{max(1, y1 - y0)}"


def _range_id(canvas: str, document: PlacedDocument, article: int) -> str:
    home = canvas.rpartition("/canvas/")[0]
    return f"{home}/range/{quote(document.document.articles[article].id)}"


def _ranges(document: PlacedDocument, home: str, leaves: Sequence[_Leaf]) -> list[Json]:
    """A range per article, in reading order; its continuation in this document is a range inside it."""
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
            found.append(_range(document, home, leaves, index, ids, done))
    return found


def _range(
    document: PlacedDocument, home: str, leaves: Sequence[_Leaf], index: int, ids: Mapping[str, int], done: set[int]
) -> Json:
    done.add(index)
    article = document.document.articles[index]
    items: list[Json] = [{"id": leaf.canvas["id"], "type": "Canvas"} for leaf in leaves if index in leaf.articles]
    later = article.continued_to.article_id if article.continued_to else None
    if later is not None and later in ids and ids[later] not in done:
        items.append(_range(document, home, leaves, ids[later], ids, done))
    return {
        "id": f"{home}/range/{quote(article.id)}",
        "type": "Range",
        "label": _text(_label(article)),
        "items": items,
    }


def _label(article: Article) -> str:
    return article.headline or article.kicker or article.text[:20] or article.id
