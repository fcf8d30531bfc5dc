"""What a PAGE file that `banmian.export.page_xml_writer` wrote says: regions, lines, order."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from banmian.export.page_xml_writer import CELL, JOINTS
from banmian.export.placed_document import Joint
from banmian.export.readback import ReadBackBlock, ReadBackLine, ReadBackPage
from banmian.interchange.page_xml_reader import PageXmlLine, PageXmlRegion, read_page_xml

_ROLE = re.compile(r"structure \{type:([^;]*);\}")
_OWNER = re.compile(r"article \{id:(.*?);\}")
_JOINT = re.compile(r"joint \{type:([^;]*);\}")
_PAGE = re.compile(r"page \{number:(\d+);")
_CELLS = re.compile(r"cells \{ends:([^;]*);\}")
_JOINT_OF: dict[str, Joint] = {"none": "", "space": " ", "break": "\n"}

assert set(_JOINT_OF) == set(JOINTS.values())


def read_back_page_xml(data: bytes) -> ReadBackPage:
    """The page of a PAGE file. Raises ValueError for any other file."""
    try:
        pages = read_page_xml(ET.fromstring(data))
    except ET.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    about = _PAGE.match(pages[0].custom) if len(pages) == 1 else None
    if about is None:
        raise ValueError("no Page of banmian's")
    page = pages[0]
    blocks = [_block(region) for region in page.regions]
    return ReadBackPage(int(about[1]), page.width, page.height, "px", blocks, list(page.order))


def _block(region: PageXmlRegion) -> ReadBackBlock:
    role, owner = _ROLE.search(region.custom), _OWNER.search(region.custom)
    return ReadBackBlock(
        region.id,
        role[1] if role else "other",
        owner[1] if owner else None,
        region.continuation,
        region.box,
        tuple(_line(line) for line in region.lines),
    )


def _line(line: PageXmlLine) -> ReadBackLine:
    joint, cells, text = _JOINT.search(line.custom), _CELLS.search(line.custom), line.text
    for place in map(int, cells[1].split() if cells else ()):
        text = text[:place] + CELL + text[place + 1 :]
    return ReadBackLine(text, _JOINT_OF[joint[1]] if joint else "", line.box, line.parts)
