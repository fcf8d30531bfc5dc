"""PAGE-XML (PRImA): text regions in ``ReadingOrder``; articles where Transkribus has marked them.

Article marks are those of the NewsEye data: ``custom="… structure {id:a1; type:article;} …"`` on lines
or regions. Regions of type heading, caption, header and page-number keep what their type says. Words broken with
``¬`` at a line's end are whole again; at the end of a region the sign is left out, for no print has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage, PassageKind, Place
from banmian.evaluation.truth.running_text import WORD_BREAK, in_fractions, join_lines
from banmian.interchange.page_xml_reader import PageXmlLine, PageXmlPage, PageXmlRegion, read_page_xml
from banmian.interchange.xml_local_names import Box

KINDS: dict[str, PassageKind] = {"heading": "headline", "header": "furniture", "footer": "furniture"}
KINDS |= {"page-number": "furniture", "caption": "caption"}

_ARTICLE = re.compile(r"structure\s*\{(?=[^}]*type:\s*article)[^}]*\bid:\s*(?P<id>[^;}]+)")


def to_comparable(root: Element) -> ComparableDocument:
    """The document of a ``PcGts`` element."""
    passages: list[tuple[str, Passage]] = []
    for count, page in enumerate(read_page_xml(root), start=1):
        for region in page.ordered:
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


def _passages(region: PageXmlRegion, page: PageXmlPage, count: int) -> list[tuple[str, Passage]]:
    """A region's passages with the article each belongs to; lines of several articles are told apart."""
    kind = KINDS.get(region.type, "paragraph")
    whole = _mark(region.custom)
    if not region.lines:
        text = "" if region.divided else _joined(region.text).removesuffix(WORD_BREAK)
        return [(whole, Passage(kind, text, count, _places([region.box], page, count)))] if text else []
    runs: list[tuple[str, list[PageXmlLine]]] = []
    for line in region.lines:
        name = _mark(line.custom) or whole
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(line)
    found = []
    for name, run in runs:
        text = join_lines(_joined(line.text) for line in run).removesuffix(WORD_BREAK)
        boxes = [region.box] if len(runs) == 1 else [line.box for line in run]
        if text:
            found.append((name, Passage(kind, text, count, _places(boxes, page, count))))
    return found


def _mark(custom: str) -> str:
    found = _ARTICLE.search(custom)
    return found["id"].strip() if found else ""


def _joined(text: str) -> str:
    return join_lines(text.splitlines())


def _places(boxes: Iterable[Box | None], page: PageXmlPage, count: int) -> tuple[Place, ...]:
    shares = (in_fractions(box, page.width, page.height) for box in boxes)
    return tuple(Place(count, share) for share in shares if share)
