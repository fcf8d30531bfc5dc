"""The reader for ALTO files of any version (1 to 4) and any program.

ALTO: https://www.loc.gov/standards/alto/. Lengths stay in the unit of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from banmian.interchange.xml_local_names import Box, children, descendants, local_name, number


@dataclass(frozen=True, slots=True)
class AltoString:
    """A ``String``, or an ``SP`` (``space``). ``whole`` is the word that a line end divides, ``part`` 1 or 2 which part
    of it this is; ``glyphs`` are the boxes of its glyphs."""

    text: str
    box: Box | None = None
    space: bool = False
    whole: str = ""
    part: int = 0
    glyphs: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class AltoLine:
    """A ``TextLine``; ``tags`` are the ids of its tags."""

    box: Box | None
    tags: tuple[str, ...]
    strings: tuple[AltoString, ...]


@dataclass(frozen=True, slots=True)
class AltoBlock:
    """A ``TextBlock``; ``margin``: it lies outside the ``PrintSpace``."""

    id: str
    box: Box | None
    tags: tuple[str, ...]
    margin: bool
    lines: tuple[AltoLine, ...]


@dataclass(frozen=True, slots=True)
class AltoPage:
    """A ``Page``: its size, None where the file does not say; its blocks in the order of the file."""

    number: int
    width: float | None
    height: float | None
    blocks: tuple[AltoBlock, ...]
    illustrations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AltoFile:
    """An ALTO file. ``order``: ids of blocks in ``ReadingOrder`` (4.3); ``tags``: descriptions of tags by id."""

    unit: str = ""
    pages: tuple[AltoPage, ...] = ()
    order: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)


def read_alto(root: Element) -> AltoFile:
    """The file whose root element is ``alto``. Elements that are missing give nothing; no error is raised."""
    references = (ref for group in descendants(root, "ReadingOrder") for ref in descendants(group, "ElementRef"))
    tags = (tag for group in descendants(root, "Tags") for tag in group)
    return AltoFile(
        next((unit.text or "" for unit in descendants(root, "MeasurementUnit")), ""),
        tuple(_page(page) for page in descendants(root, "Page")),
        tuple(name for reference in references for name in reference.get("REF", "").split()),
        {tag.get("ID", ""): tag.get("DESCRIPTION", "") for tag in tags if isinstance(tag.tag, str)},
    )


def _page(page: Element) -> AltoPage:
    blocks = ((block, local_name(part) != "PrintSpace") for part in page for block in descendants(part, "TextBlock"))
    return AltoPage(
        int(number(page, "PHYSICAL_IMG_NR")),
        number(page, "WIDTH") if page.get("WIDTH") else None,
        number(page, "HEIGHT") if page.get("HEIGHT") else None,
        tuple(_block(block, margin) for block, margin in blocks),
        tuple(figure.get("ID", "") for figure in descendants(page, "Illustration")),
    )


def _block(block: Element, margin: bool) -> AltoBlock:
    lines = tuple(AltoLine(_box(line), _tags(line), tuple(_strings(line))) for line in children(block, "TextLine"))
    return AltoBlock(block.get("ID", ""), _box(block), _tags(block), margin, lines)


def _strings(line: Element) -> Iterator[AltoString]:
    for part in line:
        if local_name(part) == "SP":
            yield AltoString(" ", _box(part), space=True)
        elif local_name(part) == "String":
            whole = part.get("SUBS_CONTENT", "")
            which = {"HypPart1": 1, "HypPart2": 2}.get(part.get("SUBS_TYPE", ""), 0) if whole else 0
            glyphs = (_box(glyph) for glyph in descendants(part, "Glyph"))
            own = tuple(box for box in glyphs if box is not None)
            yield AltoString(part.get("CONTENT", ""), _box(part), whole=whole, part=which, glyphs=own)


def _tags(element: Element) -> tuple[str, ...]:
    return tuple(element.get("TAGREFS", "").split())


def _box(element: Element) -> Box | None:
    if element.get("HPOS") is None or element.get("VPOS") is None:
        return None
    x, y = number(element, "HPOS"), number(element, "VPOS")
    return x, y, x + number(element, "WIDTH"), y + number(element, "HEIGHT")
