"""Overprint: glyphs painted over copies of themselves for shadows, outlines and fake bold.

The test is overlap of ink, never equality of text: a copy is within half an em of the glyph that was painted over
it, while a character that is truly repeated is a whole pitch further on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import LEAST_SIDE
from banmian.layout.pdf_text.character_classes import is_mark, is_unmapped, is_wide
from banmian.layout.pdf_text.glyph_arrays import Floats, GlyphArrays, Ints
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

OFTEN = 0.3
"""An offset is that of a layer of copies where it occurs at least this often, as a share of the most frequent one."""

MOST_NEIGHBOURS = 64
"""Glyphs with the same text in one place that are compared: nobody overprints more often."""


@dataclass(slots=True)
class Overprint:
    """``kept`` are the indices of surviving glyphs, ``copies`` maps each to the indices of its copies."""

    kept: Ints
    copies: dict[int, list[int]]


def _codes(texts: list[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)


def _places(glyphs: GlyphArrays) -> tuple[Floats, Floats]:
    """Where glyphs are: left edge and middle height. Fonts may state the width of a glyph differently."""
    return glyphs.boxes[:, 0], (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2


def _near_pairs(glyphs: GlyphArrays, codes: Ints, reach_in_em: float) -> Ints:
    """Pairs (n, 2) of indices with the same code, similar size, and middles within reach of each other."""
    if len(glyphs) < 2:
        return np.empty((0, 2), dtype=np.int64)
    cx, cy = _places(glyphs)
    ems = np.maximum(glyphs.ems, LEAST_SIDE)
    reach = reach_in_em * ems
    found: list[Ints] = []
    octave = np.log2(ems) * 2
    for size_shift in (0.0, 0.5):
        sizes = np.floor(octave + size_shift)
        band = 4 * reach_in_em * np.exp2((sizes + 1) / 2)
        for row_shift in (0.0, 0.5):
            rows = np.floor(cy / band + row_shift)
            order = np.lexsort((cx, rows, sizes, codes))
            found.extend(_sweep(order, codes, sizes, rows, cx, cy, reach))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    return np.unique(np.sort(np.concatenate(found), axis=1), axis=0)


def _sweep(order: Ints, codes: Ints, sizes: Floats, rows: Floats, cx: Floats, cy: Floats, reach: Floats) -> list[Ints]:
    """Pairs among glyphs sorted into bands: each with those after it while they are within reach."""
    found: list[Ints] = []
    left = np.arange(len(order) - 1)
    step = 1
    while len(left) and step <= MOST_NEIGHBOURS:
        a, b = order[left], order[left + step]
        far = np.maximum(reach[a], reach[b])
        here = (codes[a] == codes[b]) & (sizes[a] == sizes[b]) & (rows[a] == rows[b]) & (cx[b] - cx[a] <= far)
        hit = here & (np.abs(cy[b] - cy[a]) <= far)
        if hit.any():
            found.append(np.stack([a[hit], b[hit]], axis=1))
        step += 1
        left = left[here & (left + step < len(order))]
    return found


def _overlap_as_copies(glyphs: GlyphArrays, pairs: Ints, thresholds: TextLayerThresholds) -> NDArray[np.bool_]:
    """Which pairs overlap as copies do. Along the line narrow glyphs must overlap by their own width."""
    a, b = glyphs.boxes[pairs[:, 0]], glyphs.boxes[pairs[:, 1]]
    x, y = _places(glyphs)
    dx = np.abs(x[pairs[:, 0]] - x[pairs[:, 1]])
    dy = np.abs(y[pairs[:, 0]] - y[pairs[:, 1]])
    width = np.minimum(a[:, 2] - a[:, 0], b[:, 2] - b[:, 0])
    height = np.minimum(a[:, 3] - a[:, 1], b[:, 3] - b[:, 1])
    em = np.minimum(glyphs.ems[pairs[:, 0]], glyphs.ems[pairs[:, 1]])
    reach = thresholds.copy_offset * em
    level = dy <= thresholds.same_baseline * em
    plumb = dx <= thresholds.same_baseline * em
    across = np.where(level, np.minimum(reach, thresholds.copy_overlap * width), reach)
    down = np.where(plumb, np.minimum(reach, thresholds.copy_overlap * height), reach)
    alike = np.maximum(glyphs.ems[pairs[:, 0]], glyphs.ems[pairs[:, 1]]) <= thresholds.line_size_ratio * em
    return np.asarray(alike & (dx <= across) & (dy <= down), dtype=np.bool_)


def _together(glyphs: GlyphArrays, pairs: Ints, thresholds: TextLayerThresholds) -> NDArray[np.bool_]:
    """Which pairs are nearer to each other than any font sets two equal marks."""
    if not len(pairs):
        return np.zeros(0, dtype=np.bool_)
    return np.asarray(np.abs(_offsets(glyphs, pairs)).max(axis=1) <= thresholds.same_mark, dtype=np.bool_)


def _offsets(glyphs: GlyphArrays, pairs: Ints) -> Floats:
    """Offset of the second of each pair from the first, (n, 2), in em."""
    x, y = _places(glyphs)
    em = np.minimum(glyphs.ems[pairs[:, 0]], glyphs.ems[pairs[:, 1]])
    low, high = pairs[:, 0], pairs[:, 1]
    return np.stack([(x[high] - x[low]) / em, (y[high] - y[low]) / em], axis=1)


def _coinciding_pairs(glyphs: GlyphArrays, meaning: list[str], thresholds: TextLayerThresholds) -> Ints:
    """Pairs of wide glyphs in one place, whatever they read: two characters never share a place.

    Two marks may: each fills another part of its em, and fonts set them on a part of it. Glyphs whose font
    does not tell their width lie in a heap, and bear no witness.
    """
    broad = glyphs.boxes[:, 2] - glyphs.boxes[:, 0] > thresholds.same_place * glyphs.ems
    wide = np.array([is_wide(text) and not is_mark(text) for text in meaning], dtype=np.int64) * broad
    wide[wide == 0] = np.arange(2, 2 + int((wide == 0).sum()))
    pairs = _near_pairs(glyphs, wide, thresholds.same_place)
    if not len(pairs):
        return pairs
    ems = glyphs.ems[pairs]
    alike: Ints = pairs[ems.max(axis=1) <= thresholds.line_size_ratio * ems.min(axis=1)]
    return alike


@dataclass(slots=True)
class _Layers:
    """Who lies on whom: ``owner`` maps a copy to the glyph on top of it."""

    owner: dict[int, int]

    def settle(self, pairs: Ints) -> None:
        """From the last painted to the first: what lies on top stays, the copies beneath it fall."""
        beneath: dict[int, list[int]] = {}
        for low, high in pairs.tolist():
            beneath.setdefault(high, []).append(low)
        for high in sorted(beneath, reverse=True):
            if high not in self.owner:
                for low in beneath[high]:
                    self.owner.setdefault(low, high)


def _groups(pairs: Ints) -> list[list[int]]:
    """Places joined by pairs, each group in painting order."""
    leader: dict[int, int] = {}

    def lead(place: int) -> int:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for a, b in pairs.tolist():
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    groups: dict[int, list[int]] = {}
    for place in sorted(leader):
        groups.setdefault(lead(place), []).append(place)
    return list(groups.values())


def _offsets_beside(glyphs: GlyphArrays, place: int, sure: Ints, thresholds: TextLayerThresholds) -> Floats:
    """The offsets, (n, 2) in em, at which the glyphs beside a place have their copies: those often seen."""
    if not len(sure):
        return np.empty((0, 2))
    box, em = glyphs.boxes[place], glyphs.ems[place]
    tops = glyphs.boxes[sure[:, 1]]
    beside = (np.abs(tops[:, 1] - box[1]) <= em) & (np.abs(tops[:, 0] - box[0]) <= thresholds.line_reach * em)
    found: list[tuple[float, float]] = []
    seen: Counter[int] = Counter()
    for dx, dy in _offsets(glyphs, sure[beside]).tolist():
        near = [max(abs(dx - x), abs(dy - y)) <= thresholds.copy_drift / 2 for x, y in found]
        if True not in near:
            found.append((dx, dy))
        seen[near.index(True) if True in near else len(found) - 1] += 1
    often = [found[at] for at, count in seen.items() if count >= OFTEN * max(seen.values())]
    return np.array(often).reshape(-1, 2)


def _match_narrow(
    glyphs: GlyphArrays, pairs: Ints, sure: Ints, layers: _Layers, thresholds: TextLayerThresholds
) -> None:
    """Narrow glyphs, and marks, are too close to tell copies from repeats: the other glyphs of their line decide.

    Where the copies of full-width glyphs beside them lie at certain offsets, a narrow glyph takes its copies from
    the same offsets; without full-width glyphs, ``sure`` pairs of narrow ones give the offsets.
    """
    wide = np.array(sorted(layers.owner.items()), dtype=np.int64).reshape(-1, 2)
    if not len(wide) and not len(sure):
        return
    for group in _groups(pairs):
        wanted = _offsets_beside(glyphs, group[-1], wide, thresholds)
        if not len(wanted):
            wanted = _offsets_beside(glyphs, group[-1], sure, thresholds)
        free = list(group) if len(wanted) and len(group) <= MOST_NEIGHBOURS else []
        while len(free) > 1:
            top = free.pop()
            offsets = _offsets(glyphs, np.array([(low, top) for low in free], dtype=np.int64))
            off = np.abs(offsets[:, None, :] - wanted[None, :, :]).max(axis=2).min(axis=1)
            for low, far in zip(free, off.tolist(), strict=True):
                if far <= thresholds.copy_drift:
                    layers.owner[low] = top
            free = [low for low in free if low not in layers.owner]


def find_overprint(glyphs: GlyphArrays, meaning: list[str], thresholds: TextLayerThresholds = TEXT_LAYER) -> Overprint:
    """Which glyphs survive. ``meaning`` is each glyph's text after normalization of radicals and the like.

    Glyphs are taken from the last painted to the first: what lies on top stays, and every copy beneath it is
    dropped. So a copy can never remove a repeated character, whose own top copy is a pitch away.
    """
    pairs = _near_pairs(glyphs, _codes(meaning), thresholds.copy_offset)
    sure = _overlap_as_copies(glyphs, pairs, thresholds) if len(pairs) else np.zeros(0, dtype=np.bool_)
    first = pairs[:, 0]
    marks = np.array([is_mark(text) for text in meaning], dtype=np.bool_)[first]
    wide = np.array([is_wide(text) for text in meaning], dtype=np.bool_)[first] & ~marks
    sure &= ~marks | _together(glyphs, pairs, thresholds)
    layers = _Layers({})
    layers.settle(np.concatenate([pairs[sure & wide], _coinciding_pairs(glyphs, meaning, thresholds)]))
    layers.owner = _with_own_tops(glyphs, pairs[wide], layers.owner)
    _match_narrow(glyphs, pairs[~wide], pairs[sure & ~wide], layers, thresholds)
    layers.settle(pairs[sure & ~wide])
    owner = _readable_on_top({low: _root(low, layers.owner) for low in layers.owner}, meaning)
    copies: dict[int, list[int]] = {}
    for low, high in sorted(owner.items()):
        copies.setdefault(high, []).append(low)
    gone = np.array([not text.strip() for text in meaning], dtype=np.bool_)
    gone[list(owner)] = True
    return Overprint(np.flatnonzero(~gone), copies)


def _root(low: int, owner: dict[int, int]) -> int:
    """The glyph on top of all that lie on a copy."""
    while low in owner:
        low = owner[low]
    return low


def _with_own_tops(glyphs: GlyphArrays, pairs: Ints, owner: dict[int, int]) -> dict[int, int]:
    """Copies within reach of several tops are assigned to the one at the offset that most copies have."""
    if not len(pairs) or not owner:
        return owner
    offsets = [tuple(row) for row in np.round(_offsets(glyphs, pairs) * 10).astype(np.int64).tolist()]
    candidates: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for (low, high), offset in zip(pairs.tolist(), offsets, strict=True):
        if low in owner and high not in owner:
            candidates.setdefault(low, []).append((high, offset))
    common = Counter(offset for several in candidates.values() for _high, offset in several)
    assigned = {low: _root(low, owner) for low in owner}
    for low, several in candidates.items():
        if len(several) > 1:
            assigned[low] = max(several, key=lambda one: common[one[1]])[0]
    return assigned


def _readable_on_top(owner: dict[int, int], meaning: list[str]) -> dict[int, int]:
    """Where the glyph on top has no text, a copy beneath it that has some replaces it."""
    heirs = {
        high: low for low, high in sorted(owner.items()) if is_unmapped(meaning[high]) and not is_unmapped(meaning[low])
    }
    if not heirs:
        return owner
    turned = {low: heirs.get(high, high) for low, high in owner.items() if heirs.get(high) != low}
    turned.update(heirs)
    return turned
