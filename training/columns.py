"""Synthetic columns as old papers print them, worn, and shown as the reader shows its columns to the recogniser."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.texts import Texts
from training.typefaces import CELL, Ink, TypeCase
from training.wear import Tones, blurred, crumble, dirty, spread

TURNED = frozenset("「」（）『』—…〈〉《》【】〔〕＝")
"""Signs that stand upright across a column."""
POINTS = frozenset("、，。")
LINE_HEIGHT = 48
"""Px of a turned column's thickness, as the recogniser takes it."""
SIDE = CELL // 2
"""Room left beside a column's glyphs when it is set."""


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
        return cls(length, left, top, chance.uniform(0.95, 1.8), chance.choice((0, 0, 0, 2, 3, 5)))


@dataclass(frozen=True, slots=True)
class Example:
    """A turned column (LINE_HEIGHT, width), grey, and what it says."""

    picture: NDArray[np.uint8]
    text: str


class Columns:
    """Examples without end, of the texts in the type of the case."""

    def __init__(self, type_case: TypeCase, texts: Texts, seed: int) -> None:
        self._type = type_case
        self._texts = texts
        self._chance = random.Random(seed)
        self._noise = np.random.default_rng(seed)

    def example(self) -> Example | None:
        """One column; None where the type lacks every sign of its text."""
        chance = self._chance
        typeface, points = self._type.draw_lot(chance), PointSetting.drawn(chance)
        pitch = (
            CELL
            * chance.choices(
                (chance.uniform(0.95, 1.08), chance.uniform(1.08, 1.3), chance.uniform(1.3, 1.9)), (70, 23, 7)
            )[0]
        )
        ink, text = self._set(self._texts.line(chance), typeface, pitch, points)
        if not text:
            return None
        ink = self._between_neighbours(ink, typeface, pitch, points)
        ink = self._with_rules(spread(ink, chance, self._noise))
        ink = crumble(ink, chance, self._noise) if chance.random() < 0.2 else ink
        picture = self._printed(self._with_bare_ends(ink))
        padding = round((0.1 if chance.random() < 0.7 else chance.uniform(0, 0.15)) * picture.shape[1])
        padded = cv2.copyMakeBorder(picture, 0, 0, padding, padding, cv2.BORDER_REPLICATE)
        turned = np.ascontiguousarray(np.rot90(np.asarray(padded, np.uint8)))
        width = max(16, -(-LINE_HEIGHT * turned.shape[1] // turned.shape[0]))
        return Example(np.asarray(cv2.resize(turned, (width, LINE_HEIGHT)), np.uint8), text)

    def _set(self, text: str, typeface: int, pitch: float, points: PointSetting) -> tuple[Ink, str]:
        """A column's ink (height, CELL + 2 SIDE) and the signs that it holds."""
        page = np.zeros((int(pitch * (len(text) + 1)) + CELL, CELL + 2 * SIDE), np.uint8)
        said: list[str] = []
        row = 0.0
        for sign in text:
            glyph = self._type.glyph(typeface, sign)
            if glyph is None:
                continue
            if sign in POINTS:
                row += self._set_point(page, glyph, row, pitch, points)
            else:
                upright = np.rot90(glyph, -1) if sign in TURNED else glyph
                jitter = self._chance.uniform(-1.6, 1.6)
                _lay(page, upright, int(row + (pitch - CELL) / 2) + 4, SIDE + round(jitter))
                row += pitch
            said.append(sign)
        return page[: max(int(row) + 8, 24)], "".join(said)

    def _set_point(self, page: Ink, glyph: Ink, row: float, pitch: float, points: PointSetting) -> float:
        """Lay a point; how far the column goes on with it."""
        mark = _cropped(glyph)
        size = points.enlarged * self._chance.uniform(0.9, 1.12)
        mark = np.asarray(cv2.resize(mark, None, fx=size, fy=size), np.uint8)
        if points.thickened:
            room = points.thickened
            larger = cv2.copyMakeBorder(mark, room, room, room, room, cv2.BORDER_CONSTANT, value=(0,))
            mark = np.asarray(cv2.dilate(larger, np.ones((room + 1, room + 1), np.uint8)), np.uint8)
        if not points.length:
            _lay(page, mark, max(0, int(row - pitch / 3)), SIDE + CELL - 6)
            return 0.0
        cell = points.length * pitch
        _lay(
            page,
            mark,
            int(row + points.top * max(0.0, cell - len(mark))),
            SIDE + int(points.left * max(0, CELL - mark.shape[1])),
        )
        return cell

    def _between_neighbours(self, ink: Ink, typeface: int, pitch: float, points: PointSetting) -> Ink:
        """The column cut out of a page as a reader cuts it, with the edges of its neighbours."""
        chance = self._chance
        gap = int(CELL * chance.choice((chance.uniform(0, 0.15), chance.uniform(0.1, 0.45))))
        page = np.zeros((len(ink), 3 * CELL + 2 * gap), np.uint8)
        own = CELL + gap
        _lay(page, ink, 0, own - SIDE)
        if chance.random() < 0.55:
            for side in (-1, 1):
                line = "".join(self._texts.line(chance) for _ in range(3))[: max(1, int(len(ink) / pitch))]
                _lay(page, self._set(line, typeface, pitch, points)[0], 0, own - SIDE + side * (CELL + gap))
        cuts = [
            CELL * (chance.uniform(-0.05, 0.24) if chance.random() < 0.85 else chance.uniform(0.2, 0.5)) for _ in "ab"
        ]
        right = max(cuts[1], 0.2 * CELL) if not points.length else cuts[1]
        return page[:, max(0, int(own - cuts[0])) : int(own + CELL + right)]

    def _with_rules(self, ink: Ink) -> Ink:
        """Now and then a rule at the column's side, head or foot."""
        chance = self._chance
        result = ink.copy()
        if chance.random() < 0.16:
            width = chance.randint(2, 6)
            left = chance.choice((0, ink.shape[1] - width))
            result[:, left : left + width] = 255
        for at_head, odds in ((True, 0.22), (False, 0.1)):
            if chance.random() < odds:
                rule = np.zeros((chance.randint(8, 22), ink.shape[1]), np.uint8)
                top = chance.randint(0, 3)
                rule[top : top + chance.randint(2, 8)] = chance.randint(120, 255)
                result = np.vstack([rule, result] if at_head else [result, rule[::-1]])
        return result

    def _with_bare_ends(self, ink: Ink) -> Ink:
        """Paper before and after the text: little as a rule, at times several cells, which say nothing."""
        ends = [
            int(CELL * self._chance.uniform(0.5, 3)) if self._chance.random() < 0.15 else self._chance.randint(0, 12)
            for _ in "ab"
        ]
        return np.asarray(cv2.copyMakeBorder(ink, ends[0], ends[1], 0, 0, cv2.BORDER_CONSTANT, value=(0,)), np.uint8)

    def _printed(self, ink: Ink) -> Ink:
        """The ink at a page's size, on its paper."""
        chance = self._chance
        em = chance.choice((chance.uniform(20, 27), chance.uniform(22, 34), chance.uniform(30, 46)))
        scale = em / CELL
        size = (max(10, int(ink.shape[1] * scale * chance.uniform(0.84, 1.14))), max(16, int(len(ink) * scale)))
        whole = cv2.resize(ink, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        share = blurred(whole, chance.choice((0.3, 0.8, 1.2)) * chance.uniform(0, 1.3) * em / 27)
        tones = Tones.drawn(chance)
        behind = np.roll(share[:, ::-1], chance.randint(-8, 8), axis=1) if chance.random() < 0.2 else None
        return dirty(share, tones, behind, chance, self._noise)


def _lay(page: Ink, glyph: Ink, top: int, left: int) -> None:
    """Lay a glyph on a page; what lies beyond its edges is lost."""
    first, start = max(0, top), max(0, left)
    last, end = min(page.shape[0], top + glyph.shape[0]), min(page.shape[1], left + glyph.shape[1])
    if last > first and end > start:
        place = page[first:last, start:end]
        np.maximum(place, glyph[first - top : last - top, start - left : end - left], out=place)


def _cropped(glyph: Ink) -> Ink:
    rows, columns = np.flatnonzero(glyph.any(axis=1)), np.flatnonzero(glyph.any(axis=0))
    return glyph[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
