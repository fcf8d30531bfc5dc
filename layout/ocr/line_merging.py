"""Lines merged and split by geometry: duplicates resolved, letter-spaced pieces joined, gutters respected."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import union
from banmian.layout.line_text import spaced_glyphs
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.word_spacing import changes_between, insert_spaces, measure_gaps
from banmian.wording.unicode_script import CLOSING, OPENING, POINTS, is_han

GUESS = 0.4
"""Confidence of a glyph that is a guess: glyphs above it speak for a reading, others against it."""
SAME_PLACE = 0.6
"""Lines that share this much of the smaller one are two readings of one."""
WIDER = 1.3
"""Glyphs of a spaced-out line are at most this many times their median gap apart."""
MARK_GAP = 1.0
"""A mark that was detected by itself belongs to the line so many em from it."""
COPY = 0.4
"""Glyphs that share this much of the smaller one are two readings of one."""


def merge_lines(lines: Sequence[Line], body_em: float, thresholds: ScanThresholds = SCAN) -> list[Line]:
    """The lines without duplicates, the pieces of one line joined.

    Of two readings of one place, the one that says more with more confidence stays; what the other has beyond it is
    kept when it continues the same line (a detection cut in two).
    """
    ranked = sorted(lines, key=_worth, reverse=True)
    near = _near_pairs(ranked, thresholds)
    place_of: list[int | None] = []
    kept: list[Line] = []
    for index, line in enumerate(ranked):
        rivals = {place_of[other] for other in np.flatnonzero(near[index, :index]).tolist()}
        places = sorted(place for place in rivals if place is not None)
        place = next((place for place in places if _belong_together(kept[place], line, body_em, thresholds)), None)
        if place is None and _is_covered(line, [kept[place] for place in places]):
            place = places[0]
        elif place is None:
            kept.append(line)
            place = len(kept) - 1
        elif _continues(kept[place], line):
            kept[place] = _unite(kept[place], line, body_em, thresholds)
        place_of.append(place)
    return kept


def _near_pairs(lines: Sequence[Line], thresholds: ScanThresholds) -> NDArray[np.bool_]:
    """(n, n): which lines are as close to each other as the pieces of one line may be."""
    boxes = np.array([line.box for line in lines], np.float64).reshape(-1, 4)
    reach = thresholds.piece_gap * np.array([line.size for line in lines], np.float64)
    x0, y0, x1, y1 = boxes.T
    across = np.minimum(x1[:, None], x1) - np.maximum(x0[:, None], x0) > -reach[:, None]
    down = np.minimum(y1[:, None], y1) - np.maximum(y0[:, None], y0) > -reach[:, None]
    return np.asarray(across & down)


def _worth(line: Line) -> float:
    return len(line.glyphs) * (line.confidence - GUESS)


def _same_band(line: Line, other: Line) -> bool:
    shared, least = line.box.y_overlap(other.box), min(line.box.height, other.box.height)
    if line.vertical:
        shared, least = line.box.x_overlap(other.box), min(line.box.width, other.box.width)
    return shared > SAME_PLACE * least


def _is_covered(line: Line, others: Sequence[Line]) -> bool:
    """Whether every glyph of a line lies on one of the lines that cross it."""
    glyphs = [glyph.box for other in others if other.vertical != line.vertical for glyph in other.glyphs]
    return bool(glyphs) and all(
        any(glyph.box.intersection(box) > 0.5 * min(glyph.box.area, box.area) for box in glyphs)
        for glyph in line.glyphs
    )


def _belong_together(kept: Line, line: Line, body_em: float, thresholds: ScanThresholds) -> bool:
    """Whether a line duplicates one that was kept, or is a piece of the same line."""
    if kept.box.intersection(line.box) > thresholds.doubled_share * line.box.area:
        return True
    if kept.vertical != line.vertical or not _same_band(kept, line):
        return False
    first, second = sorted((kept.along(kept.box), line.along(line.box)))
    gap = second[0] - first[1]
    if _is_lone_mark(line) and not _is_lone_mark(kept):
        return gap < MARK_GAP * kept.size
    if not _is_same_size(kept, line, thresholds):
        return False
    if -gap > thresholds.piece_overlap * min(kept.size, line.size):
        return True
    reach = _joining_gap(kept, line, body_em, thresholds)
    return reach > 0 and gap < min(thresholds.piece_gap * min(kept.size, line.size), reach)


def _is_lone_mark(line: Line) -> bool:
    """Whether a line is nothing but points, brackets or quotation marks."""
    return all(glyph.text in POINTS + OPENING + CLOSING for glyph in line.glyphs)


def _is_same_size(line: Line, other: Line, thresholds: ScanThresholds) -> bool:
    """Whether two lines have the same type size or thickness."""
    thick = sorted(min(one.box.width, one.box.height) for one in (line, other))
    sizes = sorted((line.size, other.size))
    return sizes[1] <= thresholds.piece_size * sizes[0] or thick[1] <= thresholds.piece_thickness * thick[0]


def _joining_gap(line: Line, other: Line, body_em: float, thresholds: ScanThresholds) -> float:
    """The largest gap within a line: in display type as wide as between solid glyphs; in a letter-spaced line
    little more than the gaps inside its pieces; else 0."""
    gaps = [
        one.along(after.box)[0] - one.along(before.box)[1]
        for one in (line, other)
        for before, after in pairwise(one.glyphs)
        if is_han(before.text) and is_han(after.text)
    ]
    size = min(line.size, other.size)
    display = size >= thresholds.display_ratio * body_em
    if len(gaps) < (1 if display else 2) or median(gaps) < thresholds.spaced_out * size:
        return thresholds.solid_gap * size if display else 0.0
    return WIDER * median(gaps)


def _continues(kept: Line, line: Line) -> bool:
    """Whether a line continues beyond a kept one of the same direction."""
    if kept.vertical != line.vertical or not _same_band(kept, line):
        return False
    (first, last), (start, end) = kept.along(kept.box), line.along(line.box)
    return start < first - 0.5 * line.size or end > last + 0.5 * line.size


def _unite(kept: Line, line: Line, body_em: float, thresholds: ScanThresholds) -> Line:
    """Both lines in one; glyphs of the weaker line that lie on glyphs of the kept one are dropped."""
    extra = [
        glyph
        for glyph in line.glyphs
        if not any(
            glyph.box.intersection(other.box) > COPY * min(glyph.box.area, other.box.area) for other in kept.glyphs
        )
    ]
    glyphs = tuple(sorted((*kept.glyphs, *extra), key=lambda glyph: kept.along(glyph.box)[0]))
    if not extra:
        return kept
    own = {id(glyph) for glyph in kept.glyphs}
    seams = {id(before) for before, after in pairwise(glyphs) if (id(before) in own) != (id(after) in own)}
    return _with_glyphs(kept, glyphs, spaced_glyphs(kept) | spaced_glyphs(line) | seams, body_em, thresholds)


def _with_glyphs(
    line: Line, glyphs: Sequence[Glyph], spaced: Set[int], body_em: float, thresholds: ScanThresholds
) -> Line:
    """The line with other glyphs; those with an id in `spaced` were read with a space after them."""
    places = [line.along(glyph.box) for glyph in glyphs]
    seen = [id(glyph) in spaced for glyph in glyphs]
    text = insert_spaces(glyphs, measure_gaps(glyphs, seen, places), body_em, thresholds)
    read = "".join(glyph.text + " " * space for glyph, space in zip(glyphs, seen, strict=True)).rstrip()
    return replace(
        line,
        text=text,
        read=read,
        changes=changes_between(read, text),
        box=union(glyph.box for glyph in glyphs),
        glyphs=tuple(glyphs),
        confidence=round(sum(glyph.confidence for glyph in glyphs) / len(glyphs), 4),
    )
