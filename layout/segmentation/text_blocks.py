"""Text blocks: lines stacked in one column with nothing between them.

A block of running text is a piece of one column of one article. Whether two pieces belong together is decided
later; a block may break too early, never too late.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.thresholds import ARRANGEMENT, ArrangementThresholds


@dataclass(frozen=True)
class TextBlock:
    """Lines of one column from top to bottom; ``left`` and ``right`` are the column's edges.

    ``shared`` edges are those of a longer block in the same column: they are reliable even for a single line.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    shared: bool = False

    @cached_property
    def box(self) -> Box:
        """The smallest box around the lines."""
        return union(line.box for line in self.lines)

    @cached_property
    def size(self) -> float:
        """Median glyph size of the lines (page units)."""
        return median(line.size for line in self.lines)

    @cached_property
    def text(self) -> str:
        """The lines' text, a newline between them."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def characters(self) -> int:
        """How many characters the lines hold, spaces left out."""
        return sum(len(line.text.replace(" ", "")) for line in self.lines)

    @cached_property
    def cache(self) -> dict[tuple[str, float], bool]:
        """Results per em, so that a search over many regions computes them once."""
        return {}

    @cached_property
    def joins(self) -> dict[tuple[int, float], tuple[float, TextBlock]]:
        """Scores of joins to other blocks (by identity; the block is kept so that its id stays valid), by em."""
        return {}


def make_block(lines: Sequence[Line], em: float, thresholds: ArrangementThresholds = ARRANGEMENT) -> TextBlock:
    """A block of `lines` (at least one), its edges where most of the lines start and end."""
    left, right = column_edges(lines, em, thresholds)
    return TextBlock(tuple(lines), left, right)


def column_edges(
    lines: Sequence[Line], em: float, thresholds: ArrangementThresholds = ARRANGEMENT
) -> tuple[float, float]:
    """The outermost left and right edges shared by at least a quarter of the lines (at least two)."""
    slack = thresholds.edge_slack * em
    need = max(2, (len(lines) + 3) // 4)
    starts = sorted(line.box.x0 for line in lines)
    ends = sorted((line.box.x1 for line in lines), reverse=True)
    left = next((x for x in starts if _standing(starts, x, slack) >= need), starts[0])
    right = next((x for x in ends if _standing(ends, x, slack) >= need), ends[0])
    return left, right


def _standing(places: Sequence[float], at: float, slack: float) -> int:
    return sum(abs(place - at) <= slack for place in places)


def stack_lines(
    lines: Sequence[Line],
    separators: Separators,
    type_: Typography,
    thresholds: ArrangementThresholds = ARRANGEMENT,
) -> list[list[Line]]:
    """Group horizontal `lines` into stacks: each line with the nearest one above that it can follow.

    A line follows another when it is just below it, shares most of the narrower one's width, has its size (and
    font, where both are known), and no separator runs between the two.
    """
    ordered = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    tops = [line.box.y0 for line in ordered]
    above: dict[int, int] = {}
    taken: dict[int, int] = {}
    reach = max((line.box.height for line in ordered), default=0.0) + thresholds.line_gap * type_.em * 2
    for index, line in enumerate(ordered):
        window = range(bisect_left(tops, line.box.y0 - reach), index)
        left, right = line.box.x0, line.box.x1
        near = (other for other in window if ordered[other].box.x0 <= right and ordered[other].box.x1 >= left)
        fits = [other for other in near if _follows(ordered[other], line, type_, thresholds)]
        if not fits:
            continue
        nearest = max(fits, key=lambda other: ordered[other].box.y1)
        if _bridges(ordered, fits, nearest, type_.em) or separators.separate_rows(ordered[nearest].box, line.box):
            continue
        if nearest not in taken:
            above[index], taken[nearest] = nearest, index
    stacks: list[list[Line]] = []
    place: dict[int, int] = {}
    for index, line in enumerate(ordered):
        if index in above:
            place[index] = place[above[index]]
            stacks[place[index]].append(line)
        else:
            place[index] = len(stacks)
            stacks.append([line])
    return [part for lines_ in stacks for part in _split_at_leading(lines_, type_, thresholds)]


def _split_at_leading(lines: list[Line], type_: Typography, thresholds: ArrangementThresholds) -> list[list[Line]]:
    """A stack split where two lines are further apart than its lines usually are."""
    if len(lines) < 4:
        return [lines]
    steps = [lower.box.cy - upper.box.cy for upper, lower in pairwise(lines)]
    most = thresholds.leading_step * median(steps) + thresholds.leading_slack * type_.em
    parts = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if step > most:
            parts.append([])
        parts[-1].append(line)
    return parts


def _follows(upper: Line, lower: Line, type_: Typography, thresholds: ArrangementThresholds) -> bool:
    small, large = sorted((upper.size, lower.size))
    step = thresholds.size_step if upper.font or lower.font else thresholds.measured_step
    if large > small * step or (upper.font and lower.font and upper.font != lower.font):
        return False
    gap = lower.box.y0 - upper.box.y1
    if gap > thresholds.line_gap * max(small, type_.em) or lower.box.cy - upper.box.cy < 0.5 * small:
        return False
    return upper.box.x_share(lower.box) >= thresholds.line_overlap


def _bridges(ordered: Sequence[Line], fits: Sequence[int], nearest: int, em: float) -> bool:
    """Whether the line that fits below these is below two columns at once, so that it follows neither."""
    return any(ordered[number].box.is_beside(ordered[nearest].box, 0.5 * em) for number in fits)
