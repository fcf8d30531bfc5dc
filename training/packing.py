"""Type, words and transcriptions in one file, for machines that have neither fonts nor word lists.

python -m training.packing --out material.npz [--fonts FOLDER] [--transcriptions LINES.txt] [--without PACKAGE ...]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from banmian.wording.unicode_script import is_han
from training.column_texts import Words, in_big5, lines_of, traditional_words
from training.typefaces import Face, PackedFace, TypeCase, Typeface, installed_type

WIDE = ("fonts-noto-cjk", "fonts-noto-cjk-extra")
"""Packages whose typefaces are packed with all characters; of others the traditional ones and the points."""


@dataclass(frozen=True, slots=True)
class Material:
    """What columns are made of."""

    type_case: TypeCase
    words: Words
    transcribed: Sequence[str]


def pack(path: Path, material: Material, characters: Iterable[str]) -> None:
    """Write the material; of the typefaces these characters."""
    known = sorted(set(characters))
    narrow = [character for character in known if not is_han(character) or in_big5(character)]
    arrays: dict[str, Any] = {
        "words": _lines(material.words.words),
        "weights": np.array(material.words.weights, np.float32),
        "transcribed": _lines(material.transcribed),
        "typefaces": _lines("\t".join(map(str, asdict(one).values())) for one, _ in material.type_case.faces),
    }
    for number, (typeface, face) in enumerate(material.type_case.faces):
        pictures = _pictures(face, known if typeface.package in WIDE else narrow)
        arrays[f"characters_{number}"] = _lines(pictures)
        arrays[f"bits_{number}"] = np.array(list(pictures.values()), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)


def unpack(path: Path) -> Material:
    """Material as it was packed."""
    with np.load(path) as packed:
        faces = []
        for number, encoded_row in enumerate(_decode_rows(packed["typefaces"])):
            files, index, package, licence, share, headlines = encoded_row.split("\t")
            typeface = Typeface(files, int(index), package, licence, float(share), float(headlines))
            rows = {character: row for row, character in enumerate(_decode_rows(packed[f"characters_{number}"]))}
            faces.append((typeface, PackedFace(rows, packed[f"bits_{number}"])))
        words = Words(_decode_rows(packed["words"]), packed["weights"].tolist())
        return Material(TypeCase(faces), words, _decode_rows(packed["transcribed"]))


def _pictures(face: Face, characters: Iterable[str]) -> dict[str, np.ndarray[tuple[int], np.dtype[np.uint8]]]:
    drawn = ((character, face.draw(character)) for character in characters)
    return {character: np.packbits(picture > 0) for character, picture in drawn if picture is not None}


def _lines(texts: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _decode_rows(encoded: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> list[str]:
    return encoded.tobytes().decode().split("\n") if encoded.size else []


def main() -> None:
    """The command."""
    import onnx

    from training.fit_columns import SHIPPED
    from training.network import characters_of

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="a folder with packages of npm")
    parser.add_argument("--transcriptions", type=Path, help="lines of real papers, one a line")
    parser.add_argument("--without", action="append", default=[], metavar="PACKAGE", help="leave its typefaces out")
    options = parser.parse_args()
    known = {sign for sign in characters_of(onnx.load(str(SHIPPED))) if sign.strip()}
    installed = installed_type(options.fonts)
    kept = TypeCase([(one, face) for one, face in installed.faces if one.package not in options.without])
    transcribed = lines_of(options.transcriptions) if options.transcriptions else []
    pack(options.out, Material(kept, traditional_words(known), transcribed), known | set("".join(transcribed)))


if __name__ == "__main__":
    main()
