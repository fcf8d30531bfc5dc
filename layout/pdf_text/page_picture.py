"""The picture of a page whose text layer is read: where ink is, and what glyphs look like to the OCR engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.ocr.engine import Recognition
from banmian.layout.pdf_text.glyph_arrays import Floats
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

FINER = 1.5
"""A picture drawn before serves where it is finer than asked by at most this ratio."""

Gray = NDArray[np.uint8]

CELL_HEIGHT = 48
"""Height of the pictures that are given to the engine, in px."""
MARGIN = 0.1
"""White above and below a glyph's em in its picture, in em."""
BETWEEN = 0.04
"""White between the glyphs of a strip, in em."""
EDGE = 40
"""Difference of neighbouring tones (0 to 255) at which ink begins."""
INK_SCALE = 0.75
"""Pixels a point of the picture that ink is looked for in: half a newspaper's x-height a pixel is enough."""
LARGEST_SCALE = 12.0
MOST_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A glyph in a strip: its box on the page, its em and the degrees that it is turned anticlockwise."""

    box: Box
    em: float
    turned: int = 0


class PagePicture:
    """A page to look at. Boxes are in pt in the frame of the upright page.

    ``render`` gives the page's grey picture at this many pixels a point, ``recognise`` what an OCR engine reads
    in RGB pictures of lines; ``turns`` are the quarter turns clockwise that set the page upright.
    """

    def __init__(
        self,
        size: tuple[float, float],
        render: Callable[[float], Gray],
        recognise: Callable[[Sequence[Raster]], list[Recognition]],
        turns: int = 0,
    ) -> None:
        self._size, self._render, self._recognise, self._turns = size, render, recognise, turns
        self._drawn: tuple[float, Gray] | None = None

    def turned(self, turns: int) -> PagePicture:
        """The same page, set upright by quarter turns clockwise."""
        return PagePicture(self._size, self._render, self._recognise, turns) if turns else self

    def _at(self, scale: float) -> tuple[float, Gray]:
        """The page at ``scale`` px a point, or the nearest that fits into memory."""
        scale = min(scale, LARGEST_SCALE, (MOST_PIXELS / max(1.0, self._size[0] * self._size[1])) ** 0.5)
        if self._drawn is None or not scale <= self._drawn[0] <= FINER * scale:
            picture = np.rot90(self._render(scale), -self._turns)
            self._drawn = (scale, np.ascontiguousarray(picture))
        return self._drawn

    def edges(self) -> tuple[float, NDArray[np.bool_]]:
        """Pixels a point, and where light and dark meet on the page."""
        scale, picture = self._at(INK_SCALE)
        kernel = np.ones((2, 2), np.uint8)
        return scale, np.asarray(cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, kernel) > EDGE, dtype=np.bool_)

    def inked(self, boxes: Floats, em: float) -> NDArray[np.bool_]:
        """Whether ink is inside each box (n, 4); what only reaches in from its neighbours does not count."""
        scale, picture = self._at(16 / max(em, 0.5))
        found = np.zeros(len(boxes), dtype=np.bool_)
        for place, (x0, y0, x1, y1) in enumerate((boxes * scale).tolist()):
            part = picture[_span(y0, y1, picture.shape[0]), _span(x0 + 1, x1 - 1, picture.shape[1])]
            found[place] = part.size > 0 and int(part.max()) - int(part.min()) > 2 * EDGE
        return found

    def read_strips(self, strips: Sequence[Sequence[Cell]]) -> list[list[tuple[str, float]]]:
        """Text and confidence (0 to 1) of every glyph of each strip, "" where nothing is seen.

        The glyphs of a strip are set side by side, upright, in the order given.
        """
        if not strips:
            return []
        ems = sorted(cell.em for strip in strips for cell in strip)
        scale, picture = self._at(CELL_HEIGHT / (1 + 2 * MARGIN) / max(0.5, ems[len(ems) // 4]))
        made = [_strip(picture, scale, strip) for strip in strips]
        readings = self._recognise([raster for raster, _ends in made])
        if len(readings) != len(strips):
            return [[("", 0.0)] * len(strip) for strip in strips]
        return [_by_cell(reading, ends) for reading, (_raster, ends) in zip(readings, made, strict=True)]


def _span(low: float, high: float, end: int) -> slice:
    first = min(max(0, round(low)), end)
    return slice(first, min(max(first, round(high)), end))


def _strip(picture: Gray, scale: float, cells: Sequence[Cell]) -> tuple[Raster, list[float]]:
    """The glyphs side by side, RGB, and where each ends as a share of the width."""
    blank = np.full((CELL_HEIGHT, max(1, round(BETWEEN * CELL_HEIGHT))), 255, np.uint8)
    parts, ends, width = [blank], [], blank.shape[1]
    for cell in cells:
        part = _upright(picture, scale, cell)
        parts += [part, blank]
        width += part.shape[1] + blank.shape[1]
        ends.append(width - blank.shape[1] / 2)
    row = np.concatenate(parts, axis=1)
    return np.repeat(row[:, :, None], 3, axis=2), [end / width for end in ends]


def _upright(picture: Gray, scale: float, cell: Cell) -> Gray:
    """A glyph `CELL_HEIGHT` high, dark on light."""
    lying = cell.turned % 180 != 0
    box, more = cell.box, MARGIN * cell.em
    dx, dy = (more, 0.0) if lying else (0.0, more)
    rows = _span((box.y0 - dy) * scale, (box.y1 + dy) * scale, picture.shape[0])
    columns = _span((box.x0 - dx) * scale, (box.x1 + dx) * scale, picture.shape[1])
    part = picture[rows, columns]
    if not part.size:
        return np.full((CELL_HEIGHT, 4), 255, np.uint8)
    part = np.rot90(part, -(cell.turned // 90))
    width = max(4, round(part.shape[1] * CELL_HEIGHT / part.shape[0]))
    sized = cv2.resize(np.ascontiguousarray(part), (width, CELL_HEIGHT), interpolation=cv2.INTER_AREA)
    ground = np.median(np.concatenate([sized[0], sized[-1]]))
    return np.asarray(255 - sized if ground < 128 else sized, np.uint8)


def _by_cell(reading: Recognition, ends: Sequence[float]) -> list[tuple[str, float]]:
    """What a strip's reading says of each of its glyphs: one by one where they are as many, else by place."""
    chars = [char for char in reading.glyphs if char.text.strip()]
    if len(chars) == len(ends):
        return [(char.text, char.confidence) for char in chars]
    said: list[list[tuple[str, float]]] = [[] for _ in ends]
    for char in chars:
        place = next((at for at, end in enumerate(ends) if char.at <= end), len(ends) - 1)
        said[place].append((char.text, char.confidence))
    return [
        ("".join(text for text, _sure in parts), min(sure for _text, sure in parts)) if parts else ("", 0.0)
        for parts in said
    ]
