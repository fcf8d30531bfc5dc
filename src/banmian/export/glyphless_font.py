"""A glyphless TrueType font of boxes, which gives viewers the size of the glyphs in an invisible text layer.

Glyph 0 is empty, glyph 1 fills an em, glyph 2 half an em. Made table by table after the OpenType specification
(head, hhea, hmtx, maxp, loca, glyf, cmap, post).
"""

from __future__ import annotations

import struct

EM = 1000
ASCENT, DESCENT = 880, -120
FULL, HALF = 1, 2
WIDTHS = (EM, EM, EM // 2)
_MADE = 3_786_912_000
"""Seconds since 1904: a day in 2024, always the same."""


def glyphless_font() -> bytes:
    """The font file."""
    glyphs = [b"", _box(EM), _box(EM // 2)]
    offsets = [sum(map(len, glyphs[:index])) for index in range(len(glyphs) + 1)]
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 1, 12) + _empty_map(),
        b"glyf": b"".join(glyphs),
        b"head": _head(0),
        b"hhea": struct.pack(
            ">I3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, len(WIDTHS)
        ),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in WIDTHS),
        b"loca": b"".join(struct.pack(">I", offset) for offset in offsets),
        b"maxp": struct.pack(">I14H", 0x10000, len(glyphs), 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    data = _assemble(tables)
    tables[b"head"] = _head((0xB1B0AFBA - _checksum(data)) & 0xFFFFFFFF)
    return _assemble(tables)


def _box(width: int) -> bytes:
    """A rectangle from descent to ascent."""
    points = [(0, DESCENT), (0, ASCENT), (width, ASCENT), (width, DESCENT)]
    header = struct.pack(">5h", 1, 0, DESCENT, width, ASCENT)
    flags = bytes([1] * len(points))
    across, down, last = b"", b"", (0, 0)
    for x, y in points:
        across += struct.pack(">h", x - last[0])
        down += struct.pack(">h", y - last[1])
        last = (x, y)
    data = header + struct.pack(">HH", len(points) - 1, 0) + flags + across + down
    return data + b"\0" * (-len(data) % 4)


def _head(adjustment: int) -> bytes:
    return struct.pack(
        ">IIIIHHQQ4hHHhhh",
        0x10000, 0x10000, adjustment, 0x5F0F3CF5, 0, EM, _MADE, _MADE,
        0, DESCENT, EM, ASCENT, 0, 8, 2, 1, 0,
    )  # fmt: skip


def _empty_map() -> bytes:
    """An empty character map (format 4): codes reach glyphs through the PDF's own table."""
    return struct.pack(">7HHHHhH", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, count * 16 - (16 << power))
    at = len(directory) + 16 * count
    body = b""
    for tag, data in sorted(tables.items()):
        summed = data[:8] + bytes(4) + data[12:] if tag == b"head" else data
        directory += tag + struct.pack(">III", _checksum(summed), at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
