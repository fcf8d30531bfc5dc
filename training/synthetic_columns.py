"""Synthetic columns as papers print them, worn, and shown as the reader shows its columns to the recogniser."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from training.column_setting import EM, GAP, MARKS, SIDE, PointSetting, Setter, Style, lay
from training.column_texts import Texts
from training.typefaces import CELL, Ink, TypeCase
from training.wear import Noise, Tones, crumble, dirty, soil, spread, unsharp

LINE_HEIGHT = 48
"""Px of a turned column's thickness, as the recogniser takes it."""
KINDS = {"text": 72, "headline": 16, "tiers": 7, "bare": 5}
"""How often columns are running text, headlines, two texts with bare paper between them, or bare paper alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """A turned column (LINE_HEIGHT, width), grey, and what it says."""

    picture: NDArray[np.uint8]
    text: str


class Columns:
    """Examples without end, of the texts in the type of the case."""

    def __init__(self, type_case: TypeCase, texts: Texts, seed: int, kinds: Sequence[str] = tuple(KINDS)) -> None:
        self._type = type_case
        self._texts = texts
        self._chance = random.Random(seed)
        self._noise = Noise(seed)
        self._setter = Setter(type_case, self._chance)
        self._kinds = {kind: KINDS[kind] for kind in kinds}

    def example(self) -> Example | None:
        """One column; None where the type lacks every sign of its text."""
        chance = self._chance
        kind = chance.choices(list(self._kinds), list(self._kinds.values()))[0]
        style = self._style(headline=kind == "headline")
        ink, text = self._setter.column(self._text(kind), style)
        if not text and kind != "bare":
            return None
        ink = self._between_neighbours(ink, style)
        ink = self._with_rules(spread(ink, chance, self._noise, 0.5 if kind == "headline" else 0.8))
        ink = crumble(ink, chance, self._noise) if chance.random() < 0.2 else ink
        ink = self._with_bare_ends(ink)
        ink = soil(ink, chance) if chance.random() < (0.6 if kind == "bare" else 0.15) else ink
        picture = self._printed(ink, headline=kind == "headline")
        return Example(self._turned(picture), self._texts.said(text))

    def _text(self, kind: str) -> str:
        chance = self._chance
        if kind == "bare":
            return GAP * chance.randint(1, 8)
        if kind == "headline":
            return self._texts.headline(chance)
        line = self._texts.line(chance)
        if kind == "tiers":
            cut = chance.randint(1, max(1, len(line) - 1))
            return line[:cut] + GAP * chance.choice((1, 1, 2, 3)) + line[cut:]
        return line

    def _style(self, *, headline: bool) -> Style:
        chance = self._chance
        close, wide, loose = chance.uniform(0.95, 1.08), chance.uniform(1.08, 1.3), chance.uniform(1.3, 2.4)
        pitch = CELL * chance.choices((close, wide, loose), (45, 35, 20) if headline else (70, 23, 7))[0]
        points = PointSetting.drawn(chance)
        mark = chance.choice(MARKS) if chance.random() < 0.015 else ""
        typeface = self._type.draw_lot(chance, headlines=headline)
        return Style(typeface, pitch, points, mark, colons_turned=chance.random() < 0.5)

    def _between_neighbours(self, ink: Ink, style: Style) -> Ink:
        """The column cut out of a page as a reader cuts it, with the edges of its neighbours."""
        chance = self._chance
        gap = int(CELL * chance.choice((chance.uniform(0, 0.15), chance.uniform(0.1, 0.45))))
        left, right = (
            CELL * (chance.uniform(-0.05, 0.24) if chance.random() < 0.85 else chance.uniform(0.2, 0.5)) for _ in "ab"
        )
        right = right if style.points.length else max(right, 0.2 * CELL)
        page = np.zeros((len(ink), 3 * CELL + 2 * gap), np.uint8)
        own = CELL + gap
        lay(page, ink, 0, own - SIDE)
        if chance.random() < 0.55:
            count = max(1, int(len(ink) / style.pitch))
            for side, cut in ((-1, left), (1, right)):
                if cut > gap:
                    text = (self._texts.line(chance) * count)[:count]
                    beside = self._setter.column(text, replace(style, mark=""))[0]
                    lay(
                        page,
                        beside,
                        round(CELL * chance.choice((0, 0, chance.uniform(-0.5, 0.5)))),
                        own - SIDE + side * own,
                    )
        return page[:, max(0, int(own - left)) : int(own + CELL + right)]

    def _with_rules(self, ink: Ink) -> Ink:
        """Now and then a rule at the column's side, head or foot, and bare paper beyond it."""
        chance = self._chance
        result = ink
        if chance.random() < 0.16:
            result = ink.copy()
            width = chance.randint(1, 4)
            left = chance.choice((0, ink.shape[1] - width))
            result[:, left : left + width] = chance.randint(120, 255)
        for at_head, odds in ((True, 0.22), (False, 0.14)):
            if chance.random() < odds:
                rule = np.zeros((int(chance.uniform(8, 22) * EM), ink.shape[1]), np.uint8)
                top = chance.randint(0, 2)
                rule[top : top + chance.randint(1, 5)] = chance.randint(120, 255)
                if chance.random() < 0.25:
                    rule[:, :: chance.randint(3, 8)] = 0
                if chance.random() < 0.3:
                    beyond = np.zeros((int(CELL * chance.uniform(0.2, 1.5)), ink.shape[1]), np.uint8)
                    rule = np.vstack([beyond, rule])
                result = np.vstack([rule, result] if at_head else [result, rule[::-1]])
        return result

    def _with_bare_ends(self, ink: Ink) -> Ink:
        """Paper before and after the text: little as a rule, at times several cells, which say nothing."""
        chance = self._chance
        head, foot = (
            int(CELL * chance.uniform(0.5, 4)) if chance.random() < odds else int(chance.uniform(0, 12) * EM)
            for odds in (0.12, 0.25)
        )
        return np.asarray(cv2.copyMakeBorder(ink, head, foot, 0, 0, cv2.BORDER_CONSTANT, value=(0,)), np.uint8)

    def _printed(self, ink: Ink, *, headline: bool) -> Ink:
        """The ink at a page's size, on its paper."""
        chance = self._chance
        small, middle, large = chance.uniform(16, 24), chance.uniform(20, 32), chance.uniform(26, 46)
        scale = 1.0 if headline else min(chance.choice((small, middle, large)), 42.0) / CELL
        size = (max(10, int(ink.shape[1] * scale * chance.uniform(0.84, 1.14))), max(16, int(len(ink) * scale)))
        whole = cv2.resize(ink, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        share = whole.astype(np.float32) * np.float32(1 / 255)
        share = unsharp(share, scale * CELL, chance)
        tones = Tones.drawn(chance)
        behind = np.roll(share[:, ::-1], chance.randint(-8, 8), axis=1) if chance.random() < 0.2 else None
        return dirty(share, tones, behind, chance, self._noise)

    def _turned(self, picture: Ink) -> NDArray[np.uint8]:
        chance = self._chance
        padding = round((0.1 if chance.random() < 0.7 else chance.uniform(0, 0.15)) * picture.shape[1])
        padded = cv2.copyMakeBorder(picture, 0, 0, padding, padding, cv2.BORDER_REPLICATE)
        turned = np.ascontiguousarray(np.rot90(np.asarray(padded, np.uint8)))
        width = max(16, -(-LINE_HEIGHT * turned.shape[1] // turned.shape[0]))
        return np.asarray(cv2.resize(turned, (width, LINE_HEIGHT)), np.uint8)
