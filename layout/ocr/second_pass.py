"""A second pass over doubtful lines: read in another way, and both readings merged glyph by glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.character_segmentation import CharacterCells, ColumnCrop, segment_characters
from banmian.layout.ocr.colour_channels import to_rgb
from banmian.layout.ocr.engine import Engine, RecognisedGlyph, Recognition
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_crops import cut_out
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.vertical_to_horizontal import row_at, to_horizontal
from banmian.layout.readers.source_file import Raster

SKIPPED = 0.45
"""Cost of a glyph that the other reading lacks; pairing two glyphs one pitch apart costs 1."""

EDGE = 0.25
"""A glyph's middle is at least this far from the ends of its line, in pitches."""

LEAST_GLYPHS = 3
"""Fewer glyphs do not give a line's pitch."""

REACH = 0.75
"""Glyphs further apart than this, in pitches, are never paired."""


def reread_columns(
    picture: Raster,
    line_boxes: Sequence[LineBox],
    readings: Sequence[Recognition],
    body_em: float,
    engine: Engine,
    thresholds: ScanThresholds = SCAN,
) -> list[Recognition]:
    """The readings of line boxes, doubtful vertical ones merged with a second reading.

    A column is doubtful when its confidence is low or it has fewer glyphs than cells: points are easily lost when a
    line is read on its side. It is then rearranged into a horizontal line. If that reads as no text at all, the
    column was segmented wrongly, and a confident first reading stays.
    """
    result = list(readings)
    upright = [index for index, line_box in enumerate(line_boxes) if line_box.vertical]
    columns = [ColumnCrop.of(cut_out(picture, line_boxes[index])) for index in upright]
    doubtful: list[tuple[int, ColumnCrop, CharacterCells]] = []
    spacings = [
        _spacing(readings[index], float(len(column.picture)), thresholds)
        for index, column in zip(upright, columns, strict=True)
    ]
    for index, column, cells in zip(
        upright, columns, segment_characters(columns, spacings, body_em, thresholds), strict=True
    ):
        if cells is not None and _doubtful(readings[index], cells, thresholds):
            doubtful.append((index, column, cells))
    again = engine.recognise([to_rgb(to_horizontal(column, cells)) for _index, column, cells in doubtful])
    for (index, column, cells), second in zip(doubtful, again, strict=True):
        if _is_no_text_beside(second, readings[index], thresholds):
            continue
        length = len(column.picture)
        moved = tuple(replace(glyph, at=row_at(cells, glyph.at) / length) for glyph in second.glyphs)
        result[index] = merge_recognitions(readings[index], Recognition(moved), cells.pitch / length, thresholds)
    return result


def _is_no_text_beside(second: Recognition, first: Recognition, thresholds: ScanThresholds) -> bool:
    """Whether a second reading is no text where the first was: its column was cut at the wrong places."""
    if second.confidence >= thresholds.line_confidence:
        return False
    worse = first.confidence - second.confidence >= thresholds.worse_reading
    return first.confidence >= (thresholds.spaced_reading if worse else thresholds.sure_line)


def _spacing(reading: Recognition, length: float, thresholds: ScanThresholds) -> float | None:
    """The usual distance between the glyphs of a confident reading, in px of a column this long; None if unknown."""
    places = [glyph.at for glyph in reading.glyphs if not glyph.text.isspace()]
    if len(places) < LEAST_GLYPHS or reading.confidence < thresholds.spaced_reading:
        return None
    return float(np.median(np.diff(places))) * length


def _doubtful(reading: Recognition, cells: CharacterCells, thresholds: ScanThresholds) -> bool:
    glyphs = sum(not glyph.text.isspace() for glyph in reading.glyphs)
    return reading.confidence < thresholds.doubtful_reading or glyphs < len(cells.cuts) - 1


def merge_recognitions(
    first: Recognition, second: Recognition, pitch: float, thresholds: ScanThresholds = SCAN
) -> Recognition:
    """Two readings of one line merged; `pitch` is the usual distance of its glyphs as a share of the line.

    Glyphs at the same place are paired. Every alternative counts with the square root of its probability, so that
    two readings that agree outweigh one that is sure. A glyph that only the second reading has needs room between
    those of the first, and a middle that is not at the line's very end: what is read there is the edge of a rule.
    Spaces are the first reading's.
    """
    places = np.array([glyph.at for glyph in first.glyphs if not glyph.text.isspace()])
    room = thresholds.glyph_room * max(pitch, _spacing(first, 1.0, thresholds) or 0.0)
    glyphs = [glyph for glyph in first.glyphs if glyph.text.isspace()]
    weak: list[RecognisedGlyph] = []
    for one, other in align_readings(first, second, pitch):
        if one is None and other is not None and not has_room(other, places, room, EDGE * pitch):
            continue
        glyph = _choose_glyph(one, other)
        (glyphs if glyph.confidence >= thresholds.lone_glyph / 4 else weak).append(glyph)
    glyphs += _fill_holes(weak, glyphs, room, EDGE * pitch)
    in_order = tuple(sorted(glyphs, key=lambda glyph: glyph.at))
    return Recognition(in_order, first.ways + second.ways, first.confidence)


def _fill_holes(
    weak: Sequence[RecognisedGlyph], glyphs: Sequence[RecognisedGlyph], room: float, edge: float
) -> list[RecognisedGlyph]:
    """Of weakly supported glyphs those that leave a hole between others where they are left out, the best first."""
    places = sorted(glyph.at for glyph in glyphs if not glyph.text.isspace())
    found: list[RecognisedGlyph] = []
    for glyph in sorted(weak, key=lambda glyph: -glyph.confidence):
        inside = bool(places) and places[0] < glyph.at < places[-1]
        if inside and has_room(glyph, np.array([*places, *(other.at for other in found)]), room, edge):
            found.append(glyph)
    return found


def has_room(glyph: RecognisedGlyph, places: NDArray[np.float64], room: float, edge: float) -> bool:
    """Whether a glyph is ``room`` away from each of these places, and ``edge`` from the ends of its line."""
    return min(glyph.at, 1 - glyph.at) >= edge and not bool((np.abs(places - glyph.at) < room).any())


def _choose_glyph(one: RecognisedGlyph | None, other: RecognisedGlyph | None) -> RecognisedGlyph:
    """The glyph that both readings support best; its confidence is the square of the mean of the roots."""
    votes: dict[str, float] = {}
    for glyph in (one, other):
        if glyph is not None:
            for text, confidence in ((glyph.text, glyph.confidence), *glyph.others):
                votes[text] = votes.get(text, 0.0) + sqrt(confidence) / 2
    text = max(votes, key=lambda text: votes[text])
    kept = one or other
    assert kept is not None
    others = tuple((other, vote**2) for other, vote in votes.items() if other != text)
    return RecognisedGlyph(text, kept.at, votes[text] ** 2, others)


def align_readings(
    first: Recognition, second: Recognition, pitch: float
) -> list[tuple[RecognisedGlyph | None, RecognisedGlyph | None]]:
    """The glyphs of two readings in one order, paired where they are at the same place (Needleman and Wunsch 1970)."""
    ones = [glyph for glyph in first.glyphs if not glyph.text.isspace()]
    others = [glyph for glyph in second.glyphs if not glyph.text.isspace()]
    apart = [[abs(one.at - other.at) / pitch for other in others] for one in ones]
    cost = [[at * SKIPPED for at in range(len(others) + 1)]]
    for row in apart:
        above, here = cost[-1], [len(cost) * SKIPPED]
        for at, distance in enumerate(row):
            cheapest = min(above[at + 1], here[-1]) + SKIPPED
            here.append(min(above[at] + distance, cheapest) if distance < REACH else cheapest)
        cost.append(here)
    pairs: list[tuple[RecognisedGlyph | None, RecognisedGlyph | None]] = []
    i, j = len(ones), len(others)
    while i or j:
        near = bool(i and j) and apart[i - 1][j - 1] < REACH
        if near and cost[i][j] == cost[i - 1][j - 1] + apart[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((ones[i], others[j]))
        elif i and (not j or cost[i][j] == cost[i - 1][j] + SKIPPED):
            i -= 1
            pairs.append((ones[i], None))
        else:
            j -= 1
            pairs.append((None, others[j]))
    return pairs[::-1]
