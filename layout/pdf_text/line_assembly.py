"""From strands to lines: which neighbours in a row belong to one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.pdf_text.glyph_runs import Frame, RowIndex, Strand, joined
from banmian.layout.pdf_text.gutters import parted, surroundings
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds


def _links(strands: list[Strand], limits: TextLayerThresholds) -> dict[int, Strand]:
    """id of a strand -> the strand that follows it in its row, where each is the other's nearest."""
    rows = RowIndex(strands)
    follows: dict[int, Strand] = {}
    before: dict[int, Strand] = {}
    for strand in strands:
        other = rows.following(strand, limits)
        if other is None:
            continue
        follows[id(strand)] = other
        rival = before.get(id(other))
        if rival is None or strand.cu > rival.cu:
            before[id(other)] = strand
    return {key: other for key, other in follows.items() if id(before[id(other)]) == key}


def _deepest_overlap(a: Strand, b: Strand, frame: Frame, limits: TextLayerThresholds) -> float:
    ends = np.array([a.glyphs[-1]]), np.array([b.glyphs[0]])
    return float(frame.deepest_overlap(*ends, limits)[0])


def _is_tight(a: Strand, b: Strand, frame: Frame, limits: TextLayerThresholds) -> bool:
    gap = b.u0 - a.u1
    if max(a.em, b.em) > limits.tight_size_ratio * min(a.em, b.em):
        return -limits.tight_gap * min(a.em, b.em) <= gap <= limits.mark_gap * max(a.em, b.em)
    em = min(a.em, b.em)
    if gap > limits.tight_gap * em:
        return False
    return gap >= -limits.squeezed_gap * em or gap >= -_deepest_overlap(a, b, frame, limits) * em


def join_tight(
    strands: list[Strand], frame: Frame, barriers: Sequence[Box], limits: TextLayerThresholds = TEXT_LAYER
) -> list[Strand]:
    """Strands with every gap closed that is as narrow as a word space, unless a rule stands in it."""
    links = _links(strands, limits)
    return _chain(
        strands,
        {
            key: other
            for strand in strands
            if (other := links.get(key := id(strand))) is not None
            and _is_tight(strand, other, frame, limits)
            and not parted(strand, other, barriers)
        },
        frame,
    )


def painted_whole(strands: list[Strand], frame: Frame) -> bool:
    """Whether the page paints its lines in one go: neighbours in a strand are neighbours in painting."""
    steps = in_order = 0
    for strand in strands:
        for a, b in zip(strand.glyphs, strand.glyphs[1:], strict=False):
            steps += 1
            in_order += bool(frame.ranks[b] - frame.ranks[a] == 1)
    return steps > 0 and in_order >= 0.9 * steps


def _chain(strands: list[Strand], links: dict[int, Strand], frame: Frame) -> list[Strand]:
    """Joins strands along links."""
    targets = {id(other) for other in links.values()}
    lines = []
    for strand in strands:
        if id(strand) in targets:
            continue
        line, here = strand, strand
        while (after := links.get(id(here))) is not None:
            line, here = joined(line, after, frame), after
        lines.append(line)
    return lines


def _even(gap: float, other: float | None, em: float) -> bool:
    """Whether a neighbouring gap is wide in the same measure."""
    return other is not None and abs(gap - other) <= 0.1 * em


def join_loose(
    strands: list[Strand], frame: Frame, barriers: Sequence[Box], limits: TextLayerThresholds = TEXT_LAYER
) -> list[Strand]:
    """Lines: wider gaps are closed where they are letter-spacing or a space, never over a gutter."""
    if len(strands) > limits.most_strands:
        return strands
    links = _links(strands, limits)
    rows = RowIndex(strands)
    whole = painted_whole(strands, frame)
    gaps = {key: other.u0 for key, other in links.items()}
    before = {id(other): strand for strand in strands if (other := links.get(id(strand))) is not None}
    kept: dict[int, Strand] = {}
    for strand in strands:
        other = links.get(id(strand))
        if other is None:
            continue
        gap = gaps[id(strand)] - strand.u1
        ahead = before.get(id(strand))
        gap_before = strand.u0 - ahead.u1 if ahead is not None and len(strand.glyphs) == 1 else None
        after = links.get(id(other))
        gap_after = after.u0 - other.u1 if after is not None and len(other.glyphs) == 1 else None
        em = min(strand.em, other.em)
        even = _even(gap, gap_before, em) or _even(gap, gap_after, em)
        painted = bool(frame.ranks[other.glyphs[0]] - frame.ranks[strand.glyphs[-1]] == 1)
        if _belongs(strand, other, Evidence(even, whole, painted), rows, barriers, limits):
            kept[id(strand)] = other
    return _chain(strands, kept, frame)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of a gap: ``even`` with the next one, ``painted`` without a break; ``whole``: the page breaks no line."""

    even: bool
    whole: bool
    painted: bool


def _belongs(
    a: Strand,
    b: Strand,
    evidence: Evidence,
    rows: RowIndex,
    barriers: Sequence[Box],
    limits: TextLayerThresholds,
) -> bool:
    em = min(a.em, b.em)
    gap = b.u0 - a.u1
    if max(a.em, b.em) > limits.line_size_ratio * em or not -limits.squeezed_gap * em <= gap <= limits.widest_gap * em:
        return False
    if parted(a, b, barriers):
        return False
    painted, even = evidence.painted, evidence.even
    if not painted and gap > (limits.sure_gap if evidence.whole else limits.letter_gap) * em:
        return False
    if painted and gap <= limits.near_gap * em:
        return True
    around = surroundings(a, b, rows, limits)
    if around.is_wide_open:
        return False
    if around.is_gutter:
        return painted and (even or gap <= limits.sure_gap * em)
    if evidence.whole and not painted:
        return gap <= limits.sure_gap * em
    if around.crossed or even:
        return gap <= limits.letter_gap * em or (painted and even)
    return gap <= (limits.display_gap if painted else limits.sure_gap) * em
