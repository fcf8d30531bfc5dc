"""Skew: measured on the edges of glyphs, removed by one rotation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

SMALLEST, LARGEST = 0.35, 1.6
"""Components of these sizes, in em, tell the skew."""
COARSE = 0.1
"""Degrees from one angle to the next in the first search."""
FINE = 0.02
"""Degrees in the second search,"""
AROUND = 0.15
"""which goes so far to either side of the best angle."""
ROW = 0.12
"""Width, in em, of the steps in which the edges of components are counted."""

SLANT_STEP = 0.5
"""Degrees from one angle to the next where halves of a page are compared,"""
MOST_SLANT_PARTS = 4000
"""by about so many components."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Skew:
    """``degrees`` clockwise by which the page is skewed. ``rows`` and ``columns`` say how sharply glyph edges line
    up along and across the lines at that angle, relative to their usual sharpness at other angles. ``lean`` are the
    degrees clockwise by which its columns are skewed more than its rows, as on a page photographed from the side."""

    degrees: float
    rows: float
    columns: float
    lean: float = 0.0


def measure_skew(parts: ConnectedComponents, em: float, thresholds: ScanThresholds = SCAN) -> Skew:
    """The skew of a page, to about 0.02 degrees, from the edges of its glyph-sized components.

    At the right angle the tops, bottoms and sides of glyphs fall on few rows and columns, so the squared
    differences of their histograms peak (a projection profile after Postl 1986, on component edges).
    """
    chosen = parts.select((parts.spans > SMALLEST * em) & (parts.spans < LARGEST * em))
    if len(chosen.areas) < thresholds.least_glyph_parts:
        return Skew(0.0, 1.0, 1.0)
    coarse = np.arange(-thresholds.most_skew, thresholds.most_skew + COARSE / 2, COARSE)
    rows, columns = _sharpness(chosen, em, coarse)
    row_base, column_base = float(np.median(rows)), float(np.median(columns))
    peaks = float(rows.max() / row_base), float(columns.max() / column_base)
    row_angle, column_angle = float(coarse[rows.argmax()]), float(coarse[columns.argmax()])
    lean = column_angle - row_angle
    leans = min(peaks) >= thresholds.sharp_lean and thresholds.least_shear <= abs(lean) <= thresholds.most_shear
    peak = row_angle if leans else float(coarse[(rows / row_base + columns / column_base).argmax()])
    fine = np.arange(peak - AROUND, peak + AROUND + FINE / 2, FINE)
    fine_rows, fine_columns = _sharpness(chosen, em, fine)
    best = float(fine[int((fine_rows / row_base + (not leans) * fine_columns / column_base).argmax())])
    return Skew(best, *peaks, column_angle - best if leans else 0.0)


def measure_slant(parts: ConnectedComponents, em: float, thresholds: ScanThresholds = SCAN) -> float:
    """By how many degrees the columns of a page's left half differ from those of its right, or the rows of its upper
    half from those of its lower: perspective, that no rotation removes. 0 where halves show no angle."""
    chosen = parts.select((parts.spans > SMALLEST * em) & (parts.spans < LARGEST * em))
    chosen = chosen.select(np.arange(len(chosen.areas)) % (1 + len(chosen.areas) // MOST_SLANT_PARTS) == 0)
    if len(chosen.areas) < 2 * thresholds.least_glyph_parts:
        return 0.0
    angles = np.arange(-thresholds.most_skew, thresholds.most_skew + SLANT_STEP, SLANT_STEP)
    differences = []
    for axis, sharp in ((0, thresholds.sharp_slant), (1, 2 * thresholds.sharp_slant)):
        middles = chosen.centres[:, axis]
        halves = (chosen.select(middles < np.median(middles)), chosen.select(middles >= np.median(middles)))
        edges = [_sharpness(half, em, angles)[1 - axis] for half in halves]
        if all(values.max() >= sharp * np.median(values) for values in edges):
            first, second = (float(angles[values.argmax()]) for values in edges)
            differences.append(abs(first - second))
    return max(differences, default=0.0)


def _sharpness(parts: ConnectedComponents, em: float, angles: NDArray[np.floating[Any]]) -> tuple[Values, Values]:
    left, top = parts.boxes[:, 0], parts.boxes[:, 1]
    right, foot = left + parts.boxes[:, 2], top + parts.boxes[:, 3]
    across, down = parts.centres[:, 0], parts.centres[:, 1]
    step = ROW * em
    rows, columns = [], []
    for slope in np.tan(np.radians(angles)):
        rows.append(_contrast(top - across * slope, step) + _contrast(foot - across * slope, step))
        columns.append(_contrast(left + down * slope, step) + _contrast(right + down * slope, step))
    return np.array(rows), np.array(columns)


def _contrast(places: Values, step: float) -> float:
    counts = np.bincount(((places - places.min()) / step).astype(np.int64)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def rotation_matrix(width: int, height: int, degrees: float, lean: float = 0.0) -> tuple[Values, tuple[int, int]]:
    """The 2×3 matrix that rotates a picture anticlockwise by `degrees` and then uprights columns that lean by `lean`,
    and the size that holds all of it.

    The matrix is OpenCV's: it maps the centres of pixels.
    """
    cosine, sine = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    new_width = math.ceil(width * cosine + height * sine)
    new_height = math.ceil(width * sine + height * cosine)
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    matrix[0, 2] += (new_width - width) / 2
    matrix[1, 2] += (new_height - height) / 2
    if lean:
        slope = math.tan(math.radians(lean))
        matrix[0] += slope * matrix[1]
        matrix[0, 2] += max(0.0, -slope * new_height)
        new_width += math.ceil(abs(slope) * new_height)
    return matrix, (new_width, new_height)


def rotate(picture: Raster, degrees: float, ground: tuple[int, int, int], lean: float = 0.0) -> Raster:
    """The picture rotated anticlockwise by `degrees`, its columns uprighted by `lean` degrees, and enlarged to hold
    all of it; new corners are filled with `ground`."""
    matrix, size = rotation_matrix(picture.shape[1], picture.shape[0], degrees, lean)
    moved = cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=ground
    )
    return np.asarray(moved, np.uint8)
