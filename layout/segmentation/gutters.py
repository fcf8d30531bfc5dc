"""Gutters that lines were read across: the one place where that is told of the lines of a page.

A recogniser reads over a narrow gutter, a text layer sets both sides in one row. No line of type crosses a gutter at
which all its neighbours end and begin, nor one beside which row after row has a word that begins flush
(`flush_columns`). Whether a wide gap of a row of words is one, or a space of justified type, the rows above and below
say (`gutter_or_space`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from banmian.layout.geometry import LEAST_SIDE
from banmian.layout.model import Glyph, Line
from banmian.layout.segmentation.flush_columns import FlushColumns
from banmian.layout.segmentation.gutter_or_space import WordRows
from banmian.wording.unicode_script import LEADING_MARKS, TRAILING_MARKS

STROKE = 0.35
"""A glyph lower than this share of the em, on the rule, is the rule itself."""


SPACED = 0.4
"""A line whose glyphs are usually this far apart (em) is letter-spaced."""


RULE_SIGNS = "一—―-丨|"
"""Characters that a rule between two bands is read as; at a gutter they count as blank."""


BAND_WHITE = 0.9
"""The same for a gap at one height in adjacent vertical lines that were all read across it: their glyphs keep their
pitch."""


LEAST_PART = 3
"""A part of a line cut at a gutter has at least this many glyphs."""


NEIGHBOURS = 2
"""At a gutter this many nearby lines end, and as many begin,"""


ONE_SIDED = 5
"""or this many in all, where none crosses it;"""


ALIKE = 1.25
"""lines of other sizes (by more than this ratio) are ignored;"""


GUTTER_SLACK = 1.1
"""each ends or begins within this distance (em) of its middle,"""


GUTTER_EDGE = 0.6
"""or of a wide one's sides."""


GUTTER_WHITE = 0.42
"""Least gap between two glyphs at a gutter, in em."""


OWN_WHITE = 0.45
"""Blank space after or before a mark that fills half its em, in em."""


RIVER, RIVER_WHITE, RIVER_SHARED = 5, 0.7, 0.3
"""So many horizontal lines, all near ones but one, that have gaps this wide (em), of which this much is white in all,
were read over a gutter: the spaces of words do not stand so."""


SPECK_WHITE = 0.25
"""A narrow mark with so much white (em) before and after it may be a piece of the rule in a gutter."""


COLUMN_REACH, ROW_REACH = 3.6, 8.0
"""Vertical lines and horizontal ones at most this far (em) to one side are nearby,"""


MOST_NEAR = 60
"""limited to this many, the nearest."""


@dataclass(frozen=True, slots=True)
class CrossedGutters:
    """The gutters that a line was read across: their middles along its direction, in page units.

    ``in_gaps`` are those in its gaps that separate its neighbours too, or before words that begin a column's row,
    ``between_words`` those in wide gaps of a row of
    words, as the rows above and below say.
    """

    in_gaps: list[float]
    between_words: list[float]


def find_crossed_gutters(lines: Sequence[Line]) -> Iterator[tuple[Line, CrossedGutters]]:
    """Each line with the gutters that it was read across: horizontal lines first, each kind from one side on."""
    words, columns = WordRows(lines), FlushColumns()
    for upright in (False, True):
        alike = sorted((line for line in lines if line.vertical is upright), key=lambda line: line.across(line.box)[0])
        gaps = _Gaps()
        extents = [(sum(line.across(line.box)) / 2, *line.along(line.box)) for line in alike]
        for at, line in enumerate(alike):
            before, after = range(at)[-MOST_NEAR:][::-1], range(at + 1, len(alike))[:MOST_NEAR]
            around = (alike[place] for place in _nearest(chain(before, after), at, line, extents))
            near = [other for other in around if max(other.size, line.size) <= ALIKE * min(other.size, line.size)]
            gutters = words.gaps_of(line)
            cuts = [
                (start + end) / 2
                for start, end in gaps.of(line)
                if all(gutters[place] is None for place in gutters if start < place < end)
                and _is_gutter(start, end, line, near, gaps)
            ]
            if not upright:
                flush = list(columns.gutters_of(line, near))
                cuts += [place for place in flush if all(abs(place - cut) > line.size for cut in cuts)]
            yield line, CrossedGutters(cuts, [place for place, gutter in gutters.items() if gutter])


def _nearest(places: Iterable[int], at: int, line: Line, extents: Sequence[tuple[float, float, float]]) -> list[int]:
    """Those of some lines that are within a few em of the one at a place and overlap it in its direction.

    ``extents`` are the middle of each line across its direction, and where it begins and ends.
    """
    middle, low, high = extents[at]
    reach = (COLUMN_REACH if line.vertical else ROW_REACH) * line.size
    found = []
    for place in places:
        other, start, end = extents[place]
        if abs(other - middle) <= reach and end > low and start < high:
            found.append(place)
    return found


class _Gaps:
    """The gaps between the glyphs of some lines, each line looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Line, list[tuple[float, float]]]] = {}

    def of(self, line: Line, gap_em: float = GUTTER_WHITE) -> list[tuple[float, float]]:
        """Where the gaps between glyphs begin and end that are at least ``gap_em`` em wide, beyond a letter-spaced
        line's own."""
        if id(line) not in self._known:
            read = [glyph for glyph in _without_specks(line) if glyph.text not in RULE_SIGNS]
            self._known[id(line)] = line, [_gap_between(before, after, line) for before, after in pairwise(read)]
        gaps = self._known[id(line)][1]
        usual = median(end - start for start, end in gaps) if gaps else 0.0
        least = gap_em * line.size + (usual if usual > SPACED * line.size else 0.0)
        return [
            (start, end) for start, end in gaps[LEAST_PART - 1 : len(gaps) + 1 - LEAST_PART] if end - start >= least
        ]

    def middles(self, line: Line, gap_em: float) -> list[float]:
        """The middles of those gaps."""
        return [(start + end) / 2 for start, end in self.of(line, gap_em)]


def _without_specks(line: Line) -> list[Glyph]:
    """The glyphs of a line, of a horizontal one without narrow marks that stand alone."""
    if line.vertical:
        return list(line.glyphs)
    white = SPECK_WHITE * line.size
    kept = []
    for number, glyph in enumerate(line.glyphs):
        inner = 0 < number < len(line.glyphs) - 1
        narrow = not glyph.text.isalnum() and glyph.box.width <= STROKE * line.size
        if inner and narrow:
            before, after = line.glyphs[number - 1].box, line.glyphs[number + 1].box
            if glyph.box.x0 - before.x1 >= white and after.x0 - glyph.box.x1 >= white:
                continue
        kept.append(glyph)
    return kept


def _gap_between(before: Glyph, after: Glyph, line: Line) -> tuple[float, float]:
    """Where the gap between two glyphs begins and ends, without the blank part of punctuation marks."""
    start, end = line.along(before.box)[1], line.along(after.box)[0]
    own = OWN_WHITE * line.size
    return start + own * (before.text in TRAILING_MARKS), end - own * (after.text in LEADING_MARKS)


def _is_gutter(start: float, end: float, line: Line, near: Sequence[Line], gaps: _Gaps) -> bool:
    """Whether the gap of a line from ``start`` to ``end`` separates the lines of its size near it too."""
    cut = (start + end) / 2
    slack = max(GUTTER_SLACK * line.size, (end - start) / 2 + GUTTER_EDGE * line.size)
    extents = [(other, *other.along(other.box)) for other in near]
    ending = [other for other, _, last in extents if -slack <= cut - last <= slack]
    starting = [other for other, first, _ in extents if -slack <= first - cut <= slack]
    over = [other for other, first, last in extents if first < cut - slack and last > cut + slack]
    sides = min(len(ending), len(starting))
    if sides and not over and len(ending) + len(starting) >= ONE_SIDED:
        return True
    if not line.vertical and _is_river(start, end, line, over, gaps):
        return True
    gap_em = BAND_WHITE if line.vertical else GUTTER_WHITE
    is_open = (
        any(abs(middle - cut) <= LEAST_SIDE for middle in gaps.middles(line, gap_em)) if line.vertical else sides > 0
    )
    open_ = [
        other for other in over if is_open and any(abs(middle - cut) <= slack for middle in gaps.middles(other, gap_em))
    ]
    return sides + len(open_) >= NEIGHBOURS and len(over) - len(open_) <= 1


def _is_river(start: float, end: float, line: Line, over: Sequence[Line], gaps: _Gaps) -> bool:
    """Whether the gaps of lines that were all read over a place form a gutter there."""
    if end - start < RIVER_WHITE * line.size:
        return False
    least = RIVER_SHARED * line.size
    open_ = sum(
        any(min(end, last) - max(start, first) >= least for first, last in gaps.of(other, RIVER_WHITE))
        for other in over
    )
    return open_ + 1 >= RIVER and len(over) - open_ <= 1
