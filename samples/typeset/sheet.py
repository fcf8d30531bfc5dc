"""What a page is painted with: lines, rules, panels, pictures. Points, origin top left; `y` is the top of an em box."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
ASCENT = 0.88


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.y1 - self.y0

    def inset(self, dx: float, dy: float) -> Box:
        """The box made smaller by dx and dy at each side."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 - dx, self.y1 - dy)

    def turned(self, width: float) -> Box:
        """Where the box is on a vertical page so wide: what ran rightwards runs down, what ran down leftwards."""
        return Box(width - self.y1, self.x0, width - self.y0, self.x1)


@dataclass(frozen=True)
class PaintedLine:
    """Glyphs with one face, size and colour. `offsets` are the places of the characters along the line."""

    text: str
    x: float
    y: float
    size: float
    face: str
    offsets: tuple[float, ...]
    colour: Colour = BLACK
    vertical: bool = False
    role: str = "body"


@dataclass(frozen=True)
class PaintedRule:
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6
    dash: tuple[float, ...] = ()
    colour: Colour = BLACK


@dataclass(frozen=True)
class PaintedPanel:
    """A filled or outlined rectangle."""

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.8


@dataclass(frozen=True)
class PaintedPicture:
    """An eight-bit RGB picture: rows x columns x 3 bytes."""

    box: Box
    pixels: bytes
    columns: int
    rows: int


@dataclass(frozen=True)
class PaintedPath:
    """Straight strokes from point to point: waves, arrows, ornaments, round frames."""

    points: tuple[tuple[float, float], ...]
    width: float = 0.8
    colour: Colour = BLACK
    fill: Colour | None = None
    closed: bool = False

    @property
    def box(self) -> Box:
        """The box round the points."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(across), min(down), max(across), max(down))


Op = PaintedLine | PaintedRule | PaintedPanel | PaintedPicture | PaintedPath


@dataclass
class Sheet:
    """One page to be painted, in painting order."""

    width: float
    height: float
    script: int = 2
    ops: list[Op] = field(default_factory=list)
    radicals: frozenset[str] = frozenset()
