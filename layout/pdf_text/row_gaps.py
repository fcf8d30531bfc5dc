"""Gaps in a row of glyph runs, before there are lines: gutters, or spaces inside a letter-spaced line.

A gutter stays blank over several rows with text on both sides; a gap inside a line is crossed by the text of the
rows above or below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_runs import GlyphRun, RowIndex
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

SAME_ROW = 0.4
"""Runs whose middles differ by at most this many em are of one row."""
NEAR_SIZE = 1.8
"""Runs are looked at that are smaller than the gap's em by at most this ratio."""
SLACK = 0.25
"""Runs may reach this far into a gap, in em."""

WITNESSES = 8
"""At most this many rows on each side of a line are examined."""


@dataclass(frozen=True, slots=True)
class GapContext:
    """What the rows around a gap show: blank rows next to it on each side of the line, and rows that cross it."""

    blank_before: int
    blank_after: int
    crossed: int

    @property
    def is_gutter(self) -> bool:
        """Whether enough neighbouring rows leave the gap blank."""
        return max(self.blank_before, self.blank_after) >= 3 or (
            self.crossed == 0 and self.blank_before + self.blank_after >= 1
        )

    @property
    def is_wide_open(self) -> bool:
        """Whether so many neighbouring rows leave the gap blank that no line can cross it."""
        blank = max(self.blank_before, self.blank_after) >= 5 or self.blank_before + self.blank_after >= 6
        return blank and self.crossed == 0


def _rows(runs: list[GlyphRun], from_v: float) -> list[list[GlyphRun]]:
    """Glyph runs grouped into rows, the nearest to ``from_v`` first."""
    rows: list[list[GlyphRun]] = []
    for run in sorted(runs, key=lambda s: abs(s.cv - from_v)):
        row = rows[-1] if rows else None
        if row and abs(row[0].cv - run.cv) <= SAME_ROW * min(row[0].em, run.em):
            row.append(run)
        elif len(rows) == WITNESSES:
            break
        else:
            rows.append([run])
    return rows


@dataclass(frozen=True, slots=True)
class _RunGap:
    """The gap between two glyph runs: ``faces`` are those of the glyph run before and after."""

    low: float
    high: float
    em: float
    cv: float
    faces: tuple[int, int]


def _blank_rows(rows: list[list[GlyphRun]], gap: _RunGap) -> tuple[int, int]:
    """Rows blank at the gap before the first that crosses it, and near rows of similar size that cross it.

    Only rows set like the line in question, on one side at least, are evidence of a gutter.
    """
    low, high, em = gap.low, gap.high, gap.em
    ratio = TEXT_LAYER.line_size_ratio
    blank = crossed = 0
    stopped = False
    for row in rows:
        crossing = [run for run in row if run.u0 < low and run.u1 > high]
        if crossing:
            stopped = True
            like = any(em / ratio <= run.em <= ratio * em for run in crossing)
            crossed += any(s.face in gap.faces for s in crossing) and abs(row[0].cv - gap.cv) <= 5 * em
            if not like:
                break
            continue
        left = [run for run in row if run.u1 <= high and run.u1 > low - 8 * em]
        right = [run for run in row if run.u0 >= low and run.u0 < high + 8 * em]
        alike = any(s.face == gap.faces[0] for s in left) or any(s.face == gap.faces[1] for s in right)
        if left and right and alike and not stopped:
            blank += 1
    return blank, crossed


def gap_context(a: GlyphRun, b: GlyphRun, rows: RowIndex, thresholds: TextLayerThresholds = TEXT_LAYER) -> GapContext:
    """What the rows near the gap between two runs in one row show."""
    em = min(a.em, b.em)
    cv = (a.cv + b.cv) / 2
    slack = min(thresholds.gutter_slack * em, (b.u0 - a.u1) / 3)
    low, high = a.u1 + slack, b.u0 - slack
    reach = thresholds.gutter_reach * em
    near = [run for run in rows.around(cv, reach, low - 8 * em, high + 8 * em) if em / NEAR_SIZE < run.em < 3 * em]
    before = _rows([s for s in near if s.cv < cv - 0.5 * em], cv)
    after = _rows([s for s in near if s.cv > cv + 0.5 * em], cv)
    gap = _RunGap(low, high, em, cv, (a.face, b.face))
    blank_before, crossed_before = _blank_rows(before, gap)
    blank_after, crossed_after = _blank_rows(after, gap)
    return GapContext(blank_before, blank_after, crossed_before + crossed_after)


def is_separated(a: GlyphRun, b: GlyphRun, barriers: Sequence[Box]) -> bool:
    """Whether a rule or the edge of a panel lies between two runs in one row. Boxes are in the runs' frame."""
    cv = (a.cv + b.cv) / 2
    low, high = min(a.u1, b.u0), max(a.u1, b.u0)
    slack = SLACK * min(a.em, b.em)
    return any(box.y0 <= cv <= box.y1 and box.x0 >= low - slack and box.x1 <= high + slack for box in barriers)
