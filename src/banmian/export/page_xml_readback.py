"""Reading PAGE files back. For files written by `banmian.export.page_xml`."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from banmian.export.model import Bounds, Joint
from banmian.export.page_xml import CELL, JOINTS
from banmian.export.readback import ReadBackBlock, ReadBackLine, ReadBackPage

_ROLE = re.compile(r"structure \{type:([^;]*);\}")
_OWNER = re.compile(r"article \{id:(.*?);\}")
_JOINT = re.compile(r"joint \{type:([^;]*);\}")
_PAGE = re.compile(r"page \{number:(\d+);")
_CELLS = re.compile(r"cells \{ends:([^;]*);\}")
_JOINT_OF: dict[str, Joint] = {"none": "", "space": " ", "break": "\n"}

assert set(_JOINT_OF) == set(JOINTS.values())


def read_page_xml(data: bytes) -> ReadBackPage:
    """The page of a PAGE file. Raises ValueError for any other file."""
    root = ET.fromstring(data)
    space = {"p": root.tag[1:].partition("}")[0]}
    sheet = root.find("p:Page", space)
    about = None if sheet is None else _PAGE.match(sheet.get("custom", ""))
    if sheet is None or about is None:
        raise ValueError("no Page of banmian's")
    page = ReadBackPage(
        number=int(about[1]),
        width=float(sheet.get("imageWidth", "0")),
        height=float(sheet.get("imageHeight", "0")),
        unit="px",
    )
    page.blocks = [_block(region, space) for region in sheet.iterfind("p:TextRegion", space)]
    page.order = [ref.get("regionRef", "") for ref in sheet.iterfind(".//p:RegionRefIndexed", space)]
    return page


def _block(region: ET.Element, space: dict[str, str]) -> ReadBackBlock:
    custom = region.get("custom", "")
    role, owner = _ROLE.search(custom), _OWNER.search(custom)
    lines = tuple(_line(line, space) for line in region.iterfind("p:TextLine", space))
    name = owner[1] if owner else None
    return ReadBackBlock(
        region.get("id", ""),
        role[1] if role else "other",
        name,
        region.get("continuation") == "true",
        _box(region, space),
        lines,
    )


def _line(line: ET.Element, space: dict[str, str]) -> ReadBackLine:
    joint = _JOINT.search(line.get("custom", ""))
    text = line.findtext("p:TextEquiv/p:Unicode", "", space)
    cells = _CELLS.search(line.get("custom", ""))
    for place in map(int, cells[1].split() if cells else ()):
        text = text[:place] + CELL + text[place + 1 :]
    parts = [_box(part, space) for part in (*line.iterfind(".//p:Word", space), *line.iterfind(".//p:Glyph", space))]
    own = tuple(part for part in parts if part is not None)
    return ReadBackLine(text, _JOINT_OF[joint[1]] if joint else "", _box(line, space), own)


def _box(element: ET.Element, space: dict[str, str]) -> Bounds | None:
    coords = element.find("p:Coords", space)
    if coords is None:
        return None
    points = [point.split(",") for point in coords.get("points", "").split()]
    across, down = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(across), min(down), max(across), max(down)
