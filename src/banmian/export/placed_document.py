"""A document placed on its pages: the input of every format with boxes.

A *piece* is the part of one text (headline, paragraph, caption, table row …) in one box: a paragraph over two
columns has two. Boxes are [x0, y0, x1, y1] in the page's unit, origin top left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from banmian.document.model import Document, PageInfo

Bounds = tuple[float, float, float, float]

DESCENT = 0.12
"""Share of a line's height below its baseline: that of Han characters; Latin ones have a little more."""

Joint = Literal["", " ", "\n"]
"""What joins a line to the next of its text: nothing, a word space, or an intended line break."""

Role = Literal[
    "section",
    "kicker",
    "headline",
    "subheadline",
    "byline",
    "paragraph",
    "subheading",
    "verse",
    "list_item",
    "table_caption",
    "table_row",
    "caption",
    "credit",
    "masthead",
    "folio",
    "index",
    "advertisement",
    "staff",
    "other",
]
BODY_ROLES: tuple[Role, ...] = ("paragraph", "subheading", "verse", "list_item")
HEAD_ROLES: tuple[Role, ...] = ("section", "kicker", "headline", "subheadline")


class PlacedGlyph(NamedTuple):
    """A character of a line: where it begins and ends in reading direction, and its confidence (0 to 1)."""

    text: str
    start: float
    end: float
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a piece. ``glyphs`` are the characters of ``text`` except white space.

    ``hyphen`` is set where the page breaks a word here with a hyphen that ``text`` does not have; ``joint`` joins
    it to the next line of the same text. ``bbox`` is None on a page without places.
    """

    text: str
    bbox: Bounds | None
    glyphs: tuple[PlacedGlyph, ...] = ()
    sure: float | None = None
    vertical: bool = False
    joint: Joint = ""
    hyphen: bool = False


@dataclass(slots=True)
class Piece:
    """The part of a text in one box.

    ``article`` is an index into the document's articles (None: furniture, or a picture or table of no
    article); ``slot`` names the text within its owner (``headline``, ``block-3``, ``table-0-row-2`` …);
    ``part`` counts the pieces of one text from 0. ``id`` is unique on its page and an XML name.
    """

    id: str
    page: int
    role: Role
    article: int | None
    slot: str
    part: int
    bbox: Bounds | None
    lines: list[PlacedLine] = field(default_factory=list)
    sure: float | None = None

    @property
    def text(self) -> str:
        """What the piece says; its last line's joint is left out."""
        joined = "".join(line.text + line.joint for line in self.lines)
        return joined[: len(joined) - len(self.lines[-1].joint)] if self.lines else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture area: of an article, or of none."""

    id: str
    page: int
    article: int | None
    bbox: Bounds


@dataclass(slots=True)
class PlacedPage:
    """A page with its pieces in reading order."""

    info: PageInfo
    pieces: list[Piece] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def without_lines(self) -> PlacedPage:
        """The page with its pieces alone: what an index of many pages keeps."""
        return PlacedPage(self.info, [replace(piece, lines=[]) for piece in self.pieces], self.figures)


@dataclass(slots=True)
class PlacedDocument:
    """A document, its name in the batch, its pages, and what finds a line for each implausible place on them."""

    name: str
    document: Document
    pages: Sequence[PlacedPage]
    find_doubts: Callable[[], list[str]] = list

    @property
    def doubts(self) -> list[str]:
        """A line for each implausible place."""
        return self.find_doubts()


Placed = list[tuple[int, Bounds | None, PlacedLine]]
"""The lines of a text: page number, box of the line's piece, line."""


def bounds(box: Sequence[float]) -> Bounds:
    """A box of the article document."""
    return box[0], box[1], box[2], box[3]


def baseline_of(box: Bounds, vertical: bool) -> Bounds:
    """The baseline of a line, from its beginning to its end; the centre line of a vertical line."""
    x0, y0, x1, y1 = box
    if vertical:
        return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    foot = y1 - DESCENT * (y1 - y0)
    return x0, foot, x1, foot


def bounding_box(boxes: Sequence[Bounds]) -> Bounds | None:
    """The smallest box around all boxes; None for none."""
    if not boxes:
        return None
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
