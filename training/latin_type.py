"""Free blackletter and roman type as small pictures of letters and ligatures, kept in one file.

    python -m training.latin_type --out type.npz FOLDER [FOLDER ...]

draws them from the font files of these folders. Training needs only the file.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Ink = NDArray[np.uint8]

EM = 48
"""Px of an em in the pictures."""
HEIGHT, BASELINE = 96, 64
"""Px of a picture's height, and of what is above its baseline."""
LIGATURES = ("ch", "ck", "tz", "ſt", "ſſ", "ſi", "ff", "fi", "fl", "ft", "ll")
"""Pairs that are drawn as one where the font does so, and that stay together in letter-spaced words."""
DOUBLE_HYPHEN = "⸗"
"""Blackletter's hyphen, drawn from the sign of equality by these shares of its size where a face has a plain one."""
DOUBLE_HYPHEN_WIDTH, DOUBLE_HYPHEN_HEIGHT = 0.55, 0.8
SIGNS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzäöüÄÖÜßſ0123456789"
    "àâçéèêëîïôœùûÿÉÀÈÇñæøåÅíóúáìòÆŒ.,:;!?-–—()[]„“”‚‘’\"'»«§&†*%/=+°½¼¾£$№·"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font's file, the package that brings it, its licence, how often it is drawn against others of its kind.

    No row is set in those that are ``kept`` but to judge the weights.
    """

    file: str
    package: str
    licence: str
    share: float
    blackletter: bool = False
    kept: bool = False


_YFONTS, _QUALITYPE = "yfonts-otf (CTAN)", "qualitype (CTAN)"
_RED_HAT = "GPL-2 with exceptions for fonts"  # of release 1.07.4, which was drawn; OFL-1.1 from 2.0 on
FACES = (
    Face("UnifrakturMaguntia_400Regular.ttf", "@expo-google-fonts/unifrakturmaguntia", "OFL-1.1", 3.2, True),
    Face("yfrak.otf", _YFONTS, "OFL-1.1", 2.2, True),
    Face("QTFraktur.otf", _QUALITYPE, "OFL-1.1", 1.6, True),
    Face("UnifrakturCook_700Bold.ttf", "@expo-google-fonts/unifrakturcook", "OFL-1.1", 1.0, True),
    Face("yswab.otf", _YFONTS, "OFL-1.1", 0.8, True),
    Face("ygoth.otf", _YFONTS, "OFL-1.1", 0.4, True),
    Face("QTCloisteredMonk.otf", _QUALITYPE, "OFL-1.1", 0.2, True),
    Face("Blankenburg_UNZ1A.ttf", "fonts-blankenburg", "OFL-1.1", 1.0, True, True),
    Face("grenze-gotisch-latin-400-normal.woff", "@fontsource/grenze-gotisch", "OFL-1.1", 1.0, True, True),
    Face("OldStandard-Regular.ttf", "fonts-oldstandard", "OFL-1.1", 2.0),
    Face("OldStandard-Italic.ttf", "fonts-oldstandard", "OFL-1.1", 0.6),
    Face("OldStandard-Bold.ttf", "fonts-oldstandard", "OFL-1.1", 0.8),
    Face("LibreBodoni-Regular.otf", "librebodoni (CTAN)", "OFL-1.1", 1.0),
    Face("LibreBodoni-Bold.otf", "librebodoni (CTAN)", "OFL-1.1", 0.6),
    Face("TheanoDidot-Regular.ttf", "theanodidot (CTAN)", "OFL-1.1", 0.8),
    Face("TheanoModern-Regular.ttf", "theanomodern (CTAN)", "OFL-1.1", 1.2),
    Face("TheanoOldStyle-Regular.ttf", "theanooldstyle (CTAN)", "OFL-1.1", 0.6),
    Face("EBGaramond12-Regular.otf", "fonts-ebgaramond", "OFL-1.1", 0.4),
    Face("im-fell-english-latin-400-normal.woff", "@fontsource/im-fell-english", "OFL-1.1", 0.5),
    Face("libre-caslon-text-latin-400-normal.woff", "@fontsource/libre-caslon-text", "OFL-1.1", 0.6),
    Face("playfair-display-latin-700-normal.woff", "@fontsource/playfair-display", "OFL-1.1", 0.4),
    Face("LiberationSerif-Regular.ttf", "fonts-liberation", _RED_HAT, 1.0),
    Face("LiberationSerif-Bold.ttf", "fonts-liberation", _RED_HAT, 0.5),
    Face("LiberationSerif-Italic.ttf", "fonts-liberation", _RED_HAT, 0.4),
    Face("LiberationSans-Bold.ttf", "fonts-liberation", _RED_HAT, 0.4),
    Face("QTSchoolCentury.otf", _QUALITYPE, "OFL-1.1", 1.0),
    Face("QTSchoolCentury-Bold.otf", _QUALITYPE, "OFL-1.1", 0.5),
    Face("QTAgateType.otf", _QUALITYPE, "OFL-1.1", 0.4),
    Face("QTBodini.otf", _QUALITYPE, "OFL-1.1", 0.6),
    Face("QTHelvet-Black.otf", _QUALITYPE, "OFL-1.1", 0.3),
    Face("QTOldGoudy.otf", _QUALITYPE, "OFL-1.1", 1.0, False, True),
    Face("libre-baskerville-latin-400-normal.woff", "@fontsource/libre-baskerville", "OFL-1.1", 1.0, False, True),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter's or a ligature's ink (HEIGHT, width), where it begins after the pen, and how far it moves that, px."""

    ink: Ink
    left: int
    advance: float


class LatinCase:
    """The faces of a file that `draw_all` wrote, those for judging or the others."""

    def __init__(self, file: Path, judging: bool = False) -> None:
        known = {face.file: face for face in FACES}
        with np.load(file) as stored:
            drawn = {name: dict(_pieces(stored, name)) for name in stored["names"].tolist()}
        self._faces = [known[name] for name in drawn if known[name].kept == judging and known[name].share]
        self._pieces = [drawn[face.file] for face in self._faces]
        self._reach = [_reach(pieces) for pieces in self._pieces]

    def __len__(self) -> int:
        return len(self._faces)

    def draw_lot(self, chance: random.Random, blackletter: bool) -> int:
        """The number of a face of a kind, drawn by the shares."""
        numbers = [number for number, face in enumerate(self._faces) if face.blackletter == blackletter]
        return chance.choices(numbers, [self._faces[number].share for number in numbers])[0]

    def is_blackletter(self, face: int) -> bool:
        """Whether a face is one."""
        return self._faces[face].blackletter

    def piece(self, face: int, unit: str) -> Piece | None:
        """The picture of a letter or a ligature; None where the face lacks it."""
        return self._pieces[face].get(unit)

    def reach(self, face: int) -> tuple[int, int]:
        """First row of its tall letters and last row of its letters that hang below, in px of the pictures."""
        return self._reach[face]


def _reach(pieces: Mapping[str, Piece]) -> tuple[int, int]:
    rows = [np.flatnonzero(pieces[sign].ink.any(axis=1)) for sign in "dhlgpqHK" if sign in pieces]
    return min(int(found[0]) for found in rows), max(int(found[-1]) for found in rows)


def _pieces(stored: Mapping[str, Any], name: str) -> Iterator[tuple[str, Piece]]:
    strip, table = stored[f"{name}/strip"], stored[f"{name}/table"]
    end = 0
    for unit, (width, left, advance) in zip(stored[f"{name}/units"].tolist(), table.tolist(), strict=True):
        yield unit, Piece(strip[:, end : end + int(width)], int(left), advance)
        end += int(width)


def draw_all(folders: Sequence[Path], out: Path) -> list[str]:
    """Draw the faces whose files are in these folders, or below them, and write them; the names of those missing."""
    arrays: dict[str, Any] = {}
    names, missing = [], []
    for face in FACES:
        file = next((found for folder in folders for found in sorted(folder.rglob(face.file))), None)
        if file is None:
            missing.append(face.file)
            continue
        drawn = _draw_face(ImageFont.truetype(str(file), EM, layout_engine=ImageFont.Layout.RAQM))
        names.append(face.file)
        arrays[f"{face.file}/units"] = np.array(list(drawn))
        arrays[f"{face.file}/strip"] = np.hstack([piece.ink for piece in drawn.values()])
        arrays[f"{face.file}/table"] = np.array([(p.ink.shape[1], p.left, p.advance) for p in drawn.values()])
    np.savez_compressed(out, names=np.array(names), **arrays)
    return missing


def _draw_face(font: ImageFont.FreeTypeFont) -> dict[str, Piece]:
    lacking = _draw(font, "\uffff")
    drawn = {sign: _draw(font, sign) for sign in SIGNS}
    drawn = {
        sign: piece
        for sign, piece in drawn.items()
        if piece is not None and (lacking is None or not np.array_equal(piece.ink, lacking.ink))
    }
    for pair in LIGATURES:
        piece = _draw(font, pair) if all(sign in drawn for sign in pair) else None
        if piece is not None:
            drawn[pair] = piece
    found = {unit: piece for unit, piece in drawn.items() if piece is not None}
    if "=" in found:
        found[DOUBLE_HYPHEN] = _shortened(found["="])
    return found


def _shortened(sign: Piece) -> Piece:
    """A sign narrower and lower about its middle."""
    width = max(3, round(DOUBLE_HYPHEN_WIDTH * sign.ink.shape[1]))
    rows = np.flatnonzero(sign.ink.any(axis=1))
    first, last = int(rows[0]), int(rows[-1]) + 1
    height = max(4, round(DOUBLE_HYPHEN_HEIGHT * (last - first)))
    picture = Image.fromarray(sign.ink[first:last]).resize((width, height))
    ink, top = np.zeros((HEIGHT, width), np.uint8), (first + last - height) // 2
    ink[top : top + height] = np.asarray(picture)
    return Piece(ink, 1, width + 3.0)


def _draw(font: ImageFont.FreeTypeFont, unit: str) -> Piece | None:
    image = Image.new("L", (5 * EM, HEIGHT), 0)
    ImageDraw.Draw(image).text((EM, BASELINE), unit, font=font, fill=255, anchor="ls")
    ink = np.asarray(image, np.uint8)
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return None
    first, last = int(columns[0]), int(columns[-1]) + 1
    return Piece(ink[:, first:last].copy(), first - EM, float(font.getlength(unit)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    missing = draw_all(options.folders, options.out)
    if missing:
        print("not found:", " ".join(missing))


if __name__ == "__main__":
    main()
