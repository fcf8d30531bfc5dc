"""PDFs that ask for more than their share, and PDFs that break what the format promises; all written by hand."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from hostile_cases import Case
from raw_pdfs import file_of, stream

SHOWN = b"BT /F 12 Tf 40 200 Td (Rice harvest begins in the lower valley today) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE_ERRORS = ("PageError", "TooLargeError", "DamagedFileError")


def page_of(
    content: bytes = SHOWN,
    *more: bytes,
    filters: bytes = b"",
    resources: bytes = b"/Font<</F 5 0 R>>",
    page: bytes = b"/MediaBox[0 0 400 300]",
    font: bytes = FONT,
    tree: bytes = TREE,
) -> bytes:
    """A PDF of one page; ``more`` are its objects from 6 on."""
    head = b"<</Type/Page/Parent 2 0 R%s/Resources<<%s>>/Contents 4 0 R>>" % (page, resources)
    return file_of([CATALOGUE, tree, head, stream(content, filters), font, *more])


def deflated(megabytes: int, piece: bytes = b" ") -> bytes:
    """A deflated stream of so many MiB, made without holding them."""
    packer = zlib.compressobj(9)
    block = piece * (2**20 // len(piece))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def flate(megabytes: int = 4096, piece: bytes = b" ") -> bytes:
    return page_of(deflated(megabytes, piece), filters=b"/Filter/FlateDecode")


def flate_twice(megabytes: int = 8192) -> bytes:
    return page_of(zlib.compress(deflated(megabytes), 9), filters=b"/Filter[/FlateDecode/FlateDecode]")


def run_lengths(megabytes: int = 32) -> bytes:
    return page_of(deflated(megabytes, b"\x81 "), filters=b"/Filter[/FlateDecode/RunLengthDecode]")


def lzw(megabytes: int = 32) -> bytes:
    return page_of(deflated(megabytes, b"\x80"), filters=b"/Filter[/FlateDecode/LZWDecode]")


def composite(widths: bytes = b"", unicode_map: bytes | None = None, encoding: bytes = b"/Identity-H") -> bytes:
    """A page whose font is composite, with widths and a ToUnicode map."""
    told = b"/ToUnicode 8 0 R" if unicode_map is not None else b""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding %s/DescendantFonts[6 0 R]%s>>" % (encoding, told)
    child = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000%s/FontDescriptor 7 0 R>>" % widths
    )
    described = b"<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120>>"
    text = b"BT /F 12 Tf 40 200 Td <00410042> Tj ET"
    return page_of(text, child, described, stream(unicode_map or b""), font=font)


def ranges(*lines: bytes) -> bytes:
    return b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n%d beginbfrange\n%s\nendbfrange" % (
        len(lines),
        b"\n".join(lines),
    )


def calling_itself(calls: int = 3) -> bytes:
    form = stream(b"/X Do " * calls, b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X 6 0 R>>>>")
    return page_of(b"/X Do", form, resources=b"/XObject<</X 6 0 R>>")


def laughing_forms(levels: int = 12, calls: int = 10) -> bytes:
    """Each form draws the next ten times."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        inside = b"0 0 1 1 re f" if last else b"/X Do " * calls
        held = b"" if last else b"/XObject<</X %d 0 R>>" % (7 + level)
        forms.append(stream(inside, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % held))
    return page_of(b"/X Do", *forms, resources=b"/XObject<</X 6 0 R>>")


def endless_path(points: int = 4_000_000) -> bytes:
    packer = zlib.compressobj(9)
    block = b"10 10 l 390 290 l 10 290 l 390 10 l " * 1000
    body = packer.compress(b"0 0 m ") + b"".join(packer.compress(block) for _ in range(points // 4000))
    return page_of(body + packer.compress(b" S") + packer.flush(), filters=b"/Filter/FlateDecode")


def many(piece: bytes, megabytes: int, **named: bytes) -> bytes:
    return page_of(deflated(megabytes, piece), filters=b"/Filter/FlateDecode", **named)


def tiny_pattern(step: bytes = b"0.002") -> bytes:
    pattern = stream(
        b"0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep %s/YStep %s/Resources<<>>"
        % (step, step),
    )
    return page_of(b"/Pattern cs /P scn 0 0 400 300 re f", pattern, resources=b"/Pattern<</P 6 0 R>>")


def pattern_of_itself() -> bytes:
    pattern = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
        b"/Resources<</Pattern<</P 6 0 R>>>>",
    )
    return page_of(b"/Pattern cs /P scn 0 0 400 300 re f", pattern, resources=b"/Pattern<</P 6 0 R>>")


def image(width: int, height: int, data: bytes, more: bytes = b"/ColorSpace/DeviceGray/BitsPerComponent 8") -> bytes:
    picture = stream(data, b"/Type/XObject/Subtype/Image/Width %d/Height %d%s" % (width, height, more))
    return page_of(b"400 0 0 300 0 0 cm /I Do", picture, resources=b"/XObject<</I 6 0 R>>")


def type3_of_itself() -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return page_of(b"BT /F 9 Tf (aaaa) Tj ET", stream(b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET"), font=font)


def nested(open_: bytes, close: bytes, depth: int) -> bytes:
    return page_of(open_ * depth + close * depth + b" " + SHOWN)


def deep_pages(depth: int = 5000) -> bytes:
    """A tree of pages in which every node has one child."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, depth + 2)]
    last = b"<</Type/Page/MediaBox[0 0 400 300]/Resources<<>>/Contents %d 0 R>>" % (depth + 3)
    return file_of([CATALOGUE, *nodes, last, stream(SHOWN)])


def soft_masks() -> bytes:
    form = stream(
        b"/G gs 0 0 400 300 re f",
        b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>"
        b"/Resources<</ExtGState<</G 7 0 R>>>>",
    )
    state = b"<</Type/ExtGState/SMask<</S/Luminosity/G 6 0 R>>>>"
    return page_of(b"/G gs 0 0 400 300 re f", form, state, resources=b"/ExtGState<</G 7 0 R>>")


def xref_stream(index: bytes, size: int) -> bytes:
    """A PDF whose cross-reference stream promises more entries than it has."""
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    table = stream(bytes(40), b"/Type/XRef/W[1 2 1]/Size %d/Index[%s]/Root 1 0 R" % (size, index))
    return body + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def bombs() -> Iterator[Case]:
    """Small files that ask for gigabytes or minutes."""
    made: dict[str, Callable[[], bytes]] = {
        "flate": flate,
        "flate-operators": partial(flate, 1024, b"0 0 1 1 re f\n   "),
        "flate-twice": flate_twice,
        "run-length": run_lengths,
        "lzw": lzw,
        "font-widths": partial(composite, b"/W[0 2000000000 500]"),
        "font-widths-long": partial(composite, b"/W[" + b"0 60000 [500] 1 65000 500 " * 40_000 + b"]"),
        "unicode-range": partial(composite, b"", ranges(b"<00000000> <7FFFFFFF> <00000041>")),
        "unicode-ranges": partial(composite, b"", ranges(*[b"<0000> <FFFF> <0041>"] * 2000)),
        "unicode-range-of-nothing": partial(composite, b"", ranges(b"<FFFFFFFFFFFF> <0000> <41>")),
        "forms-call-themselves": calling_itself,
        "forms-laugh": laughing_forms,
        "endless-path": endless_path,
        "many-paths": partial(many, b"0 0 m 9 9 l S\n  ", 128),
        "many-states": partial(many, b"q ", 32),
        "many-glyphs": partial(many, b"BT /F 1 Tf 9 9 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 64),
        "one-string": lambda: many(b"a", 64).replace(b"stream\n", b"stream\n", 1),
        "many-fonts": partial(many, b"/F 9 Tf ", 128),
        "many-images": partial(many, b"BI /W 9 /H 9 /BPC 8 /CS /G ID aaaaaaaaa EI\n    ", 32),
        "tiny-pattern": tiny_pattern,
        "pattern-of-itself": pattern_of_itself,
        "image-of-thousands": lambda: image(
            60_000, 60_000, deflated(3500, b"\0"), b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        ),
        "image-of-nothing": partial(image, 100_000, 100_000, b""),
        "image-of-short-data": partial(image, 30_000, 30_000, b"x" * 99),
        "type3-of-itself": type3_of_itself,
        "arrays-in-arrays": partial(nested, b"[", b"]", 200_000),
        "dictionaries-in-dictionaries": partial(nested, b"<</A ", b">>", 200_000),
        "strings-in-strings": partial(nested, b"(", b")", 200_000),
        "deep-pages": deep_pages,
        "soft-masks": soft_masks,
        "xref-of-billions": partial(xref_stream, b"0 2000000000", 2_000_000_000),
        "long-page": lambda: page_of(page=b"/MediaBox[0 0 1 1000000]"),
        "wide-page": lambda: page_of(page=b"/MediaBox[0 0 1000000 1]"),
        "vast-page": lambda: page_of(page=b"/MediaBox[0 0 1000000 1000000]"),
        "vast-unit": lambda: page_of(page=b"/MediaBox[0 0 400 300]/UserUnit 75000"),
        "many-annotations": lambda: page_of(
            page=b"/MediaBox[0 0 400 300]/Annots[%s]"
            % (b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>" * 100_000)
        ),
    }
    for name, make in made.items():
        yield Case(f"bomb-{name}.pdf", make, "a PDF that asks for too much")


BOXES = (
    b"/MediaBox[0 0 (wide) 300]", b"/MediaBox[/A /B /C /D]", b"/MediaBox[0 0]", b"/MediaBox[]", b"/MediaBox null",
    b"/MediaBox 7", b"/MediaBox[0 0 0 0]", b"/MediaBox[400 300 0 0]", b"/MediaBox[0 0 -400 -300]",
    b"/MediaBox[0 0 1e999 300]", b"/MediaBox[nan nan nan nan]", b"/MediaBox[0 0 400 99999999999999999999]",
    b"/MediaBox[0 0 .0001 .0001]", b"/MediaBox 3 0 R", b"/MediaBox[3 0 R 3 0 R 3 0 R 3 0 R]", b"",
    b"/MediaBox[0 0 400 300]/CropBox[0 0 (x) 9]", b"/MediaBox[0 0 400 300]/CropBox[900 900 999 999]",
    b"/MediaBox[0 0 400 300]/CropBox[]", b"/MediaBox[0 0 400 300]/CropBox[9 9 9 9]",
    b"/MediaBox[0 0 400 300]/Rotate 45", b"/MediaBox[0 0 400 300]/Rotate(x)", b"/MediaBox[0 0 400 300]/Rotate 1e9",
    b"/MediaBox[0 0 400 300]/Rotate -90", b"/MediaBox[0 0 400 300]/UserUnit -1", b"/MediaBox[0 0 400 300]/UserUnit 0",
    b"/MediaBox[-1e7 -1e7 1e7 1e7]", b"/MediaBox[0 0 400 300 500 600]",
)  # fmt: skip
CONTENTS = (
    b"", b" ", b"\0", b"Q Q Q Q", b"ET ET", b"BT BT BT", b"Tj", b"(x) Tj", b"/F Tf", b"/F (x) Tf", b"/G 12 Tf (x) Tj",
    b"BT /F 0 Tf (nothing) Tj ET", b"BT /F -12 Tf 40 200 Td (upside) Tj ET", b"BT /F 1e9 Tf (vast) Tj ET",
    b"BT /F 12 Tf 1e300 0 Td (far) Tj ET", b"BT 0 0 0 0 0 0 Tm /F 12 Tf (flat) Tj ET",
    b"BT /F 12 Tf [(a) (b) 99999999 (c)] TJ ET", b"BT /F 12 Tf [[(a)]] TJ ET", b"BT /F 12 Tf [/a null true] TJ ET",
    b"BT /F 12 Tf <4> Tj <zz> Tj ET", b"BT /F 12 Tf (unfinished", b"BT /F 12 Tf <41", b"[(a) TJ", b"<</A>> BDC",
    b"/X Do", b"/X BDC", b"EMC EMC", b"1 2 3 4 5 6 7 8 9 cm", b"a b c d e f cm", b"0 0 0 0 0 0 cm " + SHOWN,
    b"1e38 0 0 1e38 0 0 cm " + SHOWN, b"0 0 m 1e38 1e38 l S", b"9 w -9 -9 -9 -9 re W n " + SHOWN, b"re re f",
    b"/P sh", b"/Pattern cs /P scn 0 0 9 9 re f", b"1 1 1 1 1 k /A cs 9 sc", b"BI /W 0 /H 0 ID EI", b"BI ID", b"BI",
    b"BI /W 9 /H 9 /F /AHx ID zz> EI " + SHOWN, b"\xff\xfe\xfd" * 99, b"% nothing but a remark", b"9 Tr " + SHOWN,
    b"-5 Tz " + SHOWN, b"0 Tz " + SHOWN, b"1e9 Tc " + SHOWN, b"1e9 TL T* T* " + SHOWN, b"\r\r\r" + SHOWN + b"\r",
    b"/A gs /B gs " + SHOWN, b"d0 d1 " + SHOWN, b"99 i 99 M [0 0] 0 d 0 0 m 9 9 l S " + SHOWN, b"BX foo EX " + SHOWN,
    SHOWN * 40, SHOWN[:-3], SHOWN.replace(b"ET", b"ET Q"), SHOWN.replace(b"12 Tf", b"12.1.1 Tf"),
    SHOWN.replace(b"40", b"--40"), SHOWN.replace(b"40", b"4-0"), SHOWN.replace(b"40", b"+.e"),
)  # fmt: skip
FILTERS = (
    b"/FlateDecode", b"/LZWDecode", b"/RunLengthDecode", b"/ASCIIHexDecode", b"/ASCII85Decode", b"/CCITTFaxDecode",
    b"/DCTDecode", b"/JPXDecode", b"/JBIG2Decode", b"/Crypt", b"/Unknown", b"[/FlateDecode/DCTDecode]", b"[]", b"null",
    b"7", b"(x)", b"3 0 R", b"[/ASCIIHexDecode/ASCII85Decode/LZWDecode/RunLengthDecode/FlateDecode]",
)  # fmt: skip
PARAMETERS = (
    b"/DecodeParms<</Predictor 15/Columns 0>>", b"/DecodeParms<</Predictor 15/Columns 999999999>>",
    b"/DecodeParms<</Predictor 2/Colors 99/BitsPerComponent 99>>", b"/DecodeParms<</Predictor 99>>",
    b"/DecodeParms<</Predictor 12/Columns -5>>", b"/DecodeParms[null null]", b"/DecodeParms 7",
    b"/DecodeParms<</Predictor(x)>>",
)  # fmt: skip
FONTS = (
    b"null", b"7", b"<<>>", b"<</Type/Font>>", b"<</Type/Font/Subtype/Odd>>", b"<</Type/Font/Subtype/Type0>>",
    b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]>>",
    b"<</Type/Font/Subtype/Type0/Encoding/Nowhere-H/DescendantFonts[]>>",
    b"<</Type/Font/Subtype/Type0/Encoding 5 0 R/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>",
    b"<</Type/Font/Subtype/Type1/BaseFont 7>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding 5 0 R>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[(a) null /b 300/c -5/d]>>>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Widths[(a) null]/FirstChar(x)/LastChar -1>>",
    b"<</Type/Font/Subtype/TrueType/BaseFont/Made/FontDescriptor 5 0 R/Widths[]/FirstChar 999>>",
    b"<</Type/Font/Subtype/TrueType/BaseFont/Made/FontDescriptor<</FontBBox[0 0 0]/Ascent(x)/FontFile2 4 0 R>>>>",
    b"<</Type/Font/Subtype/Type3/FontMatrix[0 0 0 0 0 0]/FontBBox[]/CharProcs<<>>/Encoding<<>>>>",
    b"<</Type/Font/Subtype/Type3/FontMatrix[(a)]/FontBBox 5 0 R/CharProcs 5 0 R>>",
    b"<</Type/Font/Subtype/MMType1/BaseFont/Made_1_2_3/FontDescriptor null>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Made/W[1 [2 3] 4 (x) 5]/DW(x)>>",
)  # fmt: skip
TREES = (
    b"<</Type/Pages/Kids[2 0 R]/Count 1>>", b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>",
    b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", b"<</Type/Pages/Kids[3 0 R]/Count -1>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>",
    b"<</Type/Pages/Kids 3 0 R/Count 1>>", b"<</Type/Pages/Kids[null]/Count 1>>", b"<</Type/Pages/Count 1>>",
    b"<</Type/Pages/Kids[4 0 R]/Count 1>>", b"null", b"7", b"<</Type/Pages/Kids[3 0 R]/Count(x)/Parent 2 0 R>>",
)  # fmt: skip


def odd() -> Iterator[Case]:
    """Three hundred PDFs that break what the format promises, one promise each."""
    kind = "an odd PDF"
    for number, box in enumerate(BOXES):
        yield Case(f"odd-box-{number:02}.pdf", partial(page_of, page=box), kind)
    for number, content in enumerate(CONTENTS):
        yield Case(f"odd-content-{number:02}.pdf", partial(page_of, content), kind)
    for number, name in enumerate(FILTERS):
        yield Case(f"odd-filter-{number:02}.pdf", partial(page_of, filters=b"/Filter" + b" " + name), kind)
        broken = partial(page_of, zlib.compress(SHOWN)[:-9] + b"\x85\x80\x03", filters=b"/Filter " + name)
        yield Case(f"odd-filter-broken-{number:02}.pdf", broken, kind)
    for number, told in enumerate(PARAMETERS):
        packed = partial(page_of, zlib.compress(SHOWN), filters=b"/Filter/FlateDecode" + told)
        yield Case(f"odd-predictor-{number:02}.pdf", packed, kind)
    for number, font in enumerate(FONTS):
        yield Case(f"odd-font-{number:02}.pdf", partial(page_of, font=font), kind)
    for number, tree in enumerate(TREES):
        yield Case(f"odd-tree-{number:02}.pdf", partial(page_of, tree=tree), kind)
    sound = page_of()
    for number, junk in enumerate((b"\n" * 9, b"x" * 1000, b"HTTP/1.1 200 OK\r\n\r\n", b"junk " * 420, b"\0" * 3000)):
        yield Case(f"odd-junk-before-{number}.pdf", partial(bytes.__add__, junk, sound), kind, expected=("done",))
        yield Case(f"odd-junk-after-{number}.pdf", partial(bytes.__add__, sound, junk), kind, expected=("done",))
    yield Case("odd-version.pdf", lambda: sound.replace(b"%PDF-1.5", b"%PDF-9.9"), kind, expected=("done",))
    yield Case("odd-run-length.pdf", partial(page_of, b"\x05ab", filters=b"/Filter/RunLengthDecode"), kind)
    yield Case("odd-no-table.pdf", lambda: sound[: sound.index(b"xref")], kind)
    yield Case("odd-start.pdf", lambda: sound.replace(b"startxref\n", b"startxref\n9"), kind, expected=("done",))
    yield Case("odd-prev.pdf", lambda: sound.replace(b"/Root", b"/Prev %d/Root" % sound.index(b"xref")), kind)
    yield Case("odd-encrypt.pdf", lambda: sound.replace(b"/Root", b"/Encrypt 5 0 R/Root"), kind)
    dice = random.Random(22)
    for number in range(60):
        yield Case(f"odd-bytes-{number:02}.pdf", partial(_bruised, sound, dice.randrange(2**32)), kind)
    for number in range(60):
        yield Case(f"odd-cut-{number:02}.pdf", partial(_cut, sound, dice.randrange(2**32)), kind)


def _bruised(data: bytes, seed: int) -> bytes:
    """A few bytes changed."""
    dice, bruised = random.Random(seed), bytearray(data)
    for _ in range(dice.randint(1, 20)):
        bruised[dice.randrange(8, len(bruised))] = dice.randrange(256)
    return bytes(bruised)


def _cut(data: bytes, seed: int) -> bytes:
    """A piece taken out, or put in once more."""
    dice = random.Random(seed)
    start, end = sorted(dice.randrange(8, len(data)) for _ in range(2))
    return data[:start] + data[end:] if seed % 2 else data[:end] + data[start:]
