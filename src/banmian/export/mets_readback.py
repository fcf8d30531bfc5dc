"""Reading METS files back: their pointers, checked against the ALTO files that they point into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from banmian.export.mets_writer import IMAGE, NAMESPACE, XLINK
from banmian.export.readback import ReadBackPage

_IN = {"m": NAMESPACE}


def problems(data: bytes, pages: Mapping[str, ReadBackPage]) -> list[str]:
    """A line for everything wrong with the pointers of a METS file; ``pages`` are its ALTO files by href."""
    root = ET.fromstring(data)
    hrefs = {
        element.get("ID", ""): location.get(f"{{{XLINK}}}href", "")
        for element in root.iterfind(".//m:file", _IN)
        for location in element.iterfind("m:FLocat", _IN)
    }
    return [*_pointers(root, hrefs, pages), *_divisions(root)]


def _pointers(root: ET.Element, hrefs: Mapping[str, str], pages: Mapping[str, ReadBackPage]) -> Iterator[str]:
    used: Counter[tuple[str, str]] = Counter()
    ranks = {(href, name): rank for href, page in pages.items() for rank, name in enumerate(page.order)}
    figures = {(href, name) for href, page in pages.items() for name in page.figures}
    for division in root.iterfind(".//m:div", _IN):
        last: dict[str, int] = {}
        figure = division.get("TYPE") == IMAGE
        for area in division.iterfind("m:fptr//m:area", _IN):
            href = hrefs.get(area.get("FILEID", ""), "")
            key = (href, area.get("BEGIN", ""))
            used[key] += 1
            if figure and key in figures:
                continue
            if key not in ranks:
                yield f"a pointer to {key[1]} of {href or 'no file'}, which is not there"
            elif ranks[key] < last.get(href, -1):
                yield f"{key[1]} of {href} is pointed to out of the reading order"
            last[href] = ranks.get(key, -1)
    for key in (*ranks, *figures):
        if used[key] != 1:
            yield f"{key[1]} of {key[0]} is pointed to {used[key]} times"


def _divisions(root: ET.Element) -> Iterator[str]:
    records = {element.get("ID") for element in root.iterfind("m:dmdSec", _IN)}
    divisions = {element.get("ID") for element in root.iterfind(".//m:div", _IN)}
    for link in root.iterfind(".//m:smLink", _IN):
        for end in ("from", "to"):
            if link.get(f"{{{XLINK}}}{end}") not in divisions:
                yield f"a link {end} {link.get(f'{{{XLINK}}}{end}')}, which is not there"
    for division in root.iterfind(".//m:div", _IN):
        for name in division.get("DMDID", "").split():
            if name not in records:
                yield f"no record {name}"
