"""The interface for a layout detector of your own, and the zones of a page that its blocks (an ``lp.Layout``) become.

A detector may know whole articles, single blocks, or only classes. Its zones are used as far as they go: an
``article`` zone is divided on its own, lines in a ``headline`` zone are headings whatever their size, lines in a
``text`` zone are running text, and ``picture``, ``table`` and furniture zones take the lines inside them.
Everything outside zones is left to the geometry of rules, gutters and glyph sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, get_args

import layoutparser as lp  # type: ignore[import-untyped]

from banmian.document.model import Content, DocumentWarning
from banmian.layout.geometry import Box
from banmian.layout.model import Page, Zone, ZoneKind
from banmian.layout.readers.source_file import Raster

CLASSES: Mapping[str, ZoneKind] = {
    "article": "article", "headline": "headline", "title": "headline", "text": "text", "textregion": "text",
    "paragraph": "text", "list": "text", "caption": "caption", "figure": "picture", "image": "picture",
    "photograph": "picture", "imageregion": "picture", "picture": "picture", "illustration": "picture",
    "map": "picture", "comics/cartoon": "picture", "editorial cartoon": "picture", "graphicregion": "picture",
    "chartregion": "picture", "linedrawingregion": "picture", "mapregion": "picture", "advertregion": "advertisement",
    "table": "table", "tableregion": "table", "advertisement": "advertisement", "ad": "advertisement",
    "masthead": "masthead", "header": "folio", "folio": "folio", "index": "index", "staff": "staff",
    "separatorregion": "other", "mathsregion": "other", "chemregion": "other", "musicregion": "other",
    "noiseregion": "other", "unknownregion": "other", "customregion": "other", "other": "other",
    "otherregion": "other",
}  # fmt: skip
"""Class names of common detectors (PubLayNet, PRImA, Newspaper Navigator) and what they mean here."""

KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)


class Detector(Protocol):
    """A layout model as layoutparser defines it."""

    def detect(self, image: Raster) -> lp.Layout:
        """Blocks of an RGB picture (height, width, 3), their coordinates in its pixels."""
        ...


def zones_from_layout(
    found: lp.Layout, scale: float, classes: Mapping[str, ZoneKind] = CLASSES, least_score: float = 0.0
) -> tuple[list[Zone], list[str]]:
    """The zones of a detector's layout, and the names of classes without a meaning here.

    ``scale`` is page units for each pixel of its picture. A block whose ``type`` is not in `classes` (compared in
    lower case) is a zone of kind ``other``, which changes nothing. Blocks with a score below `least_score` are
    left out.
    """
    zones: list[Zone] = []
    strange: dict[str, None] = {}
    for block in found:
        score = getattr(block, "score", None)
        if score is not None and score < least_score:
            continue
        given = str(getattr(block, "type", None) or "text")
        kind = classes.get(given.lower())
        if kind is None:
            strange.setdefault(given)
        x0, y0, x1, y1 = (float(value) * scale for value in block.coordinates)
        zones.append(Zone(Box(x0, y0, x1, y1), kind or "other"))
    return zones, list(strange)


def add_zones(
    detector: Detector,
    picture: Raster,
    page: Page,
    classes: Mapping[str, ZoneKind] = CLASSES,
    least_score: float = 0.0,
) -> None:
    """Run `detector` on a page, shown whole in `picture`, and add its zones; strange classes are a warning."""
    scale = page.width / picture.shape[1]
    page.zones, strange = zones_from_layout(detector.detect(picture), scale, classes, least_score)
    if strange:
        names = ", ".join(repr(name) for name in strange)
        message = f"The detector's classes {names} mean nothing here; name them in detector_classes."
        page.warnings.append(DocumentWarning("unknown_detector_class", message, float(len(strange))))


def to_layout(content: Content, page: int) -> lp.Layout:
    """What was found on a page (by its number) as an ``lp.Layout`` of text blocks, in reading order.

    Each block carries its text, its type, and the article's position in the document as ``parent``.
    """
    blocks: list[Any] = []
    for number, article in enumerate(content.articles):
        for block in article.blocks:
            blocks += _text_blocks(block.text, block.type, [r.bbox for r in block.regions if r.page == page], number)
    return lp.Layout(blocks)


def _text_blocks(text: str, kind: str, boxes: Iterable[list[float]], parent: int) -> list[Any]:
    return [lp.TextBlock(lp.Rectangle(*box), text=text, type=kind, parent=parent) for box in boxes]
