"""Reading ALTO files back: blocks, lines, order. For files written by `banmian.export.alto`."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from banmian.export.alto import NAMESPACE
from banmian.export.model import Bounds, Joint
from banmian.export.readback import ReadBackBlock, ReadBackLine, ReadBackPage
from banmian.export.xml_form import Element

_IN = {"a": NAMESPACE}


def read_alto(data: bytes) -> ReadBackPage:
    """The page of an ALTO file. Raises ValueError for any other file."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    sheet = root.find("a:Layout/a:Page", _IN)
    unit = root.findtext("a:Description/a:MeasurementUnit", "", _IN)
    if sheet is None:
        raise ValueError("no Layout/Page")
    owners = {t.get("ID", ""): t.get("DESCRIPTION", "") for t in root.iterfind("a:Tags/a:StructureTag", _IN)}
    page = ReadBackPage(
        number=int(float(sheet.get("PHYSICAL_IMG_NR", "0"))),
        width=_float(sheet.get("WIDTH")),
        height=_float(sheet.get("HEIGHT")),
        unit=unit,
    )
    page.blocks = [_block(block, owners) for block in sheet.iterfind(".//a:TextBlock", _IN)]
    page.order = [
        name for ref in root.iterfind("a:ReadingOrder//a:ElementRef", _IN) for name in ref.get("REF", "").split()
    ]
    page.figures = [figure.get("ID", "") for figure in sheet.iterfind(".//a:Illustration", _IN)]
    return page


def _block(element: Element, owners: dict[str, str]) -> ReadBackBlock:
    tags = element.get("TAGREFS", "").split()
    role = next((tag.removeprefix("role-") for tag in tags if tag.startswith("role-")), "other")
    owner = next((owners[tag] for tag in tags if tag in owners), None)
    space = "\t" if role == "table_row" else " "
    lines = tuple(_line(line, space) for line in element.iterfind("a:TextLine", _IN))
    return ReadBackBlock(element.get("ID", ""), role, owner, "continues" in tags, _bounds(element), lines)


def _line(element: Element, space: str) -> ReadBackLine:
    words: list[str] = []
    for child in element:
        if child.tag == f"{{{NAMESPACE}}}String":
            words.append(child.get("CONTENT", ""))
        elif child.tag == f"{{{NAMESPACE}}}SP":
            words.append(space)
    joint: Joint = ""
    if "line-break" in element.get("TAGREFS", "").split():
        joint = "\n"
    elif len(words) > 1 and words[-1] == " ":
        words.pop()
        joint = " "
    return ReadBackLine("".join(words), joint, _bounds(element), tuple(_parts(element)))


def _parts(element: Element) -> Iterable[Bounds]:
    for part in (*element.iterfind(".//a:String", _IN), *element.iterfind(".//a:Glyph", _IN)):
        box = _bounds(part)
        if box is not None:
            yield box


def _bounds(element: Element) -> Bounds | None:
    if element.get("HPOS") is None:
        return None
    x, y, width, height = (float(element.get(name, "nan")) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return x, y, x + width, y + height


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)
