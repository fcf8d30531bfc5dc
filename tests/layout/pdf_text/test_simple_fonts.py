"""What the codes of simple fonts mean: as pdfminer finds it, or left to it."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFTrueTypeFont, PDFType1Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from banmian.layout.pdf_text.cid_fonts import FontResources
from banmian.layout.pdf_text.simple_fonts import read_unicode_map

HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin begincmap /CMapName /Own def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
"""
FOOT = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"


def by_pdfminer(data):
    found = FileUnicodeMap()
    CMapParser(found, BytesIO(data)).run()
    return found.cid2unichr


def invented_map(seed):
    draw = random.Random(seed)

    def text(length):
        return b"<" + bytes(draw.choices(range(1, 250), k=length)).hex().encode() + b">"

    singles = [b"<%02x> %s\n" % (draw.randrange(256), text(draw.choice((2, 4, 6)))) for _ in range(20)]
    ranges = []
    for _ in range(8):
        first = draw.randrange(240)
        last = first + draw.randrange(9)
        listed = b"[" + b" ".join(text(2) for _ in range(first, last + 1)) + b"]"
        ranges.append(b"<%02X><%02X> %s\n" % (first, last, draw.choice((listed, text(2), text(6)))))
    blocks = b"20 beginbfchar\n%sendbfchar\n8 beginbfrange\n%sendbfrange\n" % (b"".join(singles), b"".join(ranges))
    return HEAD + blocks + FOOT


@pytest.mark.parametrize("seed", range(30))
def test_maps_are_read_as_pdfminer_reads_them(seed):
    data = invented_map(seed)
    found = read_unicode_map(data)
    assert found is not None
    assert found.cid2unichr == by_pdfminer(data)


@pytest.mark.parametrize(
    "block",
    [
        b"1 beginbfchar <01> /alpha endbfchar",
        b"1 beginbfchar <01> <004> endbfchar",
        b"1 beginbfrange <01> <0203> <0041> endbfrange",
        b"1 begincidrange <01> <02> 5 endcidrange",
        b"/Other usecmap",
        b"1 beginbfchar % <01> <0041>\n<01> <0042> endbfchar",
    ],
)
def test_unusual_maps_are_left_to_pdfminer(block):
    assert read_unicode_map(HEAD + block + b"\n" + FOOT) is None


def test_a_font_is_named_as_by_pdfminer():
    names = [LIT(name) for name in ("A", "uni6C34", "g17", "f_i", "u1F600", "Adieresis")]
    spec = {
        "Subtype": LIT("TrueType"),
        "BaseFont": LIT("Invented"),
        "FirstChar": 40,
        "Widths": [500] * 20,
        "Encoding": {"BaseEncoding": LIT("MacRomanEncoding"), "Differences": [40, *names, 200, LIT("B")]},
        "ToUnicode": PDFStream({}, invented_map(1)),
    }
    want = PDFTrueTypeFont(PDFResourceManager(), dict(spec))
    resources = FontResources()
    font = resources.get_font(7, dict(spec))
    assert font.unicode_map.cid2unichr == want.unicode_map.cid2unichr
    assert characters(font) == characters(want)
    assert resources.get_font(7, dict(spec)) is font
    plain = {**spec, "Encoding": LIT("WinAnsiEncoding")}
    del plain["ToUnicode"]
    font, want = FontResources().get_font(8, plain), PDFTrueTypeFont(PDFResourceManager(), plain)
    assert characters(font) == characters(want)


def characters(font):
    """The text and the width of every code, looked up in the list of names alone."""
    font.unicode_map = None
    found = {}
    for code in range(256):
        with suppress(PDFUnicodeNotDefined):
            found[code] = (font.to_unichr(code), font.char_width(code))
    return found


@pytest.mark.parametrize("base", ["Helvetica", "Invented"])
def test_widths_are_those_of_pdfminer(base):
    spec = {"Subtype": LIT("Type1"), "BaseFont": LIT(base), "FirstChar": 65, "Widths": [300, 400.5, 500]}
    font, want = FontResources().get_font(9, dict(spec)), PDFType1Font(PDFResourceManager(), dict(spec))
    assert characters(font) == characters(want)
