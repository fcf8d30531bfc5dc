"""Glyph runs: glyphs that are close together in reading direction, the pieces of lines.

Everything here works in a reading frame (`reading_frames`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from numpy.typing import NDArray

from banmian.layout.pdf_text.glyph_arrays import Ints
from banmian.layout.pdf_text.reading_frames import Frame
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

LEAST_BIN = 1e-3
"""Rows are sorted into bins of the median em, of at least this many units."""


@dataclass(slots=True, eq=False)
class GlyphRun:
    """Glyphs of one line that are close together; ``glyphs`` are indices into the page's arrays, in reading order."""

    glyphs: list[int]
    u0: float
    v0: float
    u1: float
    v1: float
    em: float
    face: int

    cu: float = field(init=False)
    cv: float = field(init=False)
    """Middle along and across the line."""

    def __post_init__(self) -> None:
        self.cu = (self.u0 + self.u1) / 2
        self.cv = (self.v0 + self.v1) / 2


def make_run(glyphs: Sequence[int], frame: Frame) -> GlyphRun:
    """A glyph run of the given glyphs, put in reading order."""
    if len(glyphs) == 1:
        place = glyphs[0]
        u0, v0, u1, v1 = frame.boxes[place].tolist()
        return GlyphRun([place], u0, v0, u1, v1, float(frame.ems[place]), int(frame.faces[place]))
    places = np.array(glyphs, dtype=np.int64)
    places = places[np.argsort(frame.boxes[places, 0] + frame.boxes[places, 2], kind="stable")]
    boxes = frame.boxes[places]
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    em = median(frame.ems[places].tolist())
    face = int(frame.faces[places[len(places) // 2]])
    return GlyphRun(places.tolist(), float(low[0]), float(low[1]), float(high[2]), float(high[3]), em, face)


def join_runs(first: GlyphRun, second: GlyphRun, frame: Frame) -> GlyphRun:
    """Two glyph runs as one."""
    main = first if len(first.glyphs) >= len(second.glyphs) else second
    places = first.glyphs + second.glyphs
    if first.cu > second.cu or first.u1 > second.u0:
        places.sort(key=lambda place: float(frame.boxes[place, 0] + frame.boxes[place, 2]))
    return GlyphRun(
        places,
        min(first.u0, second.u0),
        min(first.v0, second.v0),
        max(first.u1, second.u1),
        max(first.v1, second.v1),
        main.em,
        main.face,
    )


def follow_in_painting_order(
    frame: Frame, order: Ints, reach: float, thresholds: TextLayerThresholds = TEXT_LAYER
) -> NDArray[np.bool_]:
    """For each glyph in ``order`` but the last, whether the next one follows it on its line within ``reach`` em."""
    if len(order) < 2:
        return np.zeros(0, dtype=np.bool_)
    a, b = order[:-1], order[1:]
    em = np.minimum(frame.ems[a], frame.ems[b])
    gap = frame.boxes[b, 0] - frame.boxes[a, 2]
    ahead = frame.boxes[b, 0] + frame.boxes[b, 2] - frame.boxes[a, 0] - frame.boxes[a, 2]
    forward = ahead > 0
    level = np.abs(frame.bases[b] - frame.bases[a]) <= thresholds.same_line * em
    near = gap <= reach * em
    alike = np.maximum(frame.ems[a], frame.ems[b]) <= thresholds.line_size_ratio * em
    apart = gap >= -frame.deepest_overlap(a, b, thresholds) * em
    return np.asarray(forward & level & near & apart & alike, dtype=np.bool_)


class RowIndex:
    """Finds the glyph runs in the row of a given one: bins along v, sorted along u."""

    def __init__(self, runs: Sequence[GlyphRun]) -> None:
        ems = sorted(run.em for run in runs)
        self._bin = max(LEAST_BIN, ems[len(ems) // 2]) if ems else 1.0
        self._bins: dict[int, list[GlyphRun]] = {}
        self._middles: dict[int, list[GlyphRun]] = {}
        self._longest = 0.0
        for run in runs:
            for place in self._span(run.v0, run.v1):
                self._bins.setdefault(place, []).append(run)
            self._middles.setdefault(int(run.cv // self._bin), []).append(run)
            self._longest = max(self._longest, run.u1 - run.u0)
        for row in (*self._bins.values(), *self._middles.values()):
            row.sort(key=lambda run: run.cu)

    def _span(self, low: float, high: float) -> range:
        return range(int(low // self._bin), int(high // self._bin) + 1)

    def following(self, run: GlyphRun, thresholds: TextLayerThresholds) -> GlyphRun | None:
        """The next glyph run in the row, None when there is none."""
        best: GlyphRun | None = None
        for place in self._span(run.cv, run.cv):
            row = self._bins[place]
            for other in row[_after(row, run.cu) :]:
                if other is not run and row_mates(run, other, thresholds):
                    if best is None or other.cu < best.cu:
                        best = other
                    break
        return best

    def around(self, cv: float, reach: float, start: float, end: float) -> list[GlyphRun]:
        """Glyph runs whose middle is within ``reach`` of v = ``cv`` and that overlap u = ``start`` to ``end``."""
        found: list[GlyphRun] = []
        for place in self._span(cv - reach, cv + reach):
            row = self._middles.get(place, ())
            for run in row[_after(row, start - self._longest / 2) :]:
                if run.cu > end + self._longest / 2:
                    break
                if run.u1 > start and run.u0 < end:
                    found.append(run)
        return found

    def between(self, low: float, high: float, start: float, end: float) -> list[GlyphRun]:
        """Glyph runs that overlap the band from v = ``low`` to ``high`` and u = ``start`` to ``end``."""
        seen: dict[int, GlyphRun] = {}
        for place in self._span(low, high):
            for run in self._bins.get(place, ()):
                if run.u1 > start and run.u0 < end:
                    seen[id(run)] = run
        return list(seen.values())


def _after(row: Sequence[GlyphRun], cu: float) -> int:
    low, high = 0, len(row)
    while low < high:
        middle = (low + high) // 2
        if row[middle].cu < cu:
            low = middle + 1
        else:
            high = middle
    return low


def row_mates(a: GlyphRun, b: GlyphRun, thresholds: TextLayerThresholds) -> bool:
    """Whether two glyph runs are on one line: they share most of their height, and their sizes are similar."""
    small, large = (a.em, b.em) if a.em <= b.em else (b.em, a.em)
    if large > thresholds.row_size_ratio * small:
        return False
    if large <= thresholds.line_size_ratio * small and abs(a.cv - b.cv) > thresholds.row_drift * small:
        return False
    shared = min(a.v1, b.v1) - max(a.v0, b.v0)
    return shared >= thresholds.row_overlap * min(a.v1 - a.v0, b.v1 - b.v0) and shared > 0
