"""Free Ming, Song and Kai type of the machine: glyphs as small pictures."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Ink = NDArray[np.uint8]

CELL = 64
"""Side in px of a glyph's picture, one em."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file (``index`` in a collection), the Debian package that brings it, its licence, and how often it is
    drawn against the others."""

    file: str
    index: int
    package: str
    licence: str
    share: float


TYPEFACES = (
    Typeface("arphic/uming.ttc", 0, "fonts-arphic-uming", "Arphic Public License", 1.3),
    Typeface("arphic-bsmi00lp/bsmi00lp.ttf", 0, "fonts-arphic-bsmi00lp", "Arphic Public License", 1.3),
    Typeface("cns11643/TW-Sung-98_1.ttf", 0, "fonts-cns11643-sung", "OGDL-Taiwan-1.0", 1.2),
    Typeface("noto/NotoSerifCJK-Regular.ttc", 3, "fonts-noto-cjk", "OFL-1.1", 1.0),
    Typeface("noto/NotoSerifCJK-Bold.ttc", 0, "fonts-noto-cjk", "OFL-1.1", 0.7),
    Typeface("noto/NotoSerifCJK-SemiBold.ttc", 3, "fonts-noto-cjk-extra", "OFL-1.1", 1.2),
    Typeface("noto/NotoSerifCJK-Medium.ttc", 0, "fonts-noto-cjk-extra", "OFL-1.1", 0.7),
    Typeface("noto/NotoSansCJK-Bold.ttc", 3, "fonts-noto-cjk", "OFL-1.1", 0.5),
    Typeface("hanazono/HanaMinA.ttf", 0, "fonts-hanazono", "OFL-1.1", 0.7),
    Typeface("ipafont-mincho/ipam.ttf", 0, "fonts-ipafont-mincho", "IPA Font License", 0.7),
    Typeface("arphic/ukai.ttc", 0, "fonts-arphic-ukai", "Arphic Public License", 0.4),
)
FOLDERS = tuple(
    Path(base) / kind for base in ("/usr/share/fonts", "/usr/local/share/fonts") for kind in ("truetype", "opentype")
)


class TypefacesMissingError(Exception):
    """No typeface of the list is on this machine."""


class TypeCase:
    """The typefaces that this machine has."""

    def __init__(self, typefaces: tuple[Typeface, ...] = TYPEFACES) -> None:
        found = [(typeface, _file_of(typeface)) for typeface in typefaces]
        self._files = [(file, typeface.index) for typeface, file in found if file is not None]
        self._shares = [typeface.share for typeface, file in found if file is not None]
        self.packages = sorted({typeface.package for typeface, file in found if file is not None})
        if not self._files:
            packages = " ".join(sorted({typeface.package for typeface in typefaces}))
            raise TypefacesMissingError(f"None of the typefaces is installed; Debian has them in: {packages}")

    def draw_lot(self, chance: random.Random) -> int:
        """The number of a typeface, drawn by the shares."""
        return chance.choices(range(len(self._files)), self._shares)[0]

    def glyph(self, typeface: int, character: str) -> Ink | None:
        """A character's ink (CELL, CELL), 0 or 255, from another typeface where this one lacks it; else None."""
        others = [number for number in range(len(self._files)) if number != typeface]
        for number in (typeface, *others):
            picture = _picture(*self._files[number], character)
            if picture is not None:
                return picture
        return None


def _file_of(typeface: Typeface) -> Path | None:
    return next((folder / typeface.file for folder in FOLDERS if (folder / typeface.file).is_file()), None)


@lru_cache(maxsize=64)
def _font(file: Path, index: int) -> tuple[ImageFont.FreeTypeFont, bytes]:
    """A font, and what it draws for a character that it lacks."""
    font = ImageFont.truetype(str(file), CELL, index=index)
    return font, _drawn(font, "\uffff").tobytes()


@lru_cache(maxsize=60_000)
def _picture(file: Path, index: int, character: str) -> Ink | None:
    font, lacking = _font(file, index)
    picture = _drawn(font, character)
    if not picture.any() or picture.tobytes() == lacking:
        return None
    return picture


def _drawn(font: ImageFont.FreeTypeFont, character: str) -> Ink:
    image = Image.new("L", (CELL, CELL), 0)
    ImageDraw.Draw(image).text((CELL / 2, 0.88 * CELL), character, font=font, fill=255, anchor="ms")
    return np.where(np.asarray(image) > 127, np.uint8(255), np.uint8(0)).astype(np.uint8)
