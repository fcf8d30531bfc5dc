"""The font of an invisible text layer: it has widths and the meaning of each code, and draws nothing.

Codes are assigned as characters come, two bytes each; a ToUnicode map leads back, also beyond the basic plane. Its
glyphs are boxes, so that viewers know what to highlight; rendering mode 3 keeps them invisible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.export.estimated_lines import width_of
from banmian.export.glyphless_font import ASCENT, DESCENT, FULL, HALF, glyphless_font

if TYPE_CHECKING:
    import pikepdf

MOST_CODES = 0xFFFF
MAPS_A_BLOCK = 100
NAME = "BanmianInvisible"

FORBIDDEN = "\0\ufeff\ufffe"
"""Values that a ToUnicode map of an archival PDF must not have."""


class InvisibleFont:
    """Codes for characters, shared by all pages of a file; one code per character."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> str:
        """Hexadecimal codes of a text; `FORBIDDEN` ones and what exceeds `MOST_CODES` read U+FFFD."""
        return "".join(f"{self._code(character):04x}" for character in text)

    def _code(self, character: str) -> int:
        if character in FORBIDDEN:
            character = "\ufffd"
        if len(self._codes) >= MOST_CODES - 1:
            character = character if character in self._codes else "\ufffd"
        return self._codes.setdefault(character, len(self._codes) + 1)

    def write(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of the file."""
        from pikepdf import Array, Dictionary, Name, String

        widths: list[object] = []
        glyphs = [0]
        for character, code in self._codes.items():
            narrow = width_of(character) < 1
            glyphs.append(HALF if narrow else FULL)
            if narrow:
                widths += [code, Array([500])]
        outlines = pdf.make_stream(glyphless_font())
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{NAME}"),
            Flags=4,
            FontBBox=Array([0, DESCENT, 1000, ASCENT]),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=outlines,
        )
        descendant = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType2,
                BaseFont=Name(f"/{NAME}"),
                CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                FontDescriptor=pdf.make_indirect(descriptor),
                DW=1000,
                W=Array(widths),
                CIDToGIDMap=pdf.make_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)),
            )
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(f"/{NAME}"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([descendant]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _to_unicode(self) -> bytes:
        maps = [
            f"<{code:04x}> <{character.encode('utf-16-be', 'replace').hex()}>"
            for character, code in self._codes.items()
        ]
        blocks = [maps[at : at + MAPS_A_BLOCK] for at in range(0, len(maps), MAPS_A_BLOCK)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            f"/CMapName /{NAME}-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")
