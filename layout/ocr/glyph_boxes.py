"""Glyph boxes: the recogniser's alignment gives the centre of each glyph, the ink gives its extent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph
from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.engine import RecognisedGlyph
from banmian.opencv import cv2

SPECK_SHARE = 0.004
"""Area of the largest speck, as a share of the square of the line's height."""

Profile = NDArray[np.float64]
RIM, WHOLE = 0.7, 0.3
"""How much the rim of a crop and the whole of it say what its ground is."""
BEARING = 0.04
"""Rows and columns with more than this share of the most ink bear ink."""
CUT_FROM = 0.2
"""A cut between two glyphs lies at least this share of their distance behind the first centre,"""
CUT_TO = 0.1
"""and this before the second."""
OFF_MIDDLE = 0.05
"""A cut costs so much ink for each px off the middle."""
WHITE_INSIDE = 0.6
"""No glyph has a blank so wide inside, in em."""


@dataclass(frozen=True, slots=True)
class CropInk:
    """The ink of one line crop. ``reversed_out``: the ink is lighter than its ground."""

    mask: Mask
    reversed_out: bool

    @classmethod
    def of(cls, grey: Mask, line_height: float | None = None) -> CropInk:
        """Split the grey levels of a crop in two (Otsu 1979); the side that prevails along the rim is the ground.

        `line_height` (px, else the crop's own) determines what counts as a speck.
        """
        _level, light = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        rim = np.concatenate((light[0], light[-1], light[:, 0], light[:, -1]))
        share = RIM * float(rim.mean()) + WHOLE * float(light.mean())
        lighter_is_ink = share < 0.5
        mask = np.asarray(light if lighter_is_ink else 1 - light, np.uint8)
        return cls(_without_specks(mask, line_height or mask.shape[0]), lighter_is_ink)

    def rows(self) -> tuple[int, int]:
        """The first row of the line's own band and one past its last. Lines above and below that reach into the
        crop are cut off at the blankest row of its outer quarters."""
        profile = self.mask.sum(axis=1).astype(np.float64)
        height = len(profile)
        margin = height // 4
        if margin < 2:
            return _extent(profile)
        low = margin - int(profile[: margin + 1][::-1].argmin())
        high = height - 1 - margin + int(profile[height - 1 - margin :].argmin()) + 1
        top, foot = _extent(profile[low:high])
        return low + top, low + foot


def _without_specks(mask: Mask, height: float) -> Mask:
    """The mask without components that are too small to be a stroke or point of a glyph of this height."""
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = (stats[:, cv2.CC_STAT_AREA] >= SPECK_SHARE * height**2).astype(np.uint8)
    kept[0] = 0
    return mask if kept[1:].all() else np.asarray(kept.take(np.asarray(labels, np.int32)), np.uint8)


def _extent(profile: Profile) -> tuple[int, int]:
    bearing = np.flatnonzero(profile > max(1.0, BEARING * float(profile.max(initial=0))))
    if not len(bearing):
        return 0, len(profile)
    return int(bearing[0]), int(bearing[-1]) + 1


def locate_glyphs(ink: CropInk, recognised: Sequence[RecognisedGlyph]) -> list[Glyph]:
    """The glyphs of a horizontal crop without spaces; boxes in px of the crop, size is the line's em.

    Neighbouring glyphs are separated where the ink between their centres is thinnest, and each box shrinks to the
    ink inside its part. A glyph whose part holds no ink keeps the whole part.
    """
    shown = [recognised_glyph for recognised_glyph in recognised if recognised_glyph.text.strip()]
    if not shown:
        return []
    width = ink.mask.shape[1]
    top, foot = ink.rows()
    band = ink.mask[top:foot]
    profile = band.sum(axis=0).astype(np.float64)
    edges = _edges(profile, [recognised_glyph.at * width for recognised_glyph in shown])
    size = float(foot - top)
    inked = _without_rims(np.flatnonzero(profile), edges, WHITE_INSIDE * size)
    bounds = np.searchsorted(inked, edges).tolist()
    glyphs = []
    for number, (recognised_glyph, (left, right)) in enumerate(zip(shown, pairwise(edges), strict=True)):
        first, last = bounds[number : number + 2]
        if last > first:
            x0, x1 = int(inked[first]), int(inked[last - 1]) + 1
            rows = band[:, x0:x1].max(axis=1).tobytes()
            y0, y1 = top + len(rows) - len(rows.lstrip(b"\0")), top + len(rows.rstrip(b"\0"))
        else:
            x0, x1, y0, y1 = left, right, top, foot
        box, others = Box(x0, y0, x1, y1), recognised_glyph.others
        glyphs.append(Glyph(recognised_glyph.text, box, size, confidence=recognised_glyph.confidence, others=others))
    return glyphs


def drop_glyphs_without_ink(
    ink: CropInk, recognised: Sequence[RecognisedGlyph], laid: Sequence[Glyph], sure: float
) -> tuple[RecognisedGlyph, ...]:
    """The glyphs of a horizontal crop, which `locate_glyphs` ``laid``, without those on blank paper whose confidence
    is below `sure`."""
    shown = [recognised_glyph for recognised_glyph in recognised if recognised_glyph.text.strip()]
    bare = {
        id(recognised_glyph)
        for recognised_glyph, glyph in zip(shown, laid, strict=True)
        if recognised_glyph.confidence < sure and not _is_inked(ink, glyph.box)
    }
    return tuple(recognised_glyph for recognised_glyph in recognised if id(recognised_glyph) not in bare)


def _is_inked(ink: CropInk, box: Box) -> bool:
    return bool(ink.mask[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].any())


def _without_rims(inked: NDArray[np.int64], edges: Sequence[int], white: float) -> NDArray[np.int64]:
    """The columns with ink, in order, without what stands beyond a wide blank before the first glyph or after the last.

    A crop that reaches over a blank has the rim of the next line in it. ``white`` (px) is a blank that no glyph has. A
    glyph alone keeps all ink: nothing tells which is its own.
    """
    if len(edges) < 3:
        return inked
    wide = np.flatnonzero(np.diff(inked) > white)
    first = [at + 1 for at in wide if inked[at + 1] < edges[1]]
    last = [at + 1 for at in wide if inked[at] >= edges[-2]]
    return inked[first[-1] if first else 0 : last[0] if last else len(inked)]


def _edges(profile: Profile, centres: Sequence[float]) -> list[int]:
    """Where to separate glyphs: the first and last ink, and the thinnest column between each two centres."""
    width = len(profile)
    first, last = _extent(profile)
    edges = [min(first, max(0, int(centres[0])))]
    for before, after in pairwise(centres):
        gap = after - before
        low = min(width - 1, max(edges[-1] + 1, int(before + CUT_FROM * gap)))
        high = max(low + 1, min(width, int(after - CUT_TO * gap) + 1))
        middle = (before + after) / 2
        places = np.arange(low, high)
        cost = profile[low:high] + OFF_MIDDLE * np.abs(places - middle)
        edges.append(int(low + cost.argmin()))
    edges.append(max(last, edges[-1] + 1))
    return edges
