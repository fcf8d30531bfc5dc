"""PDFs written by hand, for what drawing libraries do not make."""

from __future__ import annotations


def file_of(objects: list[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalogue."""
    pdf, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return pdf + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(pdf),
    )


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def page_of_text(codes: bytes, encoding: bytes, ordering: bytes, unicode_map: bytes | None = None) -> bytes:
    """A page with one string in a composite font; ``encoding`` is a name (``/GBK-EUC-H``) or a CMap."""
    named = encoding.startswith(b"/") and b" " not in encoding
    told = b"/ToUnicode 8 0 R" if unicode_map is not None else b""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>",
            b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding %s/DescendantFonts[5 0 R]%s>>"
            % (encoding if named else b"9 0 R", told),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)"
            b"/Supplement 0>>/DW 1000/FontDescriptor 6 0 R>>" % ordering,
            b"<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/StemV 80>>",
            stream(b"BT /F 12 Tf 40 200 Td <%s> Tj ET" % codes.hex().encode()),
            stream(unicode_map or b""),
            stream(b"" if named else encoding, b"/Type/CMap/CMapName/Own-H"),
        ]
    )
