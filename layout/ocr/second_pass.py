"""Doubtful lines read in a second way, and the two readings made one, sign by sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import numpy as np

from banmian.layout.ocr.character_segmentation import Cells, Column, cells_of
from banmian.layout.ocr.engine import Engine, Reading, Sign
from banmian.layout.ocr.line_crops import Strip, cut
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.vertical_to_horizontal import row_at, set_anew
from banmian.layout.readers.base import Raster

SKIPPED = 0.45
"""Cost of a sign that the other reading lacks; two signs a pitch apart cost 1 when they are taken for one."""

LEAST_SIGNS = 3
"""Fewer signs say nothing of a line's pitch."""

REACH = 0.75
"""Signs further apart than this, in pitches, are never taken for one."""


def columns_reread(
    picture: Raster,
    strips: Sequence[Strip],
    readings: Sequence[Reading],
    body_em: float,
    engine: Engine,
    limits: ScanThresholds = SCAN,
) -> list[Reading]:
    """The readings of strips, those of doubtful vertical ones bettered by a second.

    A column is doubtful when its reading is unsure, or has fewer signs than the column has cells: points are
    easily lost in lines that are read lying on their side. It is then set anew as a horizontal line. Where that reads
    as no text at all, the column was cut up wrongly, and a sure first reading stays.
    """
    result = list(readings)
    upright = [index for index, strip in enumerate(strips) if strip.vertical]
    columns = [Column.of(cut(picture, strips[index])) for index in upright]
    doubtful: list[tuple[int, Column, Cells]] = []
    spacings = [
        _spacing(readings[index], float(len(column.picture)), limits)
        for index, column in zip(upright, columns, strict=True)
    ]
    for index, column, cells in zip(upright, columns, cells_of(columns, spacings, body_em, limits), strict=True):
        if cells is not None and _doubtful(readings[index], cells, limits):
            doubtful.append((index, column, cells))
    again = engine.recognise([set_anew(column, cells) for _index, column, cells in doubtful])
    for (index, column, cells), second in zip(doubtful, again, strict=True):
        if second.confidence < limits.line_confidence and readings[index].confidence >= limits.sure_line:
            continue
        length = len(column.picture)
        moved = tuple(replace(sign, at=row_at(cells, sign.at) / length) for sign in second.signs)
        result[index] = merged(readings[index], Reading(moved), cells.pitch / length, limits)
    return result


def _spacing(reading: Reading, length: float, limits: ScanThresholds) -> float | None:
    """The usual distance of a sure reading's signs in px of a column so long; None where it says nothing."""
    places = [sign.at for sign in reading.signs if not sign.text.isspace()]
    if len(places) < LEAST_SIGNS or reading.confidence < limits.sure_line:
        return None
    return float(np.median(np.diff(places))) * length


def _doubtful(reading: Reading, cells: Cells, limits: ScanThresholds) -> bool:
    signs = sum(not sign.text.isspace() for sign in reading.signs)
    return reading.confidence < limits.doubtful_reading or signs < len(cells.cuts) - 1


def merged(first: Reading, second: Reading, pitch: float, limits: ScanThresholds = SCAN) -> Reading:
    """One reading out of two of the same line; `pitch` is the usual distance of its signs, as a share of it.

    Signs at one place are one; what each reading holds possible there counts by the root of its probability,
    so that two that agree outweigh one that is sure. A sign that only the second reading has needs room
    between those of the first. Spaces are the first reading's.
    """
    places = np.array([sign.at for sign in first.signs if not sign.text.isspace()])
    room = limits.sign_room * max(pitch, _spacing(first, 1.0, limits) or 0.0)
    signs = [sign for sign in first.signs if sign.text.isspace()]
    for one, other in _paired(first, second, pitch):
        if one is None and other is not None and (np.abs(places - other.at) < room).any():
            continue
        sign = _settled(one, other)
        if sign.confidence >= limits.lone_sign / 4:
            signs.append(sign)
    return Reading(tuple(sorted(signs, key=lambda sign: sign.at)), first.ways + second.ways)


def _settled(one: Sign | None, other: Sign | None) -> Sign:
    """The sign that both make most of; its confidence is the square of the mean of the roots."""
    votes: dict[str, float] = {}
    for sign in (one, other):
        if sign is not None:
            for text, confidence in ((sign.text, sign.confidence), *sign.others):
                votes[text] = votes.get(text, 0.0) + sqrt(confidence) / 2
    text = max(votes, key=lambda text: votes[text])
    kept = one or other
    assert kept is not None
    return Sign(text, kept.at, votes[text] ** 2)


def _paired(first: Reading, second: Reading, pitch: float) -> list[tuple[Sign | None, Sign | None]]:
    """The signs of two readings in one order, paired where they stand at one place (Needleman and Wunsch 1970)."""
    ones = [sign for sign in first.signs if not sign.text.isspace()]
    others = [sign for sign in second.signs if not sign.text.isspace()]
    apart = np.array([[abs(one.at - other.at) / pitch for other in others] for one in ones]).reshape(
        len(ones), len(others)
    )
    cost = np.zeros((len(ones) + 1, len(others) + 1))
    cost[:, 0] = np.arange(len(ones) + 1) * SKIPPED
    cost[0, :] = np.arange(len(others) + 1) * SKIPPED
    for i in range(1, len(ones) + 1):
        for j in range(1, len(others) + 1):
            together = cost[i - 1, j - 1] + apart[i - 1, j - 1] if apart[i - 1, j - 1] < REACH else np.inf
            cost[i, j] = min(together, cost[i - 1, j] + SKIPPED, cost[i, j - 1] + SKIPPED)
    pairs: list[tuple[Sign | None, Sign | None]] = []
    i, j = len(ones), len(others)
    while i or j:
        if i and j and apart[i - 1, j - 1] < REACH and cost[i, j] == cost[i - 1, j - 1] + apart[i - 1, j - 1]:
            i, j = i - 1, j - 1
            pairs.append((ones[i], others[j]))
        elif i and (not j or cost[i, j] == cost[i - 1, j] + SKIPPED):
            i -= 1
            pairs.append((ones[i], None))
        else:
            j -= 1
            pairs.append((None, others[j]))
    return pairs[::-1]
