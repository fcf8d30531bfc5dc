"""Tables: cells between rules, or short lines aligned in rows and columns without rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from banmian.layout.geometry import INSIDE, Box, union
from banmian.layout.model import Line, Panel, Rule
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.regions import Grid

OVERLAP = 0.3
"""A row or line may reach into the one above by this many em."""
AROUND = 0.3
"""Space around the lines of a table without rules, in em."""

LEAST_ROWS = 3
"""Aligned lines make a table from this many rows,"""
LEAST_COLUMNS = 3
"""and this many columns."""
LONGEST_CELL = 14.0
"""A cell of an unruled table is at most this many em long."""
LEAST_CELLS = 0.4
"""A column of an unruled table has cells in at least this share of the rows."""
ROW_GAP = 4.0
"""Rows of an unruled table are at most this many em apart."""
ALIGN = 1.0
"""Cells of one column start, end or are centred within this many em of each other."""
RULED_SHARE = 0.5
"""A row or column boundary is ruled when rules cover this share of it,"""
REGULAR = 0.6
"""and a table is regular when this share of its boundaries is ruled."""
CELL_TEXT = 40
"""Cells that hold anything hold at most this many characters on average."""
TEXT_GAP = 0.8
"""Lines of running text are at most this far (em) apart; rows of a table further."""
CELL_RATIO = 1.35
"""Cells are set in type of at most this many times the body's size."""
LEAST_FILLED = 0.6
"""A row has cells in at least this share of the columns."""
FULL_LINE = 6.0
"""Lines of this many em that start and end together are running text, not cells."""
RULE_SLACK = 0.8
"""Rules meet when their ends are this close, in em."""


def find_tables(
    lines: Sequence[Line], rules: Sequence[Rule], panels: Sequence[Panel], type_: Typography
) -> tuple[list[Grid], list[Line]]:
    """The tables among `lines`, ruled ones first, and the lines outside tables."""
    grids: list[Grid] = []
    rest = list(lines)
    for maker in (_ruled_grids, _aligned_grids):
        for grid in maker(rest, rules, type_):
            inside = {id(line) for row in grid.cells for cell in row for line in cell}
            grids.append(grid)
            rest = [line for line in rest if id(line) not in inside]
    return grids, rest


def _ruled_grids(lines: Sequence[Line], rules: Sequence[Rule], type_: Typography) -> list[Grid]:
    slack = RULE_SLACK * type_.em
    grids: list[Grid] = []
    for group in _crossing(rules, slack):
        ys = _levels([rule.cy for rule in group.level], slack)
        xs = _levels([rule.cx for rule in group.upright], slack)
        if len(ys) < LEAST_ROWS + 1 or len(xs) < LEAST_COLUMNS:
            continue
        area = union((*group.level, *group.upright))
        within = [line for line in lines if area.contains_point(line.box.cx, line.box.cy)]
        if len(within) < LEAST_ROWS * 2 or not _is_regular(group, xs, ys, area, slack):
            continue
        grid = _fill(within, xs, ys, group, slack, area)
        if sum(len(line.text) for line in within) <= CELL_TEXT * _count_filled(grid):
            grids.append(grid)
    return grids


def _count_filled(grid: Grid) -> int:
    """How many cells hold lines, merged ones counted once."""
    return len({tuple(map(id, cell)) for row in grid.cells for cell in row if cell})


def _crossing(rules: Sequence[Rule], slack: float) -> list[Separators]:
    """Groups of rules that touch each other, each with both directions."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touched = [
            group
            for group in groups
            if any(
                rule.box.x_overlap(other.box) >= -slack and rule.box.y_overlap(other.box) >= -slack for other in group
            )
        ]
        merged = [rule, *(other for group in touched for other in group)]
        groups = [group for group in groups if all(group is not t for t in touched)] + [merged]
    ruled = (Separators(tuple(group)) for group in groups)
    return [group for group in ruled if group.level and group.upright]


def _is_regular(ruled: Separators, xs: Sequence[float], ys: Sequence[float], area: Box, slack: float) -> bool:
    """Whether most levels are ruled over most of the table: separators between articles are not."""
    rows = [sum(rule.width for rule in ruled.level if abs(rule.cy - y) <= slack) / area.width for y in ys]
    columns = [sum(rule.height for rule in ruled.upright if abs(rule.cx - x) <= slack) / area.height for x in xs]
    return all(sum(cover >= RULED_SHARE for cover in covers) >= REGULAR * len(covers) for covers in (rows, columns))


def _levels(values: Sequence[float], slack: float) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > slack:
            levels.append(value)
    return levels


def _fill(lines: Sequence[Line], xs: list[float], ys: list[float], ruled: Separators, slack: float, area: Box) -> Grid:
    """Cells between neighbouring boundaries; where a rule is missing the cell is merged and its text repeated."""
    if area.x0 < xs[0] - slack:
        xs = [area.x0, *xs]
    if area.x1 > xs[-1] + slack:
        xs = [*xs, area.x1]
    cells: list[tuple[tuple[Line, ...], ...]] = []
    for top, bottom in pairwise(ys):
        row: list[tuple[Line, ...]] = []
        for left, right in pairwise(xs):
            box = _merge_cell(Box(left, top, right, bottom), xs, ys, ruled, slack)
            inside = [line for line in lines if box.contains_point(line.box.cx, line.box.cy)]
            row.append(tuple(sorted(inside, key=lambda line: (line.box.cy, line.box.x0))))
        cells.append(tuple(row))
    return Grid(tuple(cells), area)


def _merge_cell(cell: Box, xs: Sequence[float], ys: Sequence[float], ruled: Separators, slack: float) -> Box:
    """The cell extended over every side without a rule."""
    x0, y0, x1, y1 = cell
    while y1 < ys[-1] - slack and not ruled.level_through((x0 + x1) / 2, y1, slack):
        y1 = min(y for y in ys if y > y1 + slack)
    while y0 > ys[0] + slack and not ruled.level_through((x0 + x1) / 2, y0, slack):
        y0 = max(y for y in ys if y < y0 - slack)
    while x1 < xs[-1] - slack and not ruled.upright_through(x1, (y0 + y1) / 2, slack):
        x1 = min(x for x in xs if x > x1 + slack)
    while x0 > xs[0] + slack and not ruled.upright_through(x0, (y0 + y1) / 2, slack):
        x0 = max(x for x in xs if x < x0 - slack)
    return Box(x0, y0, x1, y1)


def _aligned_grids(lines: Sequence[Line], rules: Sequence[Rule], type_: Typography) -> list[Grid]:
    runs: list[_Run] = []
    loose = _lines_outside_text(lines, type_)
    for row in _rows(loose, type_):
        left = list(row)
        for run in runs:
            cells = run.take(left, type_)
            left = [line for line in left if all(line is not cell for cell in cells)]
        runs += [_Run(part) for part in _split_row(left, type_) if len(part) >= LEAST_COLUMNS]
    runs = [run for run in runs if len(run.rows) >= LEAST_ROWS]
    for run in runs:
        run.take_merged(loose, type_)
    return [run.grid(type_) for run in runs]


class _Run:
    """Rows of short lines, each aligned with the columns of the first."""

    def __init__(self, first: Sequence[Line]) -> None:
        self.columns: list[list[Line]] = [[line] for line in first]
        self.rows: list[list[Line]] = [list(first)]
        self.merged: dict[int, list[Line]] = {}

    def take(self, row: Sequence[Line], type_: Typography) -> list[Line]:
        """Add the lines of `row` that are in the columns, if they are enough to be the next row."""
        bottom = max(line.box.y1 for line in self.rows[-1])
        if not row or not -OVERLAP * type_.em <= row[0].box.y0 - bottom <= ROW_GAP * type_.em:
            return []
        cells = [(self._column(line, type_), line) for line in row]
        fits = [(column, line) for column, line in cells if column is not None]
        if len({column for column, _ in fits}) < max(2, LEAST_FILLED * len(self.columns)):
            return []
        for column, line in fits:
            self.columns[column].append(line)
        self.rows.append([line for _, line in fits])
        return self.rows[-1]

    def take_merged(self, lines: Sequence[Line], type_: Typography) -> None:
        """Add the lines of a column between two rows: cells merged over an even number of rows."""
        held = {id(line) for row in self.rows for line in row}
        top, bottom = self.rows[0][0].box.cy, self.rows[-1][0].box.cy
        for line in lines:
            column = self._column(line, type_) if id(line) not in held and top < line.box.cy < bottom else None
            if column is not None:
                self.merged.setdefault(column, []).append(line)

    def _column(self, line: Line, type_: Typography) -> int | None:
        near = (n for n, cells in enumerate(self.columns) if any(_is_aligned(c.box, line.box, type_) for c in cells))
        return next(near, None)

    def grid(self, type_: Typography) -> Grid:
        """The rows as a grid; a column without a line in a row has an empty cell."""
        least = max(2.0, LEAST_CELLS * len(self.rows))
        filled = [self._cells(number, type_) for number in range(len(self.columns))]
        columns = [column for column in filled if sum(map(bool, column)) >= least]
        cells = tuple(tuple(column[row] for column in columns) for row in range(len(self.rows)))
        lines = [line for row in cells for cell in row for line in cell]
        box = union(line.box for line in lines).grown(AROUND * type_.em) if lines else Box(0, 0, 0, 0)
        return Grid(cells, box)

    def _cells(self, column: int, type_: Typography) -> list[tuple[Line, ...]]:
        """The cell of each row in a column, a merged one repeated in every row that it is centred over."""
        known = self.columns[column]
        cells = [tuple(line for line in row if any(line is cell for cell in known)) for row in self.rows]
        if column not in self.merged:
            return cells
        middles = [row[0].box.cy for row in self.rows]
        filled: list[tuple[Line, ...]] = []
        for line in sorted([*known, *self.merged[column]], key=lambda line: line.box.cy):
            start = len(filled)
            if start == len(middles):
                return cells
            end = min(range(start, len(middles)), key=lambda row: abs(middles[start] + middles[row] - 2 * line.box.cy))
            if abs(middles[start] + middles[end] - 2 * line.box.cy) > ALIGN * type_.em:
                return cells
            filled += [(line,)] * (end - start + 1)
        return filled if len(filled) == len(middles) else cells


def _lines_outside_text(lines: Sequence[Line], type_: Typography) -> list[Line]:
    """Lines that are not running text: no full line is close above or below on one of their edges."""
    small = (line for line in lines if not line.vertical and line.size <= CELL_RATIO * type_.em)
    ordered = sorted(small, key=lambda line: line.box.y0)
    tops = [line.box.y0 for line in ordered]
    running: set[int] = set()
    for index, line in enumerate(ordered):
        if line.box.width < FULL_LINE * type_.em:
            continue
        low, high = line.box.y1 - OVERLAP * type_.em, line.box.y1 + TEXT_GAP * type_.em
        for other in range(bisect_left(tops, low), bisect_right(tops, high)):
            if other != index and _same_edge(line.box, ordered[other].box, type_):
                running |= {index, other}
    return [line for index, line in enumerate(ordered) if index not in running]


def _same_edge(one: Box, other: Box, type_: Typography) -> bool:
    """Whether two lines, one above the other, start or end on one edge as the lines of a column do."""
    slack = 0.5 * type_.em
    level = abs(one.x0 - other.x0) <= slack or abs(one.x1 - other.x1) <= slack
    return level and one.x_share(other) >= INSIDE


def _rows(lines: Sequence[Line], type_: Typography) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted((line for line in lines if not line.vertical), key=lambda line: line.box.cy):
        if rows and line.box.cy - rows[-1][0].box.cy <= 0.5 * type_.em:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.x0) for row in rows]


def _split_row(row: Sequence[Line], type_: Typography) -> list[list[Line]]:
    """The row's runs of short lines: candidates for the first row of a table."""
    runs: list[list[Line]] = [[]]
    for line in row:
        if line.box.width > LONGEST_CELL * type_.em:
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _is_aligned(one: Box, other: Box, type_: Typography) -> bool:
    off = min(abs(one.x0 - other.x0), abs(one.x1 - other.x1), abs(one.cx - other.cx))
    return off <= ALIGN * type_.em
