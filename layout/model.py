"""The page model: the output of every reader and the input of layout.

Boxes are in the page's own frame: upright, deskewed and, where the scan has a fold, split. ``unit`` says whether
lengths are px or pt; no code may depend on which, only on the ratio to glyph size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from banmian.document.changes import Change
from banmian.document.model import DocumentWarning, Original, TextSource, Unit
from banmian.layout.geometry import Box


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character. ``size`` is its em (page units); ``font`` and ``color`` are empty when unknown.

    ``others`` are what a recogniser that was unsure may have read instead, with their probabilities.
    """

    text: str
    box: Box
    size: float
    font: str = ""
    color: str = ""
    confidence: float = 1.0
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A run of glyphs in reading direction within one column: never across a gutter.

    ``read`` is what was read, overprint and stray spaces included; ``text`` is what the line says; ``changes`` lead
    from the one to the other. ``size`` is the em of its main glyphs; ``vertical`` lines run top to bottom. ``bold``
    and ``font`` are False and "" when unknown; ``reversed_out`` is light type on dark ground, ``slanted`` type
    that is neither level nor upright. ``glyphs`` matches ``text`` without its spaces. ``first_confidence`` is that
    of the first of several readings of which the line was made, 0 where there was one.
    """

    text: str
    box: Box
    size: float
    glyphs: tuple[Glyph, ...] = ()
    read: str = ""
    changes: tuple[Change, ...] = ()
    vertical: bool = False
    bold: bool = False
    font: str = ""
    color: str = ""
    reversed_out: bool = False
    confidence: float = 1.0
    slanted: bool = False
    first_confidence: float = 0.0

    @property
    def text_confidence(self) -> float:
        """How sure it is that the line is text at all: two readings that differ in it do not make it less so."""
        return max(self.confidence, self.first_confidence)

    def along(self, box: Box) -> tuple[float, float]:
        """Where a box begins and ends in the line's direction."""
        return (box.y0, box.y1) if self.vertical else (box.x0, box.x1)

    def across(self, box: Box) -> tuple[float, float]:
        """Where a box begins and ends across the line's direction."""
        return (box.x0, box.x1) if self.vertical else (box.y0, box.y1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed separator line; ``box`` is thin in one direction. Dotted and double rules count as one."""

    box: Box

    @property
    def horizontal(self) -> bool:
        """Whether the rule runs from left to right."""
        return self.box.width >= self.box.height

    @property
    def length(self) -> float:
        """From end to end, in page units."""
        return max(self.box.width, self.box.height)

    def crosses(self, box: Box, margin: float, cover: float) -> bool:
        """Whether the rule runs across a box: over ``cover`` of its width (an upright one: of its height), and at
        least ``margin`` page units off its edges."""
        own = self.box
        if self.horizontal:
            return box.y0 + margin < own.cy < box.y1 - margin and own.x_overlap(box) >= cover * box.width
        return box.x0 + margin < own.cx < box.x1 - margin and own.y_overlap(box) >= cover * box.height


@dataclass(frozen=True, slots=True)
class Panel:
    """A printed box: ``filled`` with a tint or colour, ``framed`` by rules, or both. ``dark`` ground carries light
    text."""

    box: Box
    filled: bool = False
    framed: bool = False
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph, drawing or other image area.

    A ``drawn`` one is a map, a chart or a drawing, and all lines in it are its ``labels``.
    """

    box: Box
    drawn: bool = False
    labels: tuple[Line, ...] = ()


ZoneKind = Literal[
    "article",
    "headline",
    "text",
    "caption",
    "picture",
    "table",
    "advertisement",
    "masthead",
    "folio",
    "index",
    "staff",
    "other",
]


@dataclass(frozen=True, slots=True)
class Zone:
    """An area as classified by an outside detector (see `banmian.layout.detector_interface`)."""

    box: Box
    kind: ZoneKind


@dataclass(slots=True)
class Page:
    """One page as read. ``leaf`` is the 1-based image or PDF page that it came from (a fold gives two pages).

    ``original`` says where the page lies on that source page; until a reader has put its name to it, on the picture
    of the source page that was recognised. ``painted`` is what the page's text layer paints, if it was read from that,
    before anything is left out.
    """

    number: int
    width: float
    height: float
    unit: Unit
    text_source: TextSource
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    dpi: float | None = None
    skew_degrees: float | None = None
    confidence: float | None = None
    source_page: int = 1
    original: Original | None = None
    warnings: list[DocumentWarning] = field(default_factory=list)
    painted: str = ""
