"""Free Ming, Song, Kai and Gothic type of the machine: glyphs as small pictures."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Ink = NDArray[np.uint8]

DRAWN = 64
"""Side in px of a glyph as it is drawn, in two tones: one em."""
CELL = 40
"""Side in px of a glyph's picture, one em: little more than a column of the recogniser's height has room for."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """Font files (a pattern below the folders of fonts; ``index`` in a collection), the package that brings them (of
    Debian, or of npm where it begins with @), their licence, and how often the typeface is drawn for running text and
    for headlines, against the others."""

    files: str
    index: int
    package: str
    licence: str
    share: float
    headlines: float = 0.3


TYPEFACES = (
    Typeface("arphic/uming.ttc", 0, "fonts-arphic-uming", "Arphic Public License", 1.3),
    Typeface("arphic-bsmi00lp/bsmi00lp.ttf", 0, "fonts-arphic-bsmi00lp", "Arphic Public License", 1.3),
    Typeface("cns11643/TW-Sung-98_1.ttf", 0, "fonts-cns11643-sung", "OGDL-Taiwan-1.0", 1.2),
    Typeface("noto/NotoSerifCJK-Regular.ttc", 3, "fonts-noto-cjk", "OFL-1.1", 1.0),
    Typeface("noto/NotoSerifCJK-Bold.ttc", 0, "fonts-noto-cjk", "OFL-1.1", 0.7, 1.2),
    Typeface("noto/NotoSerifCJK-SemiBold.ttc", 3, "fonts-noto-cjk-extra", "OFL-1.1", 1.2, 0.8),
    Typeface("noto/NotoSerifCJK-Medium.ttc", 0, "fonts-noto-cjk-extra", "OFL-1.1", 0.7),
    Typeface("noto/NotoSerifCJK-Black.ttc", 3, "fonts-noto-cjk-extra", "OFL-1.1", 0.3, 1.2),
    Typeface("noto/NotoSansCJK-Bold.ttc", 3, "fonts-noto-cjk", "OFL-1.1", 0.4, 1.0),
    Typeface("noto/NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk", "OFL-1.1", 0.3, 0.3),
    Typeface("hanazono/HanaMinA.ttf", 0, "fonts-hanazono", "OFL-1.1", 0.7),
    Typeface("ipafont-mincho/ipam.ttf", 0, "fonts-ipafont-mincho", "IPA Font License", 0.6),
    Typeface("arphic/ukai.ttc", 0, "fonts-arphic-ukai", "Arphic Public License", 0.4, 0.8),
    Typeface("shippori-mincho/files/*-500-normal.woff", 0, "@fontsource/shippori-mincho", "OFL-1.1", 0.8),
    Typeface("shippori-mincho/files/*-800-normal.woff", 0, "@fontsource/shippori-mincho", "OFL-1.1", 1.0, 1.0),
    Typeface("zen-old-mincho/files/*-500-normal.woff", 0, "@fontsource/zen-old-mincho", "OFL-1.1", 0.9),
    Typeface("zen-old-mincho/files/*-900-normal.woff", 0, "@fontsource/zen-old-mincho", "OFL-1.1", 0.8, 1.0),
    Typeface("zen-antique/files/*-400-normal.woff", 0, "@fontsource/zen-antique", "OFL-1.1", 0.6, 0.6),
    Typeface("kaisei-tokumin/files/*-500-normal.woff", 0, "@fontsource/kaisei-tokumin", "OFL-1.1", 0.5),
    Typeface("kaisei-tokumin/files/*-800-normal.woff", 0, "@fontsource/kaisei-tokumin", "OFL-1.1", 0.4, 0.6),
    Typeface("hina-mincho/files/*-400-normal.woff", 0, "@fontsource/hina-mincho", "OFL-1.1", 0.4),
    Typeface("cactus-classical-serif/files/*-400-normal.woff", 0, "@fontsource/cactus-classical-serif", "OFL-1.1", 1.2),
)
FOLDERS = tuple(
    Path(base) / kind for base in ("/usr/share/fonts", "/usr/local/share/fonts") for kind in ("truetype", "opentype")
)


class TypefacesMissingError(Exception):
    """No typeface of the list is on this machine."""


class Face(Protocol):
    """What draws a character in two tones, 0 and 255, (DRAWN, DRAWN); None where it lacks it."""

    def draw(self, character: str) -> Ink | None:
        """Its picture."""


class FontFiles:
    """A typeface in one font file, or in many that share its characters."""

    def __init__(self, files: Sequence[Path], index: int) -> None:
        self._files = files
        self._index = index
        self._fonts: dict[Path, tuple[ImageFont.FreeTypeFont, bytes]] = {}

    def draw(self, character: str) -> Ink | None:
        """The character as it is drawn."""
        file = self._files[0] if len(self._files) == 1 else self._file_with.get(ord(character))
        if file is None:
            return None
        font, lacking = self._font(file)
        picture = _drawn(font, character)
        return None if not picture.any() or picture.tobytes() == lacking else picture

    @cached_property
    def _file_with(self) -> dict[int, Path]:
        return {code: file for file in self._files for code in TTFont(file, lazy=True).getBestCmap()}

    def _font(self, file: Path) -> tuple[ImageFont.FreeTypeFont, bytes]:
        """A font, and what it draws for a character that it lacks."""
        if file not in self._fonts:
            font = ImageFont.truetype(str(file), DRAWN, index=self._index)
            self._fonts[file] = font, _drawn(font, "\uffff").tobytes()
        return self._fonts[file]


class PackedFace:
    """A typeface as pictures: rows of bits, and the row of each character."""

    def __init__(self, rows: Mapping[str, int], bits: NDArray[np.uint8]) -> None:
        self._rows = rows
        self._bits = bits

    def draw(self, character: str) -> Ink | None:
        """The picture of the character."""
        row = self._rows.get(character)
        if row is None:
            return None
        return np.asarray(np.unpackbits(self._bits[row]).reshape(DRAWN, DRAWN) * np.uint8(255), np.uint8)


class TypeCase:
    """Typefaces with the glyphs that have been taken out of them."""

    def __init__(self, faces: Sequence[tuple[Typeface, Face]]) -> None:
        self.faces = faces
        self.packages = sorted({typeface.package for typeface, _ in faces})
        self._shares = {
            headlines: list(itertools.accumulate(one.headlines if headlines else one.share for one, _ in faces))
            for headlines in (False, True)
        }
        self._others = sorted(range(len(faces)), key=lambda number: -faces[number][0].share)
        self._glyphs: dict[tuple[int, str], Ink | None] = {}

    def draw_lot(self, chance: random.Random, *, headlines: bool = False) -> int:
        """The number of a typeface, drawn by the shares."""
        return chance.choices(range(len(self.faces)), cum_weights=self._shares[headlines])[0]

    def glyph(self, typeface: int, character: str) -> Ink | None:
        """A character's ink (CELL, CELL), 0 to 255, from another typeface where this one lacks it; else None."""
        try:
            return self._glyphs[typeface, character]
        except KeyError:
            found = (self._taken(number, character) for number in (typeface, *self._others))
            glyph = next((picture for picture in found if picture is not None), None)
            self._glyphs[typeface, character] = glyph
            return glyph

    def _taken(self, typeface: int, character: str) -> Ink | None:
        picture = self.faces[typeface][1].draw(character)
        if picture is None:
            return None
        return np.asarray(cv2.resize(picture, (CELL, CELL), interpolation=cv2.INTER_AREA), np.uint8)


def installed_type(fonts: Sequence[Path] = (), typefaces: Sequence[Typeface] = TYPEFACES) -> TypeCase:
    """The typefaces that this machine has, in its own folders or in `fonts`. Raises TypefacesMissingError."""
    found = [(typeface, _files_of(typeface, (*fonts, *FOLDERS))) for typeface in typefaces]
    faces = [(typeface, FontFiles(files, typeface.index)) for typeface, files in found if files]
    if not faces:
        packages = " ".join(sorted({typeface.package for typeface in typefaces}))
        raise TypefacesMissingError(f"None of the typefaces is installed; they are in: {packages}")
    return TypeCase(faces)


def _files_of(typeface: Typeface, folders: Sequence[Path]) -> list[Path]:
    return next((files for folder in folders if (files := sorted(folder.glob(typeface.files)))), [])


def _drawn(font: ImageFont.FreeTypeFont, character: str) -> Ink:
    image = Image.new("L", (DRAWN, DRAWN), 0)
    ImageDraw.Draw(image).text((DRAWN / 2, 0.88 * DRAWN), character, font=font, fill=255, anchor="ms")
    return np.where(np.asarray(image) > 127, np.uint8(255), np.uint8(0)).astype(np.uint8)
