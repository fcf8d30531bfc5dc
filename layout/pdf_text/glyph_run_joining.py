"""From glyph runs to lines: which neighbours in a row belong to one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_runs import GlyphRun, RowIndex, join_runs
from banmian.layout.pdf_text.reading_frames import Frame
from banmian.layout.pdf_text.row_gaps import gap_context, is_separated
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

IN_ORDER = 0.9
"""Lines are painted whole where this share of the steps from glyph to glyph follows painting order."""
SAME_GAP = 0.1
"""Gaps that differ by at most this many em are equal."""


def _links(runs: list[GlyphRun], thresholds: TextLayerThresholds) -> dict[int, GlyphRun]:
    """id of a glyph run -> the glyph run that follows it in its row, where each is the other's nearest."""
    rows = RowIndex(runs)
    follows: dict[int, GlyphRun] = {}
    before: dict[int, GlyphRun] = {}
    for run in runs:
        other = rows.following(run, thresholds)
        if other is None:
            continue
        follows[id(run)] = other
        rival = before.get(id(other))
        if rival is None or run.cu > rival.cu:
            before[id(other)] = run
    return {key: other for key, other in follows.items() if id(before[id(other)]) == key}


def _deepest_overlap(a: GlyphRun, b: GlyphRun, frame: Frame, thresholds: TextLayerThresholds) -> float:
    ends = np.array([a.glyphs[-1]]), np.array([b.glyphs[0]])
    return float(frame.deepest_overlap(*ends, thresholds)[0])


def _is_tight(a: GlyphRun, b: GlyphRun, frame: Frame, thresholds: TextLayerThresholds) -> bool:
    gap = b.u0 - a.u1
    if max(a.em, b.em) > thresholds.tight_size_ratio * min(a.em, b.em):
        return -thresholds.tight_gap * min(a.em, b.em) <= gap <= thresholds.mark_gap * max(a.em, b.em)
    em = min(a.em, b.em)
    if gap > thresholds.tight_gap * em:
        return False
    return gap >= -thresholds.squeezed_gap * em or gap >= -_deepest_overlap(a, b, frame, thresholds) * em


def join_tight(
    runs: list[GlyphRun], frame: Frame, barriers: Sequence[Box], thresholds: TextLayerThresholds = TEXT_LAYER
) -> list[GlyphRun]:
    """Glyph runs joined over every gap no wider than a word space, unless a rule or a gutter lies in it."""
    links = _links(runs, thresholds)
    rows = RowIndex(runs) if len(runs) <= thresholds.most_strands and are_lines_painted_whole(runs, frame) else None
    return _chain(
        runs,
        {
            key: other
            for run in runs
            if (other := links.get(key := id(run))) is not None
            and _is_tight(run, other, frame, thresholds)
            and not is_separated(run, other, barriers)
            and not (rows is not None and _is_narrow_gutter(run, other, frame, rows, thresholds))
        },
        frame,
    )


def _is_narrow_gutter(a: GlyphRun, b: GlyphRun, frame: Frame, rows: RowIndex, thresholds: TextLayerThresholds) -> bool:
    """Whether a gap no wider than a word space is a gutter, on a page that paints its lines in one go.

    There a line breaks nowhere, so what is not painted on from run to run is one line only by chance.
    """
    gap = b.u0 - a.u1
    if gap <= thresholds.narrow_gutter * min(a.em, b.em) or frame.ranks[b.glyphs[0]] - frame.ranks[a.glyphs[-1]] == 1:
        return False
    around = gap_context(a, b, rows, thresholds)
    return around.crossed == 0 and around.is_gutter


def are_lines_painted_whole(runs: list[GlyphRun], frame: Frame) -> bool:
    """Whether the page paints its lines in one go: neighbours in a run are neighbours in painting order."""
    steps = in_order = 0
    for run in runs:
        for a, b in zip(run.glyphs, run.glyphs[1:], strict=False):
            steps += 1
            in_order += bool(frame.ranks[b] - frame.ranks[a] == 1)
    return steps > 0 and in_order >= IN_ORDER * steps


def _chain(runs: list[GlyphRun], links: dict[int, GlyphRun], frame: Frame) -> list[GlyphRun]:
    """Glyph runs joined along links."""
    targets = {id(other) for other in links.values()}
    lines = []
    for run in runs:
        if id(run) in targets:
            continue
        line, here = run, run
        while (after := links.get(id(here))) is not None:
            line, here = join_runs(line, after, frame), after
        lines.append(line)
    return lines


def _is_even(gap: float, other: float | None, em: float) -> bool:
    """Whether a neighbouring gap is about as wide."""
    return other is not None and abs(gap - other) <= SAME_GAP * em


def join_loose(
    runs: list[GlyphRun], frame: Frame, barriers: Sequence[Box], thresholds: TextLayerThresholds = TEXT_LAYER
) -> list[GlyphRun]:
    """Lines: wider gaps are closed where they are letter-spacing or a space, never across a gutter."""
    if len(runs) > thresholds.most_strands:
        return runs
    links = _links(runs, thresholds)
    rows = RowIndex(runs)
    whole = are_lines_painted_whole(runs, frame)
    gaps = {key: other.u0 for key, other in links.items()}
    before = {id(other): run for run in runs if (other := links.get(id(run))) is not None}
    kept: dict[int, GlyphRun] = {}
    for run in runs:
        other = links.get(id(run))
        if other is None:
            continue
        gap = gaps[id(run)] - run.u1
        ahead = before.get(id(run))
        gap_before = run.u0 - ahead.u1 if ahead is not None and _is_piece(run, frame) else None
        after = links.get(id(other))
        gap_after = after.u0 - other.u1 if after is not None and _is_piece(other, frame) else None
        em = min(run.em, other.em)
        even = _is_even(gap, gap_before, em) or _is_even(gap, gap_after, em)
        painted = bool(frame.ranks[other.glyphs[0]] - frame.ranks[run.glyphs[-1]] == 1)
        if _belongs(run, other, Evidence(even, whole, painted), rows, barriers, thresholds):
            kept[id(run)] = other
    return _chain(runs, kept, frame)


def _is_piece(run: GlyphRun, frame: Frame) -> bool:
    """Whether a run is the least that a line is justified by: one glyph, or a word of letters."""
    return len(run.glyphs) == 1 or not frame.widths[run.glyphs].any()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence about a gap: ``even`` with the next one, ``painted`` without a break; ``whole``: the page breaks no
    line."""

    even: bool
    whole: bool
    painted: bool


def _belongs(
    a: GlyphRun,
    b: GlyphRun,
    evidence: Evidence,
    rows: RowIndex,
    barriers: Sequence[Box],
    thresholds: TextLayerThresholds,
) -> bool:
    em = min(a.em, b.em)
    gap = b.u0 - a.u1
    if (
        max(a.em, b.em) > thresholds.line_size_ratio * em
        or not -thresholds.squeezed_gap * em <= gap <= thresholds.widest_gap * em
    ):
        return False
    if is_separated(a, b, barriers):
        return False
    painted, even = evidence.painted, evidence.even
    if not painted and gap > (thresholds.sure_gap if evidence.whole else thresholds.letter_gap) * em:
        return False
    if painted and gap <= thresholds.near_gap * em:
        return True
    around = gap_context(a, b, rows, thresholds)
    if around.is_wide_open:
        return False
    if around.is_gutter:
        return painted and (even or gap <= thresholds.sure_gap * em)
    if evidence.whole and not painted:
        return gap <= thresholds.sure_gap * em
    if around.crossed or even:
        return gap <= thresholds.letter_gap * em or (painted and even)
    return gap <= (thresholds.display_gap if painted else thresholds.sure_gap) * em
