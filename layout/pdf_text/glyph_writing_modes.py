"""Which upright glyphs are in vertical lines, and which in horizontal ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from banmian.layout.pdf_text.character_classes import is_wide
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, Ints
from banmian.layout.pdf_text.glyph_runs import GlyphRun, RowIndex, follow_in_painting_order, make_run
from banmian.layout.pdf_text.reading_frames import Frame
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

FAR = 99.0
"""A gap in em that stands for no neighbour."""
ACROSS_FIRST = 0.1
"""A glyph is in a vertical line only where its neighbour below is this much nearer, in em, than the one beside."""


def split_into_chains(order: Ints, in_step: NDArray[np.bool_]) -> list[list[int]]:
    """``order`` cut wherever the next glyph does not follow on the same line."""
    places, cuts = order.tolist(), (np.flatnonzero(~in_step) + 1).tolist()
    return [places[start:end] for start, end in pairwise([0, *cuts, len(places)])] if places else []


def sort_by_direction(
    arrays: GlyphArrays,
    across: Frame,
    down: Frame,
    order: Ints,
    laid: list[GlyphRun],
    thresholds: TextLayerThresholds = TEXT_LAYER,
) -> tuple[list[GlyphRun], list[GlyphRun]]:
    """Glyph runs of horizontal and of vertical lines among the upright glyphs in ``order``.

    Painting order decides first; a glyph painted on its own joins the nearer neighbour, beside or below. ``laid``
    are runs of glyphs that lie on their side in vertical lines: they are returned with the vertical ones.
    """
    if not len(order):
        return [], laid
    wide = np.array([is_wide(arrays.texts[i]) for i in order.tolist()], dtype=np.bool_)
    set_down = arrays.downwards[order]
    beside = follow_in_painting_order(across, order, thresholds.tight_gap, thresholds)
    below = follow_in_painting_order(down, order, thresholds.tight_gap, thresholds)
    beside &= ~(set_down[:-1] | set_down[1:])
    _follow_the_line(beside, below)
    in_row = _in_step_with_neighbour(beside)
    below &= ~(in_row[:-1] | in_row[1:]) & wide[:-1] & wide[1:]
    below |= set_down[:-1] & set_down[1:] & follow_in_painting_order(down, order, thresholds.tight_gap, thresholds)
    horizontal = [make_run(run, across) for run in split_into_chains(order, beside) if len(run) > 1]
    apart = follow_in_painting_order(down, order, thresholds.letter_gap, thresholds)
    apart &= ~(in_row[:-1] | in_row[1:]) & wide[:-1] & wide[1:]
    below |= _loose_columns(apart, below, down, order, horizontal, across, thresholds)
    in_stack = _in_step_with_neighbour(below)
    vertical = [make_run(run, down) for run in split_into_chains(order, below) if len(run) > 1]
    loose_row = _in_step_with_neighbour(follow_in_painting_order(across, order, thresholds.letter_gap, thresholds))
    loose_stack = _in_step_with_neighbour(follow_in_painting_order(down, order, thresholds.letter_gap, thresholds))
    lone = np.flatnonzero(~in_row & ~in_stack)
    singles = Singles(
        order[lone].tolist(),
        (loose_row & ~loose_stack)[lone].tolist(),
        (loose_stack & ~loose_row & wide)[lone].tolist(),
    )
    return _sort_singles(singles, arrays, across, down, horizontal, vertical + laid, thresholds)


def _loose_columns(
    apart: NDArray[np.bool_],
    tight: NDArray[np.bool_],
    down: Frame,
    order: Ints,
    horizontal: list[GlyphRun],
    across: Frame,
    thresholds: TextLayerThresholds,
) -> NDArray[np.bool_]:
    """Steps of columns set loosely: painted downwards one after the other at an even pitch, or from a numeral at the
    top on to the close text beneath it. Glyphs that are level with longer cells are a column of a table.
    """
    steps = np.zeros_like(apart)
    cells = {(round(run.cv * 4), round(run.em * 4)) for run in horizontal}
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (apart | tight).astype(np.int8), [0]))))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        glyphs = order[start : end + 1]
        if len(glyphs) < thresholds.column_glyphs or tight[start:end].all():
            continue
        pitch = np.diff(down.boxes[glyphs, 0]) / down.ems[glyphs[:-1]]
        even = float(np.ptp(pitch)) <= thresholds.column_drift
        if not even and not tight[start + 1 : end].all():
            continue
        level = [(round(across.boxes[g, [1, 3]].mean() * 4), round(across.ems[g] * 4)) in cells for g in glyphs]
        if sum(level) < thresholds.table_share * len(glyphs):
            steps[start:end] = True
    return steps


def _follow_the_line(beside: NDArray[np.bool_], below: NDArray[np.bool_]) -> None:
    """Two marks almost in one place are both beside and below each other: they continue as the glyphs before them
    do."""
    for at in np.flatnonzero(beside & below).tolist():
        if at and below[at - 1] and not beside[at - 1]:
            beside[at] = False


def _in_step_with_neighbour(in_step: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which glyphs follow, or are followed by, a neighbour in painting order on the same line."""
    touched = np.zeros(len(in_step) + 1, dtype=np.bool_)
    touched[:-1] |= in_step
    touched[1:] |= in_step
    return touched


@dataclass(slots=True)
class Singles:
    """Glyphs that painting order does not connect to their neighbours, and whether it suggests a row or a stack."""

    glyphs: list[int]
    row: list[bool]
    stack: list[bool]


def _sort_singles(
    singles: Singles,
    arrays: GlyphArrays,
    across: Frame,
    down: Frame,
    horizontal: list[GlyphRun],
    vertical: list[GlyphRun],
    thresholds: TextLayerThresholds,
) -> tuple[list[GlyphRun], list[GlyphRun]]:
    """Each glyph that painting order leaves undecided, by its nearer neighbour."""
    sideways = [make_run([glyph], across) for glyph in singles.glyphs]
    stacked = [make_run([glyph], down) for glyph in singles.glyphs]
    beside, below = _nearest(sideways, horizontal, thresholds), _nearest(stacked, vertical, thresholds)
    in_table = _level_with_others(sideways, horizontal)
    vertical_flags = []
    for at, glyph in enumerate(singles.glyphs):
        near, low = beside[at], below[at]
        if in_table[at] and low > thresholds.stack_gap:
            low = FAR
        vertical_flags.append(
            bool(arrays.downwards[glyph])
            or (
                is_wide(arrays.texts[glyph])
                and not singles.row[at]
                and _is_stacked(near, low, singles.stack[at], thresholds)
            )
        )
    vertical_flags = _without_table_columns(stacked, sideways, vertical_flags, horizontal, thresholds)
    vertical_flags = _without_loners(singles.glyphs, stacked, vertical_flags, vertical, thresholds)
    vertical_flags = _with_narrow(singles.glyphs, arrays, stacked, vertical_flags, beside, vertical, thresholds)
    return (
        horizontal + [run for run, is_vertical in zip(sideways, vertical_flags, strict=True) if not is_vertical],
        vertical + [run for run, is_vertical in zip(stacked, vertical_flags, strict=True) if is_vertical],
    )


def _level_with_others(runs: list[GlyphRun], others: list[GlyphRun]) -> list[bool]:
    """Which glyph runs are exactly level with another of the same size, however far away: cells of a table row."""
    levels = Counter((round(s.cv * 4), round(s.em * 4)) for s in runs + others)
    return [levels[(round(s.cv * 4), round(s.em * 4))] > 1 for s in runs]


def _is_stacked(beside: float, below: float, painted: bool, thresholds: TextLayerThresholds) -> bool:
    """Whether a wide glyph with these gaps (em) to its neighbours belongs to a vertical line."""
    if below + ACROSS_FIRST >= beside:
        return False
    return (
        below <= thresholds.stack_gap
        or (painted and below <= thresholds.letter_gap)
        or (below <= thresholds.letter_gap and beside > thresholds.widest_gap)
    )


def _nearest(runs: list[GlyphRun], others: list[GlyphRun], thresholds: TextLayerThresholds) -> list[float]:
    """Gap in em from each glyph run to its nearer row-mate, before or after."""
    rows = RowIndex(runs + others)
    best = {id(run): FAR for run in runs + others}
    for run in runs + others:
        after = rows.following(run, thresholds)
        if after is None:
            continue
        gap = max(0.0, (after.u0 - run.u1) / min(run.em, after.em))
        best[id(run)] = min(best[id(run)], gap)
        best[id(after)] = min(best[id(after)], gap)
    return [best[id(run)] for run in runs]


def _without_table_columns(
    stacked: list[GlyphRun],
    sideways: list[GlyphRun],
    vertical_flags: list[bool],
    horizontal: list[GlyphRun],
    thresholds: TextLayerThresholds,
) -> list[bool]:
    """Single glyphs one below the other, most of them level with longer cells, are a column of a table."""
    cells = {(round(s.cv * 4), round(s.em * 4)) for s in horizontal}
    columns: dict[tuple[int, int], list[int]] = {}
    for at, is_vertical in enumerate(vertical_flags):
        if is_vertical:
            columns.setdefault((round(stacked[at].cv), round(stacked[at].em * 4)), []).append(at)
    sorted_out = list(vertical_flags)
    for places in columns.values():
        level = sum((round(sideways[at].cv * 4), round(sideways[at].em * 4)) in cells for at in places)
        if level >= thresholds.table_share * len(places):
            for at in places:
                sorted_out[at] = False
    return sorted_out


def _without_loners(
    glyphs: list[int],
    stacked: list[GlyphRun],
    vertical_flags: list[bool],
    vertical: list[GlyphRun],
    thresholds: TextLayerThresholds,
) -> list[bool]:
    """A glyph belongs to a vertical line only if the glyph above or below does too."""
    chosen = [run for run, is_vertical in zip(stacked, vertical_flags, strict=True) if is_vertical]
    if not chosen:
        return vertical_flags
    gaps = dict(zip([s.glyphs[0] for s in chosen], _nearest(chosen, vertical, thresholds), strict=True))
    return [
        is_vertical and gaps[glyph] <= thresholds.letter_gap
        for glyph, is_vertical in zip(glyphs, vertical_flags, strict=True)
    ]


def _with_narrow(
    glyphs: list[int],
    arrays: GlyphArrays,
    stacked: list[GlyphRun],
    vertical_flags: list[bool],
    beside: list[float],
    vertical: list[GlyphRun],
    thresholds: TextLayerThresholds,
) -> list[bool]:
    """Narrow glyphs, such as a stroke between two names, join the vertical line around them."""
    chosen = vertical + [run for run, is_vertical in zip(stacked, vertical_flags, strict=True) if is_vertical]
    narrow = [
        at
        for at, glyph in enumerate(glyphs)
        if not vertical_flags[at] and not is_wide(arrays.texts[glyph]) and beside[at] > thresholds.tight_gap
    ]
    if not chosen or not narrow:
        return vertical_flags
    gaps = _nearest([stacked[at] for at in narrow], chosen, thresholds)
    joins = {at for at, gap in zip(narrow, gaps, strict=True) if gap <= thresholds.tight_gap}
    return [is_vertical or at in joins for at, is_vertical in enumerate(vertical_flags)]
