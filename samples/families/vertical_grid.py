"""A zone of a vertical page as a grid: tiers of cells, each one column of a tier, filled right to left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from samples.families.ornaments import dot
from samples.typeset.sheet import Box, PaintedLine, PaintedPath

NOT_FIRST = frozenset("，。、；：？！）」』》〉】…")
POINTS = frozenset("，。、；：？！")
OWN_NOTHING = ""


@dataclass(frozen=True)
class Type:
    """How running text is set. Points; `step` is from glyph to glyph, `pitch` from column to column, both pt.

    `points` says where punctuation is: in a cell of its own (cell), in half a cell (half), or beside the
    glyph before, drawn and no part of the text (beside). `hanging` keeps points from the top of a column.
    """

    face: str = "serif"
    size: float = 9.0
    step: float = 9.3
    pitch: float = 12.0
    points: str = "cell"
    hanging: bool = False

    def advance(self, char: str) -> float:
        """Cells that a character takes."""
        return 0.5 if self.points == "half" and char in POINTS else 1.0


@dataclass(frozen=True)
class Cell:
    """One column of one tier: right edge, top and bottom in points."""

    tier: int
    column: int
    right: float
    top: float
    bottom: float


@dataclass
class Grid:
    """Tiers over a box. `owner` holds for every cell who has it; `joined` the cells
    that are one thing with the cell below."""

    box: Box
    type: Type
    tops: list[float]
    bottoms: list[float]
    owner: list[list[str]] = field(default_factory=list)
    joined: set[tuple[int, int]] = field(default_factory=set)

    @property
    def columns(self) -> int:
        """Columns of a tier."""
        return len(self.owner[0])

    @property
    def tiers(self) -> int:
        """Tiers of the zone."""
        return len(self.tops)

    def right(self, column: float) -> float:
        """Right edge of a column."""
        return self.box.x1 - column * self.type.pitch

    def area(self, tier: int, column: int, tiers: int, columns: int) -> Box:
        """The box over some cells."""
        return Box(self.right(column + columns), self.tops[tier], self.right(column), self.bottoms[tier + tiers - 1])

    def is_free(self, tier: int, column: int, tiers: int = 1, columns: int = 1) -> bool:
        """Whether cells are there and nobody's."""
        if tier + tiers > self.tiers or column + columns > self.columns:
            return False
        rows = self.owner[tier : tier + tiers]
        return all(name == OWN_NOTHING for row in rows for name in row[column : column + columns])

    def take(self, name: str, tier: int, column: int, tiers: int = 1, columns: int = 1) -> None:
        """Give cells to an owner."""
        for row in self.owner[tier : tier + tiers]:
            row[column : column + columns] = [name] * columns
        self.joined |= {(tier + k, column + n) for k in range(tiers - 1) for n in range(columns)}

    def free_cells(self) -> list[Cell]:
        """Free cells in reading order: a tier from right to left, then the next."""
        return [
            self.cell(tier, column)
            for tier in range(self.tiers)
            for column in range(self.columns)
            if self.owner[tier][column] == OWN_NOTHING
        ]

    def cell(self, tier: int, column: int) -> Cell:
        """A cell by its place."""
        return Cell(tier, column, self.right(column), self.tops[tier], self.bottoms[tier])

    def run(self, tier: int, column: int) -> int:
        """Free cells from here to the left without a break."""
        count = 0
        while column + count < self.columns and self.owner[tier][column + count] == OWN_NOTHING:
            count += 1
        return count


def make_grid(box: Box, type_: Type, heights: list[int], gap: float) -> Grid:
    """A grid with tiers of this many characters, stretched so that they fill the box."""
    columns = max(1, int((box.width + type_.pitch - type_.size) / type_.pitch))
    total = sum(heights)
    room = box.height - gap * (len(heights) - 1)
    tops, bottoms, y = [], [], box.y0
    for count in heights:
        height = room * count / total
        tops.append(y)
        bottoms.append(y + height)
        y += height + gap
    slack = (box.width - columns * type_.pitch) / max(1, columns)
    even = replace(type_, pitch=type_.pitch + slack)
    return Grid(box, even, tops, bottoms, [[OWN_NOTHING] * columns for _ in heights])


@dataclass
class Column:
    """What one cell holds: the text of a line, the paragraph, and where its glyphs are."""

    cell: Cell
    text: str
    offsets: tuple[float, ...]
    paragraph: int


@dataclass
class Poured:
    """Columns of a text and where the last one ends, in points; `fits` says whether all found room."""

    columns: list[Column]
    end: float
    fits: bool


def pour(paragraphs: list[str], cells: list[Cell], type_: Type, indents: list[float]) -> Poured:
    """Sets paragraphs into cells, each from a new column on, `indents` characters lower at its start."""
    columns: list[Column] = []
    place = 0
    end = 0.0
    for number, (text, indent) in enumerate(zip(paragraphs, indents, strict=True)):
        position, at_start = 0, True
        while position < len(text):
            if place >= len(cells):
                return Poured(columns, end, False)
            cell = cells[place]
            lead = indent if at_start else 0.0
            taken, offsets = _fill(text, position, (cell.bottom - cell.top) / type_.step + 0.05, lead, type_)
            if taken == position:
                place += 1
                at_start = False
                if cell.bottom - cell.top > 3 * type_.step:
                    return Poured(columns, end, False)
                continue
            columns.append(Column(cell, text[position:taken], offsets, number))
            end = cell.top + offsets[-1] + type_.step
            position, at_start = taken, False
            place += 1
    return Poured(columns, end, True)


def _fill(text: str, start: int, room: float, lead: float, type_: Type) -> tuple[int, tuple[float, ...]]:
    """The end of what fits into a column of `room` characters from `start`, and the glyphs' offsets in points."""
    offsets: list[float] = []
    at, position = lead, start
    while position < len(text):
        advance = type_.advance(text[position])
        hangs = type_.hanging and text[position] in NOT_FIRST and at + advance <= room + 1.0
        if at + advance > room and not hangs:
            break
        offsets.append(at * type_.step)
        at += advance
        position += 1
    full = max(room, lead + 1)
    if at > full and len(offsets) > 2:
        squeeze = full / at
        offsets = [lead * type_.step + (value - lead * type_.step) * squeeze for value in offsets]
    return position, tuple(offsets)


def column_line(column: Column, type_: Type, role: str = "body") -> PaintedLine:
    """A poured column as a painted line, in the middle of its pitch."""
    x = column.cell.right - type_.pitch / 2 - type_.size / 2
    return PaintedLine(
        column.text, x, column.cell.top, type_.size, type_.face, column.offsets, vertical=True, role=role
    )


def without_points(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without its points, and after how many of its glyphs each of them is."""
    kept, marks = "", []
    for char in text:
        if char in POINTS:
            marks.append((len(kept), char))
        else:
            kept += char
    return kept, marks


def side_points(line: PaintedLine, marks: list[int]) -> list[PaintedPath]:
    """Dots to the lower right of the glyphs with the given numbers."""
    radius = line.size * 0.09
    return [dot(line.x + line.size * 1.1, line.y + line.offsets[k] + line.size * 0.92, radius) for k in marks]
