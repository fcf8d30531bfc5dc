"""Pages cut into pieces that fit into each other: rectangles, hooks, wheels of four round a fifth, on common tiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from samples.families.vertical_grid import Cell, Grid
from samples.typeset.sheet import Box

LEAST_COLUMNS = 9
"""A piece is at least so many columns wide."""
LEAST_CELLS = 20
"""A piece of fewer cells is not cut any more."""


@dataclass(frozen=True)
class Band:
    """Tiers of a piece that are set as one: the first, how many, the first column and the one after the last."""

    first: int
    tiers: int
    start: int
    end: int


@dataclass(frozen=True)
class Extent:
    """A rectangle of cells: tiers and columns from the first to the one after the last."""

    top: int
    foot: int
    start: int
    end: int

    @property
    def tiers(self) -> int:
        """Tiers high."""
        return self.foot - self.top

    @property
    def columns(self) -> int:
        """Columns wide."""
        return self.end - self.start

    def part(
        self, top: int | None = None, foot: int | None = None, start: int | None = None, end: int | None = None
    ) -> Extent:
        """The rectangle with other sides."""
        return Extent(
            self.top if top is None else top,
            self.foot if foot is None else foot,
            self.start if start is None else start,
            self.end if end is None else end,
        )

    def bands(self) -> list[Band]:
        """Its tiers one by one."""
        return [Band(tier, 1, self.start, self.end) for tier in range(self.top, self.foot)]


Place = tuple[int, int]
"""Band and column."""


class Region:
    """A piece of a page that is filled band after band from right to left, past what has been taken before."""

    def __init__(self, grid: Grid, bands: list[Band]) -> None:
        self.grid, self.bands = grid, bands
        self.free: dict[Place, None] = {
            (number, column): None
            for number, band in enumerate(bands)
            for column in range(band.start, band.end)
            if grid.is_free(band.first, column, band.tiers)
        }

    def cell(self, place: Place) -> Cell:
        """The column of a band as one cell."""
        band = self.bands[place[0]]
        last = band.first + band.tiers - 1
        grid = self.grid
        return Cell(band.first, place[1], grid.right(place[1]), grid.tops[band.first], grid.bottoms[last])

    def across(self, place: Place) -> int:
        """Free columns from a place to the left without a break."""
        count = 0
        while (place[0], place[1] + count) in self.free:
            count += 1
        return count

    def depth(self, place: Place, columns: int) -> int:
        """Bands down from a place in which so many columns are free."""
        count = 0
        while all((place[0] + count, place[1] + k) in self.free for k in range(columns)):
            count += 1
        return count

    def area(self, place: Place, columns: int, bands: int) -> Box:
        """The box over some cells."""
        first, last = self.cell(place), self.cell((place[0] + bands - 1, place[1]))
        return Box(self.grid.right(place[1] + columns), first.top, first.right, last.bottom)

    def put_first(self, places: list[Place]) -> None:
        """Has some free cells filled before all others."""
        self.free = dict.fromkeys(places) | self.free

    def take(self, name: str, places: list[Place]) -> None:
        """Gives cells to an owner."""
        for place in places:
            band = self.bands[place[0]]
            self.grid.take(name, band.first, place[1], band.tiers)
            del self.free[place]

    def take_area(self, name: str, place: Place, columns: int, bands: int) -> None:
        """Gives a rectangle of cells to an owner."""
        self.take(name, [(place[0] + down, place[1] + k) for down in range(bands) for k in range(columns)])
        first = self.bands[place[0]].first
        last = self.bands[place[0] + bands - 1]
        tiers = last.first + last.tiers - first
        self.grid.joined |= {(first + down, place[1] + k) for down in range(tiers - 1) for k in range(columns)}


def cut(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    """The pieces of a rectangle that is cut so often, each as its bands; `tall` is how often tiers are set as one."""
    forms: list[Callable[[Extent, int, float, Random], list[list[Band]]]] = []
    if extent.columns >= 2 * LEAST_COLUMNS:
        forms += [_cut_down] * 3
    if extent.tiers >= 2:
        forms += [_cut_across] * 2
    if extent.tiers >= 2 and extent.columns >= 2 * LEAST_COLUMNS:
        forms += [_hook_at_the_foot, _hook_at_the_top]
    if extent.tiers >= 3 and extent.columns >= 3 * LEAST_COLUMNS:
        forms += [_wheel]
    if depth <= 0 or not forms or extent.tiers * extent.columns < LEAST_CELLS:
        return [_joined_tiers(extent, tall, rng)]
    return rng.choice(forms)(extent, depth - 1, tall, rng)


def _joined_tiers(extent: Extent, tall: float, rng: Random) -> list[Band]:
    """The bands of a rectangle, some of two or three tiers."""
    bands: list[Band] = []
    tier = extent.top
    while tier < extent.foot:
        tiers = min(extent.foot - tier, rng.choice((2, 2, 3)) if rng.random() < tall else 1)
        bands.append(Band(tier, tiers, extent.start, extent.end))
        tier += tiers
    return bands


def _column_within(extent: Extent, rng: Random) -> int:
    return rng.randint(extent.start + LEAST_COLUMNS, extent.end - LEAST_COLUMNS)


def _tier_within(extent: Extent, rng: Random) -> int:
    return rng.randint(extent.top + 1, extent.foot - 1)


def _cut_down(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    column = _column_within(extent, rng)
    return cut(extent.part(end=column), depth, tall, rng) + cut(extent.part(start=column), depth, tall, rng)


def _cut_across(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    tier = _tier_within(extent, rng)
    return cut(extent.part(foot=tier), depth, tall, rng) + cut(extent.part(top=tier), depth, tall, rng)


def _hook_at_the_top(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    """A piece over the whole width that goes on in a strip down the right side, and what is left."""
    tier, column = _tier_within(extent, rng), rng.randint(extent.start + 2, extent.end - LEAST_COLUMNS)
    hook = extent.part(foot=tier).bands() + extent.part(top=tier, end=column).bands()
    return [hook, *cut(extent.part(top=tier, start=column), depth, tall, rng)]


def _hook_at_the_foot(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    """A piece down the right side that goes on over the whole width of the foot, and what is left."""
    tier, column = _tier_within(extent, rng), _column_within(extent, rng)
    hook = extent.part(foot=tier, end=column).bands() + extent.part(top=tier).bands()
    return [hook, *cut(extent.part(foot=tier, start=column), depth, tall, rng)]


def _wheel(extent: Extent, depth: int, tall: float, rng: Random) -> list[list[Band]]:
    """Four pieces like the arms of a wheel round a fifth, which no straight cut parts."""
    upper = rng.randint(extent.top + 1, extent.foot - 2)
    lower = rng.randint(upper + 1, extent.foot - 1)
    right = rng.randint(extent.start + LEAST_COLUMNS, extent.end - 2 * LEAST_COLUMNS)
    left = rng.randint(right + LEAST_COLUMNS, extent.end - LEAST_COLUMNS)
    arms = (
        extent.part(foot=upper, end=left),
        extent.part(top=upper, end=right),
        Extent(upper, lower, right, left),
        extent.part(foot=lower, start=left),
        extent.part(top=lower, start=right),
    )
    return [piece for arm in arms for piece in cut(arm, depth - 1, tall, rng)]


def free_extent(grid: Grid, tiers: int, columns: int, rng: Random) -> tuple[int, int] | None:
    """A place anywhere on the page, tier and column, where a rectangle of cells is nobody's."""
    for _ in range(12):
        tier, column = rng.randint(0, max(0, grid.tiers - tiers)), rng.randint(0, max(0, grid.columns - columns))
        if grid.is_free(tier, column, tiers, columns):
            return tier, column
    return None
