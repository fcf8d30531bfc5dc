"""ALTO (any version from 1 to 4): text blocks in the order of the file, or of ``ReadingOrder`` (ALTO 4.3).

ALTO knows no articles; a block is a passage. A word divided at a line end is joined through its
``SUBS_CONTENT`` where that is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import ComparableDocument, Passage, Place
from banmian.evaluation.truth.running_text import in_fractions, join_lines
from banmian.interchange.alto_reader import AltoBlock, AltoFile, AltoLine, AltoPage, AltoString, read_alto


def to_comparable(root: Element) -> ComparableDocument:
    """The document of an ``alto`` element; margins are furniture."""
    file = read_alto(root)
    found = list(_passages(file))
    loose = [(block, passage) for block, passage in found if not block.margin]
    if file.order:
        rank = {name: place for place, name in enumerate(file.order)}
        loose.sort(key=lambda pair: rank.get(pair[0].id, len(rank)))
    furniture = tuple(passage for block, passage in found if block.margin)
    return ComparableDocument(loose=tuple(passage for _, passage in loose), furniture=furniture, has_furniture=True)


def _passages(file: AltoFile) -> Iterator[tuple[AltoBlock, Passage]]:
    for count, page in enumerate(file.pages, start=1):
        for block in page.blocks:
            text = join_lines(_text(line) for line in block.lines)
            if text:
                yield block, Passage("paragraph", text, count, _places(block, page, count))


def _places(block: AltoBlock, page: AltoPage, count: int) -> tuple[Place, ...]:
    box = in_fractions(block.box, page.width, page.height)
    return (Place(count, box),) if box else ()


def _text(line: AltoLine) -> str:
    return "".join(_content(string) for string in line.strings)


def _content(string: AltoString) -> str:
    return {0: string.text, 1: string.whole, 2: ""}[string.part]
