"""Glyphs noted in bulk: number by number those that pdfminer gives one by one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn_pages import draw_pdf, write, write_columns
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_pdfs import file_of, stream
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import make_case

from banmian.layout.pdf_text.clipping import ClippingInterpreter
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.pdfplumber_page import BoundedPage, GlyphDevice, open_page
from banmian.layout.pdf_text.quick_document import open_document

COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont"
    b"/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000/W[1[500 250]]/DW2[880 -900]"
    b"/W2[800[-500 300 700]]/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -120 1000 880]"
    b"/Ascent 880/Descent -120>>>>]>>"
)
TYPE_3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 -2 10 8]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 67"
    b"/Widths[5 6.5 7]/CharProcs<<>>/Encoding<</Differences[65/A/g1/uni6C34]>>>>"
)
SIMPLE = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
FONTS = b"/Font<</A %b/B %b/C %b/D %b>>" % (SIMPLE, COMPOSITE % b"GBK-EUC-H", COMPOSITE % b"GBK-EUC-V", TYPE_3)
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 60 60]/Matrix[1 .1 0 1 5 5]/Resources<<%s>>" % FONTS
SAFE = (b"/ColorSpace<</P[/ICCBased 6 0 R]>>", b"/XObject<</X 5 0 R/I 7 0 R>>")

SIZES = st.sampled_from([b"12", b"7.5", b"-9", b".5", b"100"])
PLACES = st.integers(-40, 400).map(lambda n: b"%d.%d" % (n, abs(n) % 7))
UNITS = st.sampled_from([b"1", b"0", b"-1", b".8", b"1.25", b"-.3"])
STRINGS = st.sampled_from([b"(ABC A)", b"<B5C4B4F320>", b"()", b"( )", b"<41A1A3C8CB>", rb"(\101\)b)"])
PARTS = st.lists(st.one_of(STRINGS, st.integers(-900, 900).map(lambda n: b"%d" % n)), max_size=5)


def with_operands(name: bytes, *operands: Any) -> Any:
    return st.tuples(*operands).map(lambda parts: b" ".join((*parts, name)))


OPERATIONS = st.one_of(
    with_operands(b"Tf", st.sampled_from([b"/A", b"/B", b"/C", b"/D", b"/Missing"]), SIZES),
    with_operands(b"Tm", UNITS, UNITS, UNITS, UNITS, PLACES, PLACES),
    with_operands(b"cm", UNITS, UNITS, UNITS, UNITS, PLACES, PLACES),
    with_operands(b"re", PLACES, PLACES, PLACES, PLACES),
    *(with_operands(name, PLACES, PLACES) for name in (b"Td", b"TD", b"m", b"l")),
    *(with_operands(name, SIZES) for name in (b"Tc", b"Tw", b"Tz", b"TL", b"Ts")),
    with_operands(b"Tr", st.sampled_from([b"0", b"3", b"7"])),
    with_operands(b"rg", UNITS, UNITS, UNITS),
    with_operands(b"/P cs .2 .3 .4 scn"),
    with_operands(b"g", UNITS),
    *(with_operands(name) for name in (b"q", b"Q", b"BT", b"ET", b"T*", b"W n", b"W* f", b"S", b"/X Do", b"/I Do")),
    *(with_operands(name, STRINGS) for name in (b"Tj", b"Tj", b"'")),
    with_operands(b'"', SIZES, SIZES, STRINGS),
    PARTS.map(lambda parts: b"[%b] TJ" % b" ".join(parts)),
)
TEXTS = st.lists(OPERATIONS, min_size=1, max_size=30).map(lambda parts: b"BT /A 10 Tf\n" + b"\n".join(parts))


def page_of(content: bytes) -> bytes:
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<<%b%b%b>>/Contents 4 0 R>>" % (FONTS, *SAFE),
            stream(content),
            stream(b"BT /C 9 Tf 20 40 Td (AB) Tj <B5C4B4F3> Tj ET", FORM),
            stream(b"", b"/N 3"),
            stream(b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
        ]
    )


def both(source: Path | bytes) -> tuple[BoundedPage, BoundedPage]:
    """A page read in both ways."""
    quick, plain = (open_page(open_document(source, ""), 0, 60.0) for _ in range(2))
    quick.lay_out()
    plain._layout = plain._run(GlyphDevice, ClippingInterpreter).get_result()
    return quick, plain


def assert_same(found: GlyphArrays, wanted: GlyphArrays) -> None:
    for name in ("texts", "fonts", "colors"):
        assert getattr(found, name) == getattr(wanted, name)
    for name in (
        *("boxes", "ems", "angles", "baselines"),
        *("downwards", "light", "hidden", "codes", "numbers"),
    ):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))
    assert [program.fontname for program in found.programs] == [program.fontname for program in wanted.programs]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_invented_content_gives_the_same_glyphs(content: bytes):
    quick, plain = both(page_of(content))
    assert quick.shown is not None
    assert_same(quick.glyphs(3.0, 290.0), plain.glyphs(3.0, 290.0))


def test_text_after_a_form_stands_where_it_would_without():
    content = b"BT /A 10 Tf %b30 40 Td (x) Tj ET"
    for page in both(page_of(content % b"/X Do ")):
        lone = both(page_of(content % b""))[0].glyphs(0.0, 0.0)
        np.testing.assert_array_equal(page.glyphs(0.0, 0.0).boxes[-1], lone.boxes[0])


def test_text_on_the_next_line_with_spacings_moves_down():
    for page in both(page_of(b"BT /A 10 Tf 12 TL 30 140 Td (x) Tj 1 2 (y) \x22 ET")):
        boxes = page.glyphs(0.0, 0.0).boxes
        assert boxes[1][1] - boxes[0][1] == pytest.approx(12)


def drawn(path: Path) -> Path:
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 2, 8)
        write(canvas, "Latin words (with brackets) 12.5%", 40, 60)
        canvas.rect(30, 40, 300, 80, fill=0)

    return draw_pdf(path, draw)


@pytest.mark.parametrize("make", ["drawn", "case"])
def test_pages_paint_the_same_either_way(tmp_path: Path, make: str):
    path = tmp_path / "page.pdf"
    if make == "drawn":
        drawn(path)
    else:
        path.write_bytes(make_case(7).pdf)
    quick, plain = both(path)
    found = quick.glyphs(0.0, 0.0)
    assert_same(found, plain.glyphs(0.0, 0.0))
    assert len(found) > 50
    shapes = [(item.bbox, item.fill) for item in quick.layout if hasattr(item, "fill")]
    assert shapes == [(item.bbox, item.fill) for item in plain.layout if hasattr(item, "fill")]


@pytest.mark.parametrize(
    "content",
    [
        b"BT /A 10 Tf (x) Tj ET q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        b"% a comment\nBT /A 10 Tf (x) Tj ET",
        b"BT /A 10 Tf ((nested)) Tj ET",
        b"BT /A 10 Tf 1 2 3 Td (x) Tj ET",
        b"BT /A 10 Tf nan 0 Td (x) Tj ET",
        b"BT /A 10 Tf <4> Tj ET",
        b"BT /A 10 Tf 7 (x) Tj ET",
        b"BT /A 10 Tf [(x) /N] TJ ET",
        b"BT 10 20 Tf (x) Tj /A 10 Tf (y) Tj ET",
    ],
)
def test_the_unusual_is_left_to_pdfminer(content: bytes):
    quick, plain = both(page_of(content))
    assert quick.shown is None
    assert_same(quick.glyphs(0.0, 0.0), plain.glyphs(0.0, 0.0))
