"""The lines as a reader saw them: an optional file beside the article document (``lines.json``).

The article document gives the place of a paragraph, not of its lines and glyphs. Formats with a text layer need
those too, and so does a person who looks for a word on the picture. Boxes are in the frame and unit of the
document's pages. Lines are in the order in which they were read, which is not the reading order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from banmian.document.json_form import ShapeError, encode

LINES_FILE = "lines.json"
LINES_VERSION = "1"
EXTENT_DIGITS = 1
SURE_DIGITS = 3
BOX_SIDES = 4


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line inside one column.

    ``starts`` and ``ends`` say where each character of ``text`` (spaces left out) begins and ends in reading
    direction: along x, or along y where ``vertical``. ``sure`` is the confidence of each character, 0 to 1.
    The three are empty when unknown. ``size`` is the em.
    """

    text: str
    bbox: list[float]
    size: float
    vertical: bool = False
    confidence: float = 1.0
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page; ``leaf`` is its source page (image frame or PDF page), ``place`` its rank on it."""

    number: int
    leaf: int = 1
    place: int = 1
    lines: list[LineRead] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadLines:
    """The lines of a document, page by page."""

    pages: list[PageLines] = field(default_factory=list)
    lines_version: str = LINES_VERSION

    def of(self, number: int) -> PageLines | None:
        """The lines of a page, by its number in the document."""
        return next((page for page in self.pages if page.number == number), None)


def lines_to_json(lines: ReadLines) -> bytes:
    """UTF-8 JSON, compact, floats rounded to tenths of the page's unit; ends in a line feed."""
    values = encode(lines, _rounded)
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def lines_from_json(data: bytes | str) -> ReadLines:
    """The lines of `lines_to_json`. Raises ShapeError (a ValueError) where it is not that."""
    try:
        values = json.loads(data)
        return ReadLines([page_lines_from_dict(page) for page in values["pages"]], values["lines_version"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ShapeError(f"not a lines.json file: {error!r}") from error


def page_lines_from_dict(values: dict[str, Any]) -> PageLines:
    """The lines of a page from their JSON values. Raises ValueError, KeyError, TypeError for another shape."""
    lines = [LineRead(**line) for line in values["lines"]]
    for line in lines:
        extents = (line.bbox, line.starts, line.ends, line.sure)
        if not isinstance(line.text, str) or not all(isinstance(extent, list) for extent in extents):
            raise ShapeError(f"no line: {line}")
        if len(line.bbox) != BOX_SIDES or len(line.starts) != len(line.ends) or not _is_complete(line):
            raise ShapeError(f"a line without a place: {line}")
    return PageLines(int(values["number"]), int(values["leaf"]), int(values["place"]), lines)


def _is_complete(line: LineRead) -> bool:
    """Whether positions and confidences, if given, are one per character."""
    if not line.starts:
        return not line.sure
    chars = len("".join(line.text.split()))
    return len(line.starts) == chars and len(line.sure) in (0, chars)


def _rounded(name: str, number: float) -> float:
    return round(number, SURE_DIGITS if name in ("sure", "confidence") else EXTENT_DIGITS) + 0.0
