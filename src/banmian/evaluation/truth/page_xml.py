"""PAGE-XML (PRImA): text regions in ``ReadingOrder``; articles where Transkribus has marked them.

Article marks are those of the NewsEye data: ``custom="… structure {id:a1; type:article;} …"`` on lines
or regions. Regions of type heading, caption, header and page-number keep what their type says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage, PassageKind, Place
from banmian.evaluation.truth.xml import children, descendants, in_fractions, join_lines, local, number

KINDS: dict[str, PassageKind] = {"heading": "headline", "header": "furniture", "footer": "furniture"}
KINDS |= {"page-number": "furniture", "caption": "caption"}

_ARTICLE = re.compile(r"structure\s*\{(?=[^}]*type:\s*article)[^}]*\bid:\s*(?P<id>[^;}]+)")
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def to_comparable(root: Element) -> ComparableDocument:
    """The document of a ``PcGts`` element."""
    passages: list[tuple[str, Passage]] = []
    for count, page in enumerate(descendants(root, "Page"), start=1):
        for region in _in_order(page):
            passages += _passages(region, page, count)
    furniture = tuple(passage for _, passage in passages if passage.kind == "furniture")
    rest = [(name, passage) for name, passage in passages if passage.kind != "furniture"]
    names = list(dict.fromkeys(name for name, _ in rest if name))
    stories = tuple(_story(name, [passage for own, passage in rest if own == name]) for name in names)
    loose = tuple(passage for name, passage in rest if not name)
    return ComparableDocument(stories=stories, loose=loose, furniture=furniture, has_furniture=True)


def _story(name: str, passages: Iterable[Passage]) -> ComparableArticle:
    body = tuple(passages)
    places = tuple(place for passage in body for place in passage.places)
    return ComparableArticle(name=name, body=body, places=places, heads_marked=False)


def _in_order(page: Element) -> list[Element]:
    regions = {region.get("id", ""): region for region in descendants(page, "TextRegion")}
    order = children(page, "ReadingOrder")
    listed = [regions[name] for name in dict.fromkeys(_references(order[0])) if name in regions] if order else []
    return listed + [region for region in regions.values() if region not in listed]


def _references(group: Element) -> Iterable[str]:
    members = sorted(group, key=lambda member: number(member, "index"))
    for member in members:
        if member.get("regionRef"):
            yield member.get("regionRef", "")
        if local(member) != "RegionRef" and len(member):
            yield from _references(member)


def _passages(region: Element, page: Element, count: int) -> list[tuple[str, Passage]]:
    """A region's passages with the article each belongs to; lines of several articles are told apart."""
    lines = children(region, "TextLine")
    kind = KINDS.get(region.get("type", ""), "paragraph")
    whole = _mark(region)
    if not lines:
        text = "" if children(region, "TextRegion") else _text(region)
        return [(whole, Passage(kind, text, count, _places(region, page, count)))] if text else []
    runs: list[tuple[str, list[Element]]] = []
    for line in lines:
        name = _mark(line) or whole
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(line)
    found = []
    for name, run in runs:
        text = join_lines(_text(line) for line in run)
        owner = region if len(runs) == 1 else None
        places = _places(owner, page, count) if owner is not None else _line_places(run, page, count)
        if text:
            found.append((name, Passage(kind, text, count, places)))
    return found


def _mark(element: Element) -> str:
    found = _ARTICLE.search(element.get("custom", ""))
    return found["id"].strip() if found else ""


def _text(element: Element) -> str:
    for equivalent in sorted(children(element, "TextEquiv"), key=lambda item: number(item, "index")):
        for content in children(equivalent, "Unicode"):
            if content.text:
                return join_lines(content.text.splitlines())
    words = [_text(word) for word in children(element, "Word")]
    return " ".join(word for word in words if word)


def _line_places(lines: Iterable[Element], page: Element, count: int) -> tuple[Place, ...]:
    return tuple(place for line in lines for place in _places(line, page, count))


def _places(element: Element, page: Element, count: int) -> tuple[Place, ...]:
    coords = children(element, "Coords")
    if not coords:
        return ()
    points = coords[0].get("points", "")
    corners = [(float(x), float(y)) for x, y in _POINT.findall(points)]
    corners = corners or [(number(point, "x"), number(point, "y")) for point in children(coords[0], "Point")]
    box = in_fractions(corners, number(page, "imageWidth"), number(page, "imageHeight"))
    return (Place(count, box),) if box else ()
