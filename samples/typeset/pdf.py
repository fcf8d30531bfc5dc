"""Writes sheets as a PDF with a text layer, glyph by glyph where the setting asks for it.

The fonts are embedded as CID-keyed CFF subsets with a ToUnicode map (ISO 32000-1, 9.7 and 9.10.3).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from samples.typeset.fonts import Face, cut_face
from samples.typeset.sheet import (
    ASCENT,
    Colour,
    PaintedLine,
    PaintedPanel,
    PaintedPath,
    PaintedPicture,
    PaintedRule,
    Sheet,
)


class PdfFile:
    """Objects of one PDF file, numbered as they come."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: bytes) -> int:
        """Keep an object and give its number."""
        self.objects.append(body)
        return len(self.objects)

    def add_stream(self, data: bytes, entries: str = "") -> int:
        """Keep a compressed stream with further dictionary entries."""
        packed = zlib.compress(data, 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode()
        return self.add(head + packed + b"\nendstream")

    def replace(self, number: int, body: bytes) -> None:
        """Fill in an object that was reserved earlier."""
        self.objects[number - 1] = body

    def dump(self, root: int) -> bytes:
        """The whole file."""
        out, places = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R >>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _to_unicode(face: Face, shown_as: dict[str, str]) -> bytes:
    pairs = {cid: shown_as.get(char, char) for char, cid in face.cids.items()}
    pairs |= {cid: char for char, cid in face.vertical_cids.items()}
    rows = [f"<{cid:04X}> <{char.encode('utf-16-be').hex().upper()}>" for cid, char in sorted(pairs.items())]
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    parts += ["/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
    parts += ["/CMapName /Adobe-Identity-UCS def /CMapType 2 def"]
    parts += ["1 begincodespacerange <0000> <FFFF> endcodespacerange"]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    parts += ["endcmap CMapName currentdict /CMap defineresource pop end end"]
    return "\n".join(parts).encode()


def _embed(file: PdfFile, face: Face, tag: str, shown_as: dict[str, str]) -> int:
    is_cff = face.outlines == "CFF"
    program = file.add_stream(face.program, "/Subtype /CIDFontType0C" if is_cff else f"/Length1 {len(face.program)}")
    name = f"{tag}+{face.name}"
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1000 -1050 2930 1810] /ItalicAngle 0 "
        f"/Ascent 880 /Descent -120 /CapHeight 733 /StemV 90 /FontFile{3 if is_cff else 2} {program} 0 R >>".encode()
    )
    widths = " ".join(f"{cid} [{width}]" for cid, width in sorted(face.widths.items()) if width != 1000)
    font = file.add(
        f"<< /Type /Font /Subtype /CIDFontType{0 if is_cff else 2} /BaseFont /{name} /DW 1000 /W [{widths}] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R{'' if is_cff else ' /CIDToGIDMap /Identity'} >>".encode()
    )
    unicode_map = file.add_stream(_to_unicode(face, shown_as))
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{font} 0 R] /ToUnicode {unicode_map} 0 R >>".encode()
    )


def _colour(colour: Colour, operator: str) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + f" {operator}"


def _line_horizontal(line: PaintedLine, face: Face, tag: str, page_height: float) -> str:
    shown: list[str] = []
    previous = width = 0.0
    for char, offset in zip(line.text, line.offsets, strict=True):
        gap = offset - previous - width
        if shown and abs(gap) > 0.002 * line.size:
            shown.append(f"> {-gap / line.size * 1000:.1f} <")
        shown.append(f"{face.cids[char]:04X}")
        previous, width = offset, face.width(char) * line.size
    base = page_height - line.y - ASCENT * line.size
    start = line.x + (line.offsets[0] if line.offsets else 0.0)
    return f"BT /{tag} {line.size:.2f} Tf 1 0 0 1 {start:.2f} {base:.2f} Tm [<{''.join(shown)}>] TJ ET"


def _line_vertical(line: PaintedLine, face: Face, tag: str, page_height: float) -> str:
    parts = [f"BT /{tag} {line.size:.2f} Tf"]
    for char, offset in zip(line.text, line.offsets, strict=True):
        cid = face.vertical_cids.get(char, 0) or face.cids[char]
        inset = (1 - face.width(char)) / 2 * line.size
        base = page_height - line.y - offset - ASCENT * line.size
        parts.append(f"1 0 0 1 {line.x + inset:.2f} {base:.2f} Tm <{cid:04X}> Tj")
    return " ".join([*parts, "ET"])


def _path(op: PaintedPath, page_height: float) -> str:
    steps = [f"{x:.2f} {page_height - y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(op.points)]
    paint = ("b" if op.closed else "B") if op.fill else ("s" if op.closed else "S")
    ground = f"{_colour(op.fill, 'rg')} " if op.fill else ""
    return f"q {ground}{_colour(op.colour, 'RG')} {op.width:.2f} w {' '.join(steps)} {paint} Q"


def _content(sheet: Sheet, faces: dict[str, Face], tags: dict[str, str], pictures: list[PaintedPicture]) -> bytes:
    rows = []
    for op in sheet.ops:
        if isinstance(op, PaintedLine):
            place = _line_vertical if op.vertical else _line_horizontal
            rows += [_colour(op.colour, "rg"), place(op, faces[op.face], tags[op.face], sheet.height)]
        elif isinstance(op, PaintedRule):
            dash = " ".join(f"{part:.1f}" for part in op.dash)
            rows += [
                f"q {_colour(op.colour, 'RG')} {op.width:.2f} w [{dash}] 0 d",
                f"{op.x0:.2f} {sheet.height - op.y0:.2f} m {op.x1:.2f} {sheet.height - op.y1:.2f} l S Q",
            ]
        elif isinstance(op, PaintedPath):
            rows.append(_path(op, sheet.height))
        elif isinstance(op, PaintedPanel):
            box = op.box
            area = f"{box.x0:.2f} {sheet.height - box.y1:.2f} {box.width:.2f} {box.height:.2f} re"
            if op.fill:
                rows.append(f"q {_colour(op.fill, 'rg')} {area} f Q")
            if op.stroke:
                rows.append(f"q {_colour(op.stroke, 'RG')} {op.width:.2f} w {area} S Q")
        else:
            box = op.box
            matrix = f"{box.width:.2f} 0 0 {box.height:.2f} {box.x0:.2f} {sheet.height - box.y1:.2f} cm"
            rows.append(f"q {matrix} /P{len(pictures)} Do Q")
            pictures.append(op)
    return "\n".join(rows).encode()


def _used(sheets: Sequence[Sheet]) -> dict[tuple[str, int], set[str]]:
    used: dict[tuple[str, int], set[str]] = {}
    for sheet in sheets:
        for op in sheet.ops:
            if isinstance(op, PaintedLine):
                used.setdefault((op.face, sheet.script), set()).update(op.text)
    return used


def _add_picture(file: PdfFile, picture: PaintedPicture) -> int:
    return file.add_stream(
        picture.pixels,
        f"/Type /XObject /Subtype /Image /Width {picture.columns} /Height {picture.rows} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8",
    )


def write_pdf(sheets: Sequence[Sheet], collection: str) -> bytes:
    """The sheets as one PDF file; `collection` holds every character that any page may use."""
    file = PdfFile()
    faces, numbers = {}, {}
    for index, ((name, script), chars) in enumerate(sorted(_used(sheets).items())):
        face = cut_face(name, script, collection, frozenset(chars))
        wanted = frozenset().union(*(sheet.radicals for sheet in sheets if sheet.script == script))
        shown = {char: twin for char, twin in face.radicals.items() if char in wanted}
        faces[name, script] = face
        numbers[name, script] = _embed(file, face, chr(65 + index) + "AAAAA", shown)
    tree, kids = file.add(b""), []
    for sheet in sheets:
        own = {name: face for (name, script), face in faces.items() if script == sheet.script}
        tags = {name: f"F{index}" for index, name in enumerate(own)}
        pictures: list[PaintedPicture] = []
        stream = file.add_stream(_content(sheet, own, tags, pictures))
        fonts = " ".join(f"/{tags[name]} {numbers[name, sheet.script]} 0 R" for name in own)
        images = " ".join(f"/P{index} {_add_picture(file, picture)} 0 R" for index, picture in enumerate(pictures))
        kids.append(
            file.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {sheet.width:.2f} {sheet.height:.2f}] "
                f"/Contents {stream} 0 R "
                f"/Resources << /Font << {fonts} >> /XObject << {images} >> >> >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    file.replace(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode())
    return file.dump(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()))
