"""Unicode values of the glyphs of Adobe's character collections, as PDFium knows them.

PDFium gives the text of a code only on a page, so it is asked with a small PDF that shows the glyphs in question.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

COLLECTIONS = ("Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1")
BLOCK = 256
"""Glyphs per query."""
LAST_CID = 0xFFFF
STEP = 10
"""Distance of the glyphs on the page of a query, in pt."""


def unicode_of_cid(collection: str, cid: int) -> str:
    """The text of a glyph of a collection (Adobe-GB1 …), "" where PDFium knows none."""
    if collection not in COLLECTIONS or not 0 <= cid <= LAST_CID:
        return ""
    return _block(collection, cid // BLOCK).get(cid, "")


@lru_cache(maxsize=512)
def _block(collection: str, number: int) -> dict[int, str]:
    first = number * BLOCK
    document = pypdfium2.PdfDocument(_page_of(collection, first))
    try:
        page = document[0].get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = {}
        for place in range(page.count_chars()):
            code = pdfium.FPDFText_GetUnicode(page.raw, place)
            if code and not pdfium.FPDFText_IsGenerated(page.raw, place):
                pdfium.FPDFText_GetCharOrigin(page.raw, place, x, y)
                found[first + round(x.value / STEP)] = chr(code)
        return found
    finally:
        document.close()


def _page_of(collection: str, first: int) -> bytes:
    """A PDF of one page with the glyphs of a block in a row, `STEP` apart."""
    row = b"".join(b"1 0 0 1 %d 0 Tm <%04X> Tj\n" % (at * STEP, first + at) for at in range(BLOCK))
    content = b"BT /F 6 Tf\n" + row + b"ET"
    ordering = collection.removeprefix("Adobe-").encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 20]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>"
        % (BLOCK * STEP),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + b")"
        b"/Supplement 0>>/DW 1000/FontDescriptor 6 0 R>>",
        b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/StemV 80>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
    )
    pdf, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj " % number + part + b" endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer<</Size %d/Root 1 0 R>>" % size
    return pdf + tail + b"startxref\n%d\n%%%%EOF" % len(pdf)
