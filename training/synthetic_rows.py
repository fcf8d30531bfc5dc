"""Synthetic rows of old Latin print, worn, and cut out as the reader cuts its lines for the recogniser."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import cv2
import numpy as np

from training.latin_texts import LatinTexts
from training.latin_type import BASELINE, DOUBLE_HYPHEN, EM, HEIGHT, LIGATURES, Ink, LatinCase
from training.synthetic_columns import LINE_HEIGHT, Example
from training.wear import Noise, Tones, blurred, crumble, dirty

BLACKLETTER = 0.62
"""Share of rows in blackletter; the others keep the recogniser from forgetting roman type."""
ROUND_S = re.compile(r"s(?=[bdfghjklmnqrvwxz])")
MARGIN = 0.15
"""The reader repeats this share of a row's edges above and below it."""
NEIGHBOURS = 64


class Rows:
    """Examples without end, of the texts in the type of the case."""

    def __init__(self, case: LatinCase, texts: LatinTexts, seed: int, blackletter: float = BLACKLETTER) -> None:
        self._case, self._texts, self._blackletter = case, texts, blackletter
        self._chance = random.Random(seed)
        self._noise = Noise(seed)
        self._set_before: list[Ink] = []

    def example(self) -> Example | None:
        """One row; None where the type lacks a sign of it."""
        chance = self._chance
        old = chance.random() < self._blackletter
        face = self._case.draw_lot(chance, old)
        ink, text = self._set(self._texts.row(chance, old), face)
        if not text:
            return None
        tall, foot = self._case.reach(face)
        ink = self._between_neighbours(ink, foot - tall)
        over, under = (int((foot - tall) * chance.uniform(-0.02, 0.22)) for _ in "ab")
        ink = _leaning(ink, chance)[max(0, tall - over + NEIGHBOURS) : foot + under + 1 + NEIGHBOURS]
        picture = self._printed(ink)
        return Example(_as_shown(picture, chance), text)

    def _set(self, text: str, face: int) -> tuple[Ink, str]:
        """A row's ink (HEIGHT, width) and what it says; signs that the face lacks are left out."""
        chance = self._chance
        tracking = chance.choice((0.0, 0.0, chance.uniform(-1.2, 2.5)))
        space = EM * chance.choice((chance.uniform(0.2, 0.32), chance.uniform(0.25, 0.8)))
        page = np.zeros((HEIGHT, int(EM * (1.6 * len(text) + 8))), np.uint8)
        pen, said = chance.uniform(2, 14), []
        spaced, lasting = 0.0, 0
        other = face
        for word in text.split(" "):
            if not lasting:
                spaced = EM * chance.uniform(0.12, 0.4) if chance.random() < 0.045 else 0.0
                lasting = chance.randint(1, 3)
                other = self._case.draw_lot(chance, False) if chance.random() < 0.02 else face
            lasting -= 1
            start, letters = pen, []
            for unit, meant in units_of(word, self._case.is_blackletter(other), chance):
                piece = self._case.piece(other, unit)
                if piece is None:
                    continue
                if pen + EM + piece.ink.shape[1] > page.shape[1] - 8:
                    break
                _lay(page, piece.ink, round(pen) + piece.left)
                pen += piece.advance + tracking + spaced
                letters.append(meant)
            if letters:
                said.append("".join(letters))
                pen += space + (spaced if chance.random() < 0.8 else 0.0) - (spaced if pen == start else 0.0)
        width = int(pen - space) + chance.randint(0, 14)
        return page[:, : max(24, width)], " ".join(said)

    def _between_neighbours(self, ink: Ink, height: int) -> Ink:
        """The row with parts of the rows above and below it, and room around."""
        chance = self._chance
        result = np.asarray(cv2.copyMakeBorder(ink, NEIGHBOURS, NEIGHBOURS, 0, 0, cv2.BORDER_CONSTANT), np.uint8)
        if self._set_before and chance.random() < 0.6:
            leading = int(height * chance.uniform(0.97, 1.3))
            for way in (-1, 1):
                other = chance.choice(self._set_before)
                width = min(other.shape[1], ink.shape[1])
                top = NEIGHBOURS + way * leading
                first, last = max(0, top), min(len(result), top + HEIGHT)
                part = result[first:last, :width]
                np.maximum(part, other[first - top : last - top, :width], out=part)
        elif chance.random() < 0.15:
            row = NEIGHBOURS + BASELINE + int(height * chance.uniform(0.3, 0.45))
            result[row : row + chance.randint(1, 5)] = 255
        if len(self._set_before) < NEIGHBOURS:
            self._set_before.append(ink)
        elif chance.random() < 0.2:
            self._set_before[chance.randrange(NEIGHBOURS)] = ink
        return result

    def _printed(self, ink: Ink) -> Ink:
        """The ink at a page's size, on its paper."""
        chance = self._chance
        height = chance.choice((chance.uniform(34, 50), chance.uniform(20, 34), chance.uniform(40, 56)))
        scale = height / len(ink)
        size = (max(16, int(ink.shape[1] * scale * chance.uniform(0.82, 1.18))), max(12, int(height)))
        worn = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.uint8)
        worn = _inked(worn, height, chance, self._noise) if chance.random() < 0.7 else worn
        worn = crumble(worn, chance, self._noise) if chance.random() < 0.07 else worn
        share = blurred(worn.astype(np.float32) / np.float32(255), chance.uniform(0.0, 1.1) * height / 40)
        behind = np.roll(share[:, ::-1], chance.randint(-9, 9), axis=0) if chance.random() < 0.15 else None
        return dirty(share, Tones.drawn(chance), behind, chance, self._noise)


def _inked(ink: Ink, height: float, chance: random.Random, noise: Noise) -> Ink:
    """Strokes thickened or thinned with rough edges, by what a row `height` px high can bear."""
    soft = blurred(ink.astype(np.float32) / np.float32(255), chance.uniform(0.015, 0.032) * height)
    soft = soft + (noise.clouds(ink.shape, chance.choice((2, 3, 5))) - 0.5) * chance.uniform(0, 0.4)
    level, slope = chance.uniform(0.2, 0.5), chance.uniform(0.08, 0.3)
    return np.asarray(np.clip((soft - level) / slope + 0.5, 0, 1) * 255, np.uint8)


def units_of(word: str, blackletter: bool, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A word as it is set and what each piece says to those who search: in blackletter with the long s, with one
    letter for I and J and its own hyphen; with ligatures."""
    set_so = word
    if blackletter:
        set_so = _with_long_s(word, chance)
        if chance.random() < 0.6:
            set_so = set_so.replace("I", "J")
        if chance.random() < 0.35:
            set_so = set_so.replace("-", DOUBLE_HYPHEN)
    at = 0
    while at < len(word):
        pair = set_so[at : at + 2]
        length = 2 if pair in LIGATURES and (blackletter or chance.random() < 0.5) else 1
        yield set_so[at : at + length], word[at : at + length]
        at += length


def _with_long_s(word: str, chance: random.Random) -> str:
    """The word with a long s but at its end, and mostly before letters where a part of a compound ends."""
    if chance.random() < 0.85:
        word = ROUND_S.sub("\0", word)
    last = len(word.rstrip(".,:;!?-—“”’'\")»«")) - 1
    long = "".join("ſ" if sign == "s" and at < last else sign for at, sign in enumerate(word))
    return long.replace("\0", "s")


def _leaning(ink: Ink, chance: random.Random) -> Ink:
    if chance.random() > 0.3:
        return ink
    lean = chance.uniform(-4, 4) / ink.shape[1]
    matrix = np.array([[1.0, chance.uniform(-0.06, 0.06), 0.0], [lean, 1.0, -lean * ink.shape[1] / 2]])
    return np.asarray(cv2.warpAffine(ink, matrix, ink.shape[::-1]), np.uint8)


def _as_shown(picture: Ink, chance: random.Random) -> Ink:
    """The row with its edges repeated as the reader does, at the recogniser's height."""
    margin = round(MARGIN * len(picture)) if chance.random() < 0.75 else 0
    padded = cv2.copyMakeBorder(picture, margin, margin, 0, 0, cv2.BORDER_REPLICATE)
    width = max(16, -(-LINE_HEIGHT * padded.shape[1] // padded.shape[0]))
    return np.asarray(cv2.resize(padded, (width, LINE_HEIGHT)), np.uint8)


def _lay(page: Ink, glyph: Ink, left: int) -> None:
    start = max(0, left)
    place = page[:, start : left + glyph.shape[1]]
    np.maximum(place, glyph[:, start - left : start - left + place.shape[1]], out=place)
