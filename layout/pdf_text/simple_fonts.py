"""What the codes of simple fonts mean, found as pdfminer finds it but once for fonts that say the same.

Newspapers' programs write hundreds of subsets of a few fonts, each with the same list of glyph names and a ToUnicode
map of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import PDFSimpleFont
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

SIMPLE = ("Type1", "MMType1", "TrueType", "Type3")
"""Subtypes of fonts whose codes are single bytes."""
MOST_CODES = 1 << 16
"""Ranges with more codes than this are left to pdfminer."""

_BLOCK = re.compile(rb"beginbf(char|range)\b([0-9A-Fa-f<>\[\]\s]*)endbf\1\b")
_OTHER = re.compile(rb"beginbf|endbf|begincid|beginnotdef|usecmap")
_HEX = rb"<((?:[0-9A-Fa-f]{2})+)>\s*"
_CODE = rb"\s*<((?:[0-9A-Fa-f]{2}){1,4})>\s*"
_CHAR = re.compile(_CODE + _HEX)
_RANGE = re.compile(_CODE + _CODE + rb"(?:" + _HEX + rb"|\[\s*((?:<(?:[0-9A-Fa-f]{2})+>\s*)*)\]\s*)")
_EACH = re.compile(_HEX)


class NamedCodes(dict[int, str]):
    """The characters of a font's codes by its list of names, found where a code is first asked for."""

    def __init__(self, base: str, entries: Sequence[Any]) -> None:
        super().__init__()
        self._source: tuple[str, Sequence[Any]] | None = (base, entries)

    def __missing__(self, code: int) -> str:
        if self._source is None:
            raise KeyError(code)
        base, entries = self._source
        self._source = None
        self.update(_named(base, tuple(entry.name if isinstance(entry, PSLiteral) else entry for entry in entries)))
        return self[code]


@dataclass(frozen=True, slots=True)
class CodesRead:
    """What the codes of a simple font mean and how wide they are; None where pdfminer has to read it."""

    encoding: dict[int, str] | None = None
    file_map: FileUnicodeMap | None = None
    widths: Mapping[int | str, float] | None = None


def without_codes(spec: Mapping[str, Any]) -> tuple[dict[str, Any], CodesRead]:
    """The specification of a simple font without what could be read here about its codes, and that."""
    lean = dict(spec)
    names = resolve1(spec.get("Encoding"))
    encoding: dict[int, str] | None = None
    if isinstance(names, dict):
        base, listed = resolve1(names.get("BaseEncoding")), resolve1(names.get("Differences"))
        if isinstance(listed, list) and (base is None or isinstance(base, PSLiteral)):
            usual = "WinAnsiEncoding" if literal_name(spec.get("Subtype")) == "TrueType" else "StandardEncoding"
            if set(map(type, listed)) <= {int, PSLiteral}:
                encoding = NamedCodes(usual if base is None else str(literal_name(base)), listed)
                lean["Encoding"] = {key: value for key, value in names.items() if key != "Differences"}
    file_map: FileUnicodeMap | None = None
    stream = resolve1(spec.get("ToUnicode"))
    if isinstance(stream, PDFStream):
        file_map = read_unicode_map(stream.get_data())
        if file_map is not None:
            del lean["ToUnicode"]
    widths, first = resolve1(spec.get("Widths")), resolve1(spec.get("FirstChar", 0))
    if isinstance(widths, list) and isinstance(first, int) and set(map(type, widths)) <= {int, float}:
        lean["Widths"] = []
        return lean, CodesRead(encoding, file_map, dict(enumerate(widths, first)))
    return lean, CodesRead(encoding, file_map)


def give_codes(font: object, read: CodesRead) -> None:
    """Put what `without_codes` read into the font that was made without it."""
    if not isinstance(font, PDFSimpleFont):
        return
    if read.encoding is not None:
        font.cid2unicode = read.encoding
    if read.file_map is not None:
        font.unicode_map = read.file_map
    if read.widths is not None and not font.widths:  # the widths of the standard fonts are pdfminer's
        font.widths = {**read.widths}


@lru_cache(maxsize=256)
def _named(base: str, entries: tuple[Any, ...]) -> Mapping[int, str]:
    """The characters of a font's codes by its list of names (PDF 32000-1, 9.6.6)."""
    encoding = dict(EncodingDB.get_encoding(base))
    code = 0
    for entry in entries:
        if isinstance(entry, int):
            code = entry
        else:
            character = _character_named(entry)
            if character is not None:
                encoding[code] = character
            code += 1
    return encoding


@lru_cache(maxsize=8192)
def _character_named(name: Any) -> str | None:
    try:
        return name2unicode(name) if isinstance(name, str) else None
    except (KeyError, ValueError):
        return None


def read_unicode_map(data: bytes) -> FileUnicodeMap | None:
    """A ToUnicode map (PDF 32000-1, 9.10.3); None where anything about it is unusual."""
    blocks = list(_BLOCK.finditer(data))
    if _OTHER.search(_BLOCK.sub(b" ", data)) or (blocks and b"endcmap" in data[: blocks[-1].start()]):
        return None
    found = FileUnicodeMap()
    for block in blocks:
        entries = _entries(_CHAR if block[1] == b"char" else _RANGE, block[2])
        if entries is None:
            return None
        for entry in entries:
            if not (_add_character if block[1] == b"char" else _add_range)(found, entry):
                return None
    return found


def _entries(pattern: re.Pattern[bytes], block: bytes) -> list[re.Match[bytes]] | None:
    """The entries of which a block is made up; None where there is anything else in it."""
    entries = list(pattern.finditer(block))
    whole = sum(entry.end() - entry.start() for entry in entries) == len(block)
    return entries if whole or not block.strip() else None


def _add_character(found: FileUnicodeMap, entry: re.Match[bytes]) -> bool:
    found.add_cid2unichr(int(entry[1], 16), bytes.fromhex(entry[2].decode()))
    return True


def _add_range(found: FileUnicodeMap, entry: re.Match[bytes]) -> bool:
    """Add the codes of a range, and say whether that could be done."""
    first, last = int(entry[1], 16), int(entry[2], 16)
    if len(entry[1]) != len(entry[2]) or last - first >= MOST_CODES:
        return False
    if entry[3] is None:
        texts: Sequence[bytes] = [bytes.fromhex(text.decode()) for text in _EACH.findall(entry[4])]
        for code, text in zip(range(first, last + 1), texts, strict=False):
            found.add_cid2unichr(code, text)
        return True
    text = bytes.fromhex(entry[3].decode())
    low = text[-4:]
    start = int.from_bytes(low, "big")
    if start + max(0, last - first) >= 1 << 32:
        return False
    for step in range(last - first + 1):
        found.add_cid2unichr(first + step, text[:-4] + (start + step).to_bytes(4, "big")[-len(low) :])
    return True
