"""Typefaces: open CJK fonts of the machine, cut down to the characters that a page uses."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONT_FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/truetype/lxgw-wenkai",
    "/usr/share/fonts/truetype/fonts-oldstandard",
    "/usr/share/fonts/truetype/liberation",
    "/usr/local/share/fonts",
)
PACKAGES = {
    "Noto": "fonts-noto-cjk",
    "LXGW": "fonts-lxgw-wenkai",
    "OldStandard": "fonts-oldstandard",
    "Liberation": "fonts-liberation",
}
"""The Debian packages of the typefaces, by the beginning of their file names."""
FACE_FILES = {
    "serif": "NotoSerifCJK-Regular.ttc",
    "serif-bold": "NotoSerifCJK-Bold.ttc",
    "sans": "NotoSansCJK-Regular.ttc",
    "sans-bold": "NotoSansCJK-Bold.ttc",
    "kai": "LXGWWenKai-Regular.ttf",
    "old": "OldStandard-Regular.ttf",
    "old-bold": "OldStandard-Bold.ttf",
    "old-italic": "OldStandard-Italic.ttf",
    "times": "LiberationSerif-Regular.ttf",
    "times-bold": "LiberationSerif-Bold.ttf",
    "times-italic": "LiberationSerif-Italic.ttf",
    "grotesque": "LiberationSans-Regular.ttf",
    "grotesque-bold": "LiberationSans-Bold.ttf",
    "narrow-bold": "LiberationSansNarrow-Bold.ttf",
}
SIMPLIFIED, TRADITIONAL = 2, 3
RADICAL_BLOCKS = range(0x2E80, 0x2FE0)


class FontMissingError(Exception):
    """No folder of this machine holds a typeface; Debian has them in the packages of `PACKAGES`."""


@dataclass(frozen=True)
class Face:
    """One typeface cut down to a known set of characters. Lengths are in thousandths of an em.

    `outlines` is CFF (the program is a bare CFF table) or glyf (it is a TrueType file).
    """

    name: str
    program: bytes
    cids: dict[str, int]
    vertical_cids: dict[str, int]
    widths: dict[int, int]
    radicals: dict[str, str]
    outlines: str = "CFF"

    def width(self, char: str) -> float:
        """Advance of a character in em (1.0 for a full-width glyph)."""
        return self.widths.get(self.cids.get(char, 0), 1000) / 1000

    def covers(self, text: str) -> bool:
        """Whether every character of the text has a glyph."""
        return all(char in self.cids for char in text)


def font_file(face_name: str) -> Path:
    """The collection that holds a face. Raises FontMissingError where the machine has none."""
    folders = [os.environ["BANMIAN_FONT_FOLDER"]] if "BANMIAN_FONT_FOLDER" in os.environ else FONT_FOLDERS
    for folder in folders:
        path = Path(folder) / FACE_FILES[face_name]
        if path.exists():
            return path
    package = next(package for start, package in PACKAGES.items() if FACE_FILES[face_name].startswith(start))
    raise FontMissingError(f"{FACE_FILES[face_name]} not found; install the package {package}")


def _cache_file(face_name: str, script: int, chars: str) -> Path:
    digest = hashlib.sha256(f"1/{face_name}/{script}/{chars}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"banmian-typeset-{digest}.otf"


def _radical_chars(cmap: dict[int, str]) -> dict[str, str]:
    """Radical code points by the everyday character whose glyph they share."""
    by_glyph: dict[str, str] = {}
    for code in RADICAL_BLOCKS:
        if code in cmap:
            by_glyph.setdefault(cmap[code], chr(code))
    twins = {}
    for code, glyph in cmap.items():
        if glyph in by_glyph and 0x4E00 <= code <= 0x9FFF:
            twins[chr(code)] = by_glyph[glyph]
    return twins


def _vertical_alternates(font: TTFont) -> dict[str, str]:
    alternates: dict[str, str] = {}
    table = font["GSUB"].table if "GSUB" in font else None
    if table is None or table.FeatureList is None:
        return alternates
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "vert"
        for index in record.Feature.LookupListIndex
    }
    for index in wanted:
        for part in table.LookupList.Lookup[index].SubTable:
            alternates.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return alternates


def _cut(font: TTFont, unicodes: Iterable[int], features: list[str]) -> None:
    options = subset.Options(layout_features=features, notdef_outline=True, name_IDs=[1, 2, 6], hinting=False)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(unicodes))
    cutter.subset(font)


@lru_cache(maxsize=32)
def _wide_cut(face_name: str, script: int, chars: str) -> bytes:
    """A face cut down to all the characters of the text collection, kept between runs."""
    cache = _cache_file(face_name, script, chars)
    if cache.exists():
        return cache.read_bytes()
    path = str(font_file(face_name))
    font = TTCollection(path, lazy=True).fonts[script] if path.endswith(".ttc") else TTFont(path, lazy=True)
    twins = _radical_chars(font.getBestCmap())
    unicodes = [ord(char) for char in chars] + [ord(twins[char]) for char in chars if char in twins]
    _cut(font, unicodes, ["vert"])
    buffer = io.BytesIO()
    font.save(buffer)
    aside = cache.with_suffix(f".{os.getpid()}")
    aside.write_bytes(buffer.getvalue())
    aside.replace(cache)
    return buffer.getvalue()


def cut_face(face_name: str, script: int, collection: str, used: frozenset[str]) -> Face:
    """The face with only the characters `used` on a page, as a bare CFF font program.

    `collection` is the sorted string of all characters that any page may use: the slow cut of the
    full font is made once for it.
    """
    font = TTFont(io.BytesIO(_wide_cut(face_name, script, collection)))
    alternates = _vertical_alternates(font)
    twins = {char: twin for char, twin in _radical_chars(font.getBestCmap()).items() if char in used}
    _cut(font, [ord(char) for char in used], ["vert"])
    cmap = font.getBestCmap()
    numbers = _glyph_numbers(font)
    vertical = {
        chr(code): numbers[alternates[glyph]] for code, glyph in cmap.items() if alternates.get(glyph) in numbers
    }
    em = font["head"].unitsPerEm
    widths = {number: round(font["hmtx"][glyph][0] * 1000 / em) for glyph, number in numbers.items()}
    return Face(
        name=f"{face_name.title().replace('-', '')}{'SC' if script == SIMPLIFIED else 'TC'}",
        program=font.getTableData("CFF ") if "CFF " in font else _file_of(font),
        cids={chr(code): numbers[glyph] for code, glyph in cmap.items() if glyph in numbers},
        vertical_cids=vertical,
        widths=widths,
        radicals=twins,
        outlines="CFF" if "CFF " in font else "glyf",
    )


def _glyph_numbers(font: TTFont) -> dict[str, int]:
    """Numbers by which a PDF names the glyphs: CIDs of a CID-keyed font, places in the file of any other."""
    names = font.getGlyphOrder()
    if "CFF " in font and any(name.startswith("cid") for name in names):
        return {name: int(name[3:]) for name in names if name.startswith("cid")}
    return {name: place for place, name in enumerate(names)}


def _file_of(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=32)
def char_widths(face_name: str, script: int, collection: str) -> dict[str, float]:
    """Advance in em of every character of the collection in a face."""
    font = TTFont(io.BytesIO(_wide_cut(face_name, script, collection)))
    metrics, em = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}
