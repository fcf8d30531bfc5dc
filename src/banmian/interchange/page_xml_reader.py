"""The reader for PAGE-XML files of any edition and any program.

PAGE: https://github.com/PRImA-Research-Lab/PAGE-XML. Lengths are pixels of the page's image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from banmian.interchange.xml_local_names import Box, children, descendants, local_name, number

_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class PageXmlLine:
    """A ``TextLine``. ``custom`` is what programs add in their own words; ``text`` as written, or that of its words;
    ``parts`` are the boxes of its words, then of its glyphs."""

    custom: str
    box: Box | None
    text: str
    parts: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PageXmlRegion:
    """A ``TextRegion``, with its own lines; ``divided``: it holds further text regions, which stand beside it."""

    id: str
    type: str
    custom: str
    continuation: bool
    divided: bool
    box: Box | None
    text: str
    lines: tuple[PageXmlLine, ...]


@dataclass(frozen=True, slots=True)
class PageXmlPage:
    """A ``Page``: its regions in the order of the file; ``order`` are ids of regions by ``ReadingOrder``."""

    custom: str
    width: float
    height: float
    regions: tuple[PageXmlRegion, ...]
    order: tuple[str, ...]

    @property
    def ordered(self) -> list[PageXmlRegion]:
        """The regions in reading order, those that it leaves out at the end."""
        named = {region.id: region for region in self.regions}
        listed = [named[name] for name in dict.fromkeys(self.order) if name in named]
        return listed + [region for region in named.values() if region not in listed]


def read_page_xml(root: Element) -> list[PageXmlPage]:
    """The pages of the file whose root is ``PcGts``. Elements that are missing give nothing; no error is raised."""
    return [_page(page) for page in descendants(root, "Page")]


def _page(page: Element) -> PageXmlPage:
    order = children(page, "ReadingOrder")
    return PageXmlPage(
        page.get("custom", ""),
        number(page, "imageWidth"),
        number(page, "imageHeight"),
        tuple(_region(region) for region in descendants(page, "TextRegion")),
        tuple(_references(order[0])) if order else (),
    )


def _references(group: Element) -> Iterator[str]:
    for member in sorted(group, key=lambda member: number(member, "index")):
        if member.get("regionRef"):
            yield member.get("regionRef", "")
        if local_name(member) != "RegionRef" and len(member):
            yield from _references(member)


def _region(region: Element) -> PageXmlRegion:
    return PageXmlRegion(
        region.get("id", ""),
        region.get("type", ""),
        region.get("custom", ""),
        region.get("continuation") == "true",
        bool(children(region, "TextRegion")),
        _box(region),
        _text(region),
        tuple(_line(line) for line in children(region, "TextLine")),
    )


def _line(line: Element) -> PageXmlLine:
    parts = (_box(part) for part in (*descendants(line, "Word"), *descendants(line, "Glyph")))
    return PageXmlLine(line.get("custom", ""), _box(line), _text(line), tuple(box for box in parts if box is not None))


def _text(element: Element) -> str:
    """The first text that is not empty, by index, or that of the words."""
    for equivalent in sorted(children(element, "TextEquiv"), key=lambda item: number(item, "index")):
        for content in children(equivalent, "Unicode"):
            if content.text:
                return content.text
    words = [_text(word) for word in children(element, "Word")]
    return " ".join(word for word in words if word)


def _box(element: Element) -> Box | None:
    coords = children(element, "Coords")
    if not coords:
        return None
    points = [(float(x), float(y)) for x, y in _POINT.findall(coords[0].get("points", ""))]
    return _rectangle(points or [(number(point, "x"), number(point, "y")) for point in children(coords[0], "Point")])


def _rectangle(points: Sequence[tuple[float, float]]) -> Box | None:
    """The box (x0, y0, x1, y1) around points; None without points."""
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
