"""Pages of glyph-like blocks, drawn without any font, and an engine that finds what was drawn."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.engine import Detection, Recognition
from banmian.layout.readers.source_file import Raster


def paper(width: int, height: int) -> Raster:
    return np.full((height, width, 3), 245, np.uint8)


def draw_block(picture: Raster, x: float, y: float, em: float, seed: int) -> None:
    """A few crossing strokes that fill most of an em square, as a Han character does."""
    rng = np.random.default_rng(seed)
    side = 0.79 * em
    stroke = max(1, round(0.08 * em))
    left, top = x + 0.1 * em, y + 0.1 * em
    for share in (0.04, 0.96, *rng.uniform(0.2, 0.8, 2)):
        a, b = (round(left), round(top + share * side)), (round(left + side), round(top + share * side))
        cv2.line(picture, a, b, (20, 20, 20), stroke)
    for share in (0.04, 0.96, *rng.uniform(0.2, 0.8, 1)):
        a, b = (round(left + share * side), round(top)), (round(left + share * side), round(top + side))
        cv2.line(picture, a, b, (20, 20, 20), stroke)


def draw_columns(picture: Raster, em: float, columns: Sequence[tuple[float, float]], rows: range) -> None:
    """Columns (left, right) of lines at a leading of 1.6 em, from ``rows`` first to last px."""
    leading = round(1.6 * em)
    for left, right in columns:
        for y in range(rows.start, rows.stop - leading, leading):
            for index in range(int((right - left) / em)):
                draw_block(picture, left + index * em, y, em, hash((left, y, index)) % 2**31)


def glyph(text: str, x: float, y: float = 0.0, em: float = 20.0, width: float = 0.9) -> Glyph:
    return Glyph(text, Box(x, y, x + width * em, y + 0.9 * em), em)


def line(text: str, x: float, y: float, em: float = 20.0, *, vertical: bool = False) -> Line:
    """A line of evenly set glyphs; vertical ones run down."""
    glyphs = tuple(
        glyph(sign, x, y + index * em, em) if vertical else glyph(sign, x + index * em, y, em)
        for index, sign in enumerate(text)
    )
    last = glyphs[-1].box
    return Line(text, Box(x, y, last.x1, last.y1), em, glyphs, text, vertical=vertical, confidence=0.95)


class InkEngine:
    """Finds lines as runs of ink, reads nothing, and knows nothing of orientation but what it is told."""

    name = "ink"
    models: tuple[str, ...] = ()

    def __init__(self, turned: int = 0) -> None:
        self.turned = turned
        self.largest = 0

    def detect(self, picture: Raster) -> list[Detection]:
        self.largest = max(self.largest, picture.shape[0] * picture.shape[1])
        ink = (picture.min(axis=2) < 128).astype(np.uint8)
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8))
        stats = cv2.connectedComponentsWithStats(closed, connectivity=8)[2]
        found = []
        for x, y, width, height, _area in stats[1:].tolist():
            corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
            found.append(Detection(corners.astype(np.float32), 0.9))
        return found

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        return [Recognition(()) for _ in crops]

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        return self.recognise(crops)

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        return self.recognise(crops)

    def orientation(self, picture: Raster) -> int:
        return self.turned

    def close(self) -> None:
        return None
