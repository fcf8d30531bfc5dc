"""OmniDocBench annotations (JSON): boxes with text, their order, and paragraphs that a column cuts.

Boxes without an ``order`` (headers, page numbers, figures of no text) and those marked ``ignore`` or
``abandon`` are no part of the comparison, as in OmniDocBench itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banmian.evaluation.comparable import Box, ComparableDocument, Passage, PassageKind, Place

KINDS: Mapping[str, PassageKind] = {
    "title": "headline",
    "figure_caption": "caption",
    "table_caption": "caption",
    "table": "table",
}


def to_comparable(values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> ComparableDocument:
    """The document of one page's annotation, or of a list of pages."""
    pages = [values] if isinstance(values, Mapping) else list(values)
    passages = [passage for number, page in enumerate(pages, start=1) for passage in _passages(page, number)]
    return ComparableDocument(loose=tuple(passages))


def _passages(page: Mapping[str, Any], number: int) -> list[Passage]:
    size = _size(page)
    kept = [box for box in page["layout_dets"] if _counts(box)]
    texts = {box["anno_id"]: str(box["text"]).strip() for box in kept}
    places = {box["anno_id"]: [Place(number, _box(box["poly"], size))] for box in kept}
    kinds = {box["anno_id"]: KINDS.get(box["category_type"], "paragraph") for box in kept}
    home: dict[int, int] = {}
    for relation in page.get("extra", {}).get("relation", ()):
        source, target = relation["source_anno_id"], relation["target_anno_id"]
        if relation["relation_type"] == "truncated" and source in texts and target in texts:
            home[target] = source
    for box in sorted(kept, key=lambda box: box["order"]):
        name = box["anno_id"]
        first = _first(name, home)
        if first != name:
            texts[first] += texts.pop(name)
            places[first] += places.pop(name)
    in_order = sorted((box for box in kept if box["anno_id"] in texts), key=lambda box: box["order"])
    return [
        Passage(kinds[box["anno_id"]], texts[box["anno_id"]], number, tuple(places[box["anno_id"]])) for box in in_order
    ]


def _first(name: int, home: Mapping[int, int]) -> int:
    seen = {name}
    while name in home and home[name] not in seen:
        name = home[name]
        seen.add(name)
    return name


def _counts(box: Mapping[str, Any]) -> bool:
    return (
        box.get("order") is not None
        and not box.get("ignore")
        and box["category_type"] != "abandon"
        and bool(str(box.get("text") or "").strip())
    )


def _size(page: Mapping[str, Any]) -> tuple[float, float]:
    """Width and height; swapped where the boxes show that the annotation has them the other way."""
    width, height = float(page["page_info"]["width"]), float(page["page_info"]["height"])
    right = max((max(box["poly"][0::2]) for box in page["layout_dets"]), default=0.0)
    bottom = max((max(box["poly"][1::2]) for box in page["layout_dets"]), default=0.0)
    turned = (right > width * 1.02 or bottom > height * 1.02) and right <= height * 1.02
    return (height, width) if turned else (width, height)


def _box(poly: Sequence[float], size: tuple[float, float]) -> Box:
    xs, ys = poly[0::2], poly[1::2]
    return (min(xs) / size[0], min(ys) / size[1], max(xs) / size[0], max(ys) / size[1])
