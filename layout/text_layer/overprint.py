"""Glyphs painted over copies of themselves: shadows, outlines and fake bold.

The test is overlap of ink, never equality of text: a copy stands within half an em of the glyph that
was painted over it, while a character that is truly repeated stands a whole pitch further on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layout.text_layer.ink import Floats, Ink, Ints
from layout.thresholds import TEXT_LAYER, TextLayerThresholds


@dataclass(slots=True)
class Overprint:
    """``kept`` are the places of surviving glyphs, ``copies`` maps each to the places of its copies."""

    kept: Ints
    copies: dict[int, list[int]]


def _codes(texts: list[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)


def _near_pairs(ink: Ink, codes: Ints, limits: TextLayerThresholds) -> Ints:
    """Pairs (n, 2) of places with the same text, like size, and origins within the reach of a copy."""
    if len(ink) < 2:
        return np.empty((0, 2), dtype=np.int64)
    cx = (ink.boxes[:, 0] + ink.boxes[:, 2]) / 2
    cy = (ink.boxes[:, 1] + ink.boxes[:, 3]) / 2
    ems = np.maximum(ink.ems, 1e-6)
    reach = limits.copy_offset * ems
    found: list[Ints] = []
    octave = np.log2(ems) * 2
    for size_shift in (0.0, 0.5):
        sizes = np.floor(octave + size_shift)
        band = 4 * limits.copy_offset * np.exp2((sizes + 1) / 2)
        for row_shift in (0.0, 0.5):
            rows = np.floor(cy / band + row_shift)
            order = np.lexsort((cx, rows, sizes, codes))
            found.extend(_sweep(order, codes, sizes, rows, cx, cy, reach))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    return np.unique(np.sort(np.concatenate(found), axis=1), axis=0)


def _sweep(order: Ints, codes: Ints, sizes: Floats, rows: Floats, cx: Floats, cy: Floats, reach: Floats) -> list[Ints]:
    """Pairs among glyphs sorted into bands: each with those after it while they stand within reach."""
    found: list[Ints] = []
    left = np.arange(len(order) - 1)
    step = 1
    while len(left):
        a, b = order[left], order[left + step]
        far = np.maximum(reach[a], reach[b])
        here = (codes[a] == codes[b]) & (sizes[a] == sizes[b]) & (rows[a] == rows[b]) & (cx[b] - cx[a] <= far)
        hit = here & (np.abs(cy[b] - cy[a]) <= far)
        if hit.any():
            found.append(np.stack([a[hit], b[hit]], axis=1))
        step += 1
        left = left[here & (left + step < len(order))]
    return found


def _overlapping(ink: Ink, pairs: Ints, limits: TextLayerThresholds) -> NDArray[np.bool_]:
    """Which pairs overlap as copies do. Along the line narrow glyphs must overlap by their own width."""
    a, b = ink.boxes[pairs[:, 0]], ink.boxes[pairs[:, 1]]
    dx = np.abs((a[:, 0] + a[:, 2]) - (b[:, 0] + b[:, 2])) / 2
    dy = np.abs((a[:, 1] + a[:, 3]) - (b[:, 1] + b[:, 3])) / 2
    width = np.minimum(a[:, 2] - a[:, 0], b[:, 2] - b[:, 0])
    height = np.minimum(a[:, 3] - a[:, 1], b[:, 3] - b[:, 1])
    em = np.minimum(ink.ems[pairs[:, 0]], ink.ems[pairs[:, 1]])
    reach = limits.copy_offset * em
    level = dy <= limits.same_baseline * em
    plumb = dx <= limits.same_baseline * em
    across = np.where(level, np.minimum(reach, limits.copy_overlap * width), reach)
    down = np.where(plumb, np.minimum(reach, limits.copy_overlap * height), reach)
    alike = np.maximum(ink.ems[pairs[:, 0]], ink.ems[pairs[:, 1]]) <= limits.copy_size_ratio * em
    return alike & (dx <= across) & (dy <= down)


def find_overprint(ink: Ink, meaning: list[str], limits: TextLayerThresholds = TEXT_LAYER) -> Overprint:
    """Which glyphs survive. ``meaning`` is each glyph's text after folding of radicals and the like.

    Glyphs are taken from the last painted to the first: what lies on top stays, and every copy beneath
    it falls. A copy can so never take away a repeated character, whose own top copy stands a pitch away.
    """
    pairs = _near_pairs(ink, _codes(meaning), limits)
    if len(pairs):
        pairs = pairs[_overlapping(ink, pairs, limits)]
    blank = np.array([not text.strip() for text in meaning], dtype=np.bool_)
    beneath: dict[int, list[int]] = {}
    for low, high in pairs.tolist():
        beneath.setdefault(high, []).append(low)
    owner: dict[int, int] = {}
    for high in sorted(beneath, reverse=True):
        if high in owner:
            continue
        for low in beneath[high]:
            owner.setdefault(low, high)
    copies: dict[int, list[int]] = {}
    for low, high in sorted(owner.items()):
        copies.setdefault(high, []).append(low)
    gone = np.zeros(len(ink), dtype=np.bool_)
    if owner:
        gone[np.array(sorted(owner), dtype=np.int64)] = True
    return Overprint(np.flatnonzero(~gone & ~blank), copies)
