"""How a column is set: glyphs at a pitch, points in cells of their own or beside, marks of emphasis, bare paper."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from training.typefaces import CELL, Ink, TypeCase

TURNED = frozenset("「」（）『』—…〈〉《》【】〔〕＝ー～")
"""Signs that lie on their side in a column."""
POINTS = frozenset("、，。")
SIDE = CELL // 2
"""Px of room on each side of a column's glyphs when it is set."""
EM = CELL / 64
"""Small lengths below are told in sixty-fourths of an em."""
GAP = "\u3000"
"""A cell left bare, which says nothing."""
MARKS = "●○◎"


@dataclass(frozen=True, slots=True)
class PointSetting:
    """How a paper sets its points: ``length`` of their cell in pitches (0: beside the glyph before), their place in
    it (shares from the left and top), how much they are enlarged and thickened (px)."""

    length: float
    left: float
    top: float
    enlarged: float
    thickened: int

    @classmethod
    def drawn(cls, chance: random.Random) -> PointSetting:
        """A setting by lot: most papers of the time give a point a cell of its own."""
        length = chance.choices((1.0, chance.uniform(0.5, 0.95), 0.0), (62, 24, 14))[0]
        middle = chance.random() < 0.7
        left = chance.uniform(0.2, 0.6) if middle else chance.uniform(0.65, 1.0)
        top = chance.uniform(0.15, 0.75) if middle else chance.uniform(0.0, 0.3)
        return cls(length, left, top, chance.uniform(0.95, 1.8), chance.choice((0, 0, 0, 1, 2, 3)))


@dataclass(frozen=True, slots=True)
class Style:
    """What a column is set with: the number of a typeface, the pitch in px, the points, and a mark of emphasis that
    is set beside glyphs, "" where there is none; and whether colons lie on their side."""

    typeface: int
    pitch: float
    points: PointSetting
    mark: str = ""
    colons_turned: bool = True


class Setter:
    """Sets columns in the type of a case."""

    def __init__(self, type_case: TypeCase, chance: random.Random) -> None:
        self._type = type_case
        self._chance = chance

    def column(self, text: str, style: Style) -> tuple[Ink, str]:
        """A column's ink (height, CELL + 2 SIDE) and the signs that it holds."""
        page = np.zeros((int(style.pitch * (len(text) + 1)) + CELL, CELL + 2 * SIDE), np.uint8)
        said: list[str] = []
        row, head = 0.0, (style.pitch - CELL) / 2 + 4 * EM
        for sign in text:
            if sign == GAP:
                row += style.pitch
                continue
            glyph = self._type.glyph(style.typeface, sign)
            if glyph is None:
                continue
            if sign in POINTS:
                row += self._set_point(page, glyph, row, style)
            else:
                turned = sign in TURNED or (sign in "：；" and style.colons_turned)
                upright = np.rot90(glyph, -1) if turned else glyph
                lay(page, upright, int(row + head), SIDE + int(2 * self._chance.random() * 1.5 - 1))
                if style.mark:
                    self._set_mark(page, row, style)
                row += style.pitch
            said.append(sign)
        return page[: max(int(row + 8 * EM), 16)], "".join(said)

    def _set_point(self, page: Ink, glyph: Ink, row: float, style: Style) -> float:
        """Lay a point; how far the column goes on with it."""
        points = style.points
        mark = cropped(glyph)
        size = points.enlarged * self._chance.uniform(0.9, 1.12)
        mark = np.asarray(cv2.resize(mark, None, fx=size, fy=size), np.uint8)
        if points.thickened:
            room = points.thickened
            larger = cv2.copyMakeBorder(mark, room, room, room, room, cv2.BORDER_CONSTANT, value=(0,))
            mark = np.asarray(cv2.dilate(larger, np.ones((room + 1, room + 1), np.uint8)), np.uint8)
        if not points.length:
            lay(page, mark, max(0, int(row - style.pitch / 3)), SIDE + CELL - round(6 * EM))
            return 0.0
        cell = points.length * style.pitch
        top = int(row + points.top * max(0.0, cell - len(mark)))
        lay(page, mark, top, SIDE + int(points.left * max(0, CELL - mark.shape[1])))
        return cell

    def _set_mark(self, page: Ink, row: float, style: Style) -> None:
        glyph = self._type.glyph(style.typeface, style.mark)
        if glyph is not None:
            small = np.asarray(cv2.resize(cropped(glyph), (round(16 * EM), round(16 * EM))), np.uint8)
            lay(page, small, int(row + style.pitch / 2 - 8 * EM), SIDE + CELL - round(2 * EM))


def lay(page: Ink, glyph: Ink, top: int, left: int) -> None:
    """Lay a glyph on a page; what lies beyond its edges is lost."""
    first, start = max(0, top), max(0, left)
    last, end = min(page.shape[0], top + glyph.shape[0]), min(page.shape[1], left + glyph.shape[1])
    if last > first and end > start:
        place = page[first:last, start:end]
        np.maximum(place, glyph[first - top : last - top, start - left : end - left], out=place)


def cropped(glyph: Ink) -> Ink:
    """A glyph without the bare paper round it."""
    rows, columns = np.flatnonzero(glyph.any(axis=1)), np.flatnonzero(glyph.any(axis=0))
    return glyph[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
