"""ALTO (any version from 1 to 4): text blocks in the order of the file, or of ``ReadingOrder`` (ALTO 4.3).

ALTO knows no articles; a block is a passage. A word divided at a line end is joined through its
``SUBS_CONTENT`` where that is given.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import ComparableDocument, Passage, Place
from banmian.evaluation.truth.xml import children, descendants, in_fractions, join_lines, local, number


def to_comparable(root: Element) -> ComparableDocument:
    """The document of an ``alto`` element; margins are furniture."""
    loose: list[Passage] = []
    furniture: list[Passage] = []
    for count, page in enumerate(descendants(root, "Page"), start=1):
        for part in page:
            target = loose if local(part) == "PrintSpace" else furniture
            target += [passage for block in _blocks(part) if (passage := _passage(block, page, count))]
    return ComparableDocument(
        loose=tuple(_in_reading_order(loose, root)), furniture=tuple(furniture), has_furniture=True
    )


def _blocks(part: Element) -> list[Element]:
    return descendants(part, "TextBlock")


def _passage(block: Element, page: Element, count: int) -> Passage | None:
    text = join_lines(_line(line) for line in children(block, "TextLine"))
    if not text:
        return None
    x, y = number(block, "HPOS"), number(block, "VPOS")
    corners = [(x, y), (x + number(block, "WIDTH"), y + number(block, "HEIGHT"))]
    box = in_fractions(corners, number(page, "WIDTH"), number(page, "HEIGHT"))
    return Passage("paragraph", text, count, (Place(count, box),) if box else ())


def _line(line: Element) -> str:
    return "".join(_content(part) for part in line)


def _content(part: Element) -> str:
    whole = part.get("SUBS_CONTENT")
    if local(part) == "SP":
        return " "
    if local(part) != "String" or (whole and part.get("SUBS_TYPE") == "HypPart2"):
        return ""
    return whole if whole and part.get("SUBS_TYPE") == "HypPart1" else part.get("CONTENT", "")


def _in_reading_order(passages: list[Passage], root: Element) -> list[Passage]:
    wanted = [
        reference.get("REF", "")
        for group in descendants(root, "ReadingOrder")
        for reference in descendants(group, "ElementRef")
    ]
    if not wanted:
        return passages
    rank = {name: index for index, name in enumerate(wanted)}
    blocks = [block for page in descendants(root, "Page") for block in _named_blocks(page)]
    ranks = [rank.get(block.get("ID", ""), len(rank)) for block in blocks]
    if len(ranks) != len(passages):
        return passages
    return [passage for _, _, passage in sorted(zip(ranks, range(len(ranks)), passages, strict=True))]


def _named_blocks(page: Element) -> list[Element]:
    parts = [part for part in page if local(part) == "PrintSpace"]
    blocks = [block for part in parts for block in _blocks(part)]
    return [block for block in blocks if join_lines(_line(line) for line in children(block, "TextLine"))]
