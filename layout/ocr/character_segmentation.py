"""Character segmentation of vertical lines: where one glyph ends and the next begins, from the ink alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.binarization import Mask
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.glyph_boxes import CropInk
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster

BEARING = 0.06
"""The text of a crop reaches to its outermost pixel columns with more than this share of the most ink."""
SIDE = 0.25
"""Weight of each neighbouring row where a profile is smoothed."""
LEAST_MEAN = 1e-6
"""The mean of a profile without ink."""

STEPS = 20
"""Samples per pitch at which cuts are considered."""

SHORTEST, LONGEST = 14, 26
"""Shortest and longest cell, in samples."""

FREE_ENDS = 15
"""Samples at either end of a column within which its first and last cut may lie."""

UNEVENNESS = 12.0
"""Cost of a cell that deviates from the pitch, times the square of the relative deviation; a cut through typical
ink costs 1."""

PITCHES = np.arange(0.8, 1.45, 0.01)
DISPLAY_PITCHES = np.arange(0.85, 1.8, 0.02)
"""Pitches that are tried: for body type in em of the page, for other lines in multiples of their ink width."""

NEARBY_BODY = (0.92, 0.96, 1.0, 1.04, 1.08)
NEARBY_DISPLAY = (0.97, 1.0, 1.03)
"""A line's own pitch may be this multiple of the one found."""

LEAST_GLYPHS = 4
"""Columns with fewer glyphs do not help to find the page's pitch."""

Profile = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ColumnCrop:
    """The upright crop of a vertical line with its ink, and the left and right edges of the ink in px."""

    picture: Raster
    ink: Mask
    left: int
    right: int

    @classmethod
    def of(cls, picture: Raster) -> ColumnCrop:
        """Find the ink of a crop."""
        lying = np.ascontiguousarray(to_grey(picture).T)
        ink = np.ascontiguousarray(CropInk.of(lying).mask.T)
        across = ink.sum(axis=0)
        bearing = np.flatnonzero(across > BEARING * max(1, int(across.max())))
        left, right = (int(bearing[0]), int(bearing[-1]) + 1) if len(bearing) else (0, ink.shape[1])
        return cls(picture, ink, left, right)

    @property
    def width(self) -> int:
        """Width of the ink in px."""
        return self.right - self.left

    def profile(self) -> Profile:
        """Share of ink in each row, lightly smoothed."""
        rows = self.ink[:, self.left : self.right].mean(axis=1)
        return np.convolve(rows, (SIDE, 0.5, SIDE), "same")


@dataclass(frozen=True, slots=True)
class CharacterCells:
    """The rows (px) at which a column is cut into cells, and the pitch of the cells."""

    cuts: tuple[int, ...]
    pitch: float


def segment_characters(
    columns: Sequence[ColumnCrop], spacings: Sequence[float | None], body_em: float, thresholds: ScanThresholds = SCAN
) -> list[CharacterCells | None]:
    """The cells of each column, or None for a column with fewer than two.

    `spacings` are the distances (px) between glyphs that a first reading found in each column, where it can be
    trusted; they give the pitch of letter-spaced headlines.

    Old newspapers set their columns solid, with one pitch for all body text: the pitch at which most cuts of all
    body columns fall on blank rows. Each line is then cut by dynamic programming along the blankest rows whose
    distances stay near the pitch.
    """
    profiles = [column.profile() for column in columns]
    body = [thresholds.least_body_column < column.width / body_em < thresholds.most_body_column for column in columns]
    usual = _body_pitch([profile for profile, plain in zip(profiles, body, strict=True) if plain], body_em)
    tried: list[list[float]] = []
    for column, profile, plain, spacing in zip(columns, profiles, body, spacings, strict=True):
        if plain:
            tried.append(_nearby(usual, NEARBY_BODY))
        else:
            tried.append(_nearby(spacing or _own_pitch(profile, float(column.width)), NEARBY_DISPLAY))
    return _cut_all(profiles, tried)


def _nearby(pitch: float, shares: Sequence[float]) -> list[float]:
    return [pitch * share for share in shares]


def _own_pitch(profile: Profile, width: float) -> float:
    pitches = width * DISPLAY_PITCHES
    return float(pitches[_gains(profile, pitches).argmax()])


def _body_pitch(profiles: Sequence[Profile], em: float) -> float:
    pitches = em * PITCHES
    total = np.zeros(len(pitches))
    for profile in profiles:
        if len(profile) > LEAST_GLYPHS * em:
            total += _gains(profile, pitches) * len(profile)
    return float(pitches[total.argmax()]) if total.any() else em


def _gains(profile: Profile, pitches: NDArray[np.floating]) -> Profile:
    """For each pitch, the ink that its cuts avoid (compared with the mean) when they begin at the best place."""
    counts = np.maximum(2, np.rint(len(profile) * STEPS / pitches)).astype(np.int64)
    rows = -(-counts // STEPS)
    starts = np.cumsum(rows) - rows
    places = np.arange(int(rows.sum()) * STEPS) - np.repeat(starts * STEPS, rows * STEPS)
    ends = np.repeat(counts - 1, rows * STEPS)
    beyond = places > ends
    places[beyond] = 0
    sampled = np.interp(places * (len(profile) - 1) / ends, np.arange(len(profile)), profile)
    saved = float(profile.mean()) - sampled
    saved[beyond] = 0.0
    folded = np.add.reduceat(saved.reshape(-1, STEPS), starts, axis=0)
    return np.asarray(folded.max(axis=1) / len(profile), np.float64)


def _resample(profile: Profile, pitch: float) -> Profile:
    """The profile resampled to `STEPS` per pitch."""
    count = max(2, round(len(profile) * STEPS / pitch))
    return np.interp(np.arange(count) * (len(profile) - 1) / (count - 1), np.arange(len(profile)), profile)


def _cut_all(profiles: Sequence[Profile], tried: Sequence[Sequence[float]]) -> list[CharacterCells | None]:
    owners = [index for index, pitches in enumerate(tried) for _pitch in pitches]
    pitches = [pitch for several in tried for pitch in several]
    if not owners:
        return []
    sampled = [_resample(profiles[owner], pitch) for owner, pitch in zip(owners, pitches, strict=True)]
    best: list[CharacterCells | None] = [None] * len(profiles)
    least = [np.inf] * len(profiles)
    for owner, pitch, row, (cost, steps) in zip(owners, pitches, sampled, _paths(sampled), strict=True):
        if len(steps) > 2 and cost < least[owner]:
            share = len(profiles[owner]) / len(row)
            least[owner] = cost
            best[owner] = CharacterCells(tuple(round(step * share) for step in steps), pitch)
    return best


def _paths(sampled: Sequence[Profile]) -> list[tuple[float, list[int]]]:
    """The cheapest cuts of all profiles at once: the cost per cut, and the samples at which the cuts lie."""
    lengths = np.array([len(profile) for profile in sampled])
    rows = np.arange(len(sampled))
    place = np.full((len(sampled), int(lengths.max()) + 1), np.inf)
    for row, profile in enumerate(sampled):
        place[row, : len(profile) + 1] = np.append(profile, 0.0) / max(LEAST_MEAN, float(profile.mean())) - 1
    cost = np.full_like(place, np.inf)
    cost[:, : FREE_ENDS + 1] = place[:, : FREE_ENDS + 1]
    before = np.full(place.shape, -1, np.int32)
    lengths_tried = np.arange(SHORTEST, LONGEST + 1)
    penalty = UNEVENNESS * ((lengths_tried - STEPS) / STEPS) ** 2
    for at in range(SHORTEST, place.shape[1]):
        known = lengths_tried <= at
        sources = at - lengths_tried[known]
        ways = cost[:, sources] + penalty[known]
        choice = ways.argmin(axis=1)
        total = ways[rows, choice] + place[:, at]
        better = total < cost[:, at]
        cost[better, at] = total[better]
        before[better, at] = sources[choice[better]]
    return [_path(cost[row], before[row], int(length)) for row, length in enumerate(lengths)]


def _path(cost: Profile, before: NDArray[np.int32], length: int) -> tuple[float, list[int]]:
    first = max(0, length - FREE_ENDS)
    end = first + int(cost[first : length + 1].argmin())
    steps = [end]
    while before[steps[-1]] >= 0:
        steps.append(int(before[steps[-1]]))
    return float(cost[end]) / len(steps), steps[::-1]
