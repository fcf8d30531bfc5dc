"""What an ALTO file that `banmian.export.alto_writer` wrote says: blocks, lines, order."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from banmian.export.alto_writer import NAMESPACE
from banmian.export.placed_document import Joint
from banmian.export.readback import ReadBackBlock, ReadBackLine, ReadBackPage
from banmian.interchange.alto_reader import AltoBlock, AltoLine, read_alto


def read_back_alto(data: bytes) -> ReadBackPage:
    """The page of an ALTO file. Raises ValueError for any other file."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    file = read_alto(root)
    if root.tag != f"{{{NAMESPACE}}}alto" or len(file.pages) != 1:
        raise ValueError("not one page of ALTO 4")
    page = file.pages[0]
    blocks = [_block(block, file.tags) for block in page.blocks]
    return ReadBackPage(
        page.number, page.width, page.height, file.unit, blocks, list(file.order), list(page.illustrations)
    )


def _block(block: AltoBlock, tags: dict[str, str]) -> ReadBackBlock:
    role = next((tag.removeprefix("role-") for tag in block.tags if tag.startswith("role-")), "other")
    owner = next((tags[tag] for tag in block.tags if tags.get(tag)), None)
    space = "\t" if role == "table_row" else " "
    lines = tuple(_line(line, space) for line in block.lines)
    return ReadBackBlock(block.id, role, owner, "continues" in block.tags, block.box, lines)


def _line(line: AltoLine, space: str) -> ReadBackLine:
    words = [space if string.space else string.text for string in line.strings]
    joint: Joint = ""
    if "line-break" in line.tags:
        joint = "\n"
    elif len(words) > 1 and words[-1] == " ":
        words.pop()
        joint = " "
    strings = [string for string in line.strings if not string.space]
    parts = [string.box for string in strings if string.box is not None]
    glyphs = [box for string in strings for box in string.glyphs]
    return ReadBackLine("".join(words), joint, line.box, (*parts, *glyphs))
